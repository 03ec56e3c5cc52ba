//! Folds that begin with a number compare once, one that begins with an argument asks for NaN as
//! well. What is carried may stand on either side, and NaN among what is folded is passed over.

use autodiff::grad;

#[grad(hvp, taylor)]
pub fn loop_fold_of_numbers(x: &[f64], start: f64) -> f64 {
    let least = x.iter().copied().fold(f64::INFINITY, f64::min);
    let largest = x.iter().fold(f64::NEG_INFINITY, |m, v| v.max(m));
    let mut bounded = 2.0;
    for v in x {
        bounded = (-v).min(bounded);
    }
    let unknown = x.iter().fold(start, |m, v| m.max(*v));
    let other = x.iter().fold(start, |m, v| v.min(m));
    least * largest + bounded * bounded + unknown.sin() * other
}

pub const POINTS: &[(&[f64], f64)] =
    &[(&[0.4, -0.8, 1.2, 0.6], 0.05), (&[0.4, -0.8, 0.3], 5.0), (&[-3.5, -2.5], -4.0), (&[1.5], 2.5)];

pub const KINKS: &[(&[f64], f64)] = &[
    (&[f64::NAN, 0.5, -0.25], 0.2),
    (&[0.5, f64::NAN, -0.25, f64::NAN], f64::NAN),
    (&[0.5, 0.5, -0.5, -0.5], f64::NAN),
    (&[0.5, -0.5, 0.5, -0.5], 0.5),
    (&[0.0, -0.0, 0.0], -0.0),
];
