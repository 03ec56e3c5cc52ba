//! Vectors of tuples whose type only a `push` tells: their derivative was zero.

use autodiff::grad;

#[grad(hvp)]
pub fn tuples_that_show_later(x: &[f64], n: usize) -> f64 {
    let mut h = vec![];
    h.push((x[0] * x[0], n));
    h.push((x[1], 3));
    let mut s = 0.0;
    for &(p, q) in &h {
        s += p * p * q as f64;
    }
    let mut stack = Vec::new();
    stack.push((x[0], 0));
    while let Some((v, depth)) = stack.pop() {
        if depth < 3 {
            stack.push((v * x[1], depth + 1));
            stack.push((v.sin(), depth + 2));
        } else {
            s += v * v;
        }
    }
    let indexed: Vec<_> = x.iter().enumerate().map(|(i, &a)| (a * a, i)).collect();
    let nested = x.iter().map(|a| (a.sin(), (a * a, 1.0))).collect::<Vec<_>>();
    let mut pairs: Vec<(f64, f64)> = x.iter().map(|v| (*v, v * v)).collect();
    while pairs.len() > 1 {
        let mut next = Vec::with_capacity(pairs.len());
        for w in pairs.windows(2) {
            next.push((w[0].0 * w[1].0, w[0].1 + w[1].1));
        }
        pairs = next;
    }
    s + indexed.iter().map(|p| p.0 * p.1 as f64).sum::<f64>() + nested[0].0 * nested[1].1.0 + pairs[0].0 * pairs[0].1
}

pub const POINTS: &[(&[f64], usize)] = &[(&[0.7, 0.4, 1.1], 2), (&[1.3, -0.8], 1)];
