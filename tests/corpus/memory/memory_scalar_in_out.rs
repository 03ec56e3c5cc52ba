//! Scalars behind `&mut`, read, overwritten and read again.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn memory_scalar_in_out(x: f64, y: &mut f64, z: &mut f64) -> f64 {
    *y *= x;
    let w = *y + y.sin() * *z;
    *z = w * w;
    *y = *z - x;
    w.exp()
}

pub const POINTS: &[(f64, f64, f64)] = &[(0.7, 0.4, 0.9), (-0.4, 1.1, 0.3)];
