//! A loop that reads, but does not change, a scalar that a former loop made,
//! and later rounds of which see it overwritten.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_reads_former(x: &[f64]) -> f64 {
    let mut mean = 0.0;
    for v in x {
        mean += v / x.len() as f64;
    }
    let mut spread = 1.0;
    for v in x {
        spread += (v - mean) * (v - mean) * mean;
    }
    mean = spread.sqrt();
    for v in x {
        mean *= (v * spread).cos();
    }
    mean
}

pub const POINTS: &[&[f64]] = &[&[0.7, 0.4, 1.2], &[0.3], &[]];
