//! A function without `self` that stands in an `impl`, in the first column: nothing
//! beside it is found by its name alone, and a free function is not taken for it.

use autodiff::grad;

struct Spring;

impl Spring {
#[grad]
fn energy(x: &[f64]) -> f64 {
    x.iter().map(|v| v * v).sum()
}
}

fn main() {}
