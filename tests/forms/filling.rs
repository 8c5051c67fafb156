//! Filing, amending, refusing.

use serde_json::json;

use crate::office::{ADULT, file, head, office, with};

fn values(sandbox: &crate::common::Sandbox, form: &str) -> serde_json::Value {
    sandbox.sop(&["render", form, "--format", "json"]).ok().json()["values"].clone()
}

#[test]
fn filing_again_amends_the_one_document() {
    let sandbox = office();
    let first = file(&sandbox, "A4", ADULT).ok().json();
    assert_eq!(first["complete"], true);
    let second =
        sandbox.sop(&["fill", "A4", "--set", "family_name=Hoxha", "--set", "father_name=Agim", "--json"]).ok().json();
    assert_ne!(first["event"], second["event"]);
    assert_eq!(second["complete"], true);
    let seen = values(&sandbox, "A4");
    assert_eq!((&seen["given_name"], &seen["family_name"]), (&json!("Ana"), &json!("Hoxha")));
    sandbox.sop(&["fill", "A4", "--set", "father_name="]).ok();
    assert_eq!(values(&sandbox, "A4")["father_name"], serde_json::Value::Null);
    let shown = sandbox.sop(&["case", "show", "--json"]).ok().json();
    assert_eq!(shown["forms"]["A4"].as_array().map(Vec::len), Some(1), "{shown}");
}

#[test]
fn saying_the_same_again_records_nothing() {
    let sandbox = office();
    file(&sandbox, "A4", ADULT).ok();
    let before = head(&sandbox);
    let again = file(&sandbox, "A4", ADULT).ok().json();
    assert_eq!(again["unchanged"], true);
    assert_eq!(head(&sandbox), before);
}

#[test]
fn field_by_field_it_is_kept_as_incomplete_until_nothing_is_missing() {
    let sandbox = office();
    let started = sandbox.sop(&["fill", "A4", "--set", "given_name=Ana", "--json"]).ok().json();
    assert_eq!(started["complete"], false);
    assert!(started["missing"].as_array().is_some_and(|missing| missing.contains(&json!("sex"))), "{started}");
    let rendered = sandbox.sop(&["render", "A4", "--strict"]).code(1);
    assert!(rendered.out.contains("DRAFT") && rendered.out.contains("Sex"), "{rendered:?}");
    assert_eq!(file(&sandbox, "A4", ADULT).ok().json()["complete"], true);
    sandbox.sop(&["render", "A4", "--strict"]).ok();
}

#[test]
fn a_draft_is_not_complete_even_if_nothing_is_missing() {
    let sandbox = office();
    sandbox.write("../form.toml", ADULT);
    let draft = sandbox.sop(&["fill", "A4", "--from", "../form.toml", "--draft", "--json"]).ok().json();
    assert_eq!((&draft["complete"], &draft["missing"]), (&json!(false), &json!([])));
    assert_eq!(file(&sandbox, "A4", ADULT).ok().json()["complete"], true);
}

#[test]
fn a_form_that_repeats_makes_another_document_unless_one_is_named() {
    let sandbox = office();
    let a1 = "full_name = \"Besa Kola\"\ncapacity = \"interviewer\"\napplies_to = \"initial\"\nundertakings = [\"keep-secret\"]\n\
              no_conflict = true\na1_signed_at = 2026-03-02T08:50\n";
    let first = file(&sandbox, "A1", a1).ok().json();
    file(&sandbox, "A1", &with(a1, "full_name = \"Dritan Leka\"")).ok();
    let shown = sandbox.sop(&["case", "show", "--json"]).ok().json();
    assert_eq!(shown["forms"]["A1"].as_array().map(Vec::len), Some(2), "{shown}");
    let event = first["event"].as_str().expect("an id").to_owned();
    sandbox.sop(&["fill", "A1", "--amend", &event, "--set", "institution=DVP"]).ok();
    let one = sandbox.sop(&["render", "A1", "--document", &event, "--format", "json"]).ok().json();
    assert_eq!(one["values"]["institution"], "DVP");
    assert_eq!(one["values"]["full_name"], "Besa Kola");
    sandbox.sop(&["fill", "A4", "--amend", &event, "--set", "given_name=A"]).code(2);
}

