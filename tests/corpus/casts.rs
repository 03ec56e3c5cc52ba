//! Casts: of integers to floats, and of a float to an integer, which ends its activity.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn casts(x: f64, n: u8, m: i64) -> f64 {
    let bin = (4.0 * x) as i32;
    let wide = (n as i32 + 1) as f64;
    let flag = (m > 3) as u8 as f64;
    let cell = x * 4.0 - bin as f64;
    cell * wide + flag * x * x + bin as f64 * x
}

pub const POINTS: &[(f64, u8, i64)] = &[(0.6, 2, 5), (1.9, 200, -1), (-0.8, 0, 4)];
