//! The walk-through of the README, word by word, as a script in an empty folder.

use std::path::Path;

use crate::common::Sandbox;

/// In CI a missing tool is a failure; elsewhere the test says that it was left out.
fn has(tool: &str) -> bool {
    let found = std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(tool).is_file()));
    assert!(found || std::env::var_os("CI").is_none(), "{tool} is missing");
    if !found {
        eprintln!("left out: {tool} is not installed");
    }
    found
}

#[test]
fn the_script_works_as_written() {
    if !has("jq") || !has("bash") {
        return;
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sandbox = Sandbox::new();
    let binary = Path::new(env!("CARGO_BIN_EXE_sop")).parent().expect("folder of the binary");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(std::iter::once(binary.to_owned()).chain(std::env::split_paths(&path)));
    sandbox.set("PATH", path.expect("a path").to_string_lossy());
    for lang in ["en", "sq"] {
        sandbox.set("SOP_LANG", lang);
        sandbox.run("bash", &[&root.join("examples/walk-through.sh").display().to_string()], None).ok();
    }
}

#[test]
fn the_readme_shows_the_same_commands() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| std::fs::read_to_string(root.join(name)).expect("a file of the project");
    let (readme, script) = (read("README.md"), read("examples/walk-through.sh"));
    let begin = script.find("# --- the maintainer").expect("the first command");
    let shown = readme.split("```").find(|block| block.contains("# --- the maintainer")).expect("the walk-through");
    let lines = |text: &str| -> Vec<String> {
        text.lines().map(str::trim_end).filter(|line| !line.is_empty() && *line != "sh").map(str::to_owned).collect()
    };
    assert_eq!(lines(shown), lines(&script[begin..]));
}
