//! What rustc says where the derivative along a part would be lost.

use autodiff::{Differentiable, grad};

#[derive(Clone, Differentiable)]
struct Rbf {
    scale: f64,
}

#[grad(only(jvp))]
impl Rbf {
    fn at(#[constant] &self, x: f64) -> f64 {
        (-x * x / self.scale).exp()
    }
}

#[derive(Clone, Differentiable)]
struct Process {
    kernel: Rbf,
    k: f64,
}

#[grad(only(jvp))]
impl Process {
    fn predict(&self, x: f64) -> f64 {
        self.k * self.kernel.at(x)
    }
}

fn main() {}
