use autodiff::{function, grad};

#[grad]
fn at(f: impl Fn(f64) -> f64, x: f64) -> f64 {
    f(x)
}

#[grad]
fn square(x: f64) -> f64 {
    x * x
}

fn main() {
    let _ = at_grad(&function!(square), 2.0);
}
