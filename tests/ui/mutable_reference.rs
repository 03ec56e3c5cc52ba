use autodiff::grad;

fn halve(x: &mut f64) {
    *x *= 0.5;
}

#[grad]
fn half_square(x: f64) -> f64 {
    let mut y = x * x;
    halve(&mut y);
    y
}

fn main() {
    let _ = half_square_grad(4.0);
}
