//! Refusals of several parameters and of the result, all told at once.

use autodiff::grad;

type Real = f64;

struct Grid;

#[grad]
fn energy(x: Real, v: &mut f64, #[constant] grid: &Grid, k: Vec<f64>) -> Option<Real> {
    let _ = grid;
    Some(x * *v * k[0])
}

fn main() {
    let _ = energy_jvp(1.0, &mut 2.0, &Grid, vec![1.0], 1.0, &mut 1.0, vec![0.0]);
}
