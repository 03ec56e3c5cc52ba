//! What the documents show and name is there, and is up to date.
//!
//! `AUTODIFF_DOCUMENTS=overwrite cargo test -p autodiff-tests --test documents`
//! writes the generated parts anew, to be read before they are kept. (The
//! expansion in the README is held to by a test of `autodiff-compiler`.)

#![allow(missing_docs, reason = "the companions of the function here")]

#[path = "documents/generated.rs"]
mod generated;
#[path = "documents/named.rs"]
mod named;

use std::path::{Path, PathBuf};
use std::{env, fs};

/// The documents that people read on their way in.
const DOCUMENTS: [&str; 11] = [
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "guide/conventions.md",
    "guide/limits.md",
    "guide/matrices.md",
    "guide/memory.md",
    "guide/methods.md",
    "guide/protocol.md",
    "guide/support.md",
    "tests/README.md",
];

/// A path in the repository.
fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name)
}

fn text(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// What stands between two markers of a document.
fn between<'t>(text: &'t str, begin: &str, end: &str) -> &'t str {
    let (_, rest) = text.split_once(begin).unwrap_or_else(|| panic!("there is no `{begin}`"));
    rest.split_once(end).unwrap_or_else(|| panic!("there is no `{end}`")).0
}

/// The words in backticks, in order.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}
