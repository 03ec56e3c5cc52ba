use autodiff::{Differentiable, grad};

#[derive(Clone, Differentiable)]
struct Point {
    x: f64,
}

// A type that the macro does not see.
#[grad(jvp_n)]
fn of_struct(p: &Point, k: f64) -> f64 {
    p.x * k
}

#[grad(vjp_n, jvp_n)]
fn of_parameter<T: autodiff::Real>(x: T) -> T {
    x * x
}

#[grad]
fn shift(x: &mut [f64], by: f64) {
    x[0] += by * x[1];
}

// What is given to the callee would be another in the next lane.
#[grad(hvp_n)]
fn of_callee(x: f64) -> f64 {
    let mut pair = [x, x * x];
    shift(&mut pair, x);
    pair[0]
}

#[grad(jvp_n)]
trait Model {
    fn value(&self, x: f64) -> f64;
}

fn main() {}
