use autodiff::grad;

fn total(values: impl Iterator<Item = f64>) -> f64 {
    values.sum()
}

#[grad]
fn of_squares(x: &[f64]) -> f64 {
    let squares = x.iter().map(|v| v * v);
    total(squares)
}

fn main() {}
