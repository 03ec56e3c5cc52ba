//! The sum of a local array that has been written entry by entry.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_local_sum(x: f64, y: f64) -> f64 {
    let mut terms = [0.0; 4];
    for k in 0..4 {
        terms[k] = (x * k as f64).sin() * y.powi(k as i32);
    }
    let sum = terms.iter().sum::<f64>();
    terms[0] = sum * x;
    sum * terms.iter().sum::<f64>()
}

pub const POINTS: &[(f64, f64)] = &[(0.7, 0.6), (-0.4, 0.9)];
