//! A scratch array that each round makes anew.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_scratch_inside(x: &[f64]) -> f64 {
    let mut y = 0.6;
    for &v in x {
        let mut powers = [1.0; 3];
        for k in 1..3 {
            powers[k] = powers[k - 1] * v * y;
        }
        y += powers[1].sin() * powers[2];
    }
    y
}

pub const POINTS: &[&[f64]] = &[&[0.7, -0.4, 0.9], &[0.3], &[]];
