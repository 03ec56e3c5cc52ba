//! Rastrigin's function over an array of any length.

use autodiff::grad;

pub const N: usize = 3;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn rastrigin_n<const N: usize>(x: [f64; N]) -> f64 {
    let a = 10.0;
    let mut sum = a * N as f64;
    for v in x {
        sum += v * v - a * (std::f64::consts::TAU * v).cos();
    }
    sum
}

pub const POINTS: &[[f64; N]] = &[[0.7, -0.4, 1.2], [0.1, 0.9, -1.4]];
