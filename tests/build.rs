//! Turns every file of the corpus into a module with tests.

#[path = "build/corpus.rs"]
mod corpus;
#[path = "build/shape.rs"]
mod shape;
#[path = "build/subject.rs"]
mod subject;

use corpus::{Emit, generate};

/// The folders of functions. Each becomes a test crate of its own, so that they
/// are compiled side by side, and none takes more memory than a machine has.
const FOLDERS: &[&str] = &["algorithms", "iterators", "loops", "memory", "options"];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    generate("corpus", "scalars.rs", Emit::SubjectsAndTests);
    for folder in FOLDERS {
        generate(&format!("corpus/{folder}"), &format!("{folder}.rs"), Emit::SubjectsAndTests);
    }
    generate("regressions", "regressions.rs", Emit::SubjectsAndTests);
    generate("tests/handwritten", "handwritten.rs", Emit::Subjects);
}
