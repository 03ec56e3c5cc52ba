//! An `Option` that is taken apart where it is made: a flag and a payload.

pub(crate) mod asked;
pub(crate) mod begun;
pub(crate) mod combined;
pub(crate) mod elements;
pub(crate) mod failure;
pub(crate) mod held;
pub(crate) mod in_place;
pub(crate) mod matched;
mod nothing;
pub(crate) mod patterns;
pub(crate) mod pushed;
pub(crate) mod take_apart;
