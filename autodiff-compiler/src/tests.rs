//! Unit tests of the pipeline.

mod active;
mod again;
mod arguments;
mod catalogue;
mod classes;
mod contradiction;
mod corpus;
mod discarded;
mod economy;
mod edges;
mod emit_memory;
mod eval;
mod guards;
mod layers;
mod mangled;
mod modes;
mod policy;
mod random;
mod readme;
mod refusals;
mod snapshots;
mod tables;
mod variants;
mod whole;
mod world;
