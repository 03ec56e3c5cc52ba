//! Types without a name, `x: impl Float`, `m: &impl Model`.

use autodiff::{Differentiable, Real, check, grad};
use num_traits::Float;

#[grad(hvp)]
fn cube(x: impl Real) -> impl Real {
    x * x * x
}

#[grad(hvp)]
fn chosen(x: impl Float) -> impl Float {
    let square = x * x;
    if square > x { square * x } else { x.sin() }
}

#[grad(hvp)]
fn converted(x: impl Real + Into<f64>) -> f64 {
    x.sin().into()
}

#[grad(hvp)]
fn squared(x: impl num_traits::Float) -> f64 {
    (x * x).to_f64().unwrap()
}

#[grad(hvp)]
fn sines(x: &[impl Float]) -> f64 {
    let mut sum = 0.0;
    for v in x {
        sum += v.sin().to_f64().unwrap();
    }
    sum
}

#[grad(hvp)]
fn several(x: impl Float, y: impl Float, z: [impl Float; 2], #[constant] n: i32) -> f64 {
    x.exp().to_f64().unwrap() * y.sin().to_f64().unwrap() + z[0].powi(n).to_f64().unwrap() * z[1].to_f64().unwrap()
}

#[grad(hvp)]
fn beside_a_name<T: Float>(x: T, weight: impl Float) -> T {
    x * T::from(weight).unwrap() * x
}

#[grad(hvp)]
fn caller(x: f64, y: f64) -> f64 {
    squared(x) * squared(y) + several(x, y, [x * y, y], 3) + sines(&[x, x * y]) + beside_a_name(x, y)
}

#[grad(hvp)]
trait Model {
    fn eval(&self, x: f64) -> f64;
    fn scaled(&self, k: impl Float) -> f64;
}

#[derive(Clone, Differentiable)]
struct Line {
    a: f64,
    b: f64,
}

#[grad(hvp, members)]
impl Model for Line {
    fn eval(&self, x: f64) -> f64 {
        self.a * x * x + self.b
    }

    fn scaled(&self, k: impl Float) -> f64 {
        self.a * k.to_f64().unwrap() * k.to_f64().unwrap()
    }
}

#[grad(hvp)]
impl Line {
    fn weighted(&self, x: impl Float) -> f64 {
        self.b * x.to_f64().unwrap() * x.to_f64().unwrap()
    }
}

#[grad(hvp)]
fn lent(m: &impl Model, x: f64) -> f64 {
    m.eval(x) * 2.0 + m.scaled(x)
}

#[grad(hvp)]
fn taken(m: impl Model, x: f64) -> f64 {
    m.eval(x) * x
}

#[grad(hvp)]
fn two(a: &impl Model, b: &impl Model, x: f64) -> f64 {
    a.eval(x) * b.eval(x * x)
}

#[grad(hvp)]
fn many(models: &[impl Model], x: f64) -> f64 {
    models.iter().map(|m| m.eval(x)).sum::<f64>()
}

#[grad(hvp)]
fn made(a: f64, x: f64) -> f64 {
    let line = Line { a, b: a * x };
    lent(&line, x) + line.weighted(x) * two(&line, &line, a)
}

#[test]
fn floats() {
    check!(converted(0.7));
    check!(squared(0.7));
    check!(sines(&[0.7, -0.2]));
    check!(several(0.7, 0.4, [0.3, 1.1], 3));
    check!(beside_a_name(0.7, 0.4));
    check!(caller(0.7, 0.4));
    assert_eq!(squared_grad(0.5_f32), 1.0);
}

#[test]
fn results() {
    assert!((cube_grad(0.7_f64) - 3.0 * 0.7 * 0.7).abs() < 1e-15);
    assert!((cube_hvp(0.7_f64, 1.0).1 - 6.0 * 0.7).abs() < 1e-15);
    assert_eq!(cube_grad(0.5_f32), 0.75);
    assert!((chosen_grad(0.7_f64) - 0.7_f64.cos()).abs() < 1e-15);
    assert!((chosen_grad(1.7_f64) - 3.0 * 1.7 * 1.7).abs() < 1e-14);
}

#[test]
fn models() {
    let (line, other) = (Line { a: 1.3, b: 0.4 }, Line { a: -0.3, b: 0.9 });
    check!(lent(&line, 0.7));
    check!(taken(line.clone(), 0.7));
    check!(two(&line, &other, 0.7));
    check!(Line::weighted(&line, 0.6));
    check!(made(1.3, 0.7));
    let models = [line, other];
    let (along, along_x) = many_grad(&models, 0.7);
    assert!((along[1].a - 0.49).abs() < 1e-15 && (along_x - 1.4).abs() < 1e-14);
}
