//! What is read from tokens alone: source text, fragments of `macro_rules!`, which
//! identifiers are one name, and which words jump.

pub(crate) mod groups;
pub(crate) mod hygiene;
pub(crate) mod jumps;
pub(crate) mod moved;
pub(crate) mod own;
pub(crate) mod text;
pub(crate) mod visible;
