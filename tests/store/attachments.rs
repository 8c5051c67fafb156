//! Attachments (S8): in and out as they were, whole or not at all, open to those who read the part.

use serde_json::Value as Json;

use crate::common::Sandbox;
use crate::{add, files, git, new_case, store};

fn attachments(sandbox: &Sandbox) -> Vec<Json> {
    sandbox.sop(&["case", "show", "--json"]).ok().json()["attachments"].as_array().expect("attachments").clone()
}

fn pieces(sandbox: &Sandbox) -> Vec<String> {
    files(sandbox, "cases").into_iter().filter(|path| path.contains(".bin.age.")).collect()
}

/// Bytes that no compressor makes smaller, always the same.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let words = std::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    });
    words.flatten().take(length).collect()
}

#[test]
fn s8_a_file_comes_back_as_it_was() {
    let sandbox = store();
    new_case(&sandbox);
    let scan = [b"%PDF-1.7\n".as_slice(), &noise(9 << 20)].concat();
    sandbox.write("../scan.pdf", &scan);
    let done = sandbox.sop(&["attach", "../scan.pdf", "--as", "signed-paper", "--json"]).ok().json();
    assert_eq!(
        (done["media_type"].as_str(), done["size"].as_u64()),
        (Some("application/pdf"), Some(scan.len() as u64))
    );
    assert_eq!(done["vault"], "personal");
    assert_eq!(pieces(&sandbox).len(), 2);
    assert_eq!(git(&sandbox, &["status", "--porcelain"]).ok().out, "");
    sandbox.sop(&["verify"]).ok();

    sandbox.sop(&["detach-to", "../back.pdf"]).ok();
    assert!(std::fs::read(sandbox.path().join("../back.pdf")).expect("the file") == scan);
    let listed = attachments(&sandbox);
    assert_eq!((listed[0]["name"].as_str(), listed[0]["as"].as_str()), (Some("scan.pdf"), Some("signed-paper")));
    assert_eq!(listed[0]["sha256"], done["sha256"]);
    assert!(sandbox.sop(&["case", "show"]).ok().out.contains("signed-paper"));
    assert!(sandbox.sop(&["case", "show", "--all"]).ok().out.contains("scan.pdf"));
    assert!(sandbox.sop(&["case", "log"]).ok().out.contains("attached signed-paper"));

    // The same file again is a slip of the hand; as something else it is not.
    let head = git(&sandbox, &["rev-parse", "HEAD"]).ok().out;
    sandbox.sop(&["attach", "../scan.pdf", "--as", "signed-paper"]).code(2);
    assert_eq!(git(&sandbox, &["rev-parse", "HEAD"]).ok().out, head);
    // Nothing is erased: what was attached by mistake is withdrawn, and may then be attached again.
    sandbox.sop(&["correct", done["event"].as_str().expect("an event"), "--reason", "wrong case"]).ok();
    assert_eq!(attachments(&sandbox)[0]["withdrawn"], true);
    sandbox.sop(&["detach-to", "../none.pdf"]).code(2);
    sandbox.sop(&["attach", "../scan.pdf", "--as", "signed-paper"]).ok();
    sandbox.sop(&["attach", "../scan.pdf", "--as", "copy", "--vault", "health"]).ok();
    let several = sandbox.sop(&["detach-to", "../none.pdf"]).code(2);
    assert!(several.err.contains("copy"), "{several:?}");
}

#[test]
fn s8_stock_age_opens_it() {
    let sandbox = store();
    new_case(&sandbox);
    let program = ["age", "rage"]
        .into_iter()
        .find(|name| sandbox.run("sh", &["-c", &format!("command -v {name}")], None).code == 0);
    let Some(program) = program else { return };
    sandbox.write("../letter.txt", "Letër e sajuar.\n");
    sandbox.sop(&["attach", "../letter.txt", "--as", "letter"]).ok();
    let script = format!(
        "set -e; {program} -d -i ../hetues.key keys/hetues/*.key.age > ../o; \
         {program} -d -i ../o cases/*/*/*.personal.key.age > ../v; cat cases/*/*/*.bin.age.* | {program} -d -i ../v"
    );
    assert_eq!(sandbox.run("sh", &["-c", &script], None).ok().out, "Letër e sajuar.\n");
}

