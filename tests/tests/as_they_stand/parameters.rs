//! Type parameters that are data by their bounds, and have operators.

use autodiff::{Differentiable, check, grad};
use std::ops::{Add, Mul};

#[derive(Clone, Copy, Debug, Differentiable)]
struct V2 {
    x: f64,
    y: f64,
}

#[grad(hvp)]
impl Add for V2 {
    type Output = V2;
    fn add(self, o: V2) -> V2 {
        V2 { x: self.x + o.x, y: self.y + o.y }
    }
}

#[grad(hvp)]
impl Mul<f64> for V2 {
    type Output = V2;
    fn mul(self, k: f64) -> V2 {
        V2 { x: self.x * k, y: self.y * k }
    }
}

#[grad(hvp)]
impl Mul<V2> for f64 {
    type Output = V2;
    fn mul(self, v: V2) -> V2 {
        V2 { x: self * v.x, y: self * v.y * self }
    }
}

#[grad(hvp)]
fn between<V: Copy + Differentiable + Add<Output = V> + Mul<f64, Output = V>>(a: &V, b: &V, t: f64) -> V {
    *a * (1.0 - t) + *b * t
}

#[grad(hvp)]
fn doubled<V: Clone + Differentiable + Add<Output = V>>(a: V) -> V {
    a.clone() + a
}

#[grad(hvp)]
fn scaled<C, T>(c: C, t: T) -> T
where
    C: Mul<T, Output = T>,
{
    c * t
}

#[grad(hvp)]
fn scaled_twice<C: Copy + Mul<T, Output = T>, T: Copy + Add<Output = T>>(c: C, t: T) -> T {
    c * (c * t) + t
}

#[derive(Clone, Debug, Differentiable)]
struct Spline<V> {
    knots: Vec<V>,
}

#[grad(hvp)]
impl<V: Copy + Differentiable + Add<Output = V> + Mul<f64, Output = V>> Spline<V> {
    fn at(&self, i: usize, t: f64) -> V {
        self.knots[i] * (1.0 - t) + self.knots[i + 1] * t
    }
}

#[grad]
fn of_floats(a: f64, b: f64, t: f64) -> f64 {
    between(&a, &b, t) * t + scaled(a, b) * scaled_twice(t, a)
}

#[grad(hvp)]
fn of_vectors(a: V2, b: V2, t: f64) -> f64 {
    let v: V2 = doubled(between(&a, &b, t));
    let w: V2 = scaled(t, a);
    let u: V2 = scaled_twice(t, b);
    v.x * v.y + w.x * w.y * u.y
}

#[grad(hvp)]
fn of_a_block(a: V2, b: V2, t: f64) -> f64 {
    let s = Spline { knots: vec![a, b, a] };
    let v: V2 = s.at(1, t);
    v.x * v.y
}

#[test]
fn parameters_that_are_data_have_operators() {
    let (a, b) = (V2 { x: 0.3, y: 0.7 }, V2 { x: -0.4, y: 1.1 });
    check!(of_floats(0.3, 0.7, 0.2));
    check!(of_vectors(a, b, 0.2));
    check!(of_a_block(a, b, 0.2));
}
