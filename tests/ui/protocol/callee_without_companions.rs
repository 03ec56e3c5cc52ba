//! A helper in another module that is not differentiated.

use autodiff::grad;

mod helpers {
    pub fn square(x: f64) -> f64 {
        x * x
    }
}

#[grad]
fn energy(x: f64) -> f64 {
    0.5 * helpers::square(x)
}

fn main() {
    let _ = energy_grad(1.0);
}
