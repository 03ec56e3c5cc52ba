//! The Jacobian through each companion, and directions to multiply it with.

use crate::subject::{At, Hvp, Subject};

/// Row `i` holds the derivatives of output `i`.
pub(super) type Matrix = Vec<Vec<f64>>;

/// Column by column, through `_jvp`.
pub(super) fn forward(subject: &Subject, at: &At) -> Matrix {
    let columns: Matrix = basis(at.inputs.len()).iter().map(|seed| push(subject, at, seed)).collect();
    transposed(&columns, outputs(subject, at))
}

/// Row by row, through `_vjp`.
pub(super) fn reverse(subject: &Subject, at: &At) -> Matrix {
    basis(outputs(subject, at)).iter().map(|seed| pull(subject, at, seed)).collect()
}

/// The Hessian column by column, through `_hvp`.
pub(super) fn hessian(hvp: Hvp, at: &At) -> Matrix {
    let columns: Matrix = basis(at.inputs.len()).iter().map(|seed| hvp(at, seed).1).collect();
    transposed(&columns, at.inputs.len())
}

/// The Jacobian times `tangents`.
pub(super) fn push(subject: &Subject, at: &At, tangents: &[f64]) -> Vec<f64> {
    (subject.jvp)(at, tangents).1
}

/// The transposed Jacobian times `cotangents`.
pub(super) fn pull(subject: &Subject, at: &At, cotangents: &[f64]) -> Vec<f64> {
    (subject.vjp)(at, cotangents).1
}

/// The number of floats that the function gives.
pub(super) fn outputs(subject: &Subject, at: &At) -> usize {
    (subject.primal)(at).floats.len()
}

pub(super) fn unit(dimension: usize, index: usize) -> Vec<f64> {
    (0..dimension).map(|entry| if entry == index { 1.0 } else { 0.0 }).collect()
}

fn basis(dimension: usize) -> Matrix {
    (0..dimension).map(|index| unit(dimension, index)).collect()
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
