use autodiff::{Differentiable, grad};
use std::ops::Sub;

#[derive(Clone, Copy, Differentiable)]
struct Angle {
    of: f64,
}

#[grad(graph, wrt(right))]
impl Sub for Angle {
    type Output = Angle;

    fn sub(self, right: Angle) -> Angle {
        Angle { of: self.of - right.of }
    }
}

// What is wrong with the rule is said once.
#[grad]
fn difference(a: Angle, b: Angle) -> f64 {
    let c: Angle = a - b;
    c.of
}

fn main() {}