#[test]
fn wrong_values_are_all_named_and_nothing_is_recorded() {
    let sandbox = office();
    let before = head(&sandbox);
    let toml = "given_name = \"Ana\"\nbirth_date_known = true\nbirth_date = 1991-02-29\nsex = \"femer\"\ngjinia = \"F\"\n\
                indicators = [\"fear\"]\nindicators_count = -1\ninterview_start = 2026-03-03T09:00\ncitizenship = \"Norvegji e Jugut\"\n";
    sandbox.write("../form.toml", toml);
    let ran = sandbox.sop(&["fill", "A4", "--from", "../form.toml", "--lang", "sq"]).code(2);
    for expected in [
        "7 gabime. Asgjë nuk u ruajt.",
        "rreshti 3   birth_date = 1991-02-29   kjo datë nuk ekziston (shkurti 1991 ka 28 ditë)",
        "rreshti 4   sex = \"femer\"   \"femer\" e panjohur; lejohen: female, male, other",
        "rreshti 5   gjinia = \"F\"   fushë e panjohur; ndoshta `sex`",
        "rreshti 8   interview_start = 2026-03-03T09:00",
    ] {
        assert!(ran.err.contains(expected), "{expected}: {}", ran.err);
    }
    let json = file(&sandbox, "A4", toml).code(2).json();
    assert_eq!(json["error"]["details"].as_array().map(Vec::len), Some(7), "{json}");
    assert_eq!(head(&sandbox), before);
}

#[test]
fn what_is_no_form_is_one_clear_error() {
    let sandbox = office();
    let before = head(&sandbox);
    let large = format!("given_name = \"{}\"\n", "a".repeat(1_100_000));
    for bytes in [b"given_name = \"Ana".as_slice(), b"\x00\x01\xff", large.as_bytes(), b"[[["] {
        sandbox.write("../form.toml", bytes);
        let ran = sandbox.sop(&["fill", "A4", "--from", "../form.toml"]).code(2);
        assert_eq!(ran.err.trim().lines().count(), 1, "{ran:?}");
    }
    sandbox.sop(&["fill", "A4", "--from", "../nosuch.toml"]).code(2);
    sandbox.sop(&["fill", "A4", "--from", ".."]).code(2);
    sandbox.sop(&["fill", "A4"]).code(2);
    assert_eq!(head(&sandbox), before);
}

#[test]
fn values_come_from_standard_input_too() {
    let sandbox = office();
    let ran = sandbox.sop_with(&["fill", "A4", "--from", "-", "--json"], Some(ADULT)).ok();
    assert_eq!(ran.json()["complete"], true);
}

#[test]
fn impossible_birth_dates_are_refused_and_all_months_come_back() {
    let sandbox = office();
    let before = head(&sandbox);
    for wrong in
        ["1991-02-29", "1991-15-01", "1989-02-31", "1989-00-10", "1989-01-31T25:00", "'31 shkurt'", "0209-03-01"]
    {
        let ran = file(&sandbox, "A4", &format!("birth_date_known = true\nbirth_date = {wrong}\n")).code(2);
        let details = ran.json()["error"]["details"][0].as_str().unwrap_or_default().to_owned();
        assert!(details.contains("line 2") && details.contains("birth_date"), "{details}");
    }
    assert_eq!(head(&sandbox), before);
    for month in 1..=12 {
        let date = format!("1990-{month:02}-28");
        file(&sandbox, "A4", &with(ADULT, &format!("birth_date = {date}"))).ok();
        assert_eq!(values(&sandbox, "A4")["birth_date"], json!(date));
    }
}

#[test]
fn day_and_month_are_never_guessed() {
    let sandbox = office();
    for lang in ["sq", "en"] {
        let set = |written: &str| {
            let value = format!("birth_date={written}");
            sandbox.sop(&["fill", "A4", "--lang", lang, "--set", "birth_date_known=true", "--set", &value, "--json"])
        };
        for slashes in ["12/07/1999", "07/12/1999"] {
            let said = set(slashes).code(2).out;
            assert!(said.contains("1999-07-12") && said.contains("1999-12-07"), "{said}");
        }
        assert!(set("31/12/1999").code(2).out.contains("1999-12-31"));
        for refused in ["12-07-1999", "1999-7-12", "99-07-12", "19990712", "12.07.99"] {
            set(refused).code(2);
        }
        set("12.07.1999").ok();
        assert_eq!(values(&sandbox, "A4")["birth_date"], "1999-07-12");
        set("13.07.1999").ok();
    }
}

