use autodiff::grad;

#[grad]
fn beta(a: f64, b: f64) -> f64 {
    a.next_up() * b.powi(2)
}

fn main() {
    let _ = beta_grad(1.0, 2.0);
}
