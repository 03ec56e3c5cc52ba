//! Variants imported in the body, and an alternative of two.

use autodiff::grad;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    Euler,
    Midpoint,
    Heun,
}

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn match_enum_import(y: f64, h: f64, #[constant] scheme: Scheme) -> f64 {
    use Scheme::*;

    #[grad(hvp, taylor)]
    fn slope(y: f64) -> f64 {
        y * (1.0 - y)
    }

    let k1 = slope(y);
    let k2 = match scheme {
        Euler => k1,
        Midpoint => slope(y + 0.5 * h * k1),
        Heun => slope(y + h * k1),
    };
    match scheme {
        Euler | Midpoint => y + h * k2,
        Heun => y + 0.5 * h * (k1 + k2),
    }
}

pub const POINTS: &[(f64, f64, Scheme)] =
    &[(0.3, 0.1, Scheme::Euler), (0.6, 0.4, Scheme::Midpoint), (0.2, 0.5, Scheme::Heun)];
