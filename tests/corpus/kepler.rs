//! Kepler's equation by a fixed number of Newton steps on one mutable variable.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn kepler(mean_anomaly: f64, e: f64) -> f64 {
    let m = mean_anomaly;
    let mut anomaly = m + e * m.sin();
    anomaly -= (anomaly - e * anomaly.sin() - m) / (1.0 - e * anomaly.cos());
    anomaly -= (anomaly - e * anomaly.sin() - m) / (1.0 - e * anomaly.cos());
    anomaly -= (anomaly - e * anomaly.sin() - m) / (1.0 - e * anomaly.cos());
    let true_anomaly = 2.0 * ((1.0 + e).sqrt() * (anomaly / 2.0).sin()).atan2((1.0 - e).sqrt() * (anomaly / 2.0).cos());
    true_anomaly
}

pub const POINTS: &[(f64, f64)] = &[(0.8, 0.3), (2.5, 0.6)];
