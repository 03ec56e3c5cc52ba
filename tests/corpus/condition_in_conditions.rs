//! `cfg!(..)` decides as a `bool`, at compile time and in the companions alike.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn condition_in_conditions(x: f64, y: f64) -> f64 {
    let mut s = if cfg!(all()) { x * y } else { x + y };
    if cfg!(any()) || x > 1.0 {
        s = s.sin();
    }
    let k = i32::from(cfg!(all()));
    while s < 3.0 && !cfg!(any()) {
        s = 1.5 * s.abs() + 0.1;
    }
    match (cfg!(any()), x > 0.0) {
        (true, _) => 0.0,
        (false, true) => s * k as f64,
        _ => s * y,
    }
}

pub const POINTS: &[(f64, f64)] = &[(0.7, -0.4), (2.7, 0.3), (-0.5, 1.3)];
