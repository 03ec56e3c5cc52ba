//! Assertions on active values check the primal and have no derivative.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn assertions(x: f64, n: i32) -> f64 {
    assert!(x > 0.0, "x = {x} must be positive, n = {}", n + 1);
    debug_assert!(x.is_finite());
    let y = x.sqrt();
    debug_assert!((y * y - x).abs() < 1e-3 * x, "bad root {y:?} of {x}");
    assert_eq!(n * 2, n + n);
    assert_ne!(n, -1, "n is reserved");
    debug_assert_eq!(n.abs(), n);
    y * n as f64
}

pub const POINTS: &[(f64, i32)] = &[(1.7, 2), (0.3, 5)];
