use autodiff::grad;

#[grad]
fn half_square(x: f64) -> f64 {
    let mut y = x * x;
    let half = &mut y;
    *half *= 0.5;
    y
}

fn main() {
    let _ = half_square_grad(4.0);
}
