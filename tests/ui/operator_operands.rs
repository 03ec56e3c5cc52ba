use autodiff::{Differentiable, grad};
use std::ops::Sub;

#[derive(Clone, Differentiable)]
struct Angle(f64);

#[grad]
impl Sub<&mut Angle> for &mut Angle {
    type Output = Angle;

    fn sub(self, right: &mut Angle) -> Angle {
        Angle(self.0 - right.0)
    }
}

fn main() {}
