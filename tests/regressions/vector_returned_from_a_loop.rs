//! A vector that is made in a loop, or in a branch of a branch, and returned
//! from there: it was refused, as branches and loops carry no memory.

use autodiff::grad;

#[grad(hvp)]
fn first_large(x: &[f64], a: f64) -> Vec<f64> {
    for i in 0..x.len() {
        for j in 0..i {
            if x[i] * x[j] > a {
                return vec![x[i] * a, x[j], a * a];
            }
        }
    }
    match x.first() {
        Some(v) if *v > 0.5 => {
            if a > 1.0 {
                return vec![*v; 2];
            }
        }
        Some(_) => {}
        None => return vec![a],
    }
    x.iter().map(|v| v * a).collect()
}

#[grad(hvp)]
fn halved(mut p: [f64; 2], n: usize) -> ([f64; 2], f64) {
    let mut k = 0.0;
    loop {
        if p[0] * p[1] < 0.1 {
            return ([p[1] * k, p[0]], k);
        }
        p = [0.5 * p[0], p[1] * p[1]];
        k += 0.3 + p[0];
        if k > n as f64 {
            return (p, p[1]);
        }
    }
}

#[grad(hvp)]
pub fn vector_returned_from_a_loop(x: &[f64], a: f64) -> f64 {
    let v = first_large(x, a);
    let (p, k) = halved([v[0], a], 1);
    v.iter().map(|v| v * v).sum::<f64>() + p[0] * p[1] + k
}

pub const POINTS: &[(&[f64], f64)] =
    &[(&[0.7, 0.9, 1.2], 0.8), (&[0.7, 0.3], 1.2), (&[0.7, 0.3], 0.9), (&[0.2, 0.3], 0.9), (&[], 1.3)];
