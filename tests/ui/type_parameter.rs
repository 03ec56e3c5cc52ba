use autodiff::grad;

#[grad]
fn square<T>(x: T) -> f64 {
    let _ = x;
    1.0
}

fn main() {
    let _ = square_grad(3.0);
}
