//! Least squares of a polynomial against the sign function.

#![allow(clippy::cast_precision_loss, reason = "counts are small")]

use super::add_scaled;

/// The powers of a point are kept for its derivative, those of the next one take
/// their place.
pub fn gradient(x: &[f64], n: usize) -> Vec<f64> {
    let mut x_bar = vec![0.0; x.len()];
    let mut powers = vec![0.0; x.len()];
    for i in 0..n {
        let t = -1.0 + i as f64 * 2.0 / (n as f64 - 1.0);
        let (mut power, mut sum) = (1.0, 0.0);
        for (kept, c) in powers.iter_mut().zip(x) {
            *kept = power;
            sum += c * power;
            power *= t;
        }
        let sign = if t > 0.0 { 1.0 } else { -f64::from(t < 0.0) };
        add_scaled(&mut x_bar, sum - sign, &powers);
    }
    x_bar
}
