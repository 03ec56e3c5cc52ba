//! Text, characters and slices of integers are no inputs of a derivative.

use autodiff::grad;

#[grad(hvp)]
fn named(x: f64, kind: &str, sign: char, order: &[(usize, bool)]) -> f64 {
    let y = if kind == "square" { x * x } else { x * order.len() as f64 };
    if sign == '-' { -y } else { y.exp() }
}

#[grad(hvp)]
pub fn text_parameter(x: f64, y: f64) -> f64 {
    named(x * y, "square", '-', &[]) + named(x, "other", '+', &[(1, true), (2, false)]) * y
}

pub const POINTS: &[(f64, f64)] = &[(0.7, -0.4), (0.3, 0.9)];
