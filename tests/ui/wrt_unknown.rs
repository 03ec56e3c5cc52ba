use autodiff::grad;

#[grad(wrt(y))]
fn energy(x: f64) -> f64 {
    x * x
}

fn main() {
    let _ = energy(1.0);
}
