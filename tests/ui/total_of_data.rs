use autodiff::{Differentiable, grad};
use std::iter::Product;
use std::ops::Mul;

#[derive(Clone, Copy, Differentiable)]
struct V2 {
    x: f64,
    y: f64,
}

impl V2 {
    const ONE: V2 = V2 { x: 1.0, y: 1.0 };
}

#[grad]
impl Mul for V2 {
    type Output = V2;

    fn mul(self, other: V2) -> V2 {
        V2 { x: self.x * other.x, y: self.y * other.y }
    }
}

impl Product for V2 {
    fn product<I: Iterator<Item = V2>>(iter: I) -> V2 {
        iter.fold(V2::ONE, |a, b| a * b)
    }
}

#[grad]
fn scale(points: &[V2]) -> f64 {
    let product: V2 = points.iter().copied().product();
    product.x / product.y
}

// As the message says.
#[grad]
fn scale_by_fold(points: &[V2]) -> f64 {
    let product: V2 = points.iter().copied().fold(V2::ONE, |a, b| a * b);
    product.x / product.y
}

fn main() {}
