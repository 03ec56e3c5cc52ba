//! Bits of active values that decide: a sign, an exponent, an index, an arm.
//!
//! no f32: its bits stand elsewhere

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn bits_decide(x: f64, y: f64) -> f64 {
    let table = [0.5, 1.5, -0.5, 2.5];
    let sign = if x.to_bits() >> 63 == 1 { -x } else { x };
    let exponent = (y.to_bits() >> 52) & 0x7ff;
    let scaled = match exponent {
        1023 => y.sin(),
        1024.. => y,
        _ => y * y,
    };
    let nearest = f64::from_bits(2.0_f64.to_bits() + 1);
    let step = (x * 4.0) as i64;
    sign * scaled + table[(exponent % 4) as usize] * x * y * nearest + step as f64 * y * y
}

pub const POINTS: &[(f64, f64)] = &[(1.3, 0.7), (-1.3, 1.4), (0.6, 3.1)];
