//! Formulas of vectors, matrices and quaternions of space, over any numbers: what crates that
//! hold such have in common.
#![allow(dead_code, reason = "not every crate needs all of them")]

pub(crate) mod arc;
pub(crate) mod matrix;
pub(crate) mod quaternion;
pub(crate) mod turn;
pub(crate) mod vector;
