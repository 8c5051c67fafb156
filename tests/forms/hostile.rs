//! Values that look like markup, code or commands print as themselves and never act.

use proptest::prelude::*;

use crate::common::Sandbox;
use crate::lending::{library, sop};
use crate::office::{ADULT, file, office, with};
use crate::stock;

const HOSTILE: [&str; 30] = [
    "{{ 7*7 }}",
    "{% include 'LOAN/template.md.j2' %}{# x #}",
    "<script>alert(1)</script>",
    "<!-- x --><b>&lt;b&gt; &amp;</b>",
    "**x** _y_ `z` ~~w~~",
    "a|b | c",
    "| a",
    "|",
    "---",
    "===",
    "# heading",
    "> quoted",
    "- item",
    "+ item",
    "1. numbered",
    "2) numbered",
    "    indented",
    "[link](javascript:alert(1)) ![i](http://x/)",
    "[ref]: http://x/",
    "https://example.org/a_b_c?d=e&f",
    "#import \"x\": *",
    "#read(\"/etc/passwd\") $x^2$ @ref <label> ~ // remark",
    "\\input{y} \\\\ \\",
    "ends with \\",
    "first line\n- second\n# third\n| a | b |\n1. fifth\n\nseventh",
    "مرحبا שלום",
    "💩 👩‍👩‍👧 e\u{301}",
    "Shtëpia e Çamilit “ë” «Ç» – —",
    "Shumëfjalëshumëfjalëshumëfjalëshumëfjalëshumëfjalëshumëfjalëshumëfjalëshumëfjalëshumëfjalëshumëfjalëshumëfjalë",
    "{\"a\": [1, 2]} %PDF-1.7 endstream",
];

fn quoted(value: &str) -> String {
    toml::Value::String(value.to_owned()).to_string()
}

/// Without what a printer puts in where a line is full.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}').collect()
}

/// What a reader of Markdown sees.
fn read_markdown(source: &str) -> String {
    let events = pulldown_cmark::Parser::new_ext(source, pulldown_cmark::Options::ENABLE_TABLES);
    let text = |event| match event {
        pulldown_cmark::Event::Text(text) => Some(text.into_string()),
        // A template writes none of these, so a value did.
        event @ (pulldown_cmark::Event::Html(_)
        | pulldown_cmark::Event::InlineHtml(_)
        | pulldown_cmark::Event::Code(_)
        | pulldown_cmark::Event::Start(pulldown_cmark::Tag::Link { .. } | pulldown_cmark::Tag::Image { .. })) => {
            panic!("a value became markup: {event:?}")
        }
        _ => None,
    };
    events.filter_map(text).collect()
}

/// What a reader of a page sees.
fn read_html(page: &str) -> String {
    let body = page.split_once("<body>").expect("a body").1;
    let text: String = body.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect();
    text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// As it is printed on paper, where letters that no font has are written out.
fn on_paper(value: &str) -> String {
    let code = |c: char| match c {
        '\u{590}'..='\u{6ff}' | '\u{1f000}'.. | '\u{200d}' => format!("[U+{:04X}]", u32::from(c)),
        c => c.to_string(),
    };
    value.chars().map(code).collect()
}

#[test]
fn hostile_values_print_as_themselves_in_every_format() {
    let sandbox = library();
    let rows: Vec<String> = HOSTILE.iter().map(|value| format!("{{title = {}}}", toml_line(value))).collect();
    let remark = HOSTILE.join("\n\n");
    let toml = format!("name = \"Ana\"\nremark = {}\nbooks = [{}]\n", toml_line(&remark), rows.join(", "));
    sandbox.write("../form.toml", toml);
    sop(&sandbox, &["fill", "LOAN", "--from", "../form.toml"]).ok();
    let print = |format: &str| sop(&sandbox, &["render", "LOAN", "--format", format]).ok().out;

    let json: serde_json::Value = serde_json::from_str(&print("json")).expect("JSON");
    for (n, value) in HOSTILE.iter().enumerate() {
        assert_eq!(json["values"]["books"][n]["title"], value.trim());
    }
    sop(&sandbox, &["render", "LOAN", "-o", "../loan.html"]).ok();
    stock::valid_html(&sandbox, "../loan.html");
    let html = sandbox.read("../loan.html");
    for acting in ["<script", "<a ", "<img", "<b>", "<code", "<em>", "<del", "49"] {
        assert!(!html.contains(acting), "{acting}");
    }
    let mut seen = vec![("txt", print("txt")), ("md", read_markdown(&print("md"))), ("html", read_html(&html))];
    if cfg!(feature = "pdf") {
        let warned = sop(&sandbox, &["render", "LOAN", "-o", "../loan.pdf"]).ok().err;
        assert!(warned.contains("LOAN, Books:") && warned.contains("LOAN, Remarks:"), "{warned}");
        assert!(warned.contains("U+0645") && warned.contains("U+1F4A9"), "{warned}");
        stock::sound_pdf(&sandbox, "../loan.pdf");
        let ran = stock::run(&sandbox, "pdftotext", &["-raw", "../loan.pdf", "-"]);
        seen.extend(ran.map(|ran| ("pdf", ran.ok().out)));
    }
    for (format, text) in seen {
        let text = squeezed(&text);
        for value in HOSTILE {
            let value = squeezed(&if format == "pdf" { on_paper(value) } else { value.to_owned() });
            // In the table and in the text.
            assert!(text.matches(&value).count() >= 2, "{value} in {format}:\n{text}");
        }
    }
}

/// A text of several lines on one line of TOML.
fn toml_line(text: &str) -> String {
    serde_json::Value::from(text).to_string()
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
