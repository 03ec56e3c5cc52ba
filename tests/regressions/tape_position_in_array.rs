//! Where an inner loop of unknown count begins on its tape is recorded in a
//! tape of its own; that of an outer loop with a literal count is an array,
//! and was pushed to.

use autodiff::grad;

#[grad(hvp)]
pub fn tape_position_in_array(a: f64, counts: &[usize]) -> f64 {
    let mut y = a;
    for i in 0..3 {
        let mut steps = counts[i];
        while steps > 0 {
            y = (y * a).sin() + 0.5 * y;
            steps -= 1;
        }
    }
    y
}

pub const POINTS: &[(f64, &[usize])] = &[(0.7, &[1, 2, 0]), (1.2, &[0, 1, 3])];
