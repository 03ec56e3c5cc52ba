//! Where the function meets its surroundings: signature, attributes, types that are
//! written down, items of the body.

mod anonymous;
pub(crate) mod apart;
pub(crate) mod attribute;
mod builders;
mod called;
mod closure;
pub(crate) mod conditional;
pub(crate) mod conversions;
pub(crate) mod curried;
mod extension;
pub(crate) mod fallible;
pub(crate) mod functions;
pub(crate) mod generics;
mod getters;
pub(crate) mod impls;
pub(crate) mod index;
pub(crate) mod items;
mod lifetimes;
pub(crate) mod members;
pub(crate) mod of_companion;
pub(crate) mod operators;
mod other_name;
pub(crate) mod passed;
mod receiver;
pub(crate) mod signature;
pub(crate) mod totals;
pub(crate) mod traits;
pub(crate) mod types;
mod unconstrained;
pub(crate) mod unseen;
pub(crate) mod vectors;
mod views;
pub(crate) mod written;
