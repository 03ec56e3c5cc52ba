use autodiff::grad;
use std::collections::VecDeque;

#[grad]
fn queue(x: &[f64]) -> f64 {
    let squares: VecDeque<f64> = x.iter().map(|v| v * v).collect();
    let first: f64 = squares[0];
    first
}

fn main() {
    let _ = queue_grad(&[1.0, 2.0]);
}
