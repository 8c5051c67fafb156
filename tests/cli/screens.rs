//! Not a wall of duties: whatever happened in a case, its screens stay within 24 lines of 80 columns, the urgent first,
//! the rest counted by stage; and so do a secretary's, with many cases.

use crate::common::{Ran, Sandbox};

const LINES: usize = 24;
const COLUMNS: usize = 80;
const NOW: &str = "2026-11-25T09:30";

/// A demo store, and the key of one of its members.
fn demo(more: &str) -> Sandbox {
    let mut sandbox = Sandbox::new();
    sandbox.sop(&["demo", "d", "--cases", more, "--now", NOW]).ok();
    let store = sandbox.path().join("d/store").display().to_string();
    sandbox.set("SOP_NOW", NOW).set("SOP_STORE", store);
    sandbox
}

fn key(sandbox: &Sandbox, member: &str) -> String {
    sandbox.path().join(format!("d/{member}.key")).display().to_string()
}

/// Runs it in both languages, checks the size, and gives the number of lines (the longer of the two).
#[track_caller]
fn fits(sandbox: &Sandbox, args: &[&str]) -> (usize, [Ran; 2]) {
    let ran = ["sq", "en"].map(|lang| sandbox.sop(&[args, &["--lang", lang]].concat()).ok());
    for screen in &ran {
        let lines = screen.out.lines().count();
        assert!(lines <= LINES, "{args:?}: {lines} lines\n{}", screen.out);
        let long: Vec<_> = screen.out.lines().filter(|line| line.chars().count() > COLUMNS).collect();
        assert!(long.is_empty(), "{args:?}: {long:#?}");
    }
    (ran.iter().map(|screen| screen.out.lines().count()).max().unwrap_or_default(), ran)
}

/// Both screens of a case: what is overdue stands first, and what is left out is counted, each duty once.
#[track_caller]
fn screens_of(sandbox: &Sandbox, moment: &str, member: &str, case: &str) {
    let key = key(sandbox, member);
    let (show, [_, shown]) = fits(sandbox, &["case", "show", "-c", case, "-i", &key]);
    let (due, [_, listed]) = fits(sandbox, &["due", "-c", case, "-i", &key]);
    let document = sandbox.sop(&["case", "show", "-c", case, "-i", &key, "--json"]).ok().json();
    let obligations = document["obligations"].as_array().cloned().unwrap_or_default();
    let open = |kind: &str| {
        let states = ["open", "due-soon", "overdue"];
        let open = |o: &&serde_json::Value| o["kind"] == kind && states.iter().any(|state| o["state"] == *state);
        obligations.iter().filter(open).count()
    };
    let named = shown.out.lines().filter(|line| line.contains("no time set") || line.contains(" left)")).count()
        + shown.out.lines().filter(|line| line.contains(" ago)")).count();
    for (screen, named) in [(&shown, named), (&listed, listed.out.lines().filter(|l| l.starts_with("  20")).count())] {
        let rest = open("duty") - named;
        let counted: usize = screen
            .out
            .split_once("Duties by stage")
            .map(|(_, stages)| stages.split(" · ").flat_map(str::lines).filter_map(last_number).sum())
            .unwrap_or_default();
        assert_eq!(counted, rest, "{moment}: {named} duties are named, {rest} left out\n{}", screen.out);
        let first = screen.out.find(" ago)").unwrap_or_default();
        let other = screen.out.find(" left)").unwrap_or(usize::MAX);
        assert!(first < other, "{moment}: what is overdue stands first\n{}", screen.out);
    }
    eprintln!(
        "{moment:<34} case show {show:>2}  due {due:>2}  duties {:>2}  rights {:>2}",
        open("duty"),
        open("right")
    );
}

fn last_number(text: &str) -> Option<usize> {
    text.split_whitespace().last()?.parse().ok()
}

/// The case of the demo that this member reads and that has so many documents of this form.
fn case_with(sandbox: &Sandbox, member: &str, form: &str) -> String {
    let key = key(sandbox, member);
    let list = sandbox.sop(&["case", "list", "--json", "-i", &key]).ok().json();
    let cases = list["cases"].as_array().cloned().unwrap_or_default();
    cases
        .iter()
        .filter_map(|case| case["case"].as_str())
        .find(|case| {
            let document = sandbox.sop(&["case", "show", "-c", case, "-i", &key, "--json"]).ok().json();
            document["forms"].get(form).is_some()
        })
        .map(str::to_owned)
        .unwrap_or_else(|| panic!("no case with {form}: {list}"))
}

