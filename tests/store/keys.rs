//! Key files (S29): how they are made, opened and refused.

use crate::common::Sandbox;
use crate::{add, store};

#[cfg(unix)]
fn mode(sandbox: &Sandbox, name: &str) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(sandbox.path().join(name)).expect("the file").permissions().mode() & 0o777
}

#[test]
#[cfg(unix)]
fn r29_a_key_is_its_owners_alone_from_the_first_moment() {
    let sandbox = Sandbox::new();
    let sop = env!("CARGO_BIN_EXE_sop");
    let made = format!("umask 000; '{sop}' key new --no-passphrase -o k1");
    sandbox.run("sh", &["-c", &made], None).ok();
    assert_eq!(mode(&sandbox, "k1"), 0o600);
    let again = sandbox.sop(&["key", "new", "--no-passphrase", "-o", "k1"]).code(2);
    assert!(again.err.contains("never overwritten"), "{again:?}");
    let strace = sandbox.run(
        "sh",
        &["-c", &format!("strace -f -e trace=openat,chmod,fchmod '{sop}' key new --no-passphrase -o k2 2>&1 || true")],
        None,
    );
    if let Some(line) = strace.out.lines().find(|line| line.contains("\"k2\"") && line.contains("O_CREAT")) {
        assert!(line.contains("O_EXCL") && line.contains("0600"), "{line}");
        assert!(!strace.out.contains("chmod("), "{}", strace.out);
    }
    // The card is public, and nothing else is printed.
    let card = sandbox.sop(&["key", "show", "-i", "k1"]).ok();
    assert!(card.out.contains("recipient = \"age1") && card.out.contains("ssh-ed25519 "));
    assert!(!card.out.contains("SECRET") && !card.out.contains("PRIVATE"));
    // A key that others can read works, with a warning; doctor reports it.
    sandbox.run("chmod", &["644", "k1"], None).ok();
    let warned = sandbox.sop(&["key", "show", "-i", "k1"]).ok();
    assert!(warned.err.contains("644") && warned.err.contains("chmod 600 k1"), "{warned:?}");
    let doctor = sandbox.sop(&["doctor", "-i", "k1", "--json"]);
    assert!(
        doctor.code != 0
            && doctor.json()["examined"][0]["what"] == "key-file"
            && doctor.json()["examined"][0]["good"] == false
    );
}

#[test]
fn s29_a_passphrase_by_default_with_the_right_cost() {
    let mut sandbox = Sandbox::new();
    sandbox.write("pass", "një fjalëkalim i gjatë\n");
    sandbox.write("bad", "gabim\n");
    let pass = sandbox.path().join("pass").display().to_string();
    let bad = sandbox.path().join("bad").display().to_string();
    let none = sandbox.sop(&["key", "new", "-o", "k"]).code(4);
    assert!(none.err.contains("SOP_PASSPHRASE_FILE"), "{none:?}");
    assert!(!sandbox.path().join("k").exists());
    // People get 18; tests of a debug build ask for less.
    sandbox.set("SOP_PASSPHRASE_FILE", &pass).set("SOP_SCRYPT_WORK_FACTOR", "");
    sandbox.sop(&["key", "new", "-o", "real"]).ok();
    let text = std::fs::read(sandbox.path().join("real")).expect("the key");
    let head = String::from_utf8_lossy(&text[..120]).into_owned();
    assert!(
        head.starts_with("age-encryption.org/v1\n-> scrypt ") && head.lines().nth(1).unwrap().ends_with(" 18"),
        "{head}"
    );
    sandbox.set("SOP_SCRYPT_WORK_FACTOR", "10");
    sandbox.sop(&["key", "new", "-o", "k"]).ok();
    let card = sandbox.sop(&["key", "show", "-i", "k"]).ok();
    sandbox.set("SOP_PASSPHRASE_FILE", &bad);
    let wrong = sandbox.sop(&["key", "show", "-i", "k"]).code(4);
    assert!(wrong.err.contains("Wrong passphrase for k"), "{wrong:?}");
    // Another passphrase, in one step; what the file is for does not change.
    sandbox.set("SOP_PASSPHRASE_FILE", &pass).set("SOP_NEW_PASSPHRASE_FILE", &bad);
    sandbox.sop(&["key", "passphrase", "-i", "k"]).ok();
    sandbox.sop(&["key", "show", "-i", "k"]).code(4);
    sandbox.set("SOP_PASSPHRASE_FILE", &bad);
    assert_eq!(sandbox.sop(&["key", "show", "-i", "k"]).ok().out, card.out);
    // A file that would keep the machine busy for hours is refused before anybody waits.
    let bytes = std::fs::read(sandbox.path().join("k")).expect("the key");
    let at = bytes.windows(4).position(|w| w == b" 10\n").expect("the factor");
    let mut costly = bytes;
    costly[at + 1] = b'3';
    sandbox.write("costly", costly);
    let refused = sandbox.sop(&["key", "show", "-i", "costly"]).code(4);
    assert!(refused.err.contains("20"), "{refused:?}");
}

