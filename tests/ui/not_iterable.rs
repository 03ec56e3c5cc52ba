use autodiff::grad;

fn repeating(x: f64) -> std::iter::Repeat<f64> {
    std::iter::repeat(x)
}

#[grad]
fn repeated(x: f64, n: usize) -> f64 {
    let mut product = 1.0;
    for v in repeating(x).take(n) {
        product *= v;
    }
    product
}

fn main() {
    let _ = repeated_grad(1.0, 3);
}
