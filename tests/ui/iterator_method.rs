use autodiff::grad;

#[grad]
fn large_and_all(x: &[f64]) -> f64 {
    x.iter().filter(|v| **v > 1.0).chain(x).sum()
}

fn main() {
    let _ = large_and_all_grad(&[1.0, 2.0]);
}
