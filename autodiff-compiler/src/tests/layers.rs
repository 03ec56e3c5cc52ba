//! Who may name whom: the module map of the architecture, held to.

use std::fs;
use std::path::{Path, PathBuf};

/// Files that may not contain a word: of the folder `.0`, except `.1`, the words `.2`.
const NEVER: &[(&str, &[&str], &[&str])] = &[
    ("src", &["src/check.rs", "src/differentiable/", "src/lower/", "src/rule/", "src/tests/"], &["syn::", "use syn;"]),
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

/// The wings of lowering: each may name those before it.
const WINGS: &[&str] =
    &["tokens", "state", "classify", "border", "foreign", "control", "memory", "iter", "option", "call", "value"];

/// The files of the last wing that all others may name: an expression holds expressions.
const DOORS: &[&str] = &["assign", "block", "callable", "closure", "condition", "expr", "nested", "pattern"];

/// Files that name what comes after their wing, and why.
const EXCEPTIONS: &[(&str, &[&str], &str)] = &[
    (
        "state/cx",
        &[
            "border::fallible",
            "call::sibling",
            "control::early_result",
            "control::exit",
            "control::loops",
            "control::shared",
            "iter::stored",
        ],
        "what a wing wants remembered has a type of that wing",
    ),
    ("border/receiver", &["memory::new"], "a `mut self` is a copy of its own"),
    (
        "foreign/macros",
        &["value::choice", "value::told"],
        "`matches!` with a pattern that is understood is a `match`, or a question",
    ),
    ("control/while_loop", &["option::patterns"], "`while let Some(v) = x.pop()`"),
    ("iter/ends", &["option::held"], "what is gathered may be an `Option`"),
    (
        "iter/filter_map",
        &["option::asked", "option::failure", "option::held", "option::patterns", "option::take_apart"],
        "the closure gives an `Option`",
    ),
    ("iter/gathered", &["option::failure", "option::held", "option::take_apart"], "what is gathered is an `Option`"),
    ("iter/made", &["option::take_apart"], "the first of `successors` is an `Option`"),
    ("iter/of_data", &["call::function"], "a total is a call"),
    ("iter/reduced", &["option::take_apart"], "what is made of items is an `Option`"),
    ("iter/search", &["option::take_apart"], "what is found is an `Option`"),
    ("iter/stages", &["option::held"], "what is flattened is an `Option`"),
    ("iter/stored", &["option::take_apart"], "the next item is an `Option`"),
    ("iter/winner", &["option::take_apart"], "what is found is an `Option`"),
];

#[test]
fn wings_name_those_before_them() {
    let lower = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lower");
    let mut found = Vec::new();
    for (i, wing) in WINGS.iter().enumerate() {
        let place = lower.join(wing);
        let place = if place.is_dir() { place } else { place.with_extension("rs") };
        for path in sources(&place) {
            let text = code(&fs::read_to_string(&path).expect("a source can be read"));
            let file = path.strip_prefix(&lower).expect("a file of the folder").with_extension("");
            let later = named(&text).into_iter().filter(|name| comes_after(i, name));
            found.extend(later.map(|name| (file.display().to_string().replace('\\', "/"), name)));
        }
    }
    let excepted = EXCEPTIONS.iter().flat_map(|(file, names, _)| names.iter().map(|name| (*file, *name)));
    let mut excepted: Vec<_> = excepted.map(|(file, name)| (file.to_owned(), name.to_owned())).collect();
    found.sort();
    found.dedup();
    excepted.sort();
    assert_eq!(found, excepted, "found on the left, excepted on the right");
}

/// Whether `wing::file` comes after the wing, and is no door.
fn comes_after(wing: usize, name: &str) -> bool {
    let (of, file) = name.split_once("::").unwrap_or((name, ""));
    let is_later = WINGS.iter().position(|other| *other == of).is_some_and(|other| other > wing);
    is_later && !(of == "value" && DOORS.contains(&file))
}

/// What a text names of lowering, as `wing::file`.
fn named(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    for path in text.split("crate::lower::").skip(1) {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let (wing, rest) = path.split_at(path.find(|c| !is_word(c)).unwrap_or(path.len()));
        let Some(rest) = rest.strip_prefix("::") else { continue };
        let files = match rest.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap_or_default().split(',').map(str::trim).collect(),
            None => vec![rest],
        };
        let file = |file: &str| file.split(|c| !is_word(c)).next().unwrap_or_default().to_owned();
        all.extend(files.into_iter().map(|name| format!("{wing}::{}", file(name))));
    }
    all
}

#[test]
fn the_architecture_has_each_file_of_lowering() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("../ARCHITECTURE.md")).expect("it can be read");
    for wing in WINGS {
        let section = text.split(&format!("\n### `{wing}")).nth(1).unwrap_or_else(|| panic!("no section on {wing}"));
        let section = section.split("\n### ").next().unwrap_or_default();
        let cells: Vec<_> = section.lines().filter_map(|line| line.split('|').nth(1)).collect();
        let place = root.join("src/lower").join(wing);
        for path in if place.is_dir() { sources(&place) } else { vec![place.with_extension("rs")] } {
            let name = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
            let is_listed = name == "mod" || cells.iter().any(|cell| cell.contains(&format!("`{name}`")));
            assert!(is_listed, "{} is in no table", path.display());
        }
    }
}

#[test]
fn words_of_the_glossary_are_types() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("../ARCHITECTURE.md")).expect("it can be read");
    let glossary = text.split("\n## Glossary").nth(1).and_then(|rest| rest.split("\n## ").next()).expect("a glossary");
    let words: Vec<_> = glossary.lines().filter_map(|line| line.split('|').nth(1)?.split('`').nth(1)).collect();
    assert!(words.len() > 20, "the glossary has {} types", words.len());
    let all: String =
        sources(&root.join("src")).iter().map(|path| fs::read_to_string(path).expect("a source")).collect();
    for word in words.iter().filter(|word| !word.contains('/')) {
        let is_type = ["struct", "enum", "type"].iter().any(|kind| mentions(&all, &format!("{kind} {word}")));
        assert!(is_type, "`{word}` is no type");
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
        "tests/foreign/tests",
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
    assert_eq!(
        named("use crate::lower::iter::{drive, ends::sum}; crate::lower::option::take_apart::give(cx)"),
        ["iter::drive", "iter::ends", "option::take_apart"]
    );
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
