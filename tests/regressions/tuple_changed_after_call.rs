//! A tuple that is lent to a call and changed afterwards: the adjoint of the call
//! found what was there in the end.

use autodiff::grad;

#[grad(hvp)]
fn weighted(p: &(Vec<f64>, f64)) -> f64 {
    let mut s = 0.0;
    for v in &p.0 {
        s += v * v;
    }
    s * p.1
}

#[grad(hvp)]
fn of_slice(p: (&[f64], f64)) -> f64 {
    p.0.iter().map(|v| v * v).sum::<f64>() * p.1
}

#[grad(hvp)]
pub fn tuple_changed_after_call(x: f64) -> f64 {
    let mut p = (vec![x, 2.0 * x], x);
    let a = weighted(&p);
    p.0[0] = 5.0;
    p.1 = 1.0;
    let b = of_slice((&p.0, x));
    p.0[1] = 0.5;
    p.0.push(x);
    a * b * p.0[0] * of_slice((&p.0[1..], 2.0))
}

pub const POINTS: &[f64] = &[0.7, -1.2];
