//! The largest element and its index, if there are any.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn option_best_if(x: &[f64]) -> f64 {
    let mut s = 0.0;
    if let Some((i, v)) = x.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)) {
        s += v * v * (i + 1) as f64;
    }
    if let Some(m) = x.iter().copied().min_by(|a, b| a.partial_cmp(b).unwrap()) {
        s -= m * x[0];
    }
    s
}

pub const POINTS: &[&[f64]] = &[&[1.1, 0.3, 0.8], &[0.4, 0.2], &[]];
