//! Refusals in the attribute and in the body, all told at once.

use autodiff::grad;

#[grad(hessian, wrt(x), only(jvp, gradient))]
fn energy(x: f64, #[constant] k: f64) -> f64 {
    let scale = async { k };
    let y = x as Real;
    y * Some(scale).map_or(x, |_| k)
}

type Real = f64;

fn main() {
    let _ = energy_jvp(1.0, 2.0, 1.0);
}
