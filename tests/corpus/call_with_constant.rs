//! A helper with a constant parameter receives an active value there: the
//! helper's word counts.

use autodiff::grad;

#[grad(hvp)]
fn frozen(x: f64, #[constant] weight: f64) -> f64 {
    x * x * weight
}

#[grad(hvp)]
pub fn call_with_constant(x: f64, #[constant] w: f64) -> f64 {
    frozen(x.sin(), w) + frozen(x, 2.0 * w)
}

pub const POINTS: &[(f64, f64)] = &[(0.3, -0.4), (1.7, 2.0)];
