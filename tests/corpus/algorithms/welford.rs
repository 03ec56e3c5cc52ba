//! The sample variance by Welford's update, one value at a time.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn welford(data: &[f64]) -> f64 {
    let mut count = 0.0;
    let mut mean = 0.0;
    let mut m2 = 0.0;
    for &x in data {
        count += 1.0;
        let delta = x - mean;
        mean += delta / count;
        m2 += delta * (x - mean);
    }
    if data.len() < 2 { 0.0 } else { m2 / (count - 1.0) }
}

pub const POINTS: &[&[f64]] = &[&[1.0, 3.5, -0.5, 0.8, 2.0], &[0.7], &[]];
