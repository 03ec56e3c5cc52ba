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

#[derive(Clone, Differentiable)]
enum Cell {
    Empty,
    Full(#[constant] Grid, f64),
}

#[derive(Clone, Differentiable)]
struct Mesh {
    #[constant]
    of: Option<Grid>,
    #[constant]
    grids: Vec<Grid>,
    v: f64,
}

/// What a variant holds.
#[grad]
fn payload(mesh: &Mesh) -> f64 {
    if let Some(grid) = &mesh.of { mesh.v / grid.spacing } else { mesh.v }
}

#[grad]
fn own_payload(cell: &Cell) -> f64 {
    match cell {
        Cell::Full(grid, v) => v / grid.spacing,
        Cell::Empty => 0.0,
    }
}

/// What a view leads to.
#[grad]
fn viewed(mesh: &Mesh) -> f64 {
    mesh.grids.windows(2).map(|pair| mesh.v * (pair[1].spacing - pair[0].spacing)).sum()
}

/// The way out.
#[grad]
fn payload_of_constant(mesh: &Mesh) -> f64 {
    #[constant]
    let of = &mesh.of;
    #[constant]
    let grids = &mesh.grids;
    let by = if let Some(grid) = of { mesh.v / grid.spacing } else { mesh.v };
    by + grids.windows(2).map(|pair| mesh.v * (pair[1].spacing - pair[0].spacing)).sum::<f64>()
}

fn main() {}
