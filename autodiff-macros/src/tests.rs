//! Unit tests of the pipeline.

mod eval;
mod layers;
mod modes;
mod policy;
mod random;
mod snapshots;
mod world;
