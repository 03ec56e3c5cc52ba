use autodiff::grad;

#[grad]
fn damped(x: f64, #[constant(true)] damping: f64) -> f64 {
    let mut y = x;
    #[constant]
    y *= damping;
    y
}

fn main() {
    let _ = damped_grad(1.0, 0.1);
}
