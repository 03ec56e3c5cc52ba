use autodiff::grad;

#[grad(laurent)]
fn energy(x: f64, v: f64) -> f64 {
    0.5 * v * v + x * x
}

fn main() {
    let _ = energy_grad(1.0, 2.0);
}
