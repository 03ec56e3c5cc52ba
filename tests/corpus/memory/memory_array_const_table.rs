//! A constant table next to active memory: weights and nodes of a rule.

use autodiff::grad;

const NODES: [f64; 3] = [-0.7745966692414834, 0.0, 0.7745966692414834];
const WEIGHTS: [f64; 3] = [0.5555555555555556, 0.8888888888888888, 0.5555555555555556];

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_array_const_table(a: f64, b: f64) -> f64 {
    let mut sum = 0.0;
    for i in 0..NODES.len() {
        let t = a + b * NODES[i];
        sum += WEIGHTS[i] * t.sin() * t;
    }
    sum * b
}

pub const POINTS: &[(f64, f64)] = &[(0.7, 1.1), (-0.4, 0.3)];
