use autodiff::grad;

#[grad]
fn sum_of_squares(x: f64, y: f64) -> f64 {
    fn square(v: f64) -> f64 {
        v * v
    }
    square(x) + square(y)
}

fn main() {
    let _ = sum_of_squares_grad(4.0, 3.0);
}
