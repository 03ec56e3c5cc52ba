//! The principal branch of Lambert's function by Halley steps.

use autodiff::grad;

#[grad(hvp, taylor)]
fn halley(w: f64, z: f64) -> f64 {
    let e = w.exp();
    let f = w * e - z;
    w - f / (e * (w + 1.0) - (w + 2.0) * f / (2.0 * w + 2.0))
}

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn lambert_w(z: f64) -> f64 {
    let mut w = if z < 1.0 { z } else { z.ln() };
    w = halley(w, z);
    w = halley(w, z);
    w = halley(w, z);
    halley(w, z)
}

pub const POINTS: &[(f64,)] = &[(0.5,), (2.0,), (10.0,)];
