use autodiff::grad;

#[grad]
fn twice(x: f64, k: f64) -> f64 {
    let held = Some(|v: f64| k * v);
    held.map_or(x, |scale| scale(scale(x)))
}

fn main() {
    let _ = twice_grad(2.0, 3.0);
}
