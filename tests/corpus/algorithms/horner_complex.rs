//! A real polynomial at a complex argument, by Horner's scheme on pairs.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian)]
pub fn horner_complex(coefficients: &[f64], z: (f64, f64)) -> (f64, f64) {
    let (re, im) = z;
    let mut value = (0.0, 0.0);
    for &c in coefficients.iter().rev() {
        value = (value.0 * re - value.1 * im + c, value.0 * im + value.1 * re);
    }
    value
}

pub const POINTS: &[(&[f64], (f64, f64))] =
    &[(&[1.0, -0.5, 0.25, 2.0], (0.7, -0.4)), (&[3.0], (1.5, 0.2)), (&[], (0.4, 0.6))];
