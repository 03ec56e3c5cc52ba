use autodiff::grad;

#[grad]
fn product(x: &[f64]) -> f64 {
    let [a, b] = x;
    a * b
}

fn main() {}
