//! The tests of what the macro refuses, in `tests/ui.rs`. They are a package of their own: what
//! it depends on is compiled once more for them.
