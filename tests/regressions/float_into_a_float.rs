//! `into` from one float to another, where its place says to which.
//!
//! no f32: it is about two types

use autodiff::grad;

#[grad(hvp)]
pub fn float_into_a_float(x: f64, y: f64) -> f64 {
    let narrow = 0.5_f32;
    let wide: f64 = narrow.into();
    let same: f64 = (x * y).into();
    let of_literal: [f64; 2] = [narrow.into(), same];
    same * wide + of_literal[0] * of_literal[1] * y
}

pub const POINTS: &[(f64, f64)] = &[(0.2, 0.7), (1.5, -0.4)];
