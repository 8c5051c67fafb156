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

/// Commands read trees that were made when the program was built; what comes of them is what comes of the files.
#[test]
fn what_commands_read_is_what_the_files_say() {
    let sources = Sources::built_in(None).expect("built-in definitions");
    let from_files = definitions::check(&sources).workflow.expect("a workflow");
    let mut from_trees = definitions::built_in().expect("built-in definitions");
    // The calendar is read from its file either way; its days have no order that could be compared.
    from_trees.calendar = from_files.calendar.clone();
    let (from_files, from_trees) = (format!("{from_files:#?}"), format!("{from_trees:#?}"));
    let other = from_files.lines().zip(from_trees.lines()).position(|(a, b)| a != b);
    assert!(from_files == from_trees, "they differ from line {other:?} of what they are");
}

/// A case remembers this hash, so a build must not depend on where or when it was made.
#[test]
fn a_folder_with_the_same_files_has_the_same_hash() {
    let folder =
        definitions::load(std::path::Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the project's definitions");
    assert_eq!(folder.hash, definitions::embedded().expect("built-in definitions").hash);
}
