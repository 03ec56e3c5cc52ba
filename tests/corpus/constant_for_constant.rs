//! Constants of the caller, for parameters that the callee has under `#[constant]` and for those that it has not:
//! a parameter, a literal, a constant by name, what is made of them, a `#[constant] let`, in any order.

use autodiff::grad;

const RATE: f64 = 0.75;

#[grad(hvp)]
fn damped(x: f64, #[constant] k: f64) -> f64 {
    (-k * x * x).exp() * x
}

#[grad(hvp)]
fn scaled(#[constant] k: f64, x: f64, y: f64) -> f64 {
    k * x.sin() * y
}

#[grad(hvp)]
fn between(#[constant] low: f64, x: f64, #[constant] high: f64) -> f64 {
    low + (high - low) * x.tanh()
}

#[grad(hvp)]
pub fn constant_for_constant(x: f64, #[constant] k: f64) -> f64 {
    let twice = 2.0 * k;
    #[constant]
    let held = x.floor() + 0.5;
    damped(x, k)
        + damped(x * x, 0.5)
        + scaled(twice, x, 1.5)
        + scaled(k.sqrt(), x, damped(x, twice + 1.0))
        + between(-1.0, x, RATE)
        + damped(x, held)
        + scaled(held, held, x)
}

pub const POINTS: &[(f64, f64)] = &[(0.4, 0.9), (-1.3, 2.0), (2.2, 0.25)];
