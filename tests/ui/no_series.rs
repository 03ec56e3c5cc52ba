use autodiff::{Differentiable, grad};

#[derive(Clone, Differentiable)]
struct Point {
    x: f64,
}

// A type that the macro does not see.
#[grad(taylor)]
fn of_struct(p: &Point, k: f64) -> f64 {
    p.x * k
}

#[grad(taylor)]
fn of_parameter<T: autodiff::Real>(x: T) -> T {
    x.sin()
}

#[grad(taylor)]
fn of_function(f: impl Fn(f64) -> f64, x: f64) -> f64 {
    f(x) * x
}

#[grad(taylor)]
trait Model {
    fn value(&self, x: f64) -> f64;
}

fn main() {}
