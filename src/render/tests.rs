use std::borrow::Cow;

use chrono::{NaiveDate, TimeZone, Utc};
use proptest::prelude::*;

use super::*;
use crate::case::value::{Row, Value};
use crate::definitions::{Sources, read};

const WORKFLOW: &str = r#"
workflow: library
version: "1"
title: {sq: Biblioteka, en: The library}
act: {sq: Rregullorja, en: The house rules}
time_zone: Europe/Tirane
calendar: none
roll: none
due_soon: 24h
stages: [lending]
forms: [LOAN]
vaults:
  process: {title: {sq: Procesi, en: Process}}
  personal: {title: {sq: Personale, en: Personal}}
"#;
const STAGE: &str = r#"
stage: lending
title: {sq: Huazimi, en: Lending}
norms: [R-1]
"#;
const NORMS: &str = r#"
norms:
  R-1:
    lines: [1, 2]
    locate: {sq: "Neni 1", en: "Article 1"}
    kind: duty
    gloss: {sq: "Librat kthehen.", en: "Books are returned."}
    enforce: task
"#;
const ROLES: &str = "roles: {librarian: {title: {sq: Bibliotekari, en: Librarian}}}";
const FORM: &str = r#"
form: LOAN
title: {sq: "Fletë huazimi", en: "Loan slip"}
stage: lending
vault: process
signed_by: [{role: librarian}]
note: {sq: "Shënim.", en: "A note on the form."}
sections:
  - id: reader
    title: {sq: "Lexuesi", en: "Reader"}
    fields:
      - {id: name, type: person, vault: personal, required: true, label: {sq: "Emri", en: "Name"}}
      - {id: born_on, type: date, label: {sq: "Lindur më", en: "Born on"}}
      - {id: country, type: country, label: {sq: "Shteti", en: "Country"}}
      - {id: remark, type: long-text, vault: personal, label: {sq: "Shënime", en: "Remarks"}}
  - id: loan
    title: {sq: "Huazimi", en: "The loan"}
    fields:
      - {id: lent_at, type: datetime, label: {sq: "Dhënë më", en: "Lent at"}}
      - {id: member, type: bool, label: {sq: "Anëtar?", en: "Member?"}}
      - id: condition
        type: choice
        label: {sq: "Gjendja", en: "Condition"}
        choices: [{id: fine, sq: "E mirë", en: "Fine"}, {id: "no", sq: "E keqe", en: "Bad"}]
      - id: marks
        type: multi-choice
        label: {sq: "Shenjat", en: "Marks"}
        choices: [{id: ink, sq: "Bojë", en: "Ink"}, {id: tear, sq: "Grisje", en: "A tear"}]
      - id: books
        type: table
        label: {sq: "Librat", en: "Books"}
        vault: personal
        columns:
          - {id: title, type: text, label: {sq: "Titulli", en: "Title"}}
          - {id: pages, type: integer, label: {sq: "Faqe", en: "Pages"}}
"#;
const CALENDAR: &str = "calendar: none\ntitle: {sq: Pa festa, en: No holidays}\ntime_zone: Europe/Tirane\nweekend: [sunday]\n\
                        years: {from: 2024, to: 2035}\nannounced_until: 2035-12-31\nsubstitute: next-working-day\nfeasts: []\n";

