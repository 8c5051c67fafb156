//! Values that look like markup, code or commands print as themselves and never act.

use proptest::prelude::*;

use crate::common::Sandbox;
use crate::office::{ADULT, file, office, with};

const HOSTILE: [&str; 12] = [
    "{{ 7*7 }}{% include 'A5/template.md.j2' %}",
    "<script>alert(1)</script>",
    "**x** _y_ `z` ~~w~~",
    "a|b | c",
    "# heading",
    "[link](javascript:alert(1)) ![i](http://x/)",
    "#import \"x\" \\input{y} $z$ @ref",
    "&lt;b&gt; &amp; <b>",
    "1. numbered",
    "مرحبا שלום",
    "Shtëpia e Çamilit “ë”",
    "Shumëfjalëshumëfjalëshumëfjalëshumëfjalëshumëfjalëshumëfjalëshumëfjalëshumëfjalëshumëfjalëshumëfjalëshumëfjalë",
];

fn quoted(value: &str) -> String {
    toml::Value::String(value.to_owned()).to_string()
}

#[test]
fn hostile_values_print_as_themselves() {
    let sandbox = office();
    for value in HOSTILE {
        let toml =
            with(&with(ADULT, &format!("given_name = {}", quoted(value))), &format!("account = {}", quoted(value)));
        file(&sandbox, "A4", &toml.replace("\"Besa Kola\"", &quoted(value))).ok();
        let text = sandbox.sop(&["render", "A4", "--format", "txt"]).ok().out;
        assert!(text.contains(&format!("Given name: {value}\n")), "{value}: {text}");
        assert!(text.contains(&format!("\n{value}\n")), "{value}: {text}");
        assert!(text.contains(&format!("Full name: {value}; Capacity")), "{value}: {text}");
        let html = sandbox.sop(&["render", "A4", "--format", "html"]).ok().out;
        for acting in ["<script", "<a ", "<img", "<b>", "<strong>x", "49"] {
            assert!(!html.contains(acting), "{value} became {acting}");
        }
        let json = sandbox.sop(&["render", "A4", "--format", "json"]).ok().json();
        assert_eq!(json["values"]["given_name"], value);
    }
}

#[test]
fn invisible_characters_are_shown_or_refused() {
    let sandbox = office();
    file(&sandbox, "A4", &with(ADULT, "given_name = \"a\\u202Eb\"")).ok();
    for format in ["txt", "md", "html"] {
        let out = sandbox.sop(&["render", "A4", "--format", format]).ok().out;
        assert!(!out.contains('\u{202e}') && out.contains("[U+202E]"), "{format}: {out}");
    }
    file(&sandbox, "A4", &with(ADULT, "given_name = \"a\\u001B[2J\"")).code(2);
}

/// A sandbox for many cases: making a store costs more than filing.
fn shared() -> &'static Sandbox {
    static SHARED: std::sync::OnceLock<Sandbox> = std::sync::OnceLock::new();
    SHARED.get_or_init(|| {
        let sandbox = office();
        file(&sandbox, "A4", ADULT).ok();
        sandbox
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_value_goes_through_filling_store_and_print(value in "[ -~ëçËÇ«»“”]{1,60}") {
        let wanted = value.trim().to_owned();
        prop_assume!(!wanted.is_empty());
        let sandbox = shared();
        file(sandbox, "A4", &format!("given_name = {}", quoted(&value))).ok();
        let json = sandbox.sop(&["render", "A4", "--format", "json"]).ok().json();
        prop_assert_eq!(json["values"]["given_name"].as_str(), Some(wanted.as_str()));
        let text = sandbox.sop(&["render", "A4", "--format", "txt"]).ok().out;
        prop_assert!(text.contains(&format!("Given name: {wanted}\n")), "{}", text);
    }
}
