//! Rows that a loop runs through from the first one on: of one memory and of two, of which the
//! shorter says how many, numbered, by hand as well, and rows of what the loop around has.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn iter_chunks_of_rows(x: &[f64], w: &[f64], m: usize) -> f64 {
    let mut total = 0.0;
    for (i, (row, v)) in x.chunks_exact(m).zip(w).enumerate() {
        let sum: f64 = row.iter().map(|x| x * v).sum();
        total += sum.sin() * (i + 1) as f64;
    }
    for (a, b) in x.chunks_exact(m).zip(w.chunks_exact(m)) {
        for pair in a.chunks_exact(2) {
            total += pair[0] * pair[1] * b[m - 1];
        }
    }
    for i in 0..x.len() / m {
        let row = &x[i * m..(i + 1) * m];
        total += row[0] * row[m - 1].exp();
    }
    total
}

pub const POINTS: &[(&[f64], &[f64], usize)] = &[
    (&[0.4, -0.8, 1.2, 0.6, 0.3, -0.7, 0.9], &[0.1, 0.2, -0.5], 2),
    (&[0.4, -0.8, 1.2, 0.6], &[0.1, 0.2, -0.5, 0.7, 0.8, -0.9, 0.3], 3),
    (&[0.4, -0.8, 1.2], &[0.1], 4),
];
