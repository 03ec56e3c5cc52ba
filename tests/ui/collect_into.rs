use autodiff::grad;
use std::collections::LinkedList;

#[grad]
fn queue(x: &[f64]) -> f64 {
    let squares: LinkedList<f64> = x.iter().map(|v| v * v).collect();
    let first: f64 = *squares.front().unwrap();
    first
}

fn main() {
    let _ = queue_grad(&[1.0, 2.0]);
}
