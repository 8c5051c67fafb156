//! Wrong use of the command line: one sentence, in the language asked for, exit code 2.

use crate::common::Sandbox;

#[test]
fn an_unknown_command_is_refused_with_the_nearest_one() {
    let ran = Sandbox::new().sop(&["fil"]).code(2);
    assert!(ran.err.contains("Unknown command: fil") && ran.err.contains("fill"), "{ran:?}");
    assert!(ran.out.is_empty());
}

#[test]
fn a_usage_error_is_albanian_when_albanian_is_asked_for() {
    let ran = Sandbox::new().sop(&["due", "--foo", "--lang", "sq"]).code(2);
    assert!(ran.err.contains("panjohur: --foo"), "{ran:?}");
}

#[test]
fn a_usage_error_is_json_when_json_is_asked_for() {
    let ran = Sandbox::new().sop(&["due", "--foo", "--json"]).code(2);
    let error = &ran.json()["error"];
    assert_eq!(error["code"], "invalid");
    assert!(error["message"].as_str().is_some_and(|m| m.contains("--foo")), "{error}");
}

#[test]
fn an_unknown_language_is_refused() {
    let ran = Sandbox::new().sop(&["--lang", "fr", "due"]).code(2);
    assert!(ran.err.contains("fr") && ran.err.contains("sq, en"), "{ran:?}");
}

#[test]
fn the_locale_decides_unless_a_language_is_asked_for() {
    let mut sandbox = Sandbox::new();
    sandbox.set("SOP_LANG", "").set("LC_ALL", "sq_AL.UTF-8");
    assert!(sandbox.sop(&["--help"]).ok().out.contains("Përdorimi:"));
    sandbox.set("LC_ALL", "en_GB.UTF-8");
    assert!(sandbox.sop(&["--help"]).ok().out.contains("Usage:"));
    sandbox.set("LC_ALL", "C");
    assert!(sandbox.sop(&["--help"]).ok().out.contains("Përdorimi:"), "Albanian is the default");
}

#[test]
fn outside_a_store_the_program_says_how_to_get_one() {
    let ran = Sandbox::new().sop(&[]).ok();
    assert!(ran.out.contains("sop demo") && ran.out.contains("sop init"), "{ran:?}");
}

#[test]
fn commands_on_cases_outside_a_store_fail_with_a_sentence() {
    let sandbox = Sandbox::new();
    for args in [&["due"][..], &["case", "list"], &["case", "show"], &["audit"], &["verify"]] {
        let ran = sandbox.sop(args);
        assert!(ran.code == 2 || ran.code == 5, "{args:?}: {ran:?}");
        assert!(!ran.err.trim().is_empty(), "{args:?}");
        assert!(!ran.err.contains("panicked"), "{args:?}: {ran:?}");
    }
}

#[test]
fn completions_and_manual_pages_are_made_for_every_shell() {
    let sandbox = Sandbox::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(sandbox.sop(&["completions", shell]).ok().out.contains("advance"), "{shell}");
    }
    assert!(sandbox.sop(&["man"]).ok().out.contains(".TH"));
    assert!(sandbox.sop(&["man", "fill"]).ok().out.contains("blank"));
    sandbox.sop(&["man", "nothing"]).code(2);
}
