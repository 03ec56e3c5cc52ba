//! A function that is an argument by its name, and has no companions.

use autodiff::grad;

fn plain(x: f64) -> f64 {
    x * x
}

#[grad]
fn density(x: f64) -> f64 {
    (-x * x).exp()
}

#[grad]
fn midpoint(f: impl Fn(f64) -> f64, a: f64, b: f64) -> f64 {
    (b - a) * f(0.5 * (a + b))
}

#[grad]
fn scaled(#[constant] f: fn(f64) -> f64, x: f64) -> f64 {
    x * f(2.0)
}

#[grad]
fn mass(a: f64, b: f64) -> f64 {
    midpoint(plain, a, b)
}

#[grad]
fn held(a: f64, b: f64) -> f64 {
    let f = density;
    midpoint(f, a, b)
}

#[grad]
fn of_constant(x: f64) -> f64 {
    scaled(density, x)
}

// The ways out.
#[grad]
fn mass_by_closure(a: f64, b: f64) -> f64 {
    let f = |x| density(x);
    midpoint(density, a, b) + midpoint(f, a, b) + scaled(#[constant] plain, a)
}

fn main() {}
