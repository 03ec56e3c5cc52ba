//! A companion that `only(..)` left out.

use autodiff::grad;

#[grad(only(jvp))]
fn energy(x: f64) -> f64 {
    x * x
}

fn main() {
    let _ = energy_grad(1.0);
}
