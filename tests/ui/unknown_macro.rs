use autodiff::grad;

#[grad]
fn clipped(x: f64) -> f64 {
    if matches!(x) { x } else { 0.0 }
}

fn main() {
    let _ = clipped_grad(1.0);
}
