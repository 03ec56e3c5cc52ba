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
fn total(mut x: Vec<f64>, by: f64) -> f64 {
    x.push(by);
    x.iter().sum()
}

// What is given to the callee would not be there for the next lane.
#[grad(jvp_n)]
fn of_callee(x: f64) -> f64 {
    let pair = vec![x, x * x];
    total(pair, x)
}

#[grad(jvp_n)]
trait Model {
    fn value(&self, x: f64) -> f64;
}

fn main() {}
