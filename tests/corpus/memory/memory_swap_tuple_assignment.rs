//! Elements change places in one assignment, with and without arithmetic.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_swap_tuple_assignment(mut a: [f64; 3]) -> f64 {
    (a[0], a[1]) = (a[1], a[0] * a[2]);
    a[0] *= a[1];
    (a[1], a[2]) = (a[2].sin() * a[0], a[1]);
    a[0] * a[1] + a[2] * a[2]
}

pub const POINTS: &[[f64; 3]] = &[[0.7, -0.4, 1.2], [0.1, 0.9, -1.4]];
