//! Each form filed complete, in the order of a case: an adult's to the decision, a child's to the minutes of a
//! disagreement. What the checks of the paper say is satisfied; what the law's rules ask is given a reason where the
//! story does not care.

use serde_json::{Value, json};

use crate::common::Sandbox;
use crate::office::{ADULT, member, office_of, with};

const A1: &str = r#"
full_name = "Besa Kola"
capacity = "interviewer"
applies_to = "initial"
undertakings = ["keep-secret", "own-task-only", "no-copies"]
no_conflict = true
interview_start = 2026-03-02T09:00
a1_signed_at = 2026-03-02T08:50
"#;

const A2: &str = r#"
given_name = "Ana"
age_group = "adult"
interpreter_used = false
explained_topics = ["purpose", "duration", "may-stop", "notes", "data-use", "lawyer", "outcome", "help-regardless"]
formal_interview_right_explained_at = 2026-03-02T10:00
consent_formal_interview = true
given_freely = true
ready_from = 2026-03-03
persons_wanted = ["lawyer"]
consent_signed_at = 2026-03-02T10:20
"#;

const A5: &str = r#"
regional_structure = "G/SPIF Tiranë"
institution = "DVP Tiranë"
contact_person = "Besa Kola"
contact_phone = "+355 69 123 4567"
language = "shqip"
initial_form = "A4"
request_grounds = "Tre elemente."
attachments = ["A2", "initial-interview", "A1"]
sent_at = 2026-03-02T11:00
"#;

const B2: &str = r#"
requested_by = "institution"
request_received_at = 2026-03-02T11:00
initial_certificate = true
consent_formal_interview = true
ready_for_interview = true
crime_reported_before = false
interview_start = 2026-03-02T12:00
interview_end = 2026-03-02T13:20
breaks_minutes = 10
interpreter_used = false
interview_conditions = ["a1-signed", "not-kept-waiting", "interviewed-alone", "same-sex", "safe-place", "away-from-suspects",
  "away-from-detained", "door-closed", "door-explained", "not-interrupted", "phones-silent", "led-by-interviewers",
  "lawyer-present", "legal-aid-offered"]
rights_explained = ["purpose", "duration", "may-stop", "notes", "data-use"]
urgent_help_given = "not-needed"
interview_outcome = "completed"
age_group = "adult"
foreign = false
account = "Rrëfimi."
indicators = ["fear-anxiety", "documents-held", "little-or-no-pay"]
indicators_count = 3
needs_assessor_name = "Dritan Leka"
needs = ["housing", "legal"]
needs_details = "Vlerësimi."
in_danger = false
guidance_given = ["services", "legal-aid"]

[[participants]]
full_name = "Besa Kola"
capacity = "police-anti-trafficking"
a1_signed_at = 2026-03-02T11:50

[[participants]]
full_name = "Dritan Leka"
capacity = "state-social-worker"
a1_signed_at = 2026-03-02T11:50
"#;

const B3: &str = r#"
age_group = "adult"
interview_form = "B2"
interview_end = 2026-03-02T13:20
deliberation_start = 2026-03-02T13:30
deliberation_end = 2026-03-02T14:10
ap_consulted_at = 2026-03-02T13:40
elements_established = ["act", "means", "purpose"]
consensus = true
status = "VT"
decision_at = 2026-03-02T14:05
reasons = "Arsyetimi."
sent_at = 2026-03-02T15:00
sent_electronically = true
notified_at = 2026-03-02T14:30
appeal_explained = true

[[deciders]]
full_name = "Besa Kola"
capacity = "police-anti-trafficking"
view = "VT"

[[deciders]]
full_name = "Dritan Leka"
capacity = "state-social-worker"
view = "VT"
"#;

const MINUTES: &str = r#"
meeting_subject = "disagreement"
file_received_at = 2026-03-02T15:00
convened_at = 2026-03-02T15:10
meeting_start = 2026-03-02T16:00
meeting_end = 2026-03-02T17:00
ap_members_total = 2
ap_members_present = 2
gspif_members_present = 2
initial_identifiers_present = true
age_group = "child"
votes_for = 2
votes_against = 0
status = "VT"
decision_text = "Vendimi."
reasons = "Arsyetimi."
decision_at = 2026-03-02T16:50
communicated_at = 2026-03-02T17:05
communicated_to = ["gspif"]
attendance = [
  {full_name = "A", institution = "I", capacity = "ap-chair", present = true},
  {full_name = "B", institution = "I", capacity = "ap-member", present = true},
  {full_name = "C", institution = "I", capacity = "gspif", present = true},
  {full_name = "D", institution = "I", capacity = "gspif", present = true},
  {full_name = "E", institution = "I", capacity = "initial-identifier", present = true},
]
"#;

