use autodiff::grad;

fn first_positive(x: &[f64]) -> Option<usize> {
    x.iter().position(|v| *v > 0.0)
}

#[grad]
fn root(x: &[f64]) -> f64 {
    #[constant]
    let found: Option<usize> = first_positive(x);
    match found {
        Some(i) => x[i].sqrt(),
        None => 0.0,
    }
}

fn main() {
    let _ = root_grad(&[4.0]);
}
