//! `&mut` inside of tuples: parameters, arguments, nested, beside `&`.

use autodiff::grad;

#[grad(hvp, taylor)]
fn put(p: (&mut [f64], f64)) -> f64 {
    p.0[0] = p.1 * p.1;
    p.1
}

#[grad(hvp, taylor)]
fn scale((a, k): (&mut f64, f64), n: usize) {
    for _ in 0..n {
        *a *= k;
    }
}

#[grad(hvp, taylor)]
fn mix(p: (&[f64], &mut [f64])) {
    for (i, v) in p.0.iter().enumerate() {
        p.1[i] += v * v * p.1[i];
    }
}

#[grad(hvp, taylor)]
fn nested(p: ((&mut f64, usize), (f64, f64), &mut Vec<f64>)) -> (f64, f64) {
    let ((r, n), q, v) = p;
    *r += q.0 * n as f64;
    v.push(*r * q.1);
    (*r, v[0])
}

#[grad(hvp, taylor)]
fn passes(p: (&mut [f64], f64)) -> f64 {
    let a = put((p.0, p.1));
    let b = put((&mut p.0[1..], a * p.1));
    a * b
}

#[grad(hvp, taylor, pullback)]
pub fn mut_in_tuple(x: f64, y: f64) -> f64 {
    let mut a = [x, y, 0.5];
    let s = passes((&mut a[..2], y));
    let (head, tail) = a.split_at_mut(1);
    mix((head, tail));
    let mut t = (x, s);
    scale((&mut t.0, a[1]), 2);
    for v in &mut a {
        scale((v, t.0), 1);
    }
    let mut v = vec![t.0];
    let whole = ((&mut a[2], 3), (x, y), &mut v);
    let (p, q): (f64, f64) = nested(whole);
    p * q + a[0] * v[1] + a[2]
}

pub const POINTS: &[(f64, f64)] = &[(0.7, -0.4), (1.1, 0.9)];
