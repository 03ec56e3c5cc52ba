//! An array is returned, from two places.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian)]
pub fn memory_array_returned(x: f64, y: f64) -> [f64; 3] {
    let mut a = [x; 3];
    a[1] *= y;
    a[2] = a[1].sin() * x;
    if a[2] > 0.4 {
        return a;
    }
    [a[2], a[0] * a[1], y]
}

pub const POINTS: &[(f64, f64)] = &[(0.9, 1.1), (-0.4, 0.3)];
