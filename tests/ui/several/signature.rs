//! Refusals of several parameters and of the result, all told at once.

use autodiff::grad;
use std::rc::Rc;

type Real = f64;

struct Grid;

#[grad]
fn energy(x: Rc<Real>, v: &mut f64, #[constant] grid: &Grid, k: Vec<f64>) -> Option<&'static f64> {
    let _ = (grid, *x * *v * k[0]);
    None
}

fn main() {
    let _ = energy_jvp(Rc::new(1.0), &mut 2.0, &Grid, vec![1.0], Rc::new(1.0), &mut 1.0, vec![0.0]);
}
