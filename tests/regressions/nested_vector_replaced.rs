//! A vector of vectors that is replaced: its shadow got the number of rows back,
//! and not their lengths.

use autodiff::grad;

#[grad(hvp)]
fn product(a: &[Vec<f64>], b: &[Vec<f64>]) -> Vec<Vec<f64>> {
    a.iter().map(|row| (0..b[0].len()).map(|j| row.iter().zip(b).map(|(x, b)| x * b[j]).sum()).collect()).collect()
}

#[grad(hvp)]
pub fn nested_vector_replaced(p: &[f64]) -> f64 {
    let a = vec![vec![p[0], p[1]], vec![p[2], p[3]]];
    let mut term: Vec<Vec<f64>> = vec![vec![1.0, 0.0], vec![0.0, 1.0]];
    let mut trace = 2.0;
    for k in 1..=5 {
        term = product(&term, &a);
        for row in &mut term {
            for v in row.iter_mut() {
                *v /= k as f64;
            }
        }
        trace += term[0][0] + term[1][1];
    }
    let mut cube = vec![vec![vec![p[0]; 2]; 2], vec![vec![p[1], p[2] * p[2], trace]]];
    trace *= cube[0][1][1] * cube[1][0][1];
    cube[1] = term;
    cube[1][1][0] * trace + cube[0][0][1]
}

pub const POINTS: &[&[f64]] = &[&[0.3, -0.5, 0.8, 0.2], &[1.1, 0.4, -0.3, 0.9]];
