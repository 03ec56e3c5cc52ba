//! Cubic Hermite interpolation on an interval.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn cubic_hermite(x: f64, (x0, y0, m0): (f64, f64, f64), (x1, y1, m1): (f64, f64, f64)) -> f64 {
    let h = x1 - x0;
    let t = (x - x0) / h;
    let t2 = t * t;
    let t3 = t2 * t;
    let h00 = 2.0 * t3 - 3.0 * t2 + 1.0;
    let h10 = t3 - 2.0 * t2 + t;
    let h01 = -2.0 * t3 + 3.0 * t2;
    let h11 = t3 - t2;
    h00 * y0 + h10 * h * m0 + h01 * y1 + h11 * h * m1
}

pub const POINTS: &[(f64, (f64, f64, f64), (f64, f64, f64))] =
    &[(0.4, (0.0, 1.0, 0.5), (1.0, 2.0, -0.3)), (2.2, (1.5, -1.0, 2.0), (3.0, 0.4, 1.0))];
