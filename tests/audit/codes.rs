//! Whatever the store can report, the audit can explain.

use std::collections::BTreeSet;
use std::path::Path;

/// The codes in the source of the store's checks: the first word in quotes after a place where a finding is made.
fn codes_in(file: &str) -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store").join(file);
    let source = std::fs::read_to_string(path).expect("a source file");
    let mut codes = BTreeSet::new();
    for word in source.split('"').skip(1).step_by(2) {
        let code =
            word.trim_matches('-').contains('-') && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        if code && !word.starts_with("store-") {
            codes.insert(word.to_owned());
        }
    }
    codes
}

#[test]
fn every_code_of_the_store_is_explained() {
    // Reasons in quotes that are no codes.
    let others = ["not-two-files", "two-offices"];
    let files = ["verify.rs", "checks.rs", "judge.rs", "load.rs", "parts.rs", "keyring.rs", "reading.rs", "sealing.rs"];
    for file in files {
        for code in codes_in(file).iter().filter(|code| !others.contains(&code.as_str())) {
            assert!(sop::audit::codes::explain(code).is_some(), "{file}: {code}");
        }
    }
    // The files are the right ones: a code of each kind stands in one of them.
    for code in ["bad-signature", "removed-file", "part-disagrees", "readers-differ", "role-not-held"] {
        assert!(files.iter().any(|file| codes_in(file).contains(code)), "{code} is made in another file");
    }
}