fn all_roles() -> Sandbox {
    let roles = [
        "initial-identifier",
        "police-anti-trafficking",
        "child-protection-worker",
        "state-social-worker",
        "ap-secretariat",
    ];
    office_of(&member(&roles))
}

/// Files the form; conditions of the law that only warn or record a breach get a reason, everything else must hold.
fn file(sandbox: &Sandbox, form: &str, toml: &str) -> Value {
    sandbox.write("../form.toml", toml);
    let mut args: Vec<String> = ["fill", form, "--from", "../form.toml", "--json"].map(str::to_owned).to_vec();
    for _ in 0..2 {
        let borrowed: Vec<&str> = args.iter().map(String::as_str).collect();
        let ran = sandbox.sop(&borrowed);
        if ran.code == 0 {
            let filed = ran.json();
            assert_eq!((&filed["complete"], &filed["missing"]), (&json!(true), &json!([])), "{form}: {filed}");
            return filed;
        }
        assert_eq!(ran.code, 3, "{form}: {ran:?}");
        for unmet in ran.json()["error"]["unmet"].as_array().expect("conditions") {
            let rule = unmet["rule"].as_str().expect("a rule").to_owned();
            assert_ne!(unmet["effect"], "deny", "{form}: {unmet}");
            assert!(!rule.starts_with(form), "a check of the paper: {unmet}");
            args.extend(["--reason".to_owned(), format!("{rule}=prova")]);
        }
    }
    panic!("{form} is refused even with reasons");
}

/// Every value that was filed is found in the text, in the words of the form.
fn printed(sandbox: &Sandbox, form: &str) {
    let json = sandbox.sop(&["render", form, "--format", "json"]).ok().json();
    let text = sandbox.sop(&["render", form, "--format", "txt"]).ok().out;
    for section in json["sections"].as_array().expect("sections") {
        for field in section["fields"].as_array().expect("fields") {
            let simple = !matches!(field["type"].as_str(), Some("table" | "multi-choice" | "long-text"));
            if let (true, Some(words)) = (simple, field["text"].as_str()) {
                let label = field["label"].as_str().expect("a label");
                let line = if label.ends_with('?') { format!("{label} {words}") } else { format!("{label}: {words}") };
                assert!(text.contains(&line), "{form}: {line}\n{text}");
            }
        }
    }
    assert!(!text.contains("DRAFT"), "{form}: {text}");
}

#[test]
fn an_adults_forms_from_the_first_interview_to_the_decision() {
    let sandbox = all_roles();
    for (form, toml) in [("A1", A1), ("A4", ADULT), ("A2", A2), ("A5", A5), ("B2", B2), ("B3", B3)] {
        file(&sandbox, form, toml);
        printed(&sandbox, form);
    }
}

#[test]
fn a_childs_forms_to_the_minutes_of_a_disagreement() {
    let sandbox = all_roles();
    let child = |toml: &str| with(toml, "age_group = \"child\"");
    let guardian = "guardian_suspected = false\n";
    let rest =
        ADULT.replace("1990-05-17", "2010-05-17").replace("\"a1-signed\",", "\"a1-signed\", \"psychologist-present\",");
    let psychologist =
        "[[participants]]\nfull_name = \"Elira\"\ncapacity = \"psychologist\"\na1_signed_at = 2026-03-02T08:50\n";
    let a3 =
        format!("{guardian}unaccompanied = false\npmf_notified_at = 2026-03-02T08:45\n{}{psychologist}", child(&rest));
    let a2 = format!("{guardian}guardian_explained = true\nguardian_consent = \"given\"\n{}", child(A2));
    let a5 = with(A5, "initial_form = \"A3\"");
    let b1 = child(B2)
        .replace("13:20", "12:50")
        .replace("state-social-worker", "child-protection-worker")
        .replace("\"a1-signed\", ", "\"a1-signed\", \"child-friendly\", ")
        .replace("\"data-use\"", "\"data-use\", \"guardian-too\"");
    let b1 = format!("{guardian}earlier_interview_same_fact = false\nfacts_covered = \"Faktet\"\n{b1}");
    let b3 = with(&with(&child(B3), "interview_form = \"B1\""), "consensus = false")
        .replace("status = \"VT\"\n", "disagreement_points = \"Pikat.\"\nfile_documents = [\"initial-interview\", \"A2\", \"formal-interview\"]\n")
        .replace("notified_at = 2026-03-02T14:30\nappeal_explained = true\n", "")
        .replace("state-social-worker", "child-protection-worker")
        .replacen("view = \"VT\"", "view = \"VMT\"", 1);
    for (form, toml) in
        [("A1", A1), ("A3", &a3), ("A2", &a2), ("A5", &a5), ("B1", &b1), ("B3", &b3), ("AP-MINUTES", MINUTES)]
    {
        file(&sandbox, form, toml);
        printed(&sandbox, form);
    }
}
