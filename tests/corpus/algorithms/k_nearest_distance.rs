//! The mean distance to the k nearest points, which a partial selection sort
//! of the squared distances picks.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn k_nearest_distance(points: &[[f64; 2]], query: [f64; 2], k: usize) -> f64 {
    let mut squares: Vec<f64> = points.iter().map(|p| (p[0] - query[0]).powi(2) + (p[1] - query[1]).powi(2)).collect();
    let mut total = 0.0;
    for i in 0..k {
        let mut best = i;
        for j in i + 1..squares.len() {
            if squares[j] < squares[best] {
                best = j;
            }
        }
        squares.swap(i, best);
        total += squares[i].sqrt();
    }
    total / k as f64
}

pub const POINTS: &[(&[[f64; 2]], [f64; 2], usize)] = &[
    (&[[1.0, 2.0], [-0.5, 0.3], [0.8, -1.5], [2.5, 0.4]], [0.2, 0.5], 2),
    (&[[1.0, -1.0], [0.3, 0.9]], [0.1, 0.2], 1),
];
