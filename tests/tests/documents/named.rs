//! What the documents name.

use super::{DOCUMENTS, between, fs, path, quoted, text};
use autodiff::rules;
use std::collections::BTreeSet;

/// The rows of a table of the guide: what is claimed, and the names of the
/// files that prove it.
fn rows(readme: &str, table: &str) -> Vec<(String, Vec<String>)> {
    let (begin, end) = (format!("<!-- begin {table} -->"), format!("<!-- end {table} -->"));
    let lines = between(readme, &begin, &end).trim().lines().skip(2);
    lines
        .map(|line| {
            let cells: Vec<_> = line.trim_matches('|').split(" | ").collect();
            let [claim, files] = cells[..] else { panic!("two cells in `{line}`") };
            (claim.to_owned(), quoted(files).map(str::to_owned).collect())
        })
        .collect()
}

/// The text of what proves a claim: a file of the corpus by its name, any other by its path.
fn proof(file: &str) -> String {
    if file.starts_with("tests/") { text(file) } else { text(&format!("tests/corpus/{file}.rs")) }
}

#[test]
fn each_claim_of_support_has_its_file() {
    for (claim, files) in rows(&text("guide/support.md"), "support") {
        assert!(!files.is_empty(), "no proof of `{claim}`");
        for file in files {
            proof(&file);
        }
    }
}

#[test]
fn each_refusal_has_its_file() {
    for (construct, files) in rows(&text("guide/support.md"), "refusals") {
        assert!(!files.is_empty(), "no refusal of `{construct}`");
        for file in files {
            text(&format!("tests/ui/{file}.rs"));
        }
    }
}

/// Every method with a rule is claimed, and called in a file of its row.
#[test]
fn each_method_with_a_rule_is_claimed() {
    let operators = ["add", "sub", "mul", "div", "rem", "neg"];
    let rules = rules::all().filter(|rule| !rule.is_product_of_derivatives()).map(|rule| rule.name);
    let mut unclaimed: BTreeSet<_> = rules.filter(|name| !operators.contains(name)).collect();
    for (claim, files) in rows(&text("guide/support.md"), "support") {
        let files = files.iter().map(|file| proof(file));
        let files = files.collect::<String>();
        for method in quoted(&claim).filter(|word| rules::find(word).is_some()) {
            let called = [format!(".{method}("), format!("::{method}(")];
            assert!(called.iter().any(|call| files.contains(call)), "`{method}` has no proof");
            unclaimed.remove(method);
        }
    }
    assert_eq!(unclaimed, BTreeSet::new());
}

/// Links within the repository lead to files that are there.
#[test]
fn links_lead_somewhere() {
    for name in DOCUMENTS {
        let document = text(name);
        let targets = document.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for target in targets.filter(|target| !target.contains("://") && !target.starts_with('#')) {
            let file = target.split('#').next().unwrap_or(target);
            let from = path(name);
            let from = from.parent().expect("a document is in a folder");
            assert!(from.join(file).exists(), "{name} links to `{target}`");
        }
    }
}

/// An error that the limits quote is one that a ui test gets.
#[test]
fn quoted_errors_are_real() {
    let folders = ["tests/ui", "tests/ui/protocol"].into_iter();
    let entries = folders.flat_map(|folder| fs::read_dir(path(folder)).expect("it can be listed"));
    let paths = entries.map(|entry| entry.expect("it can be listed").path());
    let expected = paths.filter(|path| path.extension().is_some_and(|end| end == "stderr"));
    let expected = expected.map(|path| fs::read_to_string(path).expect("it can be read"));
    let expected = expected.collect::<String>();
    let limits = text("guide/limits.md");
    let errors: Vec<_> = limits.lines().filter(|line| line.starts_with("error")).collect();
    assert!(errors.len() > 3, "the limits quote errors");
    for error in errors {
        assert!(expected.lines().any(|line| line == error), "no ui test gets `{error}`");
    }
}
