//! Five-point Gauss–Legendre quadrature over a table of nodes and weights.

use autodiff::grad;

const NODES: [f64; 5] =
    [-0.906_179_845_938_664, -0.538_469_310_105_683, 0.0, 0.538_469_310_105_683, 0.906_179_845_938_664];
const WEIGHTS: [f64; 5] =
    [0.236_926_885_056_189, 0.478_628_670_499_366, 0.568_888_888_888_889, 0.478_628_670_499_366, 0.236_926_885_056_189];

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn gauss_legendre(a: f64, b: f64, k: f64) -> f64 {
    let half = 0.5 * (b - a);
    let middle = 0.5 * (a + b);
    let mut sum = 0.0;
    for (node, weight) in NODES.iter().zip(WEIGHTS.iter()) {
        let x = middle + half * node;
        sum += weight * (k * x).sin() / (1.0 + x * x);
    }
    half * sum
}

pub const POINTS: &[(f64, f64, f64)] = &[(0.2, 1.5, 2.0), (-1.0, 0.5, 0.8)];
