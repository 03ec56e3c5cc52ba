//! The energy of all pairs of particles within a cutoff; pairs beyond it are
//! skipped.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn lennard_jones_energy(positions: &[[f64; 3]], epsilon: f64, sigma: f64, #[constant] cutoff: f64) -> f64 {
    let mut energy = 0.0;
    for (i, a) in positions.iter().enumerate() {
        for b in &positions[i + 1..] {
            let mut r2 = 0.0;
            for k in 0..3 {
                let d = a[k] - b[k];
                r2 += d * d;
            }
            if r2 > cutoff * cutoff {
                continue;
            }
            let s6 = (sigma * sigma / r2).powi(3);
            energy += 4.0 * epsilon * (s6 * s6 - s6);
        }
    }
    energy
}

pub const POINTS: &[(&[[f64; 3]], f64, f64, f64)] = &[
    (&[[0.0, 0.1, 0.0], [1.1, -0.2, 0.4], [3.0, 2.5, 0.3]], 0.8, 1.0, 3.0),
    (&[[0.0, 0.1, 0.0], [0.7, 0.6, -0.5]], 1.2, 0.9, 2.0),
    (&[], 1.0, 1.0, 2.0),
];