#[test]
fn age_is_counted_to_the_day_by_local_time() {
    let sandbox = office();
    let age = |born: &str, start: &str, end: &str| {
        let toml = with(&with(ADULT, &format!("birth_date = {born}")), &format!("interview_start = {start}"));
        file(&sandbox, "A4", &with(&toml, &format!("interview_end = {end}")))
    };
    let refused = age("2008-03-01", "2026-02-28T10:00", "2026-02-28T10:40").code(3).json();
    let unmet = refused["error"]["unmet"].as_array().expect("conditions").clone();
    let by_age = unmet.iter().find(|unmet| unmet["rule"] == "A4.age-by-birth-date").expect("the check");
    assert_eq!(by_age["fix"], json!(["sop fill A3"]));
    age("2008-02-29", "2026-02-28T10:00", "2026-02-28T10:40").code(3);
    let adult = |born: &str| {
        let ran = age(born, "2026-03-01T00:30", "2026-03-01T00:50");
        assert!(!ran.out.contains("age-by-birth-date"), "{ran:?}");
    };
    adult("2008-03-01");
    adult("2008-02-29");
}

#[test]
fn checks_of_the_paper_refuse_with_their_message() {
    let sandbox = office();
    let before = head(&sandbox);
    let ran = file(&sandbox, "A4", &with(ADULT, "interview_end = 2026-03-02T08:59")).code(3).json();
    assert_eq!(ran["error"]["unmet"][0]["rule"], "A4.end-after-start", "{ran}");
    let ran = file(&sandbox, "A4", &with(ADULT, "indicators_count = 4")).code(3).json();
    assert_eq!(ran["error"]["unmet"][0]["rule"], "A4.elements-counted", "{ran}");
    // "Any age" is shown but does not count.
    let any_age = with(
        &with(ADULT, "indicators = [\"fear-anxiety\", \"documents-held\", \"sex-any-age\"]"),
        "indicators_count = 3",
    );
    file(&sandbox, "A4", &any_age).code(3);
    assert_eq!(head(&sandbox), before);
}

#[test]
fn a_field_that_another_answer_excludes_is_refused_and_goes_when_the_answer_changes() {
    let sandbox = office();
    let contradiction = with(ADULT, "birth_date_known = false");
    let ran = file(&sandbox, "A4", &contradiction).code(2);
    assert!(ran.out.contains("birth_date is asked only where: birth_date_known"), "{ran:?}");
    file(&sandbox, "A4", ADULT).ok();
    sandbox.sop(&["fill", "A4", "--set", "birth_date_known=false"]).ok();
    assert_eq!(values(&sandbox, "A4")["birth_date"], serde_json::Value::Null);
}

#[test]
fn norway_stays_norway() {
    let sandbox = office();
    sandbox.sop(&["fill", "A4", "--set", "citizenship=NO", "--json"]).ok();
    let text = sandbox.sop(&["render", "A4", "--lang", "sq", "--format", "txt"]).ok().out;
    assert!(text.contains("Norvegji"), "{text}");
    assert_eq!(values(&sandbox, "A4")["citizenship"], "NO");
}

#[test]
fn what_another_form_knows_is_taken_over_and_said() {
    let sandbox = office();
    file(&sandbox, "A4", ADULT).ok();
    let ran = sandbox.sop(&["fill", "A5", "--set", "institution=DVP Tiranë"]).ok();
    assert!(ran.err.contains("Taken from other forms") && ran.err.contains("given_name"), "{ran:?}");
    let seen = values(&sandbox, "A5");
    assert_eq!(
        (&seen["given_name"], &seen["initial_interview_at"]),
        (&json!("Ana"), &json!("2026-03-02T09:50:00+01:00"))
    );
}

