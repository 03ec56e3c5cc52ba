use autodiff::grad;

#[grad(order = 0)]
fn none(x: f64) -> f64 {
    x * x
}

#[grad(order)]
fn nothing(x: f64) -> f64 {
    x * x
}

fn main() {}
