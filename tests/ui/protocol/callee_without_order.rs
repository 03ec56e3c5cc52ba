//! A derivative of a derivative needs that of what is called: `order = 2` of `square`.

use autodiff::grad;

#[grad]
fn square(x: f64) -> f64 {
    x * x
}

#[grad]
fn slope(x: f64) -> f64 {
    x * square_grad(x)
}

fn main() {
    let _ = slope_grad(1.0);
}
