//! A swap with a vector that a call has given: it was taken for a scalar, and
//! the two were not exchanged.

use autodiff::grad;

#[grad(hvp)]
fn powers(x: f64) -> Vec<f64> {
    vec![x, x * x]
}

#[grad(hvp)]
pub fn swap_with_the_result_of_a_call(x: f64, y: f64) -> f64 {
    let mut v = vec![];
    v.push(powers(x)[1]);
    let (mut a, mut b) = (v.clone(), powers(y));
    std::mem::swap(&mut a, &mut b);
    let twice: f64 = powers(y).iter().map(|p| 2.0 * p).sum();
    a[0] * b[0] * twice
}

pub const POINTS: &[(f64, f64)] = &[(0.7, 0.4), (-0.7, 0.3)];
