//! `m[i] = m[j]` of arrays, where `i` is `j`: the adjoint was added to itself, and
//! then cleared.

use autodiff::grad;

#[grad(hvp)]
pub fn element_onto_itself(x: &[f64], t: f64) -> f64 {
    let mut m = vec![[x[0], x[1]], [x[2], x[3]], [x[4], x[5]]];
    let mut n = 0;
    for i in 0..3 {
        if m[i][0] * m[i][1] > t {
            m[n] = m[i];
            n += 1;
        }
    }
    let mut total = 0.0;
    for row in &m[..n] {
        total += row[0] * row[1] * row[1];
    }
    let mut fixed = [[x[0], t], [x[2], x[3]]];
    fixed[1] = fixed[1];
    total + fixed[1][0] * fixed[1][1]
}

pub const POINTS: &[(&[f64], f64)] =
    &[(&[0.71, 1.32, 0.43, 1.94, 1.11, 0.56], 0.5), (&[0.71, 0.32, 0.43, 1.94, 1.11, 0.96], 0.6)];
