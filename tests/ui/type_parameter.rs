use autodiff::grad;

#[grad]
fn square<T: std::ops::Mul<Output = T> + Copy>(x: T) -> f64 {
    let _ = x * x;
    1.0
}

fn main() {
    let _ = square_grad(3.0);
}
