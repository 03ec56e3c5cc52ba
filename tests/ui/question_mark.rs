use autodiff::grad;

fn positive(x: f64) -> Option<f64> {
    (x > 0.0).then_some(x)
}

#[grad]
fn root(x: f64) -> f64 {
    let inner = || -> Option<f64> { Some(1.0) };
    let _ = inner;
    positive(x)?.sqrt()
}

fn main() {
    let _ = root_grad(4.0);
}
