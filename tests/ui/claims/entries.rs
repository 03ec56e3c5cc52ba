use autodiff::{Differentiable, grad};
use std::ops::Index;

#[derive(Clone, Differentiable)]
struct Ring {
    values: [f64; 3],
    start: usize,
}

impl Index<usize> for Ring {
    type Output = f64;

    fn index(&self, i: usize) -> &f64 {
        &self.values[(i + self.start) % 3]
    }
}

#[grad]
fn first(ring: &Ring, x: f64) -> f64 {
    ring[0] * x
}

fn main() {}
