use autodiff::grad;

#[grad]
fn weighted(x: f64, weights: Option<&mut [f64]>) -> f64 {
    x * weights.map_or(1.0, |w| w[0])
}

fn main() {
    let _ = weighted_value_and_grad(3.0, None);
}
