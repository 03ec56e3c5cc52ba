//! Modified Gram–Schmidt on the columns of a matrix, in place; returned are
//! the logarithms of the diagonal of the triangular factor.

use autodiff::grad;

#[grad(hvp)]
fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

#[grad(hvp)]
pub fn qr_gram_schmidt(columns: &mut [Vec<f64>]) -> Vec<f64> {
    let mut logs = Vec::new();
    for j in 0..columns.len() {
        let norm = dot(&columns[j], &columns[j]).sqrt();
        logs.push(norm.ln());
        for v in columns[j].iter_mut() {
            *v /= norm;
        }
        let (done, rest) = columns.split_at_mut(j + 1);
        let q = &done[j];
        for column in rest {
            let r = dot(q, column);
            for (v, e) in column.iter_mut().zip(q) {
                *v -= r * e;
            }
        }
    }
    logs
}

pub const POINTS: &[&[&[f64]]] = &[&[&[1.0, 0.5, -0.3], &[0.4, 2.0, 0.6], &[-1.0, 0.2, 1.5]], &[&[1.0, 2.0, 0.5]], &[]];
