//! What a call is given, and the macro does not see, may have a derivative or none.

use autodiff::grad;

const COEFFICIENTS: [f64; 3] = [1.0, 2.0, 3.0];

#[grad(order = 2)]
fn horner(c: &[f64], x: f64) -> f64 {
    let mut s = 0.0;
    for v in c {
        s = s * x + v;
    }
    s
}

#[grad(order = 2)]
fn polynomial(x: f64) -> f64 {
    horner(&COEFFICIENTS, x)
}

/// The way out.
#[grad(order = 2)]
fn seen(x: f64) -> f64 {
    #[constant]
    let c: &[f64] = &COEFFICIENTS;
    horner(c, x)
}

fn main() {
    let _ = seen_grad_grad(1.0);
}
