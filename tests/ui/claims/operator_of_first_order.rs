use autodiff::{Differentiable, grad};
use std::ops::Add;

#[derive(Clone, Copy, Differentiable)]
struct V2 {
    x: f64,
    y: f64,
}

#[grad]
impl V2 {
    fn new(x: f64, y: f64) -> V2 {
        V2 { x, y }
    }
}

#[grad]
impl Add for V2 {
    type Output = V2;
    fn add(self, other: V2) -> V2 {
        V2::new(self.x + other.x, self.y + other.y)
    }
}

#[grad]
fn first(a: &V2, b: &V2) -> f64 {
    let sum = *a + *b;
    sum.x * sum.y
}

#[grad(hvp)]
fn second(a: &V2, b: &V2) -> f64 {
    let sum = *a + *b;
    sum.x * sum.y
}

fn main() {}
