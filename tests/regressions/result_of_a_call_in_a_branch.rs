//! A vector that one branch replaces by what a call gives: the result had no
//! shadow there, and every derivative was silently zero.

use autodiff::grad;

#[grad(hvp)]
fn powers(x: f64) -> Vec<f64> {
    vec![x, x * x]
}

#[grad(hvp)]
pub fn result_of_a_call_in_a_branch(x: f64, y: f64) -> f64 {
    let mut v = Vec::new();
    v.push(y);
    if x > 0.0 {
        v = powers(x);
    }
    let w = if y < 0.0 { Vec::new() } else { powers(y) };
    v.iter().sum::<f64>() * w.iter().sum::<f64>() + v[0]
}

pub const POINTS: &[(f64, f64)] = &[(0.7, 0.4), (-0.7, 0.3), (0.6, -0.2)];
