//! Patterns take arrays apart, with a rest and inside each other.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_array_destructured(p: [f64; 3], m: [[f64; 2]; 2]) -> f64 {
    let [a, b, c] = p;
    let [first, [d, e]] = m;
    let [f, ..] = first;
    let mut y = a * b + c.sin() * d;
    y *= e * f;
    y + p[0] * first[1] * y
}

pub const POINTS: &[([f64; 3], [[f64; 2]; 2])] =
    &[([0.7, -0.4, 1.2], [[0.5, 0.9], [1.1, -0.3]]), ([0.1, 0.9, -1.4], [[-0.6, 0.7], [0.2, 0.8]])];
