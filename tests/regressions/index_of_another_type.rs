//! The index of a loop is a `u32`: its tape was sized by a `u32`.

use autodiff::grad;

#[grad(hvp)]
pub fn index_of_another_type(x: f64, n: u32) -> f64 {
    let mut y = x;
    for _ in 0..n {
        y = y.cos() * x;
    }
    y
}

pub const POINTS: &[(f64, u32)] = &[(0.7, 3), (1.2, 0)];