fn workflow() -> Workflow {
    let files = [
        ("workflows/library/workflow.yaml", WORKFLOW),
        ("workflows/library/stages/lending.yaml", STAGE),
        ("workflows/library/roles.yaml", ROLES),
        ("workflows/library/facts.yaml", "facts: {}"),
        ("workflows/library/norms.yaml", NORMS),
        ("workflows/calendars/none.yaml", CALENDAR),
        ("forms/LOAN/form.yaml", FORM),
    ];
    let files = files.map(|(name, text)| (name.to_owned(), Cow::Borrowed(text.as_bytes())));
    read(&Sources::from_files(files, "", None).expect("a workflow")).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn templates(own: Option<&str>) -> IndexMap<String, Arc<str>> {
    let mut templates: IndexMap<String, Arc<str>> =
        IndexMap::from([("_layout/form.md.j2".to_owned(), include_str!("../../forms/_layout/form.md.j2").into())]);
    templates.extend(own.map(|text| ("LOAN/template.md.j2".to_owned(), text.into())));
    templates
}

fn values(name: &str) -> Values {
    let row = Row::from([("title".to_owned(), Value::Text(name.to_owned())), ("pages".to_owned(), Value::Integer(12))]);
    Values::from([
        ("name".to_owned(), Value::Text(name.to_owned())),
        ("remark".to_owned(), Value::Text(format!("{name}\nsecond line"))),
        ("born_on".to_owned(), Value::Date(NaiveDate::from_ymd_opt(2009, 3, 29).unwrap())),
        ("country".to_owned(), Value::Text("NO".to_owned())),
        ("lent_at".to_owned(), Value::DateTime(Utc.with_ymd_and_hms(2026, 3, 4, 23, 15, 0).unwrap().fixed_offset())),
        ("member".to_owned(), Value::Bool(true)),
        ("condition".to_owned(), Value::Text("no".to_owned())),
        ("marks".to_owned(), Value::List(vec!["ink".to_owned(), "tear".to_owned()])),
        ("books".to_owned(), Value::Table(vec![row])),
    ])
}

fn shown(values: &Values, view: View, own: Option<&str>) -> Result<String> {
    let workflow = workflow();
    let document = Document {
        case: Some("2026-7f3k".to_owned()),
        institution: Some("Public library".to_owned()),
        version: Some(Version {
            event: "01J".to_owned(),
            at: Utc.with_ymd_and_hms(2026, 3, 5, 9, 0, 0).unwrap(),
            number: 1,
            of: 1,
        }),
        complete: values.contains_key("name"),
        missing: if values.contains_key("name") { vec![] } else { vec!["name".to_owned()] },
        values: values.clone(),
        ..Document::empty(&workflow, &workflow.forms["LOAN"])
    };
    let rendered = render(&[document], &view, &templates(own))?;
    Ok(String::from_utf8_lossy(&rendered.bytes).into_owned())
}

const ENGLISH: View = View { lang: Lang::En, format: Format::Md, redacted: false, blank: false, together: false };

#[test]
fn markdown_reads_like_a_document() {
    insta::assert_snapshot!(shown(&values("Ana"), ENGLISH, None).unwrap());
}

#[test]
fn text_has_one_line_for_each_field() {
    let view = View { format: Format::Txt, lang: Lang::Sq, ..ENGLISH };
    insta::assert_snapshot!(shown(&values("Ana"), view, None).unwrap());
}

#[test]
fn a_draft_says_what_is_missing() {
    let text = shown(&Values::new(), View { format: Format::Txt, ..ENGLISH }, None).unwrap();
    assert!(text.contains("DRAFT") && text.contains("| - Name"), "{text}");
}

#[test]
fn a_blank_form_has_lines_and_boxes_and_no_value() {
    let text = shown(&values("Ana"), View { format: Format::Txt, blank: true, ..ENGLISH }, None).unwrap();
    insta::assert_snapshot!(text);
}

#[test]
fn a_redacted_copy_leaves_out_what_identifies() {
    for format in [Format::Md, Format::Html, Format::Txt, Format::Json] {
        let text = shown(&values("Agimi"), View { format, redacted: true, ..ENGLISH }, None).unwrap();
        assert!(!text.contains("Agimi") && !text.contains("second line") && !text.contains("Public library"), "{text}");
        assert!(text.contains("2009") && text.contains("2026-7f3k"), "{text}");
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    for format in [Format::Md, Format::Html, Format::Txt, Format::Json] {
        let view = View { format, ..ENGLISH };
        assert_eq!(shown(&values("Ana"), view, None).unwrap(), shown(&values("Ana"), view, None).unwrap());
    }
}

#[test]
fn json_keeps_values_as_recorded() {
    let json: serde_json::Value =
        serde_json::from_str(&shown(&values("Ana"), View { format: Format::Json, ..ENGLISH }, None).unwrap()).unwrap();
    assert_eq!(json["values"]["born_on"], "2009-03-29");
    assert_eq!(json["values"]["lent_at"], "2026-03-05T00:15:00+01:00");
    assert_eq!(json["values"]["condition"], "no");
    assert_eq!(json["complete"], true);
}

const HOSTILE: [&str; 16] = [
    "{{ 7*7 }}",
    "{% raw %}x",
    "<script>alert(1)</script>",
    "**x**",
    "a|b",
    "# heading",
    "1. list",
    "- list",
    "===",
    "[link](javascript:x)",
    "![i](http://x)",
    "`code` &amp; &lt;",
    "#import \\input $x$ @ref",
    "\u{645}\u{631}\u{62d}\u{628}\u{627} emoji 💩",
    "~~x~~ _y_ \\* \"quoted\"",
    "Shumëfjalëshumëfjalëshumëfjalëshumëfjalëshumëfjalëshumëfjalëshumëfjalëshumëfjalëshumëfjalëshumëfjalëshumëfjalë",
];

#[test]
fn hostile_values_print_as_themselves() {
    for value in HOSTILE {
        let text = shown(&values(value), View { format: Format::Txt, ..ENGLISH }, None).unwrap();
        assert!(text.contains(&format!("Name: {value}\n")), "{value}: {text}");
        assert!(text.contains(&format!("\n{value}\n")), "{value}: {text}");
        assert!(text.contains(&format!("Title: {value}; Pages: 12")), "{value}: {text}");
        let html = shown(&values(value), View { format: Format::Html, ..ENGLISH }, None).unwrap();
        assert!(!html.contains("<script") && !html.contains("<a ") && !html.contains("<img"), "{html}");
        let seen = value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
        assert!(
            html.replace("&quot;", "\"").contains(&format!("<td>{}</td>", seen.replace("&quot;", "\""))),
            "{value}: {html}"
        );
    }
}

#[test]
fn templates_reach_nothing_and_switch_nothing_off() {
    let try_it = |template: &str| shown(&values("**x**"), ENGLISH, Some(template));
    for refused in [
        "{% autoescape false %}{{ fields.name.value }}{% endautoescape %}",
        "{%- autoescape 'html' -%}{{ fields.name.value }}{% endautoescape %}",
        "{{ fields.name.value | safe }}",
        "{{ fields.name.value | escape }}",
        "{{ fields.name.value | tojson }}",
        "{{ debug() }}",
        "{% include '/etc/passwd' %}",
        "{% for i in range(100000000) %}x{% endfor %}",
        "{{ 'x' * 1000000000 }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{{ nothing( }}",
    ] {
        let error = try_it(refused).expect_err(refused);
        assert_eq!(error.kind, crate::error::Kind::Invalid, "{refused}");
    }
    for printed in [
        "{{ fields.name.value }}",
        "{% set x %}{{ fields.name.value }}{% endset %}{{ x }}",
        "{% macro m(v) %}{{ v }}{% endmacro %}{{ m(fields.name.value) }}",
        "{% filter upper %}{{ fields.name.value }}{% endfilter %}",
        "{{ '' ~ fields.name.value }}",
    ] {
        let markdown = try_it(printed).unwrap();
        assert!(
            text::text(&markdown).to_lowercase().contains("**x**") || markdown.contains("\\\\\\*"),
            "{printed}: {markdown}"
        );
    }
}

#[test]
fn escaped_dates_and_names_stay_readable() {
    assert_eq!(template::escape("2 mars 2026, 10:30"), "2 mars 2026, 10:30");
    assert_eq!(template::escape("A. Hoxha (Tiranë)"), "A. Hoxha (Tiranë)");
    assert_eq!(template::escape("a\u{202e}b\u{1b}[2J"), "a\\[U+202E]b\\[U+001B]\\[2J");
}

/// What a reader should see of a value.
fn plain(value: &str) -> String {
    value.trim().chars().map(|c| if c == '\n' || c == '\t' { ' ' } else { c }).collect()
}

proptest! {
    #[test]
    fn any_value_means_itself_everywhere_in_markdown(value in "[ -~ëçËÇ\n]{1,40}", other in "[ -~]{0,10}") {
        for (before, after) in [("", ""), ("- ", ""), ("## ", ""), ("> ", ""), ("**", "**")] {
            let trimmed = plain(&value);
            if trimmed.is_empty() || (before == "**" && !trimmed.chars().all(char::is_alphanumeric)) {
                continue;
            }
            let source = format!("first\n\n{before}{}{after}\n\nlast {}\n", template::escape(&value), template::escape(&other));
            let seen = text::text(&source);
            prop_assert!(seen.lines().any(|line| line.trim_start_matches("- ").trim_start_matches("| ") == trimmed
                || line.trim_start_matches(['-', ' ', '|']) == trimmed.trim_start_matches(['-', ' ', '|'])), "{source}\n{seen}");
        }
        let table = format!("| {} | {} |\n| --- | --- |\n| {} | b |\n", "a", "b", template::escape(&value));
        let seen = text::text(&table);
        if !plain(&value).is_empty() {
            prop_assert!(seen.contains(&format!("a: {}; b: b", plain(&value))), "{table}\n{seen}");
        }
    }
}
