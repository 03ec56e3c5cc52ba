//! Helpers whose results are of another precision than their arguments.
//! no f32: the helpers are between the two widths.

use autodiff::grad;

#[grad(hvp)]
fn narrowed(y: f64) -> f32 {
    y as f32
}

#[grad(hvp)]
fn widened(y: f32, z: f64) -> f64 {
    y as f64 * z
}

#[grad(hvp)]
fn both(y: f32, z: f64) -> (f32, f64) {
    (y * 2.0, y as f64 * z)
}

#[grad(hvp)]
fn scaled(v: &[f64], by: f32) -> f32 {
    let mut s = 0.0;
    for e in v {
        s += *e as f32 * by;
    }
    s
}

#[grad(hvp)]
pub fn call_mixed_precision(x: f32, z: f64) -> f64 {
    let wide = x as f64;
    let narrow: f32 = narrowed(wide * 2.0);
    let (a, b): (f32, f64) = both(narrow, wide);
    let s: f32 = scaled(&[wide, z], a);
    widened(narrow * x, z) + a as f64 * b + widened(0.5, z) + s as f64 * z
}

// Not POINTS: differences along `x` would step in single precision. At these
// points all derivatives are exact in either width.
pub const POINTS: &[(f32, f64)] = &[];
pub const KINKS: &[(f32, f64)] = &[(1.5, 0.75), (-0.25, 2.0)];
