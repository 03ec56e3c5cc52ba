//! Variants of enums are arguments, whatever they are called.

use autodiff::grad;

#[derive(Clone, Copy)]
pub enum Axis {
    X,
    Y,
    Diagonal,
}

#[grad(hvp)]
fn along(x: f64, y: f64, #[constant] axis: Axis) -> f64 {
    match axis {
        Axis::X => x * x * y,
        Axis::Y => x * y * y,
        Axis::Diagonal => x * y,
    }
}

#[grad(hvp)]
fn inner(x: f64, y: f64, #[constant] axis: Axis) -> f64 {
    along(x, y.sin(), axis) + along(y, x, Axis::Y)
}

#[grad(hvp)]
pub fn variant_to_helper(x: f64, y: f64) -> f64 {
    let axes = [Axis::X, Axis::Y];
    let mut s = along(x, y, Axis::X) + inner(x, y, Axis::Diagonal) * inner(y, x, Axis::Y);
    for axis in axes.iter() {
        s += along(x * y, x, *axis);
    }
    s
}

pub const POINTS: &[(f64, f64)] = &[(0.7, -0.4), (1.2, 0.9)];
