//! The mean-field energy of spins on a periodic grid, each coupled to its
//! right and its lower neighbour.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn ising_energy(angles: &[f64], width: usize, coupling: f64, field: f64) -> f64 {
    let height = angles.len() / width;
    let mut energy = 0.0;
    for y in 0..height {
        for x in 0..width {
            let here = angles[y * width + x];
            let right = angles[y * width + (x + 1) % width];
            let below = angles[(y + 1) % height * width + x];
            energy -= coupling * ((here - right).cos() + (here - below).cos());
            energy -= field * here.cos();
        }
    }
    energy
}

pub const POINTS: &[(&[f64], usize, f64, f64)] =
    &[(&[0.3, -0.8, 1.2, 2.0, 0.5, -1.5], 3, 0.7, 0.2), (&[0.4, 1.0], 1, 1.1, -0.3), (&[], 2, 1.1, -0.3)];
