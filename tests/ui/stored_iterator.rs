use autodiff::grad;

#[grad]
fn of_squares(x: &[f64]) -> f64 {
    let squares = x.iter().map(|v| v * v);
    squares.sum()
}

fn main() {}
