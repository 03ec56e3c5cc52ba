use autodiff::{Differentiable, grad};

#[grad(order = 2)]
trait Potential {
    fn at(&self, x: f64) -> f64;
}

#[derive(Clone, Differentiable)]
struct V(f64);

#[grad(order = 2)]
impl std::ops::Mul<f64> for V {
    type Output = V;
    fn mul(self, a: f64) -> V {
        V(self.0 * a)
    }
}

struct Spring {
    k: f64,
}

trait Force {
    fn force(&self, x: f64) -> f64;
}

#[grad(order = 2)]
impl Force for Spring {
    fn force(&self, x: f64) -> f64 {
        self.k * x
    }
}

fn main() {}
