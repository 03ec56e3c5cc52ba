//! An array by value, whose entries are read at constant indices.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_array_by_value(p: [f64; 3]) -> f64 {
    p[0] * p[1].sin() + p[2] * p[2] * p[0]
}

pub const POINTS: &[[f64; 3]] = &[[0.7, -0.4, 1.2], [0.1, 0.9, -1.4]];
