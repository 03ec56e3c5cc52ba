use autodiff::{Differentiable, grad};

#[derive(Clone, Differentiable)]
struct Spring {
    k: f64,
}

#[grad(members)]
impl Spring {
    fn energy(&self, x: f64) -> f64 {
        0.5 * self.k * x * x
    }
}

#[grad(members)]
fn square(x: f64) -> f64 {
    x * x
}

#[grad(members)]
trait Model {
    fn value(&self, x: f64) -> f64 {
        x
    }
}

fn main() {
    let _ = Spring { k: 1.0 }.energy_grad(square_grad(1.0));
}
