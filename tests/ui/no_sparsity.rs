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
fn of_single(x: &[f32]) -> Vec<f32> {
    x.iter().map(|x| x * x).collect()
}

#[grad]
fn shift(x: &mut [f64], by: f64) {
    x[0] += by * x[1];
}

// What is behind the `&mut` may depend on anything afterwards.
#[grad(sparse_jacobian, sparse_hessian)]
fn of_callee(x: f64) -> f64 {
    let mut pair = [x, x * x];
    shift(&mut pair, x);
    pair[0]
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
