use autodiff::grad;

#[grad]
fn checked_sqrt(x: f64) -> Option<f64> {
    if x < 0.0 { None } else { Some(x.sqrt()) }
}

fn main() {
    let _ = checked_sqrt_grad(2.0);
}
