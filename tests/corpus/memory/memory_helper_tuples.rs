//! Tuples with arrays in them as arguments, and references that are swapped.

use autodiff::grad;

#[grad(hvp, taylor)]
fn product(t: (f64, [f64; 2])) -> f64 {
    t.0 * t.1[0] * t.1[0] * t.1[1]
}

#[grad(hvp, taylor)]
fn chosen(t: &([f64; 2], f64), k: ([f64; 2], usize)) -> f64 {
    t.1 * t.0[0] * k.0[k.1]
}

#[grad(hvp, taylor)]
fn exchanged(a: &mut f64, b: &mut f64, v: &mut Vec<f64>, w: &mut Vec<f64>) {
    std::mem::swap(a, b);
    *a *= *b;
    std::mem::swap(v, w);
    v[0] *= *a;
    std::mem::swap(&mut v[0], b);
}

#[grad(hvp, taylor, pullback)]
pub fn memory_helper_tuples(x: &[f64]) -> f64 {
    let a = [x[0], x[1]];
    let s = product((x[0], [x[1], x[2]])) * product((x[2], a)) + chosen(&(a, x[2]), ([x[1]; 2], 1));
    let (mut p, mut q) = (x[0], x[1]);
    let (mut v, mut w) = (vec![x[2]], vec![x[0], x[1]]);
    exchanged(&mut p, &mut q, &mut v, &mut w);
    s + p * q * v[0] * w[0] * v[1]
}

pub const POINTS: &[&[f64]] = &[&[0.7, 0.4, 1.1], &[-0.3, 0.8, 0.5]];
