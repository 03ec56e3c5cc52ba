use autodiff::{Differentiable, grad};

#[derive(Clone, Differentiable)]
struct Spring {
    k: f64,
}

#[grad(name = "spring")]
impl Spring {
    fn energy(&self, x: f64) -> f64 {
        0.5 * self.k * x * x
    }
}

fn main() {
    let _ = Spring { k: 1.0 }.energy_grad(1.0);
}
