//! What is read in place of a field under `#[constant]` whose type has no derivative.

use autodiff::{Differentiable, grad};

#[derive(Clone)]
struct Grid {
    spacing: f64,
}

#[derive(Clone, Differentiable)]
struct Field {
    #[constant]
    grid: Grid,
    v: f64,
}

#[grad]
fn slope(field: &Field) -> f64 {
    field.v / field.grid.spacing
}

/// The way out.
#[grad]
fn slope_of_constant(field: &Field) -> f64 {
    #[constant]
    let grid = &field.grid;
    field.v / grid.spacing
}

fn main() {}
