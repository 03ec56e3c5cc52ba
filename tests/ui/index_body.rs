use autodiff::{Differentiable, grad};
use std::ops::Index;

#[derive(Clone, Differentiable)]
struct Larger {
    a: f64,
    b: f64,
}

#[grad]
impl Index<usize> for Larger {
    type Output = f64;

    fn index(&self, _: usize) -> &f64 {
        if self.a > self.b { &self.a } else { self.other() }
    }
}

impl Larger {
    fn other(&self) -> &f64 {
        &self.b
    }
}

fn main() {}
