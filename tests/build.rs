//! Turns every file of `corpus/` into a module with tests.

#[path = "build/corpus.rs"]
mod corpus;
#[path = "build/shape.rs"]
mod shape;
#[path = "build/subject.rs"]
mod subject;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    corpus::generate("corpus", "corpus.rs", corpus::Emit::SubjectsAndTests);
    corpus::generate("tests/handwritten", "handwritten.rs", corpus::Emit::Subjects);
}
