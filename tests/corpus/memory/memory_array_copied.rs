//! An array is copied, both are changed, and both are used.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_array_copied(p: [f64; 3]) -> f64 {
    let mut a = p;
    a[0] *= a[1];
    let mut b = a;
    b[0] = b[2].sin();
    a[2] += b[0] * a[0];
    b[1] *= a[2];
    let mut sum = 0.0;
    for i in 0..3 {
        sum += a[i] * b[i] * p[2 - i];
    }
    sum
}

pub const POINTS: &[[f64; 3]] = &[[0.7, -0.4, 1.2], [0.1, 0.9, -1.4]];
