//! Without std: the methods of floats come from `libm`.
#![no_std]
#![forbid(unsafe_code)]

use autodiff::Real as _;
use autodiff::{Differentiable, grad};

/// Every kind of rule.
#[grad(hvp)]
pub fn everything(x: f64, y: f64, n: i32) -> f64 {
    let a = match n {
        0 => x.sin() + x.cbrt(),
        1..=3 => x.powf(y).max(0.5).fract(),
        4 => x.powi(n) + y.rem_euclid(x),
        _ if x < 0.0 => return x.abs().sqrt(),
        _ => helper(x, y).tanh(),
    };
    a * y.exp()
}

#[grad(hvp)]
fn helper(x: f64, y: f64) -> f64 {
    x.hypot(y).ln_1p().atan2(y)
}

/// In single precision.
#[grad(hvp)]
pub fn single(x: f32) -> f32 {
    x.tanh().mul_add(x, x.asinh())
}

/// The graph is data, and needs no allocation.
#[grad(graph)]
pub fn drawn(x: f64) -> f64 {
    x.exp()
}

/// Slices stay with the caller; a constant one goes to a helper only with `alloc`.
#[grad(only(jvp, vjp_into))]
pub fn sliced(c: &[f64], x: f64, out: &mut [f64]) {
    out[0] += c[0] * x;
}

/// A type with a derivative needs no allocation either.
#[derive(Clone, Differentiable)]
pub enum Shape<T, const N: usize> {
    /// Nothing.
    Empty,
    /// Corners.
    Polygon {
        /// Where they are.
        corners: [(f64, f32); N],
        /// What else there is.
        rest: Option<T>,
    },
}

/// Leaves to and from memory of the caller's.
pub fn moved(shape: &mut Shape<f64, 2>, row: &mut [f64]) {
    shape.write_to(row);
    shape.accumulate(&shape.zero_like());
    shape.read_from(row);
}
