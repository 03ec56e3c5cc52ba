use autodiff::grad;
use std::collections::BTreeMap;

#[grad]
fn weighted(x: f64, #[constant] weights: &BTreeMap<u32, f64>) -> f64 {
    let mut sum = 0.0;
    for (power, weight) in weights {
        sum += weight * x.powi(*power as i32);
    }
    sum
}

#[grad]
fn repeated(x: f64, n: usize) -> f64 {
    let mut product = 1.0;
    for v in std::iter::repeat(x).take(n) {
        product *= v;
    }
    product
}

fn main() {
    let _ = repeated_grad(1.0, 3);
    let _ = weighted_grad(1.0, &BTreeMap::new());
}
