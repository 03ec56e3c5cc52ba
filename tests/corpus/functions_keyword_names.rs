//! Functions whose names are keywords, and their companions.

use autodiff::grad;

#[grad(hvp, taylor)]
fn r#type(x: f64, y: f64) -> f64 {
    (x * y).sin()
}

#[grad(hvp, taylor)]
fn r#match(x: &[f64]) -> f64 {
    x[0] * x[1]
}

#[grad(hvp, taylor, sparse_jacobian)]
pub fn functions_keyword_names(x: f64, y: f64) -> f64 {
    r#type(x, y) * r#match(&[x, y])
}

pub const POINTS: &[(f64, f64)] = &[(0.7, 1.3)];
