//! A constant array into which the function writes what has a derivative: it had no
//! tangent.

use autodiff::grad;

#[grad(hvp)]
pub fn constant_memory_written(x: &[f64], #[constant] mut a: [f64; 3]) -> f64 {
    for j in 1..3 {
        a[j] = a[j - 1] * x[j] + a[j];
    }
    a[2] * a[1] * x[0]
}

pub const POINTS: &[(&[f64], [f64; 3])] = &[(&[0.7, -0.3, 1.2], [0.4, 1.1, -0.6])];
