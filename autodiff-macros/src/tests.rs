//! Unit tests of the pipeline.

mod edges;
mod eval;
mod layers;
mod modes;
mod policy;
mod random;
mod snapshots;
mod world;
