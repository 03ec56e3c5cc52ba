use autodiff::grad;

#[grad]
fn root_or_zero(x: f64) -> f64 {
    let root = if x > 0.0 { Some(x.sqrt()) } else { None };
    root.unwrap_or(0.0)
}

fn main() {
    let _ = root_or_zero_grad(4.0);
}