#[test]
fn s29_stock_age_takes_the_file() {
    let mut sandbox = Sandbox::new();
    sandbox.write("pass", "fjalëkalim\n");
    sandbox.sop(&["key", "new", "--no-passphrase", "-o", "plain.key"]).ok();
    let card = sandbox.sop(&["key", "show", "-i", "plain.key", "--json"]).ok().json();
    let recipient = card["recipient"].as_str().expect("a recipient");
    sandbox.run("age", &["-r", recipient, "-o", "x.age"], Some("përshëndetje")).ok();
    assert_eq!(sandbox.run("age", &["-d", "-i", "plain.key", "x.age"], None).ok().out, "përshëndetje");
    let pass = sandbox.path().join("pass").display().to_string();
    sandbox.set("SOP_PASSPHRASE_FILE", pass);
    sandbox.sop(&["key", "new", "-o", "k"]).ok();
    let card = sandbox.sop(&["key", "show", "-i", "k", "--json"]).ok().json();
    let recipient = card["recipient"].as_str().expect("a recipient");
    sandbox.run("age", &["-r", recipient, "-o", "y.age"], Some("përshëndetje")).ok();
    // age asks on the terminal; `script` gives it one.
    let opened = sandbox.run("sh", &["-c", "command -v script >/dev/null || exit 7; (sleep 1; cat pass; sleep 2) | script -qec 'age -d -i k -o y y.age' /dev/null"], None);
    if opened.code != 7 {
        assert_eq!(sandbox.read("y"), "përshëndetje", "{opened:?}");
    }
}

#[test]
fn s29_an_ssh_key_that_exists_already_works() {
    let mut sandbox = Sandbox::new();
    sandbox.sop(&["key", "new", "--no-passphrase", "-o", "admin.key"]).ok();
    sandbox.sop(&["init", "store", "--admin", "ministria", "-i", "admin.key"]).ok();
    sandbox.write("pass", "fjala\n");
    sandbox.run("ssh-keygen", &["-q", "-t", "ed25519", "-N", "", "-f", "id", "-C", "me@home"], None).ok();
    sandbox.run("ssh-keygen", &["-q", "-t", "ed25519", "-N", "fjala", "-f", "locked"], None).ok();
    sandbox.run("ssh-keygen", &["-q", "-t", "rsa", "-N", "", "-f", "rsa"], None).ok();
    assert!(sandbox.sop(&["key", "show", "-i", "rsa"]).code(2).err.contains("ed25519"));
    sandbox.sop(&["key", "show", "-i", "locked"]).code(4);
    let pass = sandbox.path().join("pass").display().to_string();
    sandbox.set("SOP_PASSPHRASE_FILE", pass);
    sandbox.sop(&["key", "show", "-i", "locked"]).ok();
    for (id, key) in [("ana", "id"), ("ben", "locked")] {
        let card = sandbox.sop(&["key", "show", "-i", key]).ok();
        sandbox.write("card", &card.out);
        let role = ["--role", "initial-identifier", "--store", "store", "-i", "admin.key"];
        let added = sandbox.sop(&[&["member", "add", "card", "--id", id], &role[..]].concat()).ok();
        assert!(added.err.contains("SSH key"), "{added:?}");
        let case = sandbox.sop(&["case", "new", "--json", "--store", "store", "-i", key]).ok().json();
        let log = sandbox
            .sop(&["case", "log", "--json", "--store", "store", "-i", key, "-c", case["case"].as_str().unwrap()])
            .ok();
        assert_eq!(log.json()["events"][0]["signature"], "good");
    }
}

#[test]
fn r25_five_causes_five_sentences() {
    let mut sandbox = store();
    let case = crate::new_case(&sandbox);
    sandbox.cd("..");
    add(&sandbox, "tjeter", &["--role", "initial-identifier"]);
    sandbox.write("pass", "fjala\n");
    sandbox.write("bad", "gabim\n");
    sandbox.write("README.md", "# Read me\n");
    sandbox.sop(&["key", "new", "--no-passphrase", "-o", "stranger.key"]).ok();
    let bad = sandbox.path().join("bad").display().to_string();
    let pass = sandbox.path().join("pass").display().to_string();
    sandbox.set("SOP_PASSPHRASE_FILE", pass);
    sandbox.sop(&["key", "new", "-o", "locked.key"]).ok();
    sandbox.set("SOP_PASSPHRASE_FILE", bad);
    let due = |key: &str| sandbox.sop(&["case", "show", "-c", &case, "--store", "store", "-i", key]);
    let said = [
        due("locked.key").code(4).err,
        due("stranger.key").code(4).err,
        due("tjeter.key").code(4).err,
        due("nonexistent").code(2).err,
        due("README.md").code(2).err,
        due("hetues.card").code(2).err,
    ];
    let expected = [
        "Wrong passphrase for locked.key",
        "belongs to no member",
        "has no key yet",
        "does not exist",
        "is not a key file",
        "public card",
    ];
    for (said, expected) in said.iter().zip(expected) {
        assert!(
            said.contains(expected) || expected == "has no key yet" && said.contains("not opened its key"),
            "{said}"
        );
        assert!(!said.contains("stanza") && !said.contains("recipient"), "{said}");
    }
    // Once his office has a key, the sentence is about the case.
    sandbox.sop(&["case", "new", "--store", "store", "-i", "tjeter.key"]).ok();
    let said = sandbox.sop(&["case", "show", "-c", &case, "--store", "store", "-i", "tjeter.key"]).code(4).err;
    assert!(said.contains("does not read case") && said.contains("sop case share tjeter"), "{said}");
}
