//! Functions over any float, called at one type: with slices, arrays of any length, tuples, an
//! early return, a constant, a method of the float in path form.

use autodiff::grad;
use num_traits::{Float, FloatConst};

#[grad(hvp)]
fn softmax_loss<T: Float>(z: &[T], k: usize) -> T {
    let top = z.iter().fold(T::neg_infinity(), |m, &v| T::max(m, v));
    let mut sum = T::zero();
    for v in z {
        sum = sum + (*v - top).exp();
    }
    sum.ln() + top - z[k]
}

#[grad(hvp)]
fn polar<T: Float + FloatConst>(x: T, y: T) -> (T, T) {
    (x.hypot(y), Float::atan2(y, x) / T::TAU())
}

#[grad(hvp)]
fn clipped<T: Float, const N: usize>(c: [T; N], x: T) -> T {
    if x < T::from(-1.5).unwrap() {
        return T::one();
    }
    c.iter().rev().fold(T::zero(), |s, &k| s * x + k)
}

#[grad(hvp, sparse_jacobian)]
pub fn generic_callee(x: f64, y: f64) -> f64 {
    let (r, phi) = polar(x, y);
    let loss = softmax_loss(&[x * y, r, phi], 1);
    loss + clipped([x, 0.5, y], x * y) * phi
}

pub const POINTS: &[(f64, f64)] = &[(1.0, 0.5), (-0.7, 1.3), (2.0, -1.1)];
