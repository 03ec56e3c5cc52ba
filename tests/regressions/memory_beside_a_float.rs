//! Memory and a float come out of two branches: the seed of the memory was compared
//! with the placeholder that stood there before the branch.

use autodiff::grad;

#[grad(hvp)]
fn either(x: &[f64], c: f64) -> (Vec<f64>, f64) {
    if x[1] > c { (x.to_vec(), x[1]) } else { (vec![x[0] * x[0]], x[2]) }
}

#[grad(hvp)]
fn rows(x: &[f64], c: f64) -> (Vec<Vec<f64>>, f64) {
    if x[1] > c { (vec![x.to_vec(), vec![x[0]]], x[1]) } else { (vec![vec![x[0] * x[0]]], x[2]) }
}

#[grad(hvp)]
fn from_loop(x: &[f64], c: f64) -> (Vec<f64>, (f64, [f64; 2])) {
    for i in 0..3 {
        if x[i] > c {
            return (x.to_vec(), (x[1], [x[0], 2.0]));
        }
    }
    (vec![x[0] * x[0]], (x[2], [x[1], x[2]]))
}

#[grad(hvp)]
pub fn memory_beside_a_float(x: &[f64], c: f64) -> f64 {
    let (v, s) = either(x, c);
    let (m, t) = rows(x, c);
    let (w, (q, r)) = from_loop(x, c);
    v[0] * s + m[0][0] * t + w[0] * q * r[0] * r[1]
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.71, 1.32, 0.43], 1.0), (&[0.71, 0.32, 0.43], 0.9)];
