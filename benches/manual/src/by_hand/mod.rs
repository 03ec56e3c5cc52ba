//! The gradients as one writes them with care: what is kept is what is dear to
//! compute, each slice is cut before its loop, and where the derivative of a term
//! waits for nothing, it stands beside the term.

pub mod ba;
pub mod det;
pub mod gmm;
pub mod kmeans;
pub mod llsq;
pub mod lse;
pub mod lstm;
pub mod ode;
pub mod perceptron;

/// The sum of the products, in eight parts, so that several are added at a time.
pub(crate) fn dot(a: &[f64], b: &[f64]) -> f64 {
    let (a, a_rest) = a.as_chunks::<8>();
    let (b, b_rest) = b.as_chunks::<8>();
    let mut parts = [0.0; 8];
    for (a, b) in a.iter().zip(b) {
        for ((part, a), b) in parts.iter_mut().zip(a).zip(b) {
            *part += a * b;
        }
    }
    a_rest.iter().zip(b_rest).fold(parts.iter().sum(), |sum, (a, b)| sum + a * b)
}

/// Adds a multiple of `x` to `y`.
pub(crate) fn add_scaled(y: &mut [f64], scale: f64, x: &[f64]) {
    for (y, x) in y.iter_mut().zip(x) {
        *y += scale * x;
    }
}
