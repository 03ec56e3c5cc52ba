//! A depth-first walk of a tree, with a stack of weights.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn option_dfs(x: &[f64]) -> f64 {
    let children: [&[usize]; 4] = [&[1, 2], &[3], &[], &[]];
    let mut todo = vec![(0usize, 1.0)];
    let mut total = 0.0;
    while let Some((node, weight)) = todo.pop() {
        total += weight * x[node % x.len()];
        for &c in children[node] {
            todo.push((c, weight * x[c % x.len()]));
        }
    }
    total
}

pub const POINTS: &[&[f64]] = &[&[0.7, 0.3], &[0.4, 0.5, 0.6, 0.7]];
