//! Tools that did not come from here look at what was printed. Where one is missing the test says so and goes on; in CI,
//! which installs them, it fails.

use crate::common::{Ran, Sandbox};

/// Runs a stock tool; none if this machine does not have it.
pub fn run(sandbox: &Sandbox, tool: &str, args: &[&str]) -> Option<Ran> {
    let found = std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(tool).is_file()));
    if !found {
        assert!(std::env::var_os("CI").is_none(), "CI needs {tool}");
        eprintln!("{tool} is not installed: left out");
        return None;
    }
    Some(sandbox.run(tool, args, None))
}

/// The text of a PDF, page by page, with the marks taken out at which a long word may break.
pub fn text_of_pdf(sandbox: &Sandbox, file: &str) -> Option<String> {
    let ran = run(sandbox, "pdftotext", &["-layout", file, "-"])?.ok();
    Some(ran.out.replace('\u{200b}', ""))
}

/// A PDF that an independent reader finds nothing wrong with.
pub fn sound_pdf(sandbox: &Sandbox, file: &str) {
    if let Some(ran) = run(sandbox, "qpdf", &["--check", file]) {
        ran.ok();
    }
}

/// A page that an independent validator finds nothing wrong with.
pub fn valid_html(sandbox: &Sandbox, file: &str) {
    if let Some(ran) = run(sandbox, "tidy", &["-quiet", "-errors", "-utf8", file]) {
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{file}");
    }
}
