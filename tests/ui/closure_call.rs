use autodiff::grad;

#[grad]
fn apply(#[constant] g: fn(f64) -> f64, x: f64) -> f64 {
    g(x) + x
}

fn main() {
    let _ = apply_grad(f64::sin, 3.0);
}
