//! Parts that are written through, and a vector that grows.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn checkpoint_parts(x: &[f64], n: usize) -> f64 {
    let mut v = x.to_vec();
    let middle = v.len() / 2;
    let (a, b) = v.split_at_mut(middle);
    #[checkpoint(every = 2)]
    for k in 0..n {
        for (p, q) in a.iter_mut().zip(b.iter_mut()) {
            *p += 0.1 * *q * k as f64;
            *q *= p.sin();
        }
    }
    let mut path = vec![v[0]];
    #[checkpoint(sqrt)]
    for k in 0..n {
        if k % 3 == 1 {
            continue;
        }
        let last = path[path.len() - 1];
        path.push((last * v[1] + 0.1 * k as f64).cos());
    }
    path.iter().sum::<f64>() + v.iter().map(|v| v * v).sum::<f64>()
}

pub const POINTS: &[(&[f64], usize)] =
    &[(&[0.3, 0.8, -0.2, 0.6], 0), (&[0.3, 0.8, -0.2, 0.6], 1), (&[0.5, 0.1], 6), (&[0.5, 0.1, 0.9, 1.2, -0.4], 9)];
