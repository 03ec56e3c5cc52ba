use autodiff::{Differentiable, grad};
use std::iter::Sum;
use std::ops::Add;

#[derive(Clone, Copy, Differentiable)]
struct V2 {
    x: f64,
    y: f64,
}

#[derive(Clone, Differentiable)]
struct Body {
    pos: V2,
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

#[grad]
impl Sum for V2 {
    fn sum<I: Iterator<Item = V2>>(iter: I) -> V2 {
        iter.fold(V2::ZERO, |a, b| a + b)
    }
}

#[grad]
fn centre(points: &[V2]) -> Body {
    Body { pos: points.iter().copied().sum() }
}

// As the message says.
#[grad]
fn named(points: &[V2]) -> Body {
    Body { pos: points.iter().copied().sum::<V2>() }
}

fn main() {}
