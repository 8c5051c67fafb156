//! `sop fill FORM --blank`: a document to edit, which needs no store.

use crate::common::Sandbox;
use crate::office::{ADULT, head, office};

const FORMS: [&str; 9] = ["A1", "A2", "A3", "A4", "A5", "B1", "B2", "B3", "AP-MINUTES"];

#[test]
fn every_form_has_a_blank_in_both_languages_anywhere() {
    let sandbox = Sandbox::new();
    for form in FORMS {
        for lang in ["sq", "en"] {
            let blank = sandbox.sop(&["fill", form, "--blank", "--lang", lang]).ok().out;
            let values: toml::Table = toml::from_str(&blank).expect("TOML");
            assert!(values.is_empty(), "{form}: {values:?}");
            assert!(blank.contains(" = \n") && blank.starts_with(&format!("# {form} · ")), "{blank}");
        }
    }
    let adult = sandbox.sop(&["fill", "a4", "--blank"]).ok().out;
    for expected in
        ["# given_name = \n", "\"female\"", "(required)", "asked where: birth_date_known", "· General indicators"]
    {
        assert!(adult.contains(expected), "{expected}: {adult}");
    }
}

#[test]
fn an_unedited_blank_is_answered_with_what_is_required() {
    let sandbox = office();
    let before = head(&sandbox);
    let blank = sandbox.sop(&["fill", "A4", "--blank"]).ok().out;
    sandbox.write("../a4.toml", blank);
    let ran = sandbox.sop(&["fill", "A4", "--from", "../a4.toml"]).code(2);
    assert!(ran.err.contains("requires 16 fields") && ran.err.contains("given_name"), "{ran:?}");
    assert!(!ran.err.contains("birth_date  "), "asked only where it is known: {ran:?}");
    assert_eq!(head(&sandbox), before);
}

#[test]
fn an_edited_blank_is_filed() {
    let sandbox = office();
    let mut blank = sandbox.sop(&["fill", "A4", "--blank"]).ok().out;
    // The person edits: each value in its place, the table's rows as they stand in the file.
    let (flat, rows) = ADULT.split_once("[[participants]]").expect("two parts");
    let values: toml::Table = toml::from_str(flat).expect("TOML");
    for (field, value) in values {
        blank = blank.replace(&format!("# {field} = \n"), &format!("{field} = {value}\n"));
    }
    blank.push_str(&format!("[[participants]]{rows}"));
    sandbox.write("../a4.toml", blank);
    let filed = sandbox.sop(&["fill", "A4", "--from", "../a4.toml", "--json"]).ok().json();
    assert_eq!(filed["complete"], true, "{filed}");
    assert_eq!(filed["form"], "A4");
    assert_eq!(filed["missing"], serde_json::json!([]));
}

#[test]
fn an_unknown_form_is_named_with_the_nearest() {
    let sandbox = Sandbox::new();
    let ran = sandbox.sop(&["fill", "AP-MINUTE", "--blank"]).code(2);
    assert!(ran.err.contains("AP-MINUTES"), "{ran:?}");
    sandbox.sop(&["fill", "Z9", "--blank"]).code(2);
}
