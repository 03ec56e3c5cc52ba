//! The Hessian-vector product of a function needs that of its helpers.

use autodiff::grad;

#[grad]
fn square(x: f64) -> f64 {
    x * x
}

#[grad(hvp)]
fn energy(x: f64) -> f64 {
    0.5 * square(x)
}

fn main() {
    let _ = energy_hvp(1.0, 1.0);
}
