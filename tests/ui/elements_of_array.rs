use autodiff::{Differentiable, grad};

#[derive(Clone, Copy, Differentiable)]
struct Point {
    x: f64,
    y: f64,
}

#[grad]
fn spread<const N: usize>(x: &[f64; N]) -> f64 {
    let points: [Point; N] = std::array::from_fn(|i| Point { x: x[i], y: 2.0 * x[i] });
    points[0].x * points[1].y
}

fn main() {}
