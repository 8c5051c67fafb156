//! `workflows/README.md` is the reference of the language: each key of the reader stands in it, under its place, and its
//! examples are what the reader takes.

use sop::definitions::{self, keys};

use crate::library::Library;

fn reference() -> String {
    std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/workflows/README.md")).expect("the reference")
}

/// The text under a heading, up to the next one.
fn section<'t>(text: &'t str, heading: &str) -> &'t str {
    let start = text.find(&format!("\n{heading}\n")).unwrap_or_else(|| panic!("no section {heading:?}"));
    let body = &text[start + heading.len() + 2..];
    body.find("\n##").map_or(body, |end| &body[..end])
}

#[test]
fn every_key_is_explained_where_it_belongs_and_no_other() {
    let text = reference();
    for place in keys::ALL {
        let known: Vec<&str> = place.keys.iter().map(|key| key.name).collect();
        // Scenarios and the calendar are told in one piece.
        let told = match place.name {
            "scenario" | "act" | "moment" | "then" | "state" => Some("## Scenarios"),
            "calendar" | "years" | "feast" => Some("## The calendar"),
            _ => None,
        };
        if let Some(heading) = told {
            let section = section(&text, heading);
            let explained =
                |key: &str| section.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').any(|word| word == key);
            let missing: Vec<_> = known.iter().filter(|key| !explained(key)).collect();
            assert!(missing.is_empty(), "{heading}: {missing:?}");
            continue;
        }
        let section = section(&text, &format!("### `{}`", place.name));
        for key in &known {
            assert!(section.contains(&format!("| `{key}` |")), "the key `{key}` of `{}` is not explained", place.name);
        }
        for line in section.lines().filter_map(|line| line.strip_prefix("| `")) {
            let key = line.split('`').next().unwrap_or_default();
            assert!(known.contains(&key), "`{}` has no key `{key}`", place.name);
        }
    }
}

/// Each word that an expression or a norm may use is explained.
#[test]
fn every_fixed_word_is_explained() {
    let text = reference();
    let words = ["duty", "deadline", "condition", "prohibition", "right", "competence", "composition", "definition"];
    for word in words.iter().chain(&["indicator", "principle", "record"]) {
        assert!(section(&text, "### `norm`").contains(&format!("`{word}`")), "{word}");
    }
    let expressions = section(&text, "## Expressions");
    for function in definitions::functions() {
        assert!(expressions.contains(&format!("`{function}")), "the function {function} is not explained");
    }
    for filter in definitions::filters() {
        let said = [format!("`{filter}`"), format!("\\| {filter}"), format!("{filter}(")];
        let short = matches!(filter, "count" | "d");
        assert!(short || said.iter().any(|said| expressions.contains(said)), "the filter {filter} is not explained");
    }
}

fn examples(text: &str) -> Vec<&str> {
    text.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

#[test]
fn the_examples_are_yaml() {
    let text = reference();
    assert!(examples(&text).len() >= 18);
    for example in examples(&text) {
        if let Err(error) = serde_saphyr::from_str::<serde_json::Value>(example) {
            panic!("{error} in:\n{example}");
        }
    }
}

/// What can be put into the library's procedure as it stands there does what the reference says.
#[test]
fn the_examples_work() {
    let text = reference();
    let with = |beginning: &str| *examples(&text).iter().find(|e| e.starts_with(beginning)).expect("the example");
    let library = Library::new().put("tests/late.yaml", with("scenario: "));
    let ran = library.sop(&["workflow", "test", "--json"]).json();
    assert_eq!((&ran["passed"], &ran["failed"]), (&serde_json::json!(2), &serde_json::json!(0)), "{ran:#}");
    let indented = |example: &str| example.lines().map(|line| format!("      {line}\n")).collect::<String>();
    let fields = "    fields:\n      - id: title\n        type: text\n";
    let more = with("- {id: lent_at").replace("id: ", "id: more_").replace("id: more_number", "id: number");
    let more = more.replace("age_group ==", "more_age ==").replace(", sets_fact: due_on", "");
    let more = format!("{}      - {{id: more_age, type: text, label: {{sq: a, en: b}}}}\n", indented(&more));
    Library::new()
        .change("forms/LOAN/form.yaml", fields, &format!("    fields:\n{more}{}", &fields["    fields:\n".len()..]))
        .loads();
    Library::new()
        .put(
            "roles.yaml",
            &format!(
                "{}  reader: {{title: {{sq: a, en: b}}}}\n  guardian: {{title: {{sq: a, en: b}}}}\n",
                with("roles:\n")
                    .replace("Kryetari\", en: \"Chair\"}", "Kryetari\", en: \"Chair\"}\n      clerk: {sq: a, en: b}")
            ),
        )
        .loads();
    Library::new()
        .put(
            "forms/_lists/damages.yaml",
            &with("list: ").replace(
                "choices:",
                "  inside: {sq: a, en: b}\nchoices:\n  - {id: pages, group: inside, sq: a, en: b}",
            ),
        )
        .loads();
}
