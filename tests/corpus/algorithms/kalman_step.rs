//! A Kalman filter of position and speed over a list of measurements.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn kalman_step(measurements: &[f64], x: &mut [f64; 2], p: &mut [[f64; 2]; 2], q: f64, r: f64) -> f64 {
    let dt = 0.5;
    let mut log_likelihood = 0.0;
    for z in measurements {
        x[0] += dt * x[1];
        let p01 = p[0][1] + dt * p[1][1];
        p[0][0] += dt * (p[1][0] + p01) + q;
        p[0][1] = p01;
        p[1][0] += dt * p[1][1];
        p[1][1] += q;

        let innovation = z - x[0];
        let s = p[0][0] + r;
        let gain = [p[0][0] / s, p[1][0] / s];
        x[0] += gain[0] * innovation;
        x[1] += gain[1] * innovation;
        let top = p[0];
        for i in 0..2 {
            for j in 0..2 {
                p[i][j] -= gain[i] * top[j];
            }
        }
        log_likelihood -= 0.5 * (innovation * innovation / s + s.ln());
    }
    log_likelihood
}

pub const POINTS: &[(&[f64], [f64; 2], [[f64; 2]; 2], f64, f64)] = &[
    (&[1.1, 1.4, 2.3], [0.9, 0.5], [[1.0, 0.1], [0.1, 0.8]], 0.05, 0.4),
    (&[-0.3], [0.2, -1.0], [[0.6, 0.0], [0.0, 0.5]], 0.1, 0.7),
    (&[], [0.2, -1.0], [[0.6, 0.0], [0.0, 0.5]], 0.1, 0.7),
];