#[test]
fn a_case_fits_on_one_screen_at_five_moments() {
    let sandbox = demo("0");
    let police = key(&sandbox, "slktp-tirane");

    let list = sandbox.sop(&["case", "list", "--json", "-i", &police]).ok().json();
    let newest = list["cases"].as_array().into_iter().flatten().max_by_key(|case| case["opened_at"].to_string());
    let adult = newest.and_then(|case| case["case"].as_str()).expect("the adult's case").to_owned();
    let child = case_with(&sandbox, "njmf-tirane", "A3");
    let whole = case_with(&sandbox, "slktp-tirane", "D1");

    let opened = sandbox.sop(&["case", "new", "--set", "age_group=adult", "--json", "-i", &police]).ok().json();
    let fresh = opened["case"].as_str().expect("a case").to_owned();
    screens_of(&sandbox, "a fresh case", "slktp-tirane", &fresh);

    let a1 = ["capacity=interviewer", "applies_to=initial", "no_conflict=true", "a1_signed_at=2026-11-25T08:00"];
    let pledges = "undertakings=keep-secret,own-task-only,no-copies,no-private-contact,report-breach";
    fill(&sandbox, &fresh, "A1", &[&["full_name=Hetues Sajuar", pledges][..], &a1].concat());
    let conditions = "interview_conditions=a1-signed,same-sex,safe-place,away-from-suspects,away-from-detained,\
                      door-closed,door-explained,not-interrupted,phones-silent,lawyer-present";
    let interview = [
        "first_contact_at=2026-11-25T08:00",
        "institution_type=state-police",
        "interview_start=2026-11-25T08:10",
        "interview_end=2026-11-25T09:00",
        "interpreter_used=false",
        conditions,
        "informed_of=own-situation,rights,help-here",
        "given_name=Prova",
        "sex=female",
        "birth_date_known=false",
        "age_group=adult",
        "foreign=false",
        "account=Rrëfim i sajuar.",
        "indicators=fear-anxiety,documents-held,little-or-no-pay",
        "indicators_count=3",
        "initial_finding=VMT",
        "finding_reasons=Tre elemente.",
        "in_danger=false",
        "extraction=already-out",
        "participants=[{full_name = \"Hetues Sajuar\", capacity = \"interviewer\", a1_signed_at = \"2026-11-25T08:00\"}]",
    ];
    fill(&sandbox, &fresh, "A4", &interview);
    screens_of(&sandbox, "after the initial interview (A4)", "slktp-tirane", &fresh);
    screens_of(&sandbox, "adult, formal stage open", "slktp-tirane", &adult);
    screens_of(&sandbox, "child, one duty overdue", "njmf-tirane", &child);
    screens_of(&sandbox, "followed for months, reintegration", "slktp-tirane", &whole);

    let show = |case: &str, member: &str| {
        sandbox.sop(&["case", "show", "-c", case, "-i", &key(&sandbox, member), "--json"]).ok().json()
    };
    let overdue = |case: &serde_json::Value| {
        case["obligations"].as_array().into_iter().flatten().filter(|o| o["state"] == "overdue").count()
    };
    assert_eq!(show(&adult, "slktp-tirane")["stages"]["formal"], "open");
    assert_eq!(overdue(&show(&adult, "slktp-tirane")), 0);
    assert_eq!(overdue(&show(&child, "njmf-tirane")), 1);
    let followed = show(&whole, "slktp-tirane");
    assert_eq!((&followed["stages"]["reintegration"], overdue(&followed)), (&"open".into(), 0));
    let late = followed["obligations"].as_array().into_iter().flatten().find(|o| o["state"] == "met-late");
    assert!(late.is_none(), "a careful office was in time: {late:?}");
}

#[track_caller]
fn fill(sandbox: &Sandbox, case: &str, form: &str, set: &[&str]) {
    let key = key(sandbox, "slktp-tirane");
    let mut args = vec!["fill", form, "-c", case, "-i", &key];
    for value in set {
        args.extend(["--set", value]);
    }
    sandbox.sop(&args).ok();
}

#[test]
fn a_secretary_with_many_cases_reads_a_page() {
    let sandbox = demo("2");
    let key = key(&sandbox, "sekretare-ap");
    for _ in 0..20 {
        sandbox.sop(&["case", "new", "-i", &self::key(&sandbox, "slktp-tirane")]).ok();
    }
    let (home, [_, start]) = fits(&sandbox, &["-i", &key]);
    let (due, [_, duties]) = fits(&sandbox, &["due", "-i", &key]);
    let (mine, _) = fits(&sandbox, &["due", "--mine", "-i", &key]);
    let (list, [_, cases]) = fits(&sandbox, &["case", "list", "-i", &key]);
    eprintln!("secretary, 25 cases                sop {home}  due {due}  due --mine {mine}  case list {list}");
    assert!(start.out.contains("open cases: 25"), "{start:?}");
    assert!(duties.out.starts_with("25 cases") && duties.out.contains("Duties by stage"), "{duties:?}");
    assert!(cases.out.starts_with("25 cases") && cases.out.contains("5 cases more: sop case list --all"), "{cases:?}");
    let all = sandbox.sop(&["case", "list", "--all", "-i", &key]).ok();
    assert_eq!(all.out.lines().count(), 25 + 2, "{all:?}");
    // Those with the most overdue duties first.
    let json = sandbox.sop(&["case", "list", "--json", "-i", &key]).ok().json();
    let counts: Vec<u64> =
        json["cases"].as_array().into_iter().flatten().filter_map(|case| case["overdue"].as_u64()).collect();
    assert!(counts.len() == 25 && counts[0] > 0 && counts.is_sorted_by(|a, b| a >= b), "{json}");
}
