use autodiff::grad;

#[grad]
fn every_second_large(x: &[f64]) -> f64 {
    x.iter().filter(|v| **v > 1.0).step_by(2).sum()
}

fn main() {
    let _ = every_second_large_grad(&[1.0, 2.0]);
}
