use autodiff::grad;

#[grad]
fn total(x: &[f64; 3]) -> f64 {
    let doubled = std::array::from_fn(|i| 2.0 * x[i]);
    sum(&doubled)
}

#[grad]
fn sum(x: &[f64; 3]) -> f64 {
    x.iter().sum()
}

fn main() {}
