use autodiff::grad;

#[grad]
fn at(f: impl Fn(f64) -> f64, x: f64) -> f64 {
    f(x)
}

fn main() {
    let _ = at_grad(&|x: f64| x * x, 2.0);
}
