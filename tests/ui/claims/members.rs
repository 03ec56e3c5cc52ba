//! What rustc says where the companions of a trait and of an `impl` do not fit.

use autodiff::{Differentiable, grad};

#[grad]
trait Model {
    fn value(&self, x: f64, y: f64) -> f64 {
        x * y
    }

    #[no_grad]
    fn aside(&self, x: f64) -> f64 {
        x
    }
}

#[derive(Clone, Differentiable)]
struct Forgotten(f64);

// Its companions would be those of `x * y`.
impl Model for Forgotten {
    fn value(&self, x: f64, _: f64) -> f64 {
        self.0 * x
    }
}

#[derive(Clone, Differentiable)]
struct Beside(f64);

#[grad]
impl Model for Beside {
    fn value(&self, x: f64, _: f64) -> f64 {
        self.0 * x
    }

    #[no_grad]
    fn aside(&self, x: f64) -> f64 {
        x
    }
}

#[derive(Clone, Differentiable)]
struct AlongOthers(f64);

#[grad(members, wrt(self, y))]
impl Model for AlongOthers {
    fn value(&self, x: f64, y: f64) -> f64 {
        self.0 * x * y
    }
}

#[derive(Clone, Differentiable)]
struct LeftOut(f64);

#[grad(members)]
impl Model for LeftOut {
    #[no_grad]
    fn value(&self, x: f64, _: f64) -> f64 {
        self.0 * x
    }
}

fn main() {}
