//! `Vec::new()` whose elements show only in what it is swapped with: they were
//! not taken for floats, and every derivative was silently zero.

use autodiff::grad;

#[grad(hvp)]
fn differences(x: &[f64], out: &mut Vec<f64>, k: f64) {
    out.clear();
    for w in x.windows(2) {
        out.push(k * (w[1] - w[0]));
    }
}

#[grad(hvp)]
pub fn scratch_of_unknown_elements(x: &[f64], t: f64) -> f64 {
    let mut scratch = Vec::new();
    let mut current = x.to_vec();
    while current.len() > 1 {
        differences(&current, &mut scratch, t);
        std::mem::swap(&mut current, &mut scratch);
    }
    current[0] * t
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.9, 0.5, -0.7, 1.1], 1.3), (&[0.3], 0.4)];
