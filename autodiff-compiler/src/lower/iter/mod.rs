//! Iterators: each is lowered to the loop that it is. `std_names` says which function
//! lowers a method.

pub(crate) mod adaptors;
pub(crate) mod apart;
pub(crate) mod begin;
mod carried;
pub(crate) mod collect;
pub(crate) mod collection;
mod counted;
pub(crate) mod drive;
pub(crate) mod element;
pub(crate) mod ends;
pub(crate) mod filter_map;
pub(crate) mod function;
pub(crate) mod gathered;
pub(crate) mod made;
pub(crate) mod of_data;
pub(crate) mod pipeline;
pub(crate) mod reduced;
pub(crate) mod search;
pub(crate) mod source;
mod stages;
pub(crate) mod stored;
pub(crate) mod winner;
