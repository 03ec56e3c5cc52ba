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

fn main() {
    let _ = weighted_grad(1.0, &BTreeMap::new());
}
