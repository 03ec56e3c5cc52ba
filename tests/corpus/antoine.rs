//! Vapour pressure by Antoine's equation, the coefficients by temperature range.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn antoine(celsius: f64) -> f64 {
    let (a, b, c) = if celsius < 100.0 { (8.07131, 1730.63, 233.426) } else { (8.14019, 1810.94, 244.485) };
    10_f64.powf(a - b / (c + celsius))
}

pub const POINTS: &[(f64,)] = &[(25.0,), (80.0,), (150.0,)];
