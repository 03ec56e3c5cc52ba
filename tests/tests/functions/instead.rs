//! What the macro says to write instead of functions that it refuses, written.

use autodiff::{Differentiable, grad};

/// `MadeOfChanging`: a copy; or called at once. `FunctionResult`: without an early return.
#[grad]
fn either(v: &[f64], n: usize) -> Box<dyn Fn(f64) -> f64> {
    let (a, b) = (v[0], v[1]);
    if n == 0 { Box::new(move |x| a + x) } else { Box::new(move |x| b * x) }
}

#[grad]
fn of_copy(k: f64, x: f64) -> f64 {
    let mut v = vec![k, 2.0 * k];
    let kept = v.clone();
    let g = either(&kept, 1);
    let at_once = either(&v, 0)(x);
    v[1] = x;
    g(x) * v[1] + at_once
}

/// `GivenOnce`, `FunctionHeld`: what it captures in a struct; or as a parameter.
#[derive(Clone, Differentiable)]
struct Line {
    slope: f64,
}

#[grad]
impl Line {
    fn at(&self, x: f64) -> f64 {
        self.slope * x
    }
}

#[grad]
fn given_its_noise(k: f64, noise: f64) -> impl Fn(f64) -> f64 {
    move |x| k * x + noise
}

/// `ObjectParameter`: any model; or a constant.
#[grad]
trait Model {
    fn eval(&self, x: f64) -> f64;
}

#[grad(members)]
impl Model for Line {
    fn eval(&self, x: f64) -> f64 {
        self.slope * x * x
    }
}

#[grad]
fn of_any_model(m: &impl Model, x: f64) -> f64 {
    m.eval(x) * x
}

#[grad]
trait Shape {
    fn area(#[constant] &self, x: f64) -> f64;
}

#[grad(members)]
impl Shape for Line {
    fn area(#[constant] &self, x: f64) -> f64 {
        self.slope * x * x
    }
}

#[grad]
fn of_object(#[constant] m: &dyn Shape, x: f64) -> f64 {
    m.area(x) * x
}

#[test]
fn every_way_out_for_functions_is_one() {
    assert_eq!(of_copy_grad(0.5, 3.0), (1.0 + 2.0 * 9.0, 4.0 * 0.5 * 3.0 + 1.0));
    let line = Line { slope: 0.5 };
    assert_eq!(line.at_grad(3.0).1, 0.5);
    assert_eq!(given_its_noise_grad(0.5, 2.0, 3.0), (3.0, 1.0, 0.5));
    assert_eq!(of_any_model_grad(&line, 2.0).1, 6.0);
    assert_eq!(of_object_grad(&line, 2.0), 6.0);
}
