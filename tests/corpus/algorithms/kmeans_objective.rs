//! The objective of k-means: every point pays for its nearest centre.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn kmeans_objective(points: &[[f64; 2]], centres: &[[f64; 2]]) -> f64 {
    let mut total = 0.0;
    for p in points {
        let mut nearest = f64::INFINITY;
        for c in centres {
            let dx = p[0] - c[0];
            let dy = p[1] - c[1];
            let d = dx * dx + dy * dy;
            if d < nearest {
                nearest = d;
            }
        }
        total += nearest;
    }
    total
}

pub const POINTS: &[(&[[f64; 2]], &[[f64; 2]])] = &[
    (&[[1.0, 2.0], [-0.5, 0.3], [0.8, -1.5], [2.5, 0.4]], &[[0.9, 1.0], [0.1, -0.8]]),
    (&[[0.4, 0.7]], &[[1.0, -0.2]]),
    (&[], &[[1.0, -0.2]]),
];
