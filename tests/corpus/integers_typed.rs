//! Integers of every width: what a `let` says of one literal holds for all its uses, and arithmetic
//! wraps, shifts and divides in that type.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn integers_typed(x: f64, n: u8) -> f64 {
    let start: u8 = 250;
    let wrapped = start.wrapping_add(n);
    let bit: u64 = 1 << (n % 8 * 5);
    let below: i8 = -7;
    let halves = below / 2 + below.rem_euclid(4) + (-7 % 3);
    let chain = (200u8 as i8) as f64 + (300i32 as u8) as f64 + (-1i32 as u32 >> 28) as f64;
    let ones = !n as f64 + !5i8 as f64;
    let mut state: u32 = 12_345;
    let mut y = x;
    for _ in 0..3 {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        y = (y + (state >> 24) as f64 / 256.0).sin();
    }
    let mixed = ((start as u16 + n as u16) * 200) as f64;
    y * wrapped as f64 + (bit as f64).ln() * x + halves as f64 * x * x + (chain + ones) * y + mixed * 1e-4 * x
}

pub const POINTS: &[(f64, u8)] = &[(0.7, 1), (-1.3, 15), (0.4, 7)];
