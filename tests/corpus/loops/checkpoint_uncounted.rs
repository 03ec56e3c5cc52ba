//! Checkpoints of loops that nobody has counted: `while`, `loop`, and a `for` that is left early.

use autodiff::grad;

#[grad(hvp)]
pub fn checkpoint_uncounted(x: &[f64], p: f64, n: usize) -> f64 {
    let mut u = x.to_vec();
    let (mut k, mut t) = (0, p);
    #[checkpoint(every = 3)]
    while k < n && t < 5.0 {
        for i in 0..u.len() {
            u[i] = 0.5 * (u[i] * p + u[(i + 1) % x.len()]).sin() + 0.1 * t;
        }
        t += 0.1 * u[0] * u[0];
        k += 1;
    }
    #[checkpoint(every = n / 2)]
    for i in 0..10 * n {
        if t > 1.7 {
            break;
        }
        t *= 1.0 + 0.1 * u[i % x.len()].cos();
        u[0] = 0.9 * u[0] * t;
    }
    let (mut left, mut last) = (5, 0.0);
    #[checkpoint(every = 2)]
    loop {
        u[0] = 0.8 * u[0] * t + 0.1;
        t = 0.9 * (t + 0.3 * u[0]).sin();
        left -= 1;
        if left == 0 {
            last += t * u[0];
            break;
        }
    }
    last + t
}

pub const POINTS: &[(&[f64], f64, usize)] =
    &[(&[0.3], 0.4, 0), (&[0.3, 0.8, 0.2], 0.4, 4), (&[0.5, 0.1, 0.7, 0.2, 0.9], 1.3, 9)];
