//! Two-layer graph convolution with adjacency lists.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn graph_convolution(h: &[f64]) -> f64 {
    let edges: [(usize, usize); 4] = [(0, 1), (1, 2), (2, 3), (3, 0)];
    let mut x = h.to_vec();
    for _layer in 0..2 {
        let mut agg = vec![0.0; x.len()];
        for &(from, to) in &edges {
            agg[to] += x[from];
            agg[from] += 0.5 * x[to];
        }
        x = agg.iter().zip(x.iter()).map(|(a, x)| (a + 0.3 * x).tanh()).collect();
    }
    x.iter().enumerate().map(|(i, v)| (i + 1) as f64 * v).sum()
}

pub const POINTS: &[&[f64]] = &[&[0.3, 0.9, -0.2, 0.7]];
