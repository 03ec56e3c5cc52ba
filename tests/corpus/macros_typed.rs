//! What a macro of the user's gives has the type that the `let` says.

use autodiff::grad;

macro_rules! tenth {
    () => {
        0.1
    };
}

macro_rules! one {
    () => {
        1
    };
}

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn macros_typed(x: f64, y: f64) -> f64 {
    let narrow: f32 = tenth!();
    let pair: (f32, u8) = (tenth!(), 3);
    let later: f32;
    later = tenth!();
    let wide: u64 = one!();
    let shift = 40_u32;
    x * narrow as f64 + y * y * pair.0 as f64 + x * y * later as f64 + x * x * (wide << shift) as f64 * 1e-12
}

pub const POINTS: &[(f64, f64)] = &[(0.3, 1.2), (-0.7, 0.4)];
