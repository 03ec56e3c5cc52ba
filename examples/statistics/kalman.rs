//! A Kalman filter, whose noise is found by the likelihood of what was measured.

use autodiff::{Differentiable, check, grad};
use nalgebra::{Matrix1, Matrix1x2, Matrix2, Vector1, Vector2};

#[derive(Clone, Debug, Differentiable)]
struct KalmanFilter {
    x: Vector2<f64>,
    p: Matrix2<f64>,
    f: Matrix2<f64>,
    h: Matrix1x2<f64>,
    q: Matrix2<f64>,
    r: Matrix1<f64>,
}

#[grad(hvp)]
impl KalmanFilter {
    fn new(dt: f64, process: f64, measurement: f64) -> KalmanFilter {
        KalmanFilter {
            x: Vector2::zeros(),
            p: Matrix2::identity() * 10.0,
            f: Matrix2::new(1.0, dt, 0.0, 1.0),
            h: Matrix1x2::new(1.0, 0.0),
            q: Matrix2::new(dt.powi(4) / 4.0, dt.powi(3) / 2.0, dt.powi(3) / 2.0, dt * dt) * process.powi(2),
            r: Matrix1::new(measurement * measurement),
        }
    }

    fn predict(&mut self) {
        self.x = self.f * self.x;
        self.p = self.f * self.p * self.f.transpose() + self.q;
    }

    /// The logarithm of the likelihood of this measurement.
    fn update(&mut self, z: f64) -> f64 {
        let y = Vector1::new(z) - self.h * self.x;
        let s = self.h * self.p * self.h.transpose() + self.r;
        let s_inv = s.try_inverse().unwrap();
        let k = self.p * self.h.transpose() * s_inv;
        self.x += k * y;
        self.p = (Matrix2::identity() - k * self.h) * self.p;
        -0.5 * ((y.transpose() * s_inv * y)[(0, 0)] + s.determinant().ln() + std::f64::consts::TAU.ln())
    }
}

#[grad(hvp)]
fn log_likelihood(process: f64, measurement: f64, #[constant] seen: &[f64]) -> f64 {
    let mut filter = KalmanFilter::new(0.1, process, measurement);
    let mut sum = 0.0;
    for &z in seen {
        filter.predict();
        sum += filter.update(z);
    }
    sum
}

pub(crate) fn run() {
    let seen: Vec<_> = (0..20).map(|i| f64::from(i)).map(|i| (0.2 * i).sin() + 0.1 * (17.0 * i).sin()).collect();
    check!(
        log_likelihood(
            0.7,
            0.2,
            #[constant]
            &seen
        ),
        hvp
    );
    let (mut noise, mut step) = ([0.7, 0.2], 1e-3);
    // Of the logarithms, as noise is positive.
    for _ in 0..2000 {
        let (process, measurement) = log_likelihood_grad(noise[0], noise[1], &seen);
        let next = [noise[0] * (step * noise[0] * process).exp(), noise[1] * (step * noise[1] * measurement).exp()];
        let is_better = log_likelihood(next[0], next[1], &seen) > log_likelihood(noise[0], noise[1], &seen);
        step *= if is_better { 1.2 } else { 0.3 };
        noise = if is_better { next } else { noise };
    }
    println!("  Kalman filter            process noise {:.3}, measurement noise {:.4}", noise[0], noise[1]);
    let (process, measurement) = log_likelihood_grad(noise[0], noise[1], &seen);
    assert!(process.abs() < 1e-3 && measurement.abs() < 1e-3, "{process} {measurement}");
}
