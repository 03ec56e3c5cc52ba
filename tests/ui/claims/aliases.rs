//! What rustc says where a type that meets a float is none.

use autodiff::{Differentiable, grad};

#[derive(Clone, Copy, Differentiable)]
struct Angle(f64);

impl std::ops::Add<f64> for Angle {
    type Output = Angle;

    fn add(self, by: f64) -> Angle {
        Angle(self.0 + by)
    }
}

#[grad]
fn turned(x: Angle, by: f64) -> Angle {
    x + by
}

fn main() {}
