//! A number that a call returns may be lent, and a `let` may say that it is one.

use autodiff::grad;

#[grad(hvp, taylor)]
pub fn h(x: f64) -> f64 {
    x.sin()
}

#[grad(hvp, taylor)]
pub fn pair(x: f64, y: f64) -> (f64, f64) {
    (x * y, x + y)
}

#[grad(hvp, taylor)]
pub fn cube(x: &f64) -> f64 {
    x * x * x
}

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn call_lent_number(x: f64, y: f64) -> f64 {
    let a = h(x);
    let a = &a;
    let b: f64 = {
        let (first, _) = pair(x, y);
        first
    };
    let c = &b;
    let d = cube(&y);
    let mut sum = *a;
    for _ in 0..2 {
        let e = -h(sum);
        let f = &e;
        sum += *f * x;
    }
    sum * *c + cube(&d)
}

pub const POINTS: &[(f64, f64)] = &[(1.2, 0.7), (-0.4, 1.9)];
