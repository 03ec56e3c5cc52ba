//! What rustc says where a type has no derivative.

use autodiff::Differentiable;
use std::rc::Rc;

#[derive(Clone)]
struct Plain(f64);

#[derive(Clone, Differentiable)]
struct Fields {
    known: f64,
    plain: Plain,
    listed: Vec<Plain>,
    shared: Rc<f64>,
    function: fn(f64) -> f64,
}

#[derive(Differentiable)]
struct NotCloned(f64);

#[derive(Clone, Differentiable)]
struct Constant<T>(#[constant] T, f64);

struct NeverCloned;

fn norm<T: Differentiable>(x: &T) -> f64 {
    x.inner_product(x)
}

fn main() {
    norm(&Plain(1.0));
    norm(&[Plain(1.0)]);
    norm(&&1.0);
    norm(&Constant(NeverCloned, 1.0));
}
