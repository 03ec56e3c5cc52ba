use autodiff::grad;
use autodiff::sparse::StarColoring;

#[grad(sparse_jacobian)]
fn squares(x: &[f64]) -> Vec<f64> {
    x.iter().map(|x| x * x).collect()
}

fn main() {
    let coloring = StarColoring::new(squares_pattern(&[1.0, 2.0]));
    let _ = squares_sparse_jacobian(&[1.0, 2.0], &coloring);
}
