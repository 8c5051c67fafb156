//! Puts the definitions (`workflows/`, `forms/`) into the binary: a table of path and bytes, sorted by path.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() {
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("set by cargo"));
    let mut files = Vec::new();
    for folder in ["workflows", "forms"] {
        println!("cargo::rerun-if-changed={folder}");
        collect(&root.join(folder), folder, &mut files);
    }
    files.sort();
    let mut table = String::from("pub(super) static FILES: &[(&str, &[u8])] = &[\n");
    for (name, path) in files {
        println!("cargo::rerun-if-changed={name}");
        writeln!(table, "    ({name:?}, include_bytes!({:?})),", path.display().to_string()).expect("to a string");
    }
    table.push_str("];\n");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("set by cargo"));
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
