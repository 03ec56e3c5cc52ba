//! A function that is an argument by its name.

use autodiff::grad;

#[grad]
fn density(x: f64) -> f64 {
    (-x * x).exp()
}

#[grad]
fn midpoint(f: impl Fn(f64) -> f64, a: f64, b: f64) -> f64 {
    (b - a) * f(0.5 * (a + b))
}

#[grad]
fn mass(a: f64, b: f64) -> f64 {
    midpoint(density, a, b)
}

// The way out.
#[grad]
fn mass_by_closure(a: f64, b: f64) -> f64 {
    midpoint(|x| density(x), a, b)
}

fn main() {}
