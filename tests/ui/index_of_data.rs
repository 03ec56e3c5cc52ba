use autodiff::{Differentiable, grad};
use std::ops::{Index, Range};

#[derive(Clone, Differentiable)]
struct Ring {
    values: [f64; 3],
}

impl Index<Range<usize>> for Ring {
    type Output = [f64];

    fn index(&self, i: Range<usize>) -> &[f64] {
        &self.values[i]
    }
}

#[grad]
fn first(ring: &Ring, x: f64) -> f64 {
    ring[0..2].iter().sum::<f64>() * x
}

fn main() {}
