//! Documents in every format.

use crate::common::Sandbox;
use crate::every_form::procedure;
use crate::office::{ADULT, file, office, with};
use crate::stock;

/// The ids of all forms.
fn forms() -> Vec<String> {
    procedure().forms.keys().cloned().collect()
}

#[test]
fn every_form_prints_blank_in_every_format_and_language() {
    let sandbox = Sandbox::new();
    let forms = forms();
    let ids: Vec<&str> = forms.iter().map(String::as_str).collect();
    for lang in ["sq", "en"] {
        for format in ["md", "html", "txt", "json"] {
            let args = [&["render", "--blank", "--format", format, "--lang", lang], ids.as_slice()].concat();
            let out = sandbox.sop(&args).ok().out;
            for form in &ids {
                assert!(
                    out.contains(&if format == "json" { format!("\"{form}\"") } else { format!("{form} · ") }),
                    "{form}"
                );
            }
            if format == "html" {
                sandbox.write("blank.html", out);
                stock::valid_html(&sandbox, "blank.html");
            }
        }
    }
}

#[test]
fn a_filed_form_holds_every_value_in_words() {
    let sandbox = office();
    file(&sandbox, "A4", ADULT).ok();
    let text = sandbox.sop(&["render", "A4", "--format", "txt"]).ok().out;
    for expected in [
        "A4 · Initial interview with an adult",
        "DVP Tiranë",
        "Given name: Ana",
        "Sex: Female",
        "Birth date: 17 May 1990",
        "Interview started: 2 March 2026, 09:00",
        "- Shows fear or anxiety",
        "Full name: Besa Kola; Capacity: Interviewer; A1 signed at: 2 March 2026, 08:50",
        "Rrëfimi i personit.",
        "Signatures",
    ] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    assert!(!text.contains("DRAFT"), "{text}");
    let albanian = sandbox.sop(&["render", "A4", "--format", "txt", "--lang", "sq"]).ok().out;
    assert!(
        albanian.contains("Fillimi i intervistës: 2 mars 2026, 09:00") && albanian.contains("Gjinia: Femër"),
        "{albanian}"
    );
}

#[test]
fn an_unfiled_form_is_a_draft_with_what_is_missing() {
    let sandbox = office();
    let ran = sandbox.sop(&["render", "A5", "--format", "txt"]).ok();
    assert!(ran.out.contains("DRAFT") && ran.out.contains("| - Contact person"), "{ran:?}");
    sandbox.sop(&["render", "A5", "--strict"]).code(1);
}

#[test]
fn a_redacted_copy_names_nobody() {
    let sandbox = office();
    file(&sandbox, "A4", &with(ADULT, "family_name = \"Hoxhaj\"")).ok();
    for format in ["md", "html", "txt", "json"] {
        let ran = sandbox.sop(&["render", "A4", "--redacted", "--format", format]).ok();
        for hidden in ["Ana", "Hoxhaj", "1990", "Besa Kola", "Rrëfimi", "DVP"] {
            assert!(!ran.out.contains(hidden), "{hidden} in {format}: {}", ran.out);
        }
        assert!(ran.out.contains("2026"), "what happened when is shown");
    }
}

#[test]
fn neither_zone_nor_locale_of_the_machine_matters() {
    let mut sandbox = office();
    file(&sandbox, "A4", &with(&with(ADULT, "birth_date = 1990-03-29"), "first_contact_at = 2026-03-02T00:15")).ok();
    let mut outputs = std::collections::BTreeSet::new();
    for (zone, locale) in [
        ("UTC", "C.UTF-8"),
        ("America/Los_Angeles", "de_DE.UTF-8"),
        ("Pacific/Kiritimati", "sq_AL.UTF-8"),
        ("Europe/Tirane", "en_US.UTF-8"),
    ] {
        sandbox.set("TZ", zone).set("LC_ALL", locale).set("LANG", locale);
        for format in ["md", "html", "txt", "json"] {
            outputs.insert((format, sandbox.sop(&["render", "A4", "--lang", "sq", "--format", format]).ok().out));
        }
    }
    assert_eq!(outputs.len(), 4, "one output for each format");
    let text = sandbox.sop(&["render", "A4", "--lang", "sq", "--format", "txt"]).ok().out;
    assert!(text.contains("29 mars 1990") && text.contains("2 mars 2026, 00:15"), "{text}");
    let json = sandbox.sop(&["render", "A4", "--json"]).ok().json();
    assert_eq!(json["values"]["first_contact_at"], "2026-03-02T00:15:00+01:00");
}

