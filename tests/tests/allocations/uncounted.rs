//! Checkpoints of a loop that nobody has counted.

use super::{DOUBLE, measured, values};
use autodiff::grad;

/// A ring of states, each driven by the one before it, until the first one is small.
#[grad(only(grad_into))]
fn settle(x: &[f64], limit: f64) -> f64 {
    let mut state = x.to_vec();
    let n = state.len();
    #[checkpoint(every = 64)]
    while state[0] > limit {
        let last = state[n - 1];
        for i in (1..n).rev() {
            state[i] = 0.99 * state[i] + 0.001 * state[i - 1] * state[i - 1];
        }
        state[0] = 0.99 * state[0] + 0.001 * last;
    }
    state[0]
}

/// The same without checkpoints.
#[grad(only(grad_into))]
fn settle_with_all(x: &[f64], limit: f64) -> f64 {
    let mut state = x.to_vec();
    let n = state.len();
    while state[0] > limit {
        let last = state[n - 1];
        for i in (1..n).rev() {
            state[i] = 0.99 * state[i] + 0.001 * state[i - 1] * state[i - 1];
        }
        state[0] = 0.99 * state[0] + 0.001 * last;
    }
    state[0]
}

/// Of some two thousand steps over fifty states, those of one segment are kept, and a state for
/// each segment, where all would be 800 kB.
#[test]
fn a_segment_and_a_state_for_each_are_kept() {
    let x = values(50, 0.1);
    let mut bars = [vec![0.0; 50], vec![0.0; 50]];
    let mut limits = [0.0; 2];
    let [kept, all] = &mut bars;
    let (_, few) = measured(|| settle_grad_into(&x, 1e-8, kept, &mut limits[0]));
    let (_, many) = measured(|| settle_with_all_grad_into(&x, 1e-8, all, &mut limits[1]));
    assert!(few.bytes_max * 5 <= many.bytes_max, "{few:?}, {many:?}");
    assert!(many.bytes_max >= 1000 * 49 * DOUBLE, "{many:?}");
    assert!(kept.iter().zip(all).all(|(a, b)| a.to_bits() == b.to_bits()));
}
