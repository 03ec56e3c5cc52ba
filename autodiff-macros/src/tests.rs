//! Unit tests of the pipeline.

mod catalogue;
mod edges;
mod eval;
mod layers;
mod mangled;
mod modes;
mod policy;
mod random;
mod snapshots;
mod world;
