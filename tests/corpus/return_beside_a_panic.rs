//! What a loop returns early is chosen beside a panic, and made beside another.

use autodiff::grad;

#[grad(hvp, taylor)]
pub fn first_large(x: &[f64], y: f64) -> Vec<f64> {
    for i in 0..x.len() {
        if x[i] > y {
            return if x[i] > 1e12 { panic!("too large") } else { vec![x[i] * y, x[i]] };
        }
    }
    return if y > 1e12 { panic!("too large") } else { x.to_vec() };
}

#[grad(hvp, taylor, sparse_jacobian)]
pub fn return_beside_a_panic(x: f64, y: f64) -> f64 {
    let found = first_large(&[x, x * y, 2.0 * x], y);
    found[0] * found[1]
}

pub const POINTS: &[(f64, f64)] = &[(1.2, 0.7), (0.4, 0.9), (0.6, 0.9)];
