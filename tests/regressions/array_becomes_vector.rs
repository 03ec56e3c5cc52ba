//! An array that `to_vec` makes a vector of in one branch: it was moved, as if
//! it were a vector, and the companions did not compile.

use autodiff::grad;

#[grad(hvp)]
pub fn array_becomes_vector(x: f64, y: f64) -> f64 {
    let t = (y, [1.9 - x, y * x]);
    let v = if x > 0.0 { vec![0.5 * t.0, t.0 * x] } else { t.1.to_vec() };
    v[0] * v[1]
}

pub const POINTS: &[(f64, f64)] = &[(0.7, -0.4), (-0.7, 0.3)];
