//! A `return` from a loop, after a closure that loops: the macro panicked, as
//! the loop of the closure had taken the flag of the `return` with it.

use autodiff::grad;

#[grad(hvp)]
pub fn return_beside_a_loop_in_a_closure(x: f64, y: f64) -> f64 {
    let v = vec![x, y];
    let mut s = 0.0;
    for i in 0..4 {
        s += v.iter().map(|a| a * v.iter().fold(0.5, |s, b| 0.5 * s + b)).sum::<f64>();
        if s > 3.0 {
            return s * i as f64;
        }
    }
    s
}

pub const POINTS: &[(f64, f64)] = &[(0.7, 0.4), (0.1, 0.2)];
