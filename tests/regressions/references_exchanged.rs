//! `std::mem::swap` of two variables that are references exchanged what they refer
//! to.

use autodiff::grad;

#[grad(hvp)]
pub fn references_exchanged(x: f64) -> f64 {
    let (mut a, mut b) = ([x, x * x], [x, 2.0]);
    let mut p = (&mut a, &mut b);
    std::mem::swap(&mut p.0, &mut p.1);
    p.0[0] *= x;
    std::mem::swap(p.0, p.1);
    p.1[1] *= x;
    let (mut q, mut r) = (&a, &b);
    std::mem::swap(&mut q, &mut r);
    let old = std::mem::replace(&mut q, &a);
    q[0] * r[1] * old[0]
}

pub const POINTS: &[f64] = &[0.7, -1.2];
