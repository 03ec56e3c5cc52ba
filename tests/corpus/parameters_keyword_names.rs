//! Names that generated code might like for itself.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn parameters_keyword_names(w1: f64, w2_bar: f64, x_dot: f64, seed: f64, r#type: f64) -> f64 {
    let w3 = w1 * w2_bar;
    let y_bar = w3.sin() + seed;
    let w1_dot = x_dot * y_bar;
    let value = w1_dot * r#type;
    value + w3
}

pub const POINTS: &[(f64, f64, f64, f64, f64)] = &[(0.7, 1.3, -0.4, 0.2, 1.5)];
