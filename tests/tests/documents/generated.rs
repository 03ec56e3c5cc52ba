//! The parts of the documents that the library writes itself.

use super::{between, env, fs, path, text};
use autodiff::{grad, rules};

#[grad(graph, trace)]
fn sigmoid(x: f64, a: f64) -> f64 {
    1.0 / (1.0 + (-a * x).exp())
}

/// Holds a file to what it has to be, or makes it so.
fn assert_is(name: &str, expected: &str) {
    if env::var("AUTODIFF_DOCUMENTS").is_ok_and(|word| word == "overwrite") {
        fs::write(path(name), expected).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    assert!(text(name) == expected, "{name} is out of date; see the head of documents.rs. It has to be\n\n{expected}");
}

/// Holds the part of a document between the markers called `part` to what is
/// generated.
fn assert_part(name: &str, part: &str, generated: &str) {
    let document = text(name);
    let begin = format!("<!-- begin generated: {part} -->\n");
    let end = format!("<!-- end generated: {part} -->");
    let old = between(&document, &begin, &end);
    let (old, new) = (format!("{begin}{old}{end}"), format!("{begin}{generated}{end}"));
    assert_is(name, &document.replacen(&old, &new, 1));
}

#[test]
fn picture_of_the_graph() {
    assert_is("docs/sigmoid.svg", &sigmoid_graph().to_svg());
}

#[test]
fn table_of_the_trace() {
    assert_eq!(sigmoid(2.0, 0.5).to_bits(), sigmoid_jvp(2.0, 0.5, 1.0, 0.0).0.to_bits());
    assert_part("README.md", "trace", &sigmoid_trace(2.0, 0.5).to_markdown());
}

/// One test for both tables, as they stand in one file.
#[test]
fn tables_of_the_rules() {
    assert_part("guide/conventions.md", "edges", &rules::edge_table());
    assert_part("guide/conventions.md", "growth", &rules::growth_table());
}
