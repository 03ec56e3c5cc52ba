//! A callee's parameter under `#[constant]` is given what depends on an argument of the caller.

use autodiff::grad;

#[grad]
fn damped(x: f64, #[constant] k: f64) -> f64 {
    (-k * x).exp()
}

#[grad]
fn dot(x: &[f64], #[constant] w: &[f64]) -> f64 {
    x.iter().zip(w).map(|(x, w)| x * w).sum()
}

#[grad]
fn along_the_constant(x: f64) -> f64 {
    damped(2.0, x)
}

#[grad]
fn along_both(x: f64) -> f64 {
    damped(x, 3.0 * x)
}

#[grad]
fn of_memory(x: &[f64], #[constant] w: &[f64]) -> f64 {
    dot(w, x)
}

/// What is said at the call is taken at its word.
#[grad]
fn said(x: f64) -> f64 {
    let k = 3.0 * x;
    damped(
        x,
        #[constant]
        k,
    )
}

fn main() {}
