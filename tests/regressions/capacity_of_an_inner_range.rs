//! The room of a tape for an inner range that begins at what the outer loop
//! carries: the bound was named where only the outer loop sees it.

use autodiff::grad;

#[grad(hvp)]
pub fn capacity_of_an_inner_range(z: f64, n: usize) -> f64 {
    let mut k = 0;
    let mut r = 1.0;
    while k < n {
        for i in k..n {
            r *= z + i as f64;
        }
        k += 1;
    }
    r
}

pub const POINTS: &[(f64, usize)] = &[(1.5, 3), (-0.4, 2)];
