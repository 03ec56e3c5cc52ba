//! Who may name whom: the module map of the architecture, held to.

use std::fs;
use std::path::{Path, PathBuf};

/// Files that may not contain a word: of the folder `.0`, except `.1`, the words `.2`.
const NEVER: &[(&str, &[&str], &[&str])] = &[
    ("src", &["src/lower/", "src/tests/"], &["syn::", "use syn;"]),
    ("src/ir", &[], &["quote", "crate::lower", "crate::emit", "crate::transform", "crate::analysis"]),
    ("src/analysis", &[], &["quote", "crate::lower", "crate::emit", "crate::transform"]),
    ("src/transform", &[], &["quote", "crate::emit", "crate::config", "crate::lower"]),
    ("src/graph", &[], &["quote", "crate::emit", "crate::transform"]),
    ("src/emit", &[], &["syn::", "crate::transform"]),
    ("src/transform/forward", &[], &["reverse::", "{reverse"]),
    ("src/transform/reverse", &[], &["forward::", "{forward"]),
    ("src", &["src/tests/"], &["proc_macro::", "use proc_macro;"]),
    ("../autodiff-core/src", &[], &["autodiff_macros", "syn::", "quote::", "proc_macro"]),
];

#[test]
fn nobody_names_whom_they_must_not() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (folder, except, words) in NEVER {
        let paths = sources(&root.join(folder));
        assert!(!paths.is_empty(), "there is nothing in {folder}");
        for path in paths.iter().filter(|path| !except.iter().any(|e| path.starts_with(root.join(e)))) {
            let text = code(&fs::read_to_string(path).expect("a source can be read"));
            for word in *words {
                assert!(!mentions(&text, word), "{} names `{word}`", path.display());
            }
        }
    }
}

#[test]
fn no_source_is_longer_than_a_person_reads_at_once() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folders = [
        "src",
        "autodiff-cli/src",
        "autodiff-core/src",
        "autodiff-compiler/src",
        "tests/src",
        "tests/build",
        "tests/tests",
    ];
    let long: Vec<_> = folders
        .iter()
        .flat_map(|folder| sources(&root.join(folder)))
        .map(|path| (fs::read_to_string(&path).expect("a source can be read").lines().count(), path))
        .filter(|(lines, _)| *lines > 400)
        .collect();
    assert!(long.is_empty(), "longer than 400 lines: {long:?}");
}

#[test]
fn the_check_sees_a_name() {
    assert!(mentions(&code("use syn::Expr;"), "syn::"));
    assert!(!mentions(&code("/// like `syn::Expr`\nuse async_syn::Expr;"), "syn::"));
}

/// The text without its comments.
fn code(text: &str) -> String {
    let lines = text.lines().map(|line| line.split("//").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

/// Whether the word stands in the text, and not at the end of a longer one.
fn mentions(text: &str, word: &str) -> bool {
    let before = |at: usize| text[..at].chars().next_back();
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word).any(|(at, _)| !before(at).is_some_and(is_part))
}

/// The Rust files of a folder and its folders, or the one file.
fn sources(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let entries = fs::read_dir(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("it can be listed").path()).collect();
    paths.sort();
    let rust = |path: &PathBuf| path.is_dir() || path.extension().is_some_and(|e| e == "rs");
    paths.iter().filter(|path| rust(path)).flat_map(|path| sources(path)).collect()
}
