//! The length of an array is a parameter of the function.

use autodiff::grad;

pub const N: usize = 3;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_array_const_generic<const N: usize>(p: [f64; N], q: &[f64; N]) -> f64 {
    let mut r = [0.0; N];
    for i in 0..N {
        r[i] = p[i] * q[N - 1 - i] + N as f64;
    }
    let mut product = 1.0;
    for v in r {
        product *= v.sin();
    }
    product
}

pub const POINTS: &[([f64; N], [f64; N])] =
    &[([0.7, -0.4, 1.2], [0.5, 0.3, -0.8]), ([0.1, 0.9, -1.4], [-0.6, 0.7, 0.2])];
