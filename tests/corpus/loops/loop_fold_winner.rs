//! Folds by `if`, `min` and `max`: with a tie, from a start that may win, and of what a loop
//! computes. What goes along with the winner has its derivative, too.

use autodiff::grad;

#[grad(hvp, taylor)]
fn squared(p: &[f64], c: &[f64]) -> f64 {
    p.iter().zip(c).map(|(p, c)| (p - c) * (p - c)).sum()
}

#[grad(hvp, taylor, sparse_jacobian)]
pub fn loop_fold_winner(centres: &[f64], x: &[f64], start: f64) -> f64 {
    let mut sum = 0.0;
    for p in x.chunks_exact(2) {
        let nearest = centres.chunks_exact(2).map(|c| squared(p, c)).fold(f64::INFINITY, f64::min);
        let (mut best, mut beside) = (start, start * start);
        for i in (0..centres.len()).rev() {
            if centres[i] * p[0] > best {
                best = centres[i] * p[0];
                beside = centres[i].sin();
            }
        }
        let mut largest = start;
        for c in &centres[1..] {
            largest = c.exp().max(largest);
        }
        sum += nearest * best + beside * largest;
    }
    sum
}

pub const POINTS: &[(&[f64], &[f64], f64)] =
    &[(&[0.4, -0.8, 1.2, 0.6], &[0.1, 0.2, 0.5, 0.3], 0.05), (&[0.4, -0.8], &[-0.9, 0.7], 5.0)];

/// Ties go to the one that came first, or last, as the comparison says.
pub const KINKS: &[(&[f64], &[f64], f64)] =
    &[(&[0.5, 1.0, 0.5, 1.0], &[0.25, 0.5], 0.2), (&[0.5, 0.5], &[1.0, 1.0], 0.5)];
