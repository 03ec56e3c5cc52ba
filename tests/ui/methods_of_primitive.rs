use autodiff::grad;

trait Activation {
    fn softplus(self) -> f64;
}

#[grad]
impl Activation for f64 {
    fn softplus(self) -> f64 {
        self.exp().ln_1p()
    }
}

fn main() {
    let _ = 1.0.softplus();
}
