use autodiff::grad;

#[grad]
fn scaled(x: f64, unit: String) -> f64 {
    if unit == "mm" { x / 1000.0 } else { x }
}

fn main() {
    let _ = scaled_grad(3.0, "mm".to_owned());
}
