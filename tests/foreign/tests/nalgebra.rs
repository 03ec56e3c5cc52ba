//! Vectors and matrices of nalgebra, in functions as people write them.
#![allow(missing_docs, clippy::all, clippy::pedantic, reason = "written as people write it")]

#[path = "nalgebra/arms.rs"]
mod arms;
#[path = "nalgebra/blocks.rs"]
mod blocks;
#[path = "nalgebra/conversions.rs"]
mod conversions;
#[path = "nalgebra/data_of_problems.rs"]
mod data_of_problems;
#[path = "nalgebra/decompositions.rs"]
mod decompositions;
#[path = "nalgebra/dynamic.rs"]
mod dynamic;
#[path = "nalgebra/edited.rs"]
mod edited;
#[path = "nalgebra/elements.rs"]
mod elements;
#[path = "nalgebra/filters.rs"]
mod filters;
#[path = "nalgebra/joined.rs"]
mod joined;
#[path = "nalgebra/made.rs"]
mod made;
#[path = "nalgebra/matrices.rs"]
mod matrices;
#[path = "nalgebra/matrices_of_rows.rs"]
mod matrices_of_rows;
#[path = "nalgebra/nothing.rs"]
mod nothing;
#[path = "nalgebra/plane.rs"]
mod plane;
#[path = "nalgebra/receivers.rs"]
mod receivers;
#[path = "nalgebra/rotations.rs"]
mod rotations;
#[path = "nalgebra/scalars.rs"]
mod scalars;
#[path = "nalgebra/slices.rs"]
mod slices;
#[path = "nalgebra/solved.rs"]
mod solved;
#[path = "nalgebra/space.rs"]
mod space;
#[path = "nalgebra/spectra.rs"]
mod spectra;
#[path = "nalgebra/turns.rs"]
mod turns;
#[path = "nalgebra/vectors.rs"]
mod vectors;
