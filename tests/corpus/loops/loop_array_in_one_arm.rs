//! An `if` in a loop of which one arm assigns to an array's entry, and only
//! the other to a scalar.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_array_in_one_arm(x: &[f64]) -> f64 {
    let mut bins = [0.5, 0.5];
    let mut rest = 1.0;
    for &v in x {
        if v > 0.0 {
            bins[1] += v * bins[0];
            bins[0] = bins[1].sin();
        } else {
            rest *= v - bins[0];
        }
    }
    bins[0] * bins[1] + rest
}

pub const POINTS: &[&[f64]] = &[&[0.7, -0.4, 1.2, -0.3], &[-0.6], &[]];
