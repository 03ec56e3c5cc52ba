//! Vectors and matrices of nalgebra, in functions as people write them.
#![allow(missing_docs, clippy::all, clippy::pedantic, reason = "written as people write it")]

#[path = "nalgebra/decompositions.rs"]
mod decompositions;
#[path = "nalgebra/dynamic.rs"]
mod dynamic;
#[path = "nalgebra/elements.rs"]
mod elements;
#[path = "nalgebra/filters.rs"]
mod filters;
#[path = "nalgebra/joined.rs"]
mod joined;
#[path = "nalgebra/matrices.rs"]
mod matrices;
#[path = "nalgebra/receivers.rs"]
mod receivers;
#[path = "nalgebra/rotations.rs"]
mod rotations;
#[path = "nalgebra/space.rs"]
mod space;
#[path = "nalgebra/vectors.rs"]
mod vectors;