#[test]
fn a_file_is_private_and_its_name_says_the_format() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = office();
    for (name, begins) in
        [("../a5.html", "<!DOCTYPE html>"), ("../a5.txt", "DVP"), ("../a5.json", "{"), ("../a5.md", "")]
    {
        sandbox.sop(&["render", "A5", "-o", name]).ok();
        let text = sandbox.read(name);
        assert!(text.starts_with(begins) || name == "../a5.txt", "{text}");
        let mode = std::fs::metadata(sandbox.path().join(name)).expect("the file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    sandbox.sop(&["render", "A5", "-o", "../a5.docx"]).code(2);
    sandbox.sop(&["render", "A5", "-o", "../nosuch/a5.md"]).code(5);
    assert!(
        std::fs::read_dir(sandbox.path().join(".."))
            .expect("folder")
            .all(|entry| { !entry.expect("entry").file_name().to_string_lossy().contains(".part") })
    );
}

#[test]
fn html_is_one_page_without_scripts_or_anything_from_elsewhere() {
    let sandbox = office();
    file(&sandbox, "A4", ADULT).ok();
    let html = sandbox.sop(&["render", "A4", "--format", "html", "--lang", "sq"]).ok().out;
    assert!(html.starts_with("<!DOCTYPE html>") && html.contains("<html lang=\"sq\">"), "{html}");
    for foreign in ["<script", "http:", "https:", "<link", "<img", "url("] {
        assert!(!html.contains(foreign), "{foreign}");
    }
    assert!(html.contains("<th scope=\"row\">Emri</th><td>Ana</td>"), "{html}");
    assert!(html.contains("@page"), "prints on A4");
    sandbox.sop(&["render", "A4", "A5", "-o", "../a4.html"]).ok();
    stock::valid_html(&sandbox, "../a4.html");
    sandbox.sop(&["render", "A4", "--blank", "-o", "../a4.html"]).ok();
    stock::valid_html(&sandbox, "../a4.html");
}

#[cfg(feature = "pdf")]
mod paper {
    use super::*;

    #[test]
    fn every_form_prints_on_paper_blank_and_filled() {
        let sandbox = office();
        let forms = forms();
        let ids: Vec<&str> = forms.iter().map(String::as_str).collect();
        for lang in ["sq", "en"] {
            sandbox.sop(&[&["render", "--blank", "-o", "../blank.pdf", "--lang", lang], ids.as_slice()].concat()).ok();
            stock::sound_pdf(&sandbox, "../blank.pdf");
        }
        file(&sandbox, "A4", ADULT).ok();
        for form in ["A4", "A5"] {
            sandbox.sop(&["render", form, "-o", "../form.pdf"]).ok();
            let bytes = std::fs::read(sandbox.path().join("../form.pdf")).expect("a file");
            assert!(bytes.starts_with(b"%PDF-"));
        }
        sandbox.sop(&["render", "A4", "-o", "../form.pdf", "--lang", "sq"]).ok();
        let Some(text) = stock::text_of_pdf(&sandbox, "../form.pdf") else { return };
        for expected in [
            "A4 · Intervista fillestare me të rritur",
            "DVP Tiranë",
            "Ana",
            "17 maj 1990",
            "2 mars 2026, 09:00",
            "Besa Kola",
            "Shfaq frikë ose ankth",
            "Rrëfimi i personit.",
            "faqja 1 nga",
            "Nënshkrimet",
        ] {
            assert!(text.contains(expected), "{expected}: {text}");
        }
    }

    #[test]
    fn the_same_version_gives_the_same_bytes_on_every_machine() {
        let mut sandbox = office();
        file(&sandbox, "A4", ADULT).ok();
        let mut seen = std::collections::BTreeSet::new();
        for (zone, locale) in
            [("UTC", "C"), ("Pacific/Kiritimati", "de_DE.UTF-8"), ("America/Los_Angeles", "sq_AL.UTF-8")]
        {
            sandbox.set("TZ", zone).set("LC_ALL", locale);
            sandbox.sop(&["render", "A4", "--lang", "sq", "-o", "../a4.pdf"]).ok();
            seen.insert(std::fs::read(sandbox.path().join("../a4.pdf")).expect("a file"));
        }
        assert_eq!(seen.len(), 1);
    }

    #[test]
    fn what_no_font_has_is_written_out_and_nothing_else_is_lost() {
        let sandbox = office();
        let values = "given_name = \"Shtëpia 王 💩 \u{200b} ﷽\"\naddress = \"#read(\\\"/etc/passwd\\\") $x$ @y\"\n\
                      placement = \"Gjatëgjatëgjatëgjatëgjatëgjatëgjatëgjatëgjatëgjatëgjatëgjatëgjatëgjatëgjatëgjatëgjatëgjatë\"\n\
                      accommodated = true\n";
        file(&sandbox, "A4", &format!("{values}{ADULT}").replacen("given_name = \"Ana\"\n", "", 1)).ok();
        let ran = sandbox.sop(&["render", "A4", "-o", "../a4.pdf"]).ok();
        assert!(ran.err.contains("A4, Given name:") && ran.err.contains("U+200B, U+738B, U+FDFD, U+1F4A9"), "{ran:?}");
        let Some(text) = stock::text_of_pdf(&sandbox, "../a4.pdf") else { return };
        for expected in ["Shtëpia [U+738B] [U+1F4A9]", "#read(\"/etc/passwd\") $x$ @y"] {
            assert!(text.contains(expected), "{expected}: {text}");
        }
        // A very long word is broken where nothing shows it.
        let whole: String = text.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}').collect();
        assert!(whole.contains(&"gjatë".repeat(17)), "{text}");
    }

    #[test]
    fn a_redacted_paper_names_nobody_in_text_or_metadata() {
        let sandbox = office();
        file(&sandbox, "A4", &with(ADULT, "family_name = \"Hoxhaj\"")).ok();
        sandbox.sop(&["render", "A4", "--redacted", "-o", "../a4.pdf"]).ok();
        let bytes = std::fs::read(sandbox.path().join("../a4.pdf")).expect("a file");
        let raw = String::from_utf8_lossy(&bytes).into_owned();
        let text = stock::text_of_pdf(&sandbox, "../a4.pdf").unwrap_or_default();
        for hidden in ["Hoxhaj", "Besa Kola", "DVP", "1990"] {
            assert!(!raw.contains(hidden) && !text.contains(hidden), "{hidden}: {text}");
        }
    }
}
