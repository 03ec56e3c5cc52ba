//! A recurrence of numbers of which few states are kept: at one level, at two, by a distance.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn checkpoint_scalars(x: f64, rate: f64, n: usize) -> f64 {
    let (mut s, mut t) = (x, 0.5);
    #[checkpoint(sqrt)]
    for k in 0..n {
        s = rate * s * (1.0 - s) + 0.01 * k as f64;
        t += s * t * 0.1;
    }
    #[checkpoint(levels = 2)]
    for _ in 0..n {
        t = (t + s).sin();
    }
    let every = n / 3;
    #[checkpoint(every = every)]
    for _ in 0..2 * n {
        s = s * t + 0.2;
    }
    s
}

pub const POINTS: &[(f64, f64, usize)] = &[(0.3, 2.9, 0), (0.3, 2.9, 1), (0.2, 2.1, 2), (0.4, 1.7, 7), (0.3, 2.2, 12)];
