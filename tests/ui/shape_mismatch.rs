use autodiff::grad;

#[grad]
fn powers(x: f64) -> (f64, f64, f64) {
    (x, x * x, x * x * x)
}

#[grad]
fn ends(x: f64) -> f64 {
    let (first, .., last) = powers(x);
    first + last
}

fn main() {
    let _ = ends_grad(4.0);
}
