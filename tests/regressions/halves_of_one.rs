//! Both halves of `split_at_mut` as arguments of one call: a slice was replaced
//! as if it were a vector.

use autodiff::grad;

#[grad(hvp)]
fn scale(by: &[f64], v: &mut [f64]) {
    v[0] *= by[0];
}

#[grad(hvp)]
fn exchange(a: &mut [f64], b: &mut [f64]) {
    b[0] *= a[0];
    a[0] = b[0].sin();
}

#[grad(hvp)]
pub fn halves_of_one(x: &[f64]) -> f64 {
    let mut v = x.to_vec();
    for k in 1..x.len() {
        let (left, right) = v.split_at_mut(k);
        scale(left, right);
        exchange(&mut left[..1], &mut right[..1]);
        exchange(right, left);
    }
    v[0] + v[1] * v[2]
}

pub const POINTS: &[&[f64]] = &[&[0.9, 1.4, -0.8], &[1.7, 0.6, 1.1, 2.0]];
