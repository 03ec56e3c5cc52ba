//! The Jacobian through each companion, and directions to multiply it with.

use crate::leaves::{from_leaves, leaf_count, leaves_of};
use crate::subject::{Scalar, Subject};

/// Row `i` holds the derivatives of output `i`.
pub(super) type Matrix = Vec<Vec<f64>>;

/// Column by column, through `_jvp`.
pub(super) fn forward<S: Subject>(args: S::Args) -> Matrix {
    let columns: Matrix = basis(leaf_count::<S::Tangents>()).iter().map(|seed| push::<S>(args, seed)).collect();
    transposed(&columns, leaf_count::<S::OutputTangent>())
}

/// Row by row, through `_vjp`.
pub(super) fn reverse<S: Subject>(args: S::Args) -> Matrix {
    basis(leaf_count::<S::OutputTangent>()).iter().map(|seed| pull::<S>(args, seed)).collect()
}

/// The Hessian column by column, through `_hvp`.
pub(super) fn hessian<S: Scalar>(args: S::Args) -> Matrix {
    let columns: Matrix = basis(leaf_count::<S::Tangents>()).iter().map(|seed| curve::<S>(args, seed)).collect();
    transposed(&columns, leaf_count::<S::Tangents>())
}

/// The Jacobian times `tangents`.
pub(super) fn push<S: Subject>(args: S::Args, tangents: &[f64]) -> Vec<f64> {
    leaves_of(&S::jvp(args, from_leaves(tangents)).1)
}

/// The transposed Jacobian times `cotangents`.
pub(super) fn pull<S: Subject>(args: S::Args, cotangents: &[f64]) -> Vec<f64> {
    leaves_of(&S::vjp(args, from_leaves(cotangents)).1)
}

fn curve<S: Scalar>(args: S::Args, tangents: &[f64]) -> Vec<f64> {
    leaves_of(&S::hvp(args, from_leaves(tangents)).1)
}

fn basis(dimension: usize) -> Matrix {
    let unit = |index| (0..dimension).map(|entry| if entry == index { 1.0 } else { 0.0 }).collect();
    (0..dimension).map(unit).collect()
}

fn transposed(columns: &Matrix, rows: usize) -> Matrix {
    (0..rows).map(|row| columns.iter().map(|column| column[row]).collect()).collect()
}

/// A direction with entries of sixteenths in ±[2/16, 17/16], the same in every
/// run: numbers that pass through `f32` unchanged.
pub(super) fn direction(dimension: usize, seed: u64) -> Vec<f64> {
    let entry = |index: usize| {
        let bits = scramble(seed.wrapping_mul(1000).wrapping_add(index as u64));
        let size = f64::from(2 + (bits >> 60) as u8) / 16.0;
        if bits & 1 == 0 { size } else { -size }
    };
    (0..dimension).map(entry).collect()
}

/// The output function of `SplitMix64` (Steele, Lea, Flood 2014).
fn scramble(state: u64) -> u64 {
    let z = state.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
