use autodiff::grad;

#[grad(only(jvp, gradient))]
fn energy(x: f64) -> f64 {
    x * x
}

fn main() {
    let _ = energy_jvp(1.0, 1.0);
}
