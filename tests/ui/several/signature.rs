//! Refusals of several parameters and of the result, all told at once.

use autodiff::grad;
use std::rc::Rc;

type Real = f64;

struct Grid;

struct Own;

impl AsRef<Real> for Own {
    fn as_ref(&self) -> &Real {
        &1.0
    }
}

#[grad]
fn energy(x: Rc<dyn AsRef<Real>>, v: &mut f64, #[constant] grid: &Grid, k: Vec<f64>) -> Option<&'static f64> {
    let _ = (grid, x, *v * k[0]);
    None
}

fn main() {
    let x: Rc<dyn AsRef<Real>> = Rc::new(Own);
    let _ = energy_jvp(x.clone(), &mut 2.0, &Grid, vec![1.0], x, &mut 1.0, vec![0.0]);
}
