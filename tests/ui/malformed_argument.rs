use autodiff::grad;

#[grad(wrt = x)]
fn energy(x: f64, v: f64) -> f64 {
    0.5 * v * v + x * x
}

#[grad(name = energy)]
fn potential(x: f64) -> f64 {
    x * x
}

#[grad(only = "jvp")]
fn kinetic(v: f64) -> f64 {
    0.5 * v * v
}

#[grad(hvp(v))]
fn quartic(v: f64) -> f64 {
    v.powi(4)
}

#[grad(crate)]
fn cubic(v: f64) -> f64 {
    v.powi(3)
}

fn main() {
    let _ = energy_grad(1.0, 2.0);
}
