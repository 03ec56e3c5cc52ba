//! Constants for parameters under `#[constant]` of generic functions, of `wrt(..)`, of
//! functions that give several floats, a vector, and what may fail.

use autodiff::{Scalar, grad};

#[grad(hvp)]
fn force(v: f64, #[constant] area: f64) -> f64 {
    -0.5 * area * v * v.abs()
}

#[grad(hvp)]
fn blend<T: Scalar>(x: T, #[constant] w: T, y: T) -> T {
    w * x * x + y * x
}

#[grad(hvp, wrt(x))]
fn chosen(x: f64, k: f64, shift: &[f64]) -> f64 {
    (k * x + shift[0]).sin()
}

#[grad(hvp)]
fn both(x: f64, #[constant] k: f64) -> (f64, f64) {
    (k * x, x * x * k)
}

#[grad(hvp)]
fn spread(x: &[f64], #[constant] k: f64) -> Vec<f64> {
    x.iter().map(|x| k * x * x).collect()
}

#[grad(hvp)]
fn root(x: f64, #[constant] k: f64) -> Option<f64> {
    if x > -10.0 { Some((k * x * x + 1.0).sqrt()) } else { None }
}

#[grad(hvp)]
fn recursive(x: f64, #[constant] k: f64, depth: usize) -> f64 {
    if depth == 0 { x } else { recursive(x * (k * x).cos(), 0.5 * k, depth - 1) }
}

#[grad(hvp, pullback)]
pub fn constant_for_generic(x: &[f64], #[constant] k: f64) -> f64 {
    let (a, b) = both(x[0], k);
    let (c, d) = both(x[0] * x[1], 2.0);
    let wide: Vec<f64> = spread(x, k);
    let twice: Vec<f64> = spread(&wide, 0.5);
    let rooted = root(x[1], k).unwrap_or(0.0) + root(twice[0], 3.0).unwrap_or(1.0);
    let offsets = [0.25, k];
    force(x[0], 1.25)
        + blend(x[0], k, x[1])
        + blend(x[1], 0.5, 1.5)
        + chosen(a, k, &offsets)
        + chosen(b * c, 0.75, &[0.1])
        + d
        + wide[0] * twice[1]
        + rooted
        + recursive(x[0], 0.3, 3)
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.4, -0.7], 0.9), (&[1.1, 0.3], 0.4)];
