//! Turns every file of `corpus/` into a module with tests.

#[path = "build/corpus.rs"]
mod corpus;
#[path = "build/program.rs"]
mod program;
#[path = "build/programs.rs"]
mod programs;
#[path = "build/shape.rs"]
mod shape;
#[path = "build/subject.rs"]
mod subject;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    corpus::generate("corpus", "corpus.rs", corpus::Emit::SubjectsAndTests);
    programs::generate(
        &["corpus/algorithms", "corpus/iterators", "corpus/loops", "corpus/memory", "corpus/options", "regressions"],
        "programs.rs",
    );
    corpus::generate("tests/handwritten", "handwritten.rs", corpus::Emit::Subjects);
}
