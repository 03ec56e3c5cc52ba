use autodiff::{Differentiable, grad};

#[derive(Clone, Differentiable)]
struct Point {
    x: f64,
}

// A type that the macro does not see.
#[grad(sparse_jacobian)]
fn of_struct(p: &Point, k: f64) -> f64 {
    p.x * k
}

#[grad(pattern)]
fn of_parameter<T: autodiff::Real>(x: &[T]) -> Vec<T> {
    x.iter().map(|x| *x * *x).collect()
}

#[grad(sparse_hessian)]
fn of_rows(rows: &[Vec<f64>]) -> f64 {
    rows[0][0] * rows[0][1]
}

#[grad]
fn squared(x: &[f64]) -> Vec<f64> {
    x.iter().map(|x| x * x).collect()
}

// Of what is handed from call to call nothing is seen, unless its type is written.
#[grad(sparse_jacobian, sparse_hessian)]
fn of_calls(x: &[f64]) -> f64 {
    let t = squared(x);
    let t = squared(&t);
    t[0]
}

#[grad]
fn integral(f: impl Fn(f64) -> f64, x: f64) -> f64 {
    0.5 * x * (f(0.0) + f(x))
}

#[grad(sparse_jacobian)]
fn of_closure(x: f64, k: f64) -> f64 {
    integral(|t| k * t * t, x)
}

#[grad(sparse_hessian)]
fn of_vector(x: &[f64]) -> Vec<f64> {
    x.to_vec()
}

#[grad(sparse_jacobian)]
trait Model {
    fn value(&self, x: f64) -> f64;
}

fn main() {}
