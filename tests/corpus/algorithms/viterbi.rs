//! The score of the best path through a trellis: a maximum over predecessors
//! at every stage.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn viterbi(start: &[f64], transition: &[f64], emission: &[f64]) -> f64 {
    let states = start.len();
    let mut score = start.to_vec();
    for row in emission.chunks(states) {
        let mut next = vec![f64::NEG_INFINITY; states];
        for to in 0..states {
            for from in 0..states {
                let candidate = score[from] + transition[from * states + to];
                if candidate > next[to] {
                    next[to] = candidate;
                }
            }
            next[to] += row[to];
        }
        score.copy_from_slice(&next);
    }
    score.into_iter().fold(f64::NEG_INFINITY, f64::max)
}

pub const POINTS: &[(&[f64], &[f64], &[f64])] = &[
    (&[-0.7, -0.4], &[-0.2, -1.5, -1.1, -0.5], &[-0.3, -1.2, -2.0, -0.1, -0.6, -0.9]),
    (&[-0.7, -0.4], &[-0.2, -1.5, -1.1, -0.5], &[]),
];
