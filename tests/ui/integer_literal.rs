use autodiff::grad;

#[grad]
fn line(x: f64, n: i32) -> f64 {
    2 * x + n * x
}

fn main() {
    let _ = line_grad(1.0, 2);
}
