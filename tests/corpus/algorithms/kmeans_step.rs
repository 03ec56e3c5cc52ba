//! One step of Lloyd's algorithm: every point joins its nearest centre, then
//! each centre moves to the mean of its points.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn kmeans_step(points: &[[f64; 2]], centres: &mut [[f64; 2]]) {
    let k = centres.len();
    let mut sums = vec![[0.0; 2]; k];
    let mut counts = vec![0; k];
    for p in points {
        let mut nearest = 0;
        let mut least = f64::INFINITY;
        for (c, centre) in centres.iter().enumerate() {
            let distance = (p[0] - centre[0]).powi(2) + (p[1] - centre[1]).powi(2);
            if distance < least {
                least = distance;
                nearest = c;
            }
        }
        sums[nearest][0] += p[0];
        sums[nearest][1] += p[1];
        counts[nearest] += 1;
    }
    for c in 0..k {
        if counts[c] > 0 {
            centres[c] = [sums[c][0] / counts[c] as f64, sums[c][1] / counts[c] as f64];
        }
    }
}

pub const POINTS: &[(&[[f64; 2]], &[[f64; 2]])] = &[
    (&[[1.0, 2.0], [-0.5, 0.3], [0.8, -1.5]], &[[0.9, 1.0], [0.1, -0.8]]),
    (&[[0.4, 0.7]], &[[1.0, -0.2], [-2.0, 1.0]]),
    (&[], &[[1.0, -0.2]]),
];
