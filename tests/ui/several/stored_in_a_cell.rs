//! A value that is stored and read back would lose its derivative.

use autodiff::grad;
use std::cell::Cell;

#[grad]
fn laundered(x: f64) -> f64 {
    let cell = Cell::new(0.0);
    cell.set(x * x);
    cell.get() * 2.0
}

fn main() {
    let _ = laundered_grad(1.0);
}
