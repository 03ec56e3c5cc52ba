//! Kepler's equation by Newton's method until it converges, then the position
//! on the orbit.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian)]
pub fn kepler_newton(mean_anomaly: f64, eccentricity: f64) -> [f64; 2] {
    let mut anomaly = if eccentricity < 0.8 { mean_anomaly } else { std::f64::consts::PI };
    let mut delta: f64 = 1.0;
    let mut count = 0;
    while delta.abs() > 1e-10 && count < 30 {
        delta = (anomaly - eccentricity * anomaly.sin() - mean_anomaly) / (1.0 - eccentricity * anomaly.cos());
        anomaly -= delta;
        count += 1;
    }
    [anomaly.cos() - eccentricity, (1.0 - eccentricity * eccentricity).sqrt() * anomaly.sin()]
}

pub const POINTS: &[(f64, f64)] = &[(0.8, 0.3), (2.5, 0.6), (1.9, 0.85)];
