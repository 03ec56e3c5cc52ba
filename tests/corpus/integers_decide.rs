//! Integer arithmetic of every kind, deciding branches.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn integers_decide(x: f64, n: i32, mask: u32) -> f64 {
    let mut k = n * 3 - 7;
    k %= 5;
    k <<= 1;
    let odd_bits = (mask & 0b1010) >> 1 | mask ^ 0xF;
    let sign = if k >= 0 && odd_bits != 0 { 1 } else { -1 };
    let index = (n.rem_euclid(4) + k.abs()) as usize;
    let mut y = x * sign as f64;
    if index > 2 {
        y *= index as f64;
    }
    if mask.count_ones() > 1 { y.sin() } else { y * x }
}

pub const POINTS: &[(f64, i32, u32)] = &[(0.7, 3, 0b11), (0.7, 1, 0b100), (0.7, -4, 0b1111), (0.7, 6, 0)];
