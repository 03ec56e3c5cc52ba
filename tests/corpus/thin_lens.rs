//! The image distance and the magnification of a thick lens.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn thin_lens(object: f64, r1: f64, r2: f64, n: f64, d: f64) -> (f64, f64) {
    let power = (n - 1.0) * (1.0 / r1 - 1.0 / r2 + (n - 1.0) * d / (n * r1 * r2));
    let focal = power.recip();
    let image = (1.0 / focal - 1.0 / object).recip();
    (image, -image / object)
}

pub const POINTS: &[(f64, f64, f64, f64, f64)] = &[(0.5, 0.2, -0.3, 1.5, 0.01), (2.0, 0.5, 0.9, 1.7, 0.05)];
