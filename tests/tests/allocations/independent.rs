//! What is said to be independent keeps nothing of its iterations.

use super::{DOUBLE, measured, values};
use autodiff::grad;

/// A sum over rows, each of which goes through scratch that is there once.
#[grad(only(grad_into))]
fn through_scratch(w: &[f64], x: &[f64]) -> f64 {
    let d = w.len();
    let mut row = vec![0.0; d];
    let mut total = 0.0;
    #[independent]
    for x in x.chunks_exact(d) {
        for j in 0..d {
            row[j] = (w[j] * x[j]).sin();
        }
        for j in 0..d {
            total += row[j] * row[d - 1 - j];
        }
    }
    total
}

/// The same, where the adjoint waits for the sum.
#[grad(only(grad_into))]
fn through_scratch_to_a_root(w: &[f64], x: &[f64]) -> f64 {
    let d = w.len();
    let mut row = vec![0.0; d];
    let mut total = 0.0;
    #[independent]
    for x in x.chunks_exact(d) {
        for j in 0..d {
            row[j] = (w[j] * x[j]).sin();
        }
        for j in 0..d {
            total += row[j] * row[d - 1 - j];
        }
    }
    total.sqrt()
}

/// However many iterations there are, there is room for one of them.
#[test]
fn independent_iterations_keep_nothing() {
    const WIDTH: usize = 10;
    let (w, x) = (values(WIDTH, 0.1), values(WIDTH * 1000, 0.2));
    let (mut w_bar, mut x_bar) = (vec![0.0; WIDTH], vec![0.0; x.len()]);
    let (_, info) = measured(|| through_scratch_grad_into(&w, &x, &mut w_bar, &mut x_bar));
    assert!(info.bytes_max <= 5 * WIDTH as u64 * DOUBLE && info.count_total <= 5, "{info:?}");
    let (_, info) = measured(|| through_scratch_to_a_root_grad_into(&w, &x, &mut w_bar, &mut x_bar));
    assert!(info.bytes_max <= 7 * WIDTH as u64 * DOUBLE && info.count_total <= 7, "{info:?}");
}
