//! The internal rate of return of a list of payments, by Newton's method.
//! no f32: the tolerance is finer than single precision.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn internal_rate_of_return(payments: &[f64], guess: f64) -> f64 {
    let mut rate = guess;
    for _ in 0..100 {
        let mut value = 0.0;
        let mut slope = 0.0;
        for (t, payment) in payments.iter().enumerate() {
            let t = t as f64;
            let discount = (1.0 + rate).powf(-t);
            value += payment * discount;
            slope -= t * payment * discount / (1.0 + rate);
        }
        let step = value / slope;
        rate -= step;
        if step.abs() < 1e-13 {
            break;
        }
    }
    rate
}

pub const POINTS: &[(&[f64], f64)] = &[(&[-1.0, 0.3, 0.5, 0.6], 0.1), (&[-2.0, 2.3], 0.05)];
