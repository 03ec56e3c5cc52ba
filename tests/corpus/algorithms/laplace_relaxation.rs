//! Relaxation of Laplace's equation on a flat grid whose border is given.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn laplace_relaxation(grid: &mut [f64], width: usize, sweeps: usize) -> f64 {
    let height = grid.len() / width;
    let mut change = 0.0;
    for _ in 0..sweeps {
        change = 0.0;
        for row in 1..height - 1 {
            for column in 1..width - 1 {
                let at = row * width + column;
                let mean = 0.25 * (grid[at - 1] + grid[at + 1] + grid[at - width] + grid[at + width]);
                change += (mean - grid[at]).powi(2);
                grid[at] = mean;
            }
        }
    }
    change
}

pub const POINTS: &[(&[f64], usize, usize)] = &[
    (&[1.0, 0.5, 0.2, -0.3, 0.8, 0.0, 0.4, 0.9, -1.0, 0.7, 0.6, 1.2], 4, 3),
    (&[0.2, 1.0, 0.3, 0.4, 2.0, -0.6, 0.7, 0.1, 0.5], 3, 1),
    (&[0.2, 1.0], 1, 0),
];
