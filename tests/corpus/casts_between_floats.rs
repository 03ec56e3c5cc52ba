//! Active values that pass from one width to the other, exactly.
//! no f32: the casts are between the two widths.

use autodiff::grad;

#[grad(hvp)]
pub fn casts_between_floats(x: f32, y: f64) -> f64 {
    let wide = x as f64;
    let product = wide * y;
    product * product + wide
}

// Not POINTS: differences along `x` would step in single precision. At these
// points all derivatives are exact in either width.
pub const POINTS: &[(f32, f64)] = &[];
pub const KINKS: &[(f32, f64)] = &[(1.5, 0.75), (-0.25, 2.0)];
