//! What the macro refuses, and how: each file under `tests/ui/` fails to compile with
//! the text beside it.
//!
//! `TRYBUILD=overwrite cargo test -p autodiff-refusals` writes the texts
//! anew, to be read before they are kept.

#[test]
fn refusals() {
    let cases = trybuild::TestCases::new();
    // One message of the catalogue a file.
    cases.compile_fail("*.rs");
    // Several messages at once.
    cases.compile_fail("several/*.rs");
    // What rustc says where a name is not what it was taken for.
    cases.compile_fail("claims/*.rs");
    // What rustc says where a companion that is called does not exist.
    cases.compile_fail("protocol/*.rs");
}
