use autodiff::grad;

#[grad]
fn either(x: f64, y: f64, n: i32) -> f64 {
    match ((n, x), y) {
        ((1, v) | (2, v), w) => v * w,
        _ => x * y,
    }
}

fn main() {
    let _ = either_grad(4.0, 3.0, 1);
}
