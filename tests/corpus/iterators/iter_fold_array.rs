//! `fold` whose state is an array, a tuple with one, or a vector.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_fold_array(x: &[f64]) -> f64 {
    let sums = x.iter().fold([0.0, 1.0], |mut acc, v| {
        acc[0] += v;
        acc[1] *= v;
        acc
    });
    let turned = x.iter().fold([0.0, 1.0], |acc, v| [acc[1] + v, acc[0] * v]);
    let (pair, product) = x.iter().fold(([0.5, x[0]], 1.0), |(a, k), v| ([a[1] * v, a[0] + k], k * v));
    let list = x.iter().fold(vec![1.0], |mut list, v| {
        list.push(v * list[0]);
        list[0] += v;
        list
    });
    sums[0] * sums[1] + turned[0] * turned[1] + pair[0] * pair[1] * product + list[1] * list[2] * list[0]
}

pub const POINTS: &[&[f64]] = &[&[0.7, 0.4, 1.1], &[1.2, -0.6]];
