use autodiff::grad;

trait Gamma {
    fn gamma_function(self) -> f64;
}

impl Gamma for f64 {
    fn gamma_function(self) -> f64 {
        self
    }
}

#[grad]
fn beta(a: f64, b: f64) -> f64 {
    a.gamma_function() * b.powi(2)
}

fn main() {
    let _ = beta_grad(1.0, 2.0);
}
