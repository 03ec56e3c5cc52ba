use autodiff::grad;

#[grad]
pub unsafe fn fast_square(x: f64) -> f64 {
    x * x
}

fn main() {
    let _ = fast_square_grad(1.0);
}