#[test]
fn what_is_no_file_is_refused_and_nothing_is_recorded() {
    let sandbox = store();
    new_case(&sandbox);
    sandbox.write("../empty", "");
    sandbox.write("../x", "tekst");
    std::fs::create_dir(sandbox.path().join("../folder")).expect("a folder");
    let head = git(&sandbox, &["rev-parse", "HEAD"]).ok().out;
    for (file, kind) in [
        ("../empty", "x"),
        ("../folder", "x"),
        ("../missing", "x"),
        ("/dev/null", "x"),
        ("../x", "Prova Sajuar"),
        ("../x", ".."),
    ] {
        let refused = sandbox.sop(&["attach", file, "--as", kind]).code(2);
        assert!(!refused.err.is_empty());
    }
    sandbox.sop(&["attach", "../x", "--as", "x", "--vault", "nosuch"]).code(2);
    sandbox.sop(&["attach", "../x", "--as", "x", "--form", "A1"]).code(2);
    sandbox.sop(&["attach", "../x"]).code(2);
    assert_eq!(git(&sandbox, &["rev-parse", "HEAD"]).ok().out, head);

    // A name as long as a file system allows is kept shortened, with its ending.
    let long = format!("../{}.txt", "ë".repeat(120));
    sandbox.write(&long, "tekst");
    sandbox.sop(&["attach", &long, "--as", "x"]).ok();
    let name = attachments(&sandbox)[0]["name"].as_str().expect("a name").to_owned();
    assert!(name.chars().count() <= 120 && name.ends_with(".txt"), "{name}");
    // An existing file is never written over.
    sandbox.sop(&["detach-to", "../folder"]).code(2);
    sandbox.write("../there", "other");
    sandbox.sop(&["detach-to", "../there"]).code(2);
    assert_eq!(sandbox.read("../there"), "other");
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_in_and_never_out() {
    let sandbox = store();
    new_case(&sandbox);
    sandbox.write("../x", "tekst");
    std::os::unix::fs::symlink("x", sandbox.path().join("../link")).expect("a link");
    std::os::unix::fs::symlink("nowhere", sandbox.path().join("../out")).expect("a link");
    sandbox.sop(&["attach", "../link", "--as", "x"]).ok();
    sandbox.sop(&["detach-to", "../out"]).code(2);
    assert!(!sandbox.path().join("../nowhere").exists());
    sandbox.sop(&["detach-to", "../back"]).ok();
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(sandbox.path().join("../back")).expect("the file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn only_who_reads_the_part_opens_it() {
    let mut sandbox = store();
    let hetues = sandbox.path().join("../hetues.key").display().to_string();
    sandbox.cd("..");
    add(&sandbox, "mjek", &["--role", "psychologist"]);
    sandbox.cd("store");
    let mjek = sandbox.path().join("../mjek.key").display().to_string();
    sandbox.set("SOP_IDENTITY", mjek.clone());
    sandbox.sop(&["office", "rotate"]).ok();
    sandbox.set("SOP_IDENTITY", hetues);
    let case = new_case(&sandbox);
    sandbox.write("../x", "tekst");
    sandbox.sop(&["attach", "../x", "--as", "photo", "--vault", "personal"]).ok();
    sandbox.set("SOP_IDENTITY", mjek);
    sandbox.sop(&["detach-to", "../y", "-c", &case]).code(4);
    assert!(!sandbox.path().join("../y").exists());
    let texts = files(&sandbox, ".git").join(" ") + &files(&sandbox, "cases").join(" ");
    assert!(!texts.contains("photo"));
}

#[test]
fn s8_a_missing_or_damaged_piece_leaves_no_file_and_is_found_without_a_key() {
    let sandbox = store();
    new_case(&sandbox);
    sandbox.write("../scan", noise(9 << 20));
    sandbox.sop(&["attach", "../scan", "--as", "scan"]).ok();
    for piece in pieces(&sandbox) {
        let id = git(&sandbox, &["rev-parse", &format!("HEAD:{piece}")]).ok().out.trim().to_owned();
        let object = sandbox.path().join(format!(".git/objects/{}/{}", &id[..2], &id[2..]));
        let kept = std::fs::read(&object).expect("a loose object");
        let mut changed = kept.clone();
        let middle = changed.len() / 2;
        changed[middle] ^= 1;
        for broken in [Some(changed), None] {
            std::fs::remove_file(&object).expect("removing");
            if let Some(bytes) = broken {
                std::fs::write(&object, bytes).expect("writing");
            }
            let verified = sandbox.sop(&["verify"]).code(5);
            assert!(verified.out.contains(&piece), "{verified:?}");
            let refused = sandbox.sop(&["detach-to", "../back"]).code(5);
            assert!(refused.err.contains(&id), "{refused:?}");
            let left: Vec<_> = std::fs::read_dir(sandbox.path().join("..")).expect("a folder").flatten().collect();
            assert!(!left.iter().any(|e| e.file_name().to_string_lossy().contains("back")
                || e.file_name().to_string_lossy().contains(".new")));
            // The rest of the case stays usable.
            sandbox.sop(&["case", "show"]).ok();
            let _ = std::fs::remove_file(&object);
            std::fs::write(&object, &kept).expect("writing");
        }
    }
    sandbox.sop(&["detach-to", "../back"]).ok();
}

#[test]
fn a_signed_paper_is_linked_to_the_version_of_its_form() {
    let sandbox = store();
    new_case(&sandbox);
    sandbox.sop(&["fill", "A4", "--set", "given_name=Prova", "--draft"]).ok();
    sandbox.sop(&["fill", "A4", "--set", "given_name=Provë", "--draft"]).ok();
    sandbox.write("../paper.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let done = sandbox.sop(&["attach", "../paper.png", "--as", "signed-paper", "--form", "A4", "--json"]).ok().json();
    assert_eq!(done["media_type"], "image/png");
    let listed = attachments(&sandbox);
    assert_eq!((listed[0]["form"].as_str(), listed[0]["version"].as_u64()), (Some("A4"), Some(2)));
    assert!(sandbox.sop(&["case", "show"]).ok().out.contains("signed-paper A4"));
}
