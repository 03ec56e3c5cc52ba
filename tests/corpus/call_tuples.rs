//! Helpers that take and give tuples, integers among them.

use autodiff::grad;

#[grad(hvp, taylor)]
fn complex_mul(a: (f64, f64), b: (f64, f64)) -> (f64, f64) {
    (a.0 * b.0 - a.1 * b.1, a.0 * b.1 + a.1 * b.0)
}

#[grad(hvp, taylor)]
fn step(z: (f64, f64), c: (f64, f64), count: u32) -> ((f64, f64), u32) {
    let (re, im) = complex_mul(z, z);
    ((re + c.0, im + c.1), count + 1)
}

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn call_tuples(c: (f64, f64)) -> f64 {
    let (z1, n): (_, u32) = step((0.0, 0.0), c, 0);
    let (z2, n): ((f64, f64), u32) = step(z1, c, n);
    let z3 = step(z2, (c.1, c.0), n);
    let ((re, im), n): (_, u32) = z3;
    (re * re + im * im) / n as f64
}

pub const POINTS: &[((f64, f64),)] = &[((0.3, -0.4),), ((-0.9, 0.2),)];
