use autodiff::grad;

fn positive(x: f64) -> Option<f64> {
    (x > 0.0).then_some(x)
}

#[grad]
fn root(x: f64) -> f64 {
    match positive(x) {
        Some(v) => v.sqrt(),
        None => 0.0,
    }
}

fn main() {
    let _ = root_grad(4.0);
}
