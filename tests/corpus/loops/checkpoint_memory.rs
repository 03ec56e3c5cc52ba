//! Memory that the loop changes begins each segment as it was; what is overwritten behind the
//! loop was another one in it.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn checkpoint_memory(u: &[f64], nu: f64, n: usize) -> f64 {
    let mut u = u.to_vec();
    let mut force = vec![nu; u.len()];
    let mut next = vec![0.0; u.len()];
    #[checkpoint(sqrt)]
    for _ in 0..n {
        for i in 0..u.len() {
            let left = u[(i + u.len() - 1) % u.len()];
            next[i] = u[i] + nu * (left - u[i]) * u[i] + 0.1 * force[i] * force[i];
        }
        std::mem::swap(&mut u, &mut next);
    }
    for f in &mut force {
        *f *= u[0];
    }
    u.iter().zip(&force).map(|(u, f)| u * u * f).sum()
}

pub const POINTS: &[(&[f64], f64, usize)] =
    &[(&[0.3, 0.8, -0.2], 0.4, 0), (&[0.3, 0.8, -0.2], 0.4, 1), (&[0.5, 0.1], 0.3, 5), (&[0.5, 0.1, 0.9], -0.2, 9)];
