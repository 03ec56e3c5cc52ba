//! What is read from tokens alone: source text, fragments of `macro_rules!`, which
//! identifiers are one name, what may run again, and what is concluded from a name.

pub(crate) mod groups;
pub(crate) mod hygiene;
pub(crate) mod jumps;
pub(crate) mod text;
pub(crate) mod visible;
