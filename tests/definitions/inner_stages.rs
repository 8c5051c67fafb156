//! An inner stage may have a file of its own, named after its path.

use crate::library::{Library, original};

const LOAN: &str = "stages/loan.yaml";
const ROOM: &str = "stages/loan/reading-room.yaml";

/// The reading room's lines in `loan.yaml`, and the same as a file of its own.
fn room() -> (String, String) {
    let loan = std::fs::read_to_string(original().join("workflows/library").join(LOAN)).expect("the loan");
    let (_, inner) = loan.split_once("stages:\n  reading-room:\n").expect("the reading room");
    let own: String = inner.lines().map(|line| format!("{}\n", line.strip_prefix("    ").unwrap_or(line))).collect();
    (format!("stages:\n  reading-room:\n{inner}"), format!("stage: loan/reading-room\n{own}"))
}

/// The procedure with the reading room in a file of its own.
fn moved() -> Library {
    let (inline, own) = room();
    Library::new().change(LOAN, &inline, "").put(ROOM, &own)
}

#[test]
fn a_file_of_its_own_is_the_same_as_under_the_outer_stage() {
    let library = moved();
    library.clean();
    // Everything that is shown but the places and the fingerprint, which are those of the files.
    let shown = |library: &Library| {
        let shown = library.sop(&["workflow", "show", "--json"]).ok().out;
        let elsewhere = ["\"file\":", "\"line\":", "\"hash\":"];
        let lines = shown.lines().filter(|line| !elsewhere.iter().any(|key| line.trim_start().starts_with(key)));
        lines.map(|line| line.trim_end_matches(',').to_owned()).collect::<Vec<_>>()
    };
    assert!(shown(&library) == shown(&Library::new()));
    let story = library.sop(&["workflow", "test", "--json"]).json();
    assert_eq!((&story["passed"], &story["failed"]), (&1.into(), &0.into()), "{story:#}");
}

#[test]
fn a_file_may_lie_inside_a_stage_that_has_a_file_itself() {
    let shelf = "stage: loan/reading-room/shelf\ntitle: {sq: a, en: b}\nnorms: [LB-003]\nenter: {stage: loan}\n";
    for library in [moved(), Library::new()] {
        let library = library
            .put("stages/loan/reading-room/shelf.yaml", shelf)
            .put("stages/loan/desk.yaml", &shelf.replace("reading-room/shelf", "desk"));
        library.clean();
        let shown = library.sop(&["workflow", "show", "--json"]).ok().json();
        let stages: Vec<&str> =
            shown["stages"].as_array().expect("stages").iter().filter_map(|s| s["stage"].as_str()).collect();
        let inside = if library.sandbox.path().join("lib/workflows/library").join(ROOM).exists() {
            ["loan", "loan/desk", "loan/reading-room", "loan/reading-room/shelf", "complaint"]
        } else {
            ["loan", "loan/reading-room", "loan/reading-room/shelf", "loan/desk", "complaint"]
        };
        assert_eq!(stages, inside);
    }
}

#[test]
fn problems_lie_in_the_file_of_the_inner_stage() {
    let wrong = "There is no role called librarien.";
    moved().change(ROOM, "role: librarian", "role: ¦librarien").error(wrong, "Did you mean librarian?");
    moved()
        .change(ROOM, "applies: facts.young", "applies: facts.¦yung")
        .error("There is no fact called yung.", "Did you mean young?");
    moved()
        .change(ROOM, "enter: {stage: loan}", "¦entre: {stage: loan}")
        .error("Unknown key: entre.", "Did you mean enter?");
}

#[test]
fn the_file_s_name_is_the_stage_s_path() {
    let (inline, own) = room();
    moved()
        .put(ROOM, &own.replacen("loan/reading-room", "¦reading-room", 1))
        .error("The stage is called reading-room, but its file loan/reading-room.", "");
    moved().put(ROOM, &own.replacen("loan/reading-room", "¦loan/Reading room", 1)).error(
        "“Reading room” cannot name a stage.",
        "Small letters a to z, digits, - and _, beginning with a letter.",
    );
    moved()
        .put(ROOM, &own.replacen("stage: loan/reading-room\n", "", 1).replacen("title", "¦title", 1))
        .error("stage is missing.", "");
    // Its outer stage is another one that is not there.
    Library::new()
        .change(LOAN, &inline, "")
        .put(
            "stages/loan/hall/reading-room.yaml",
            &own.replacen("loan/reading-room", "¦loan/hall/reading-room", 1)
                .replace("stages['loan/reading-room']", "stages['loan/hall/reading-room']"),
        )
        .error(
            "The stage loan/hall/reading-room lies inside loan/hall, which is not there.",
            "Write stages/loan/hall.yaml, or put it under stages: of the stage around it.",
        );
}

#[test]
fn a_stage_stands_in_one_place() {
    let (_, own) = room();
    let library = Library::new().put(ROOM, &own.replacen("loan/reading-room", "¦loan/reading-room", 1));
    let other = "The other one: lib/workflows/library/stages/loan.yaml, line 71.";
    library.error("There is already a stage called loan/reading-room.", other);
}

#[test]
fn the_folder_of_a_stage_that_is_not_listed_is_not_read() {
    Library::new()
        .put("stages/return/desk.yaml", "¦stage: return/desk\n")
        .warning("The file lib/workflows/library/stages/return/desk.yaml is not read: workflow.yaml does not list it.");
}
