//! Vectors and matrices of nalgebra, in functions as people write them.
#![allow(missing_docs, clippy::cast_precision_loss, reason = "functions for the tests")]

#[path = "nalgebra/decompositions.rs"]
mod decompositions;
#[path = "nalgebra/dynamic.rs"]
mod dynamic;
#[path = "nalgebra/elements.rs"]
mod elements;
#[path = "nalgebra/filters.rs"]
mod filters;
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
