//! A nested array by value, read, written and returned.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian)]
pub fn memory_array_of_arrays(mut a: [[f64; 2]; 2], t: f64) -> [[f64; 2]; 2] {
    for i in 0..2 {
        a[i][1 - i] *= a[i][i] + t;
        a[1 - i][i] += a[i][i].sin() * t;
    }
    let trace = a[0][0] * a[1][1];
    a[0][0] = trace * a[0][1];
    a
}

pub const POINTS: &[([[f64; 2]; 2], f64)] = &[([[0.7, -0.4], [1.2, 0.5]], 0.9), ([[0.3, 0.8], [-0.6, 1.1]], -0.5)];
