use autodiff::grad;

#[grad]
fn repeated(x: f64, n: usize) -> f64 {
    let mut product = 1.0;
    for v in std::iter::repeat(x).take(n) {
        product *= v;
    }
    product
}

fn main() {
    let _ = repeated_grad(1.0, 3);
}
