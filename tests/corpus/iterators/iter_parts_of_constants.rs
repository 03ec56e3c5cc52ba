//! Slices of constants and of statics, run through, in windows, and searched.

use autodiff::grad;

const KNOTS: [f64; 5] = [-1.0, 0.5, 1.0, 2.0, 4.0];
static ROWS: [[f64; 2]; 3] = [[0.5, 1.5], [-1.0, 2.0], [3.0, 0.25]];
static WAVES: &[(f64, f64)] = &[(0.5, 1.0), (0.25, 3.0), (2.0, 0.5)];
const ORDER: [usize; 4] = [2, 1, 0, 2];

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_parts_of_constants(x: &[f64], t: f64) -> f64 {
    let mut sum = 0.0;
    for &w in &KNOTS[1..] {
        sum += (w * t).sin();
    }
    for (i, w) in KNOTS[1..4].iter().enumerate().rev() {
        sum += w * x[i] * t;
    }
    for row in &ROWS[1..] {
        for v in row {
            sum += v * t * t;
        }
    }
    for v in ROWS[2].iter() {
        sum += v * x[0];
    }
    for &(a, b) in &WAVES[..2] {
        sum += a * (b * t).cos();
    }
    for &k in &ORDER[1..] {
        sum *= 1.0 + 0.1 * x[k];
    }
    let slopes: f64 = KNOTS[1..].windows(2).map(|w| (w[1] - w[0]) * t).sum();
    let dot: f64 = ROWS[1].iter().zip(x).map(|(a, b)| a * b).sum();
    let i = KNOTS.partition_point(|k| *k < t);
    let j = KNOTS[1..].partition_point(|k| *k < x[0] + t);
    let ends = KNOTS.first().unwrap() * KNOTS.last().unwrap();
    let horner = KNOTS[2..].iter().rev().fold(0.0, |acc, k| acc * t + k);
    sum * slopes + dot * KNOTS[i] * KNOTS[j] + horner * ends * x[1]
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.3, -0.4, 0.9], 0.65), (&[-0.2, 0.6, 0.1], -1.5)];
