//! A float that is a part of data, and is cast to another.

use autodiff::{Differentiable, grad};

#[derive(Clone, Differentiable)]
struct Sample {
    single: f32,
    weight: f64,
}

#[grad]
fn weighted(sample: &Sample) -> f64 {
    sample.single as f64 * sample.weight
}

#[derive(Clone, Differentiable)]
struct Arrow {
    x: f64,
    y: f64,
}

#[grad]
impl Arrow {
    fn len(&self) -> f64 {
        self.x.hypot(self.y)
    }
}

#[grad(only(jvp))]
fn stretched(arrow: &Arrow, k: f64) -> f64 {
    arrow.len() as f64 * k
}

fn main() {}
