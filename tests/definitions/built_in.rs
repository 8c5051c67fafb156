//! The definitions inside the program.

use sop::definitions::{self, Severity, Sources};

/// What commands rely on when they leave out the checks of the built-in definitions.
#[test]
fn the_built_in_definitions_have_no_error() {
    let sources = Sources::built_in(None).expect("built-in definitions");
    let errors: Vec<_> =
        definitions::check(&sources).problems.into_iter().filter(|p| p.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    assert!(definitions::embedded().is_ok());
}

/// A case remembers this hash, so a build must not depend on where or when it was made.
#[test]
fn a_folder_with_the_same_files_has_the_same_hash() {
    let folder =
        definitions::load(std::path::Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the project's definitions");
    assert_eq!(folder.hash, definitions::embedded().expect("built-in definitions").hash);
}
