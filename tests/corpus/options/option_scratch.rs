//! A vector that is cleared and filled again in each iteration.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn option_scratch(x: &[f64]) -> f64 {
    let mut buf = Vec::new();
    let mut s = 0.0;
    for i in 0..x.len() {
        buf.clear();
        for j in 0..=i {
            buf.push(x[j] * x[i]);
        }
        s += buf.iter().map(|v| v * v).sum::<f64>();
    }
    s + buf[0]
}

pub const POINTS: &[&[f64]] = &[&[1.1, 0.3, 0.9], &[0.4]];
