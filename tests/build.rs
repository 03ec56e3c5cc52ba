//! Turns every file of the corpus into a module with tests.

#[path = "build/corpus.rs"]
mod corpus;
#[path = "build/shape.rs"]
mod shape;
#[path = "build/subject.rs"]
mod subject;

use corpus::{Emit, generate};

/// The folders, and the test crates that have their functions. They are compiled side
/// by side, and a folder of large functions becomes several, so that none of them
/// takes more memory than a machine has.
const FOLDERS: &[(&str, &[&str])] = &[
    ("corpus", &["scalars"]),
    ("corpus/algorithms", &["algorithms_1", "algorithms_2"]),
    ("corpus/iterators", &["iterators"]),
    ("corpus/loops", &["loops"]),
    ("corpus/memory", &["memory"]),
    ("corpus/options", &["options"]),
    ("regressions", &["regressions"]),
];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    for (folder, crates) in FOLDERS {
        generate(folder, crates, Emit::SubjectsAndTests);
    }
    generate("tests/handwritten", &["handwritten"], Emit::Subjects);
}
