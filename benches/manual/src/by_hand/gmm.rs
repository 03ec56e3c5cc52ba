//! The log-posterior of a Gaussian mixture.

#![allow(clippy::cast_precision_loss, reason = "counts are small")]

use super::{add_scaled, dot};

/// The cotangents of `alpha`, `mu`, `q` and `l`.
pub type Gradient = (Vec<f64>, Vec<f64>, Vec<f64>, Vec<f64>);

/// What the parameters are by the time that the points are looked at, and the
/// cotangents of that.
struct Mixture<'a> {
    d: usize,
    triangle: usize,
    diagonals: &'a [f64],
    l: &'a [f64],
    mu: &'a [f64],
}

/// A point is done with when the next one comes: its residuals are all that is
/// kept, one vector for each component.
#[allow(clippy::too_many_arguments, reason = "the problem has so many parts")]
pub fn gradient(
    alpha: &[f64],
    mu: &[f64],
    q: &[f64],
    l: &[f64],
    x: &[f64],
    d: usize,
    gamma: f64,
    m: usize,
) -> Gradient {
    let k = alpha.len();
    let diagonals: Vec<f64> = q.iter().map(|q| q.exp()).collect();
    let offsets: Vec<f64> = alpha.iter().zip(q.chunks_exact(d)).map(|(a, row)| a + row.iter().sum::<f64>()).collect();
    let mixture = Mixture { d, triangle: l.len() / k, diagonals: &diagonals, l, mu };
    let mut mu_bar = vec![0.0; mu.len()];
    let mut diagonals_bar: Vec<f64> = diagonals.iter().map(|v| -gamma * gamma * v).collect();
    let mut l_bar: Vec<f64> = l.iter().map(|v| -gamma * gamma * v).collect();
    let mut shares = vec![0.0; k];
    let mut terms = vec![0.0; k];
    let mut residuals = vec![0.0; k * d];
    for point in x.chunks_exact(d) {
        for (c, residual) in residuals.chunks_exact_mut(d).enumerate() {
            terms[c] = offsets[c] - 0.5 * mixture.distance(c, point, residual);
        }
        softmax(&mut terms);
        for (c, residual) in residuals.chunks_exact_mut(d).enumerate() {
            shares[c] += terms[c];
            let triangle = c * mixture.triangle..(c + 1) * mixture.triangle;
            let row = c * d..(c + 1) * d;
            let bars = (&mut mu_bar[row.clone()], &mut diagonals_bar[row], &mut l_bar[triangle]);
            mixture.adjoint(c, point, -terms[c], residual, bars);
        }
    }
    terms.copy_from_slice(alpha);
    softmax(&mut terms);
    let points = (x.len() / d) as f64;
    let alpha_bar = shares.iter().zip(&terms).map(|(share, prior)| share - points * prior).collect();
    let mut q_bar = diagonals_bar;
    for ((row, diagonal), share) in q_bar.chunks_exact_mut(d).zip(diagonals.chunks_exact(d)).zip(&shares) {
        for (bar, diagonal) in row.iter_mut().zip(diagonal) {
            *bar = share + m as f64 + *bar * diagonal;
        }
    }
    (alpha_bar, mu_bar, q_bar, l_bar)
}

/// The derivative of the logarithm of the sum of the exponentials, in its place.
fn softmax(terms: &mut [f64]) {
    let largest = terms.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mut sum = 0.0;
    for term in terms.iter_mut() {
        *term = (*term - largest).exp();
        sum += *term;
    }
    let scale = 1.0 / sum;
    for term in terms {
        *term *= scale;
    }
}

impl Mixture<'_> {
    /// The diagonal, the columns below it, and the mean of a component.
    fn component(&self, c: usize) -> (&[f64], &[f64], &[f64]) {
        let row = c * self.d..(c + 1) * self.d;
        let l = &self.l[c * self.triangle..(c + 1) * self.triangle];
        (&self.diagonals[row.clone()], l, &self.mu[row])
    }

    /// The squared length of the residual, which is left behind.
    fn distance(&self, c: usize, point: &[f64], residual: &mut [f64]) -> f64 {
        let (diagonal, mut rest, mu) = self.component(c);
        for (((r, q), x), mu) in residual.iter_mut().zip(diagonal).zip(point).zip(mu) {
            *r = q * (x - mu);
        }
        for j in 0..self.d {
            let (column, others) = rest.split_at(self.d - j - 1);
            rest = others;
            add_scaled(&mut residual[j + 1..], point[j] - mu[j], column);
        }
        dot(residual, residual)
    }

    /// Adds the derivatives of half the squared length, times `scale`; the residual
    /// becomes its cotangent.
    fn adjoint(
        &self,
        c: usize,
        point: &[f64],
        scale: f64,
        residual: &mut [f64],
        (mu_bar, diagonal_bar, l_bar): (&mut [f64], &mut [f64], &mut [f64]),
    ) {
        let (diagonal, mut rest, mu) = self.component(c);
        let mut rest_bar = l_bar;
        for r in residual.iter_mut() {
            *r *= scale;
        }
        for j in 0..self.d {
            let (column, others) = rest.split_at(self.d - j - 1);
            let (column_bar, others_bar) = rest_bar.split_at_mut(self.d - j - 1);
            (rest, rest_bar) = (others, others_bar);
            let centred = point[j] - mu[j];
            add_scaled(column_bar, centred, &residual[j + 1..]);
            mu_bar[j] -= residual[j] * diagonal[j] + dot(column, &residual[j + 1..]);
            diagonal_bar[j] += residual[j] * centred;
        }
    }
}
