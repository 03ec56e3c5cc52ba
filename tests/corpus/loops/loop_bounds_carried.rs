//! Inner ranges that begin or end at what the loop around carries.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_bounds_carried(z: f64, n: usize) -> f64 {
    let mut k = 0;
    let mut r = 1.0;
    while k < n {
        for i in k..n {
            r *= z + i as f64 * 0.1;
        }
        for i in (0..k).rev() {
            r = (r * 0.5 + i as f64 * z).sin();
        }
        k += 1;
    }
    let mut low = -2;
    while low < 2 {
        for i in (low..=1).rev() {
            for j in (i..3).step_by(2) {
                r = (r + (i - j) as f64 * z).cos();
            }
        }
        low += 1;
    }
    r
}

pub const POINTS: &[(f64, usize)] = &[(1.5, 3), (0.4, 1), (-0.7, 0)];
