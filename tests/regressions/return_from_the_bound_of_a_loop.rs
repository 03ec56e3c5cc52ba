//! A `return` from a loop whose bound is computed by a loop that returns: the
//! macro panicked.

use autodiff::grad;

#[grad(hvp)]
pub fn return_from_the_bound_of_a_loop(x: f64, y: f64) -> f64 {
    let mut s = x;
    for i in 0..({
        let mut n = 0;
        loop {
            n += 1;
            if n as f64 > x {
                break n;
            }
            if n > 5 {
                return y * y;
            }
        }
    }) {
        s += y * i as f64 * s;
        for _ in 0..(if s > 50.0 { return s * y } else { 2 }) {
            s += x;
            if s > 100.0 {
                return s * x;
            }
        }
    }
    s
}

pub const POINTS: &[(f64, f64)] = &[(1.5, 0.7), (7.2, 2.0), (4.5, 3.0)];