#[test]
fn the_editor_works_on_a_file_in_memory_that_is_gone_afterwards() {
    let mut sandbox = office();
    let script = "#!/bin/sh\nstat -f -c %T \"$1\" > ../seen\nstat -c '%a %n' \"$1\" \"$(dirname \"$1\")\" >> ../seen\nsed -i 's/^# given_name = $/given_name = \"Vera\"/' \"$1\"\n";
    sandbox.write("../editor.sh", script);
    sandbox.run("chmod", &["+x", "../editor.sh"], None).ok();
    let editor = sandbox.root().join("work/editor.sh").display().to_string();
    let seen = sandbox.root().join("work/seen").display().to_string();
    sandbox.write("../editor.sh", script.replace("../seen", &seen));
    sandbox.set("EDITOR", editor);
    sandbox.sop(&["fill", "A4", "--edit", "--json"]).ok();
    assert_eq!(values(&sandbox, "A4")["given_name"], "Vera");
    let seen = sandbox.read("../seen");
    let lines: Vec<&str> = seen.lines().collect();
    assert_eq!(lines[0], "tmpfs");
    assert!(lines[1].starts_with("600 ") && lines[2].starts_with("700 "), "{seen}");
    let folder = lines[2].split_once(' ').map(|(_, folder)| folder).unwrap_or_default();
    assert!(!std::path::Path::new(folder).exists(), "{folder} is still there");
    sandbox.set("EDITOR", "false");
    sandbox.sop(&["fill", "A4", "--edit"]).code(2);
    // Opened, with what the case knows, and left as it was.
    sandbox.set("EDITOR", "true");
    sandbox.sop(&["fill", "K1", "--edit"]).code(4);
    let left = sandbox.sop(&["fill", "A2", "--edit"]).code(2);
    assert!(left.err.contains("A2 was left as it was. Nothing was recorded."), "{left:?}");
    sandbox.set("EDITOR", "");
    sandbox.sop(&["fill", "A4", "--edit"]).code(2);
}

#[test]
fn what_is_missing_is_added_to_the_same_document() {
    let sandbox = office();
    let ran = sandbox.sop(&["fill", "A1", "--set", "full_name=Vera"]).ok();
    let next = ran.err.lines().last().unwrap_or_default().to_owned();
    assert!(next.starts_with("Next: sop fill A1 --amend ") && next.contains(" --set "), "{ran:?}");
}

#[test]
fn what_others_file_while_one_edits_stays() {
    let mut sandbox = office();
    file(&sandbox, "A4", ADULT).ok();
    let sop = env!("CARGO_BIN_EXE_sop");
    let script = format!(
        "#!/bin/sh\n(cd {store} && {sop} fill A4 --set family_name=Hoxha --quiet)\nsed -i 's/^given_name = .*/given_name = \"Vera\"/' \"$1\"\n",
        store = sandbox.path().display(),
    );
    sandbox.write("../editor.sh", script);
    sandbox.run("chmod", &["+x", "../editor.sh"], None).ok();
    let editor = sandbox.root().join("work/editor.sh").display().to_string();
    sandbox.set("EDITOR", editor);
    let ran = sandbox.sop(&["fill", "A4", "--edit"]).ok();
    assert!(ran.err.contains("Meanwhile somebody else changed A4"), "{ran:?}");
    let seen = values(&sandbox, "A4");
    assert_eq!((&seen["given_name"], &seen["family_name"]), (&json!("Vera"), &json!("Hoxha")));
}

#[test]
fn after_a_filing_a_person_reads_what_it_did_and_what_comes_next() {
    let sandbox = office();
    sandbox.write("../form.toml", ADULT);
    let ran = sandbox.sop(&["fill", "A4", "--from", "../form.toml", "--at", "2026-03-02T10:30", "--lang", "sq"]).ok();
    let first = ran.err.lines().next().unwrap_or_default().to_owned();
    assert!(first.starts_with("Rasti 2026-") && first.contains("A4 u regjistrua (2 mars 2026, 10:30)."), "{ran:?}");
    assert!(ran.err.contains("Më tej: "), "{ran:?}");
    assert!(ran.err.lines().all(|line| line.chars().count() <= 100), "{ran:?}");
}
