//! A result that the macro took for an `f64`, and is none.

use autodiff::grad;

#[grad]
fn single(x: f64) -> f32 {
    x as f32
}

#[grad]
fn energy(x: f64) -> f64 {
    f64::from(single(x)) * x
}

fn main() {
    let _ = energy_grad(1.0);
}
