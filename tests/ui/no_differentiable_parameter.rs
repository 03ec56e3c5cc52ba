use autodiff::grad;

#[grad]
fn harmonic(n: u32) -> f64 {
    1.0 / f64::from(n)
}

#[grad(wrt())]
fn square(x: f64) -> f64 {
    x * x
}

fn main() {
    let _ = harmonic_grad(3);
}
