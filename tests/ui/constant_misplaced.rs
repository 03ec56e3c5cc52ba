use autodiff::{Differentiable, grad};

#[grad]
fn damped(x: f64, #[constant(true)] damping: f64) -> f64 {
    let mut y = x;
    #[constant]
    y *= damping;
    y
}

#[derive(Clone, Differentiable)]
#[constant]
enum Spring<T> {
    #[constant]
    Free,
    Tied(f64, #[constant(true)] T),
}

fn main() {
    let _ = damped_grad(1.0, 0.1);
    let _ = [Spring::Free, Spring::Tied(1.0, 2)];
}
