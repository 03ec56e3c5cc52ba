//! A step of leapfrog for bodies that attract each other in the plane;
//! positions and velocities are flat and change in place.

use autodiff::grad;

#[grad(hvp, taylor)]
fn kick(positions: &[f64], velocities: &mut [f64], masses: &[f64], dt: f64) {
    let n = masses.len();
    for i in 0..n {
        for j in i + 1..n {
            let dx = positions[2 * j] - positions[2 * i];
            let dy = positions[2 * j + 1] - positions[2 * i + 1];
            let r2 = dx * dx + dy * dy + 0.01;
            let force = dt / (r2 * r2.sqrt());
            velocities[2 * i] += masses[j] * force * dx;
            velocities[2 * i + 1] += masses[j] * force * dy;
            velocities[2 * j] -= masses[i] * force * dx;
            velocities[2 * j + 1] -= masses[i] * force * dy;
        }
    }
}

#[grad(hvp, taylor)]
pub fn nbody_step(positions: &mut [f64], velocities: &mut [f64], masses: &[f64], dt: f64) {
    kick(positions, velocities, masses, 0.5 * dt);
    for (x, v) in positions.iter_mut().zip(velocities.iter()) {
        *x += dt * v;
    }
    kick(positions, velocities, masses, 0.5 * dt);
}

pub const POINTS: &[(&[f64], &[f64], &[f64], f64)] = &[
    (&[0.0, 0.1, 1.5, -0.4], &[0.0, -0.2, 0.3, 0.8], &[1.0, 0.7], 0.2),
    (&[0.5, 0.1], &[0.3, -0.2], &[1.0], 0.1),
    (&[], &[], &[], 0.1),
];
