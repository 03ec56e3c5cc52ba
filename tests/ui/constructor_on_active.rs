use autodiff::grad;

#[grad]
fn root_or_other(x: f64, #[constant] other: Option<f64>) -> f64 {
    let root = if x > 0.0 { Some(x.sqrt()) } else { other };
    root.unwrap_or(0.0)
}

fn main() {
    let _ = root_or_other_grad(4.0, None);
}
