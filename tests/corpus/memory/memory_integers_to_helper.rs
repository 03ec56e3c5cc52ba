//! A table of integers has no derivative, which its caller does not see.

use autodiff::grad;

const ORDER: [usize; 3] = [2, 0, 1];
const FIRST: usize = 1;
const POWER: i32 = 3;

#[grad(hvp)]
fn picked(order: &[usize], from: usize, x: &[f64]) -> f64 {
    let mut s = 1.0;
    for i in order {
        s *= x[*i] + x[from];
    }
    s
}

#[grad(hvp)]
fn power(n: i32, x: f64) -> f64 {
    x.powi(n)
}

#[grad(hvp, pullback)]
pub fn memory_integers_to_helper(x: &[f64]) -> f64 {
    picked(&ORDER, FIRST, x) + picked(&ORDER[1..], 0, x) * power(POWER, x[0])
}

pub const POINTS: &[&[f64]] = &[&[0.7, 0.4, 1.1], &[-0.3, 0.8, 0.5]];
