//! Puts the definitions (`workflows/`, `forms/`) into the binary: a table of path and bytes, sorted by path, and beside
//! each YAML file its tree (`src/definitions/prepared.rs`), so that no command has to parse YAML. Scenarios have none:
//! only `sop workflow test` reads them. A file that is not YAML has none either, and is read as everywhere else, so that
//! its mistake is told with its place.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// What the program's own reader of YAML needs of the program: here nobody reads what is wrong with a file.
mod language {
    pub struct Message;
}
macro_rules! msg {
    ($id:literal $(, $name:ident = $value:expr)* $(,)?) => {{
        $(let _ = &$value;)*
        crate::language::Message
    }};
}
pub(crate) use msg;

#[allow(dead_code)]
#[path = "src/definitions/prepared.rs"]
mod prepared;
#[allow(dead_code, unused_imports)]
#[path = "src/definitions/yaml.rs"]
mod yaml;

fn main() {
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("set by cargo"));
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("set by cargo"));
    for source in ["build.rs", "src/definitions/yaml.rs", "src/definitions/prepared.rs"] {
        println!("cargo::rerun-if-changed={source}");
    }
    let mut files = Vec::new();
    for folder in ["workflows", "forms"] {
        println!("cargo::rerun-if-changed={folder}");
        collect(&root.join(folder), folder, &mut files);
    }
    files.sort();
    let mut table = String::from("pub(super) static FILES: &[(&str, &[u8], Option<Prepared>)] = &[\n");
    for (number, (name, path)) in files.iter().enumerate() {
        println!("cargo::rerun-if-changed={name}");
        let bytes = std::fs::read(path).expect("reading a definition");
        let tree = prepare(name, &bytes).map(|(nodes, texts)| {
            let file = |kind: &str| out.join(format!("{number}.{kind}")).display().to_string();
            let (nodes_file, texts_file) = (file("nodes"), file("texts"));
            std::fs::write(&nodes_file, nodes).expect("writing a tree");
            std::fs::write(&texts_file, texts).expect("writing a tree's texts");
            format!("Prepared {{ nodes: include_bytes!({nodes_file:?}), texts: include_str!({texts_file:?}) }}")
        });
        let tree = tree.map_or_else(|| "None".to_owned(), |tree| format!("Some({tree})"));
        writeln!(table, "    ({name:?}, include_bytes!({:?}), {tree}),", path.display().to_string())
            .expect("to a string");
    }
    table.push_str("];\n");
    let (count, hash) = hash(&files);
    writeln!(table, "pub(super) static HASH: (usize, &str) = ({count}, {hash:?});").expect("to a string");
    std::fs::write(out.join("definitions.rs"), table).expect("writing the table of definitions");
}

/// All YAML files and templates under a folder; names with forward slashes on every system.
fn collect(dir: &Path, name: &str, files: &mut Vec<(String, PathBuf)>) {
    let Ok(entries) = std::fs::read_dir(dir) else { return };
    for entry in entries.flatten() {
        let (path, file) = (entry.path(), entry.file_name());
        let Some(file) = file.to_str().filter(|f| !f.starts_with('.')) else { continue };
        let name = format!("{name}/{file}");
        if path.is_dir() {
            println!("cargo::rerun-if-changed={name}");
            collect(&path, &name, files);
        } else if name.ends_with(".yaml") || name.ends_with(".j2") {
            files.push((name, path));
        }
    }
}

/// The file's name as the fingerprint of a procedure has it; none for files that do not belong to it.
fn hashed(name: &str) -> Option<&str> {
    let Some(rest) = name.strip_prefix("workflows/") else { return Some(name) };
    if rest.starts_with("calendars/") {
        return Some(rest);
    }
    rest.split_once('/').map(|(_, own)| own).filter(|own| !own.starts_with("tests/"))
}

/// The fingerprint (`Workflow::hash`) if all built-in files belong to the one procedure, and how many they are: the
/// program takes it only when it has read as many, else it works it out itself.
fn hash(files: &[(String, PathBuf)]) -> (usize, String) {
    let mut named: Vec<(&str, &PathBuf)> =
        files.iter().filter_map(|(name, path)| hashed(name).map(|name| (name, path))).collect();
    named.sort();
    let mut hash = Sha256::new();
    for (name, path) in &named {
        let bytes = std::fs::read(path).expect("reading a definition");
        hash.update((name.len() as u64).to_be_bytes());
        hash.update(name.as_bytes());
        hash.update((bytes.len() as u64).to_be_bytes());
        hash.update(&bytes);
    }
    (named.len(), hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// The tree of a file and its texts, as `prepared` describes them.
fn prepare(name: &str, bytes: &[u8]) -> Option<(Vec<u8>, String)> {
    if !name.ends_with(".yaml") || name.contains("/tests/") {
        return None;
    }
    let tree = yaml::parse(std::str::from_utf8(bytes).ok()?).ok()?;
    let (mut nodes, mut texts) = (Vec::new(), String::new());
    write(&tree, &mut nodes, &mut texts);
    Some((nodes, texts))
}

fn write(node: &yaml::Node<'_>, nodes: &mut Vec<u8>, texts: &mut String) {
    let (tag, count) = match &node.kind {
        yaml::Kind::Map(entries) => (prepared::MAP, entries.len()),
        yaml::Kind::List(items) => (prepared::LIST, items.len()),
        yaml::Kind::Scalar { text, style } => {
            let place = prepared::STYLES.iter().position(|known| known == style).expect("a style that is listed");
            (2 + u8::try_from(place).expect("few styles"), text.len())
        }
    };
    nodes.push(tag);
    for mut number in [node.at.line as usize, node.at.column as usize, node.at.byte, count] {
        while number >= 0x80 {
            nodes.push(u8::try_from(number & 0x7f).expect("seven bits") | 0x80);
            number >>= 7;
        }
        nodes.push(u8::try_from(number).expect("seven bits"));
    }
    match &node.kind {
        yaml::Kind::Map(entries) => {
            for (key, value) in entries {
                write(key, nodes, texts);
                write(value, nodes, texts);
            }
        }
        yaml::Kind::List(items) => items.iter().for_each(|item| write(item, nodes, texts)),
        yaml::Kind::Scalar { text, .. } => texts.push_str(text),
    }
}
