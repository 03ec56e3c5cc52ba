//! Integers of which nothing says a type are `i32`, and may be negative; one use that says it, says it for all.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn integers_open(x: f64) -> f64 {
    let (a, b) = (3, -4);
    let c = a * b - 5;
    let k = a - 5;
    let sign = if x > 0.0 { 1 } else { -1 };
    let scaled: i64 = sign;
    let mut y = x.powi(a) + x.powi(b + 6) + (c + 17) as f64;
    y += match k {
        -2 => x * x,
        _ => x,
    };
    let mut count = 2;
    while count > -3 {
        y += (y * 0.1).sin() * count as f64;
        count -= 2;
    }
    let order = [2, 0, 1];
    let weights = [1, -2, 1];
    let values = [x, x * x, y];
    for i in 0..3 {
        y += values[order[i]] * weights[i] as f64;
    }
    y * (scaled * 3_000_000_000) as f64 / 1e9 + 1.max(a - 4) as f64 * x
}

pub const POINTS: &[(f64,)] = &[(0.7,), (-1.3,)];
