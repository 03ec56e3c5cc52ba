//! A match inside a match inside an `if`.

use autodiff::grad;

#[derive(Clone, Copy)]
pub enum Medium {
    Air,
    Water,
}

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn match_nested(x: f64, #[constant] medium: Medium, layer: u32) -> f64 {
    if x > 0.0 {
        match medium {
            Medium::Air => match layer {
                0 => (-0.1 * x).exp(),
                _ => 1.0 / (1.0 + x),
            },
            Medium::Water => {
                x * match layer % 2 {
                    0 => x,
                    _ => 2.0,
                }
            }
        }
    } else {
        x * x
    }
}

pub const POINTS: &[(f64, Medium, u32)] = &[
    (1.4, Medium::Air, 0),
    (1.4, Medium::Air, 2),
    (1.4, Medium::Water, 2),
    (1.4, Medium::Water, 3),
    (-0.6, Medium::Air, 0),
];
