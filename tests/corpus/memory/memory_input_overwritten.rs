//! Inputs in a slice are overwritten after, and before, others are computed
//! from them.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn memory_input_overwritten(x: &mut [f64]) -> f64 {
    let product = x[0] * x[1];
    x[0] = product.sin();
    let sum = x[0] * x[1];
    x[1] = 0.25;
    x[0] += sum * x[1];
    x[0] * product + sum * sum
}

pub const POINTS: &[&[f64]] = &[&[0.7, 1.4], &[-0.4, 0.9, 0.3]];
