//! Conditions kept in variables and combined later.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn booleans(x: f64, y: f64, strict: bool) -> f64 {
    let mut inside = x * x + y * y < 4.0;
    let right = x > 0.0;
    inside &= y > -1.0 || !strict;
    let ok = inside && right;
    let weight = if ok { x * y } else { x + y };
    if strict != right { weight } else { weight * weight }
}

pub const POINTS: &[(f64, f64, bool)] = &[(1.0, 0.5, true), (1.0, -1.5, true), (-1.0, 0.5, false), (3.0, 0.5, false)];
