//! Sums that are read while they grow: the adjoint of each is a sum from the end, and wants the iterations in that order.

use autodiff::grad;

#[grad(hvp, taylor)]
fn weighed(s: f64, w: f64) -> f64 {
    (s * w).sin()
}

#[grad(hvp, taylor)]
fn brownian(steps: &[f64], dt: f64) -> f64 {
    let (mut w, mut c) = (0.0, 0.0);
    for z in steps {
        w += z * dt;
        c += w.exp();
    }
    c
}

#[grad(hvp, taylor)]
fn invariant(x: &[f64], a: f64) -> f64 {
    let (mut s, mut t) = (0.0, 0.0);
    for v in x {
        s += a;
        t += (s * v).sin();
    }
    t
}

#[grad(hvp, taylor)]
fn of_inner_sums(x: &[f64]) -> f64 {
    let (mut s, mut t) = (0.0, 0.0);
    for _ in 0..3 {
        let mut u = 0.0;
        for v in x {
            u += v.exp();
        }
        s = s + u;
        t += s.sin();
    }
    t
}

#[grad(hvp, taylor, sparse_jacobian)]
pub fn loop_running_sums(x: &[f64], w: &[f64], a: f64) -> f64 {
    let (mut s, mut t) = (0.0, 0.0);
    for i in 0..x.len() {
        s += x[i];
        t += s * w[i];
    }
    let (mut down, mut p, mut before) = (0.0, 0.0, 0.0);
    for (i, v) in x.iter().enumerate() {
        down -= v;
        t += down.sin() + weighed(s + down, a);
        let q = v + w[i].exp();
        p = p + q * before;
        before = q;
    }
    let mut u = 0.0;
    let mapped: f64 = x
        .iter()
        .map(|v| {
            u += v;
            f64::exp(u * 0.1)
        })
        .sum();
    t * p + mapped + brownian(x, a) + invariant(w, a) + of_inner_sums(w)
}

pub const POINTS: &[(&[f64], &[f64], f64)] =
    &[(&[0.4, -0.8, 1.2], &[0.3, 0.1, 0.7], 0.9), (&[], &[], 0.5), (&[0.6], &[-0.4], 1.1)];
