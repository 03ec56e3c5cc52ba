//! Variables declared first and given their value later.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn let_deferred(x: f64, y: f64) -> f64 {
    let scale;
    let offset: f64;
    if x > y {
        scale = x;
        offset = 0.5;
    } else {
        scale = y * y;
        offset = x.exp();
    }
    let result;
    {
        let t = scale * x + offset;
        result = t * t;
    }
    result
}

pub const POINTS: &[(f64, f64)] = &[(1.5, 0.7), (-0.2, 0.9)];
