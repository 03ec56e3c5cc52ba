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

fn main() {}
