//! `rotate_left`, `rotate_right`, `copy_within`, `swap_with_slice`.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_shifted(x: &[f64], k: usize) -> f64 {
    let mut v = x.to_vec();
    v.rotate_left(1);
    v.copy_within(0..2, 1);
    v[0] *= v[1];
    v.rotate_right(k);
    let mut w = vec![x[0]; 3];
    v.swap_with_slice(&mut w[..]);
    v[0] *= w[1];
    let (a, b) = v.split_at_mut(1);
    a.swap_with_slice(&mut b[..1]);
    w.copy_within(1.., 0);
    v[0] * v[1] * w[0] + w[2]
}

pub const POINTS: &[(&[f64], usize)] = &[(&[0.7, 0.4, 1.1], 0), (&[-0.8, 1.3, 0.2], 2)];
