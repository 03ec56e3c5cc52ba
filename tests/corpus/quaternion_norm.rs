//! A quaternion scaled to length one.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn quaternion_norm(q: (f64, f64, f64, f64)) -> (f64, f64, f64, f64) {
    let (w, x, y, z) = q;
    let n = (w * w + x * x + y * y + z * z).sqrt();
    (w / n, x / n, y / n, z / n)
}

pub const POINTS: &[((f64, f64, f64, f64),)] = &[((1.0, 0.5, -0.3, 0.2),), ((0.1, 2.0, 0.7, -1.5),)];
