use autodiff::{Differentiable, grad};
use std::iter::Sum;
use std::ops::Add;

#[derive(Clone, Copy, Differentiable)]
struct V2 {
    x: f64,
    y: f64,
}

impl V2 {
    const ZERO: V2 = V2 { x: 0.0, y: 0.0 };
}

#[grad]
impl Add for V2 {
    type Output = V2;

    fn add(self, other: V2) -> V2 {
        V2 { x: self.x + other.x, y: self.y + other.y }
    }
}

impl Sum for V2 {
    fn sum<I: Iterator<Item = V2>>(iter: I) -> V2 {
        iter.fold(V2::ZERO, |a, b| a + b)
    }
}

#[grad]
fn centre(points: &[V2]) -> f64 {
    let sum: V2 = points.iter().copied().sum();
    sum.x / sum.y
}

// As the message says.
#[grad]
fn centre_by_fold(points: &[V2]) -> f64 {
    let sum: V2 = points.iter().copied().fold(V2::ZERO, |a, b| a + b);
    sum.x / sum.y
}

fn main() {}
