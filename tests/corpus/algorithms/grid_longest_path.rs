//! Viterbi-like longest path through a grid.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn grid_longest_path(w: &[f64]) -> f64 {
    let side = (w.len() as f64).sqrt() as usize;
    let mut best = vec![f64::NEG_INFINITY; side * side];
    for r in 0..side {
        for c in 0..side {
            let here = w[r * side + c].powi(2);
            let before = match (r, c) {
                (0, 0) => 0.0,
                (0, _) => best[c - 1],
                (_, 0) => best[(r - 1) * side],
                _ => f64::max(best[(r - 1) * side + c], best[r * side + c - 1]),
            };
            best[r * side + c] = before + here;
        }
    }
    *best.last().unwrap()
}

pub const POINTS: &[&[f64]] = &[&[0.3, 0.5, 0.1, 0.9, 0.8, 0.2, 0.4, 0.6, 0.7]];
