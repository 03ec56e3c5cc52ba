//! `return` from the inner of two loops.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_return_nested(m: [[f64; 2]; 2], level: f64) -> f64 {
    let mut product = 1.0;
    for row in &m {
        let mut sum = 0.1;
        for &v in row {
            sum += v * v;
            if sum > level {
                return sum * product;
            }
        }
        product *= sum.sin();
    }
    product * level
}

pub const POINTS: &[([[f64; 2]; 2], f64)] = &[([[0.7, -0.4], [1.2, 0.5]], 1.3), ([[0.2, 0.9], [0.6, 0.4]], 2.0)];
