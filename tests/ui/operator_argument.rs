use autodiff::{Differentiable, grad};
use std::ops::Sub;

#[derive(Clone, Copy, Differentiable)]
struct Angle(f64);

#[grad(graph, wrt(right))]
impl Sub for Angle {
    type Output = Angle;

    fn sub(self, right: Angle) -> Angle {
        Angle(self.0 - right.0)
    }
}

// What is wrong with the rule is said once.
#[grad]
fn difference(a: Angle, b: Angle) -> f64 {
    let c: Angle = a - b;
    c.0
}

fn main() {}
