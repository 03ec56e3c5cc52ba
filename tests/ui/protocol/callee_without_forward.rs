//! A helper that offers the reverse companions alone.

use autodiff::grad;

#[grad(only(vjp))]
fn square(x: f64) -> f64 {
    x * x
}

#[grad]
fn energy(x: f64) -> f64 {
    0.5 * square(x)
}

fn main() {
    let _ = energy_grad(1.0);
}
