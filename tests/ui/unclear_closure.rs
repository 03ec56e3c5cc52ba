use autodiff::grad;

#[grad]
fn at(f: impl Fn(&[f64]) -> f64, x: &[f64]) -> f64 {
    f(x)
}

#[grad]
fn first(k: f64, x: &[f64]) -> f64 {
    at(|x| k * x[0], x)
}

fn main() {
    let _ = first_grad(2.0, &[1.0]);
}
