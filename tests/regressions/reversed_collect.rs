//! `rev` and then `collect`: each float was stored at the number it has in the
//! source, so nothing was reversed.

use autodiff::grad;

#[grad(hvp)]
pub fn reversed_collect(x: &[f64]) -> f64 {
    let doubled: Vec<f64> = x.iter().rev().map(|a| a * 2.0).collect();
    let weighted: Vec<f64> = (0..x.len()).rev().map(|i| x[i] * i as f64).collect();
    let pairs: Vec<f64> = x.windows(2).rev().map(|w| w[0] * w[1]).collect();
    let plain: Vec<f64> = x.iter().copied().rev().collect();
    doubled[0] * doubled[1] + weighted[0] * weighted[1] + pairs[0] * plain[1]
}

pub const POINTS: &[&[f64]] = &[&[0.71, 1.32, 0.43], &[0.3, -0.8, 1.1, 0.5]];
