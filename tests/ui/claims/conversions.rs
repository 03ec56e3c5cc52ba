//! `x.into()` is taken for std's, which is the type's `From`. Where a method of one's own is called so,
//! rustc says so at its name.

use autodiff::{Differentiable, grad};

#[derive(Clone, Copy, Differentiable)]
struct Polar {
    radius: f64,
}

#[derive(Clone, Copy, Differentiable)]
struct Point {
    x: f64,
}

#[grad]
impl From<Polar> for Point {
    fn from(polar: Polar) -> Point {
        Point { x: 2.0 * polar.radius }
    }
}

impl Polar {
    fn into(self) -> Point {
        Point { x: self.radius * self.radius }
    }
}

#[grad(only(jvp))]
fn in_a_place(polar: Polar) -> f64 {
    let point: Point = polar.into();
    point.x
}

#[grad(only(grad))]
fn of_what_is_made(x: f64) -> f64 {
    let polar = Polar { radius: x };
    let point: Point = polar.into();
    point.x
}

fn main() {}
