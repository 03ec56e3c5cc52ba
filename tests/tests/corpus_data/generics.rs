//! Floats and structs whose types are parameters.

use autodiff::{Differentiable, Real, Scalar, check, grad};
use num_traits::{Float, FromPrimitive};
use std::ops::AddAssign;

#[derive(Clone, Copy, Debug, Differentiable)]
struct V<T> {
    x: T,
    y: T,
}

#[grad(hvp)]
impl<T: Float + Scalar> V<T> {
    fn new(x: T, y: T) -> Self {
        V { x, y }
    }

    fn norm(&self) -> T {
        self.x.hypot(self.y)
    }

    fn turned(&self, angle: T) -> V<T> {
        let (sin, cos) = angle.sin_cos();
        V { x: cos * self.x - sin * self.y, y: sin * self.x + cos * self.y }
    }
}

#[grad(hvp)]
fn sphere<T: Real>(x: &[T]) -> T {
    let mut sum = T::literal(0.0);
    for v in x {
        sum += *v * *v;
    }
    sum
}

#[grad(hvp)]
fn booth<T: Float + Scalar>(x: T, y: T) -> T {
    let (two, seven) = (T::from(2.0).unwrap(), T::from(7.0).unwrap());
    (x + two * y - seven).powi(2) + (two * x + y - T::from(5.0).unwrap()).powi(2)
}

#[grad(hvp)]
fn smooth<T: Float + Scalar>(x: T, y: T) -> T {
    if x > y { (x - y).ln() * x } else { (y - x).sqrt() }
}

#[grad(hvp)]
fn of_struct<T: Float + Scalar>(v: &V<T>, angle: T) -> T {
    let turned = v.turned(angle);
    turned.x * turned.norm()
}

#[grad(hvp)]
fn of_array<T: Float + Scalar, const N: usize>(x: [T; N]) -> T {
    let mut product = T::one();
    for v in x {
        product = product * (T::one() + v.sin());
    }
    product
}

#[grad(hvp)]
fn used_at_f64(x: f64, y: f64) -> f64 {
    booth(x, y) * smooth(x, y) + sphere(&[x, y])
}

#[grad(hvp)]
fn used_with_structs(x: f64, y: f64) -> f64 {
    let v: V<f64> = V::new(x, y);
    v.turned(y).norm() + of_struct(&v, x)
}

#[derive(Clone, Debug, Differentiable)]
struct Weighted<I> {
    inner: I,
    weight: f64,
}

#[grad(hvp)]
fn weighted(w: &Weighted<V<f64>>) -> f64 {
    w.weight * w.inner.norm() * w.weight
}

#[grad(hvp)]
fn nested(w: &Weighted<Weighted<f64>>) -> f64 {
    w.inner.inner * w.inner.weight.exp() * w.weight
}

#[grad(hvp)]
fn literal<T: Real>(x: T) -> T {
    x * T::literal(0.5) + x.exp() * T::literal(3.0)
}

/// What is computed in `f64` for any float.
#[grad(hvp)]
fn determined<T: Float + AddAssign>(seen: &[T], modelled: &[T]) -> f64 {
    let mut mean = 0.0;
    for y in seen {
        mean += y.to_f64().unwrap() / seen.len() as f64;
    }
    let (mut total, mut rest) = (T::zero(), T::zero());
    for i in 0..seen.len() {
        let off = seen[i] - T::from(mean).unwrap();
        total += off * off;
        rest += (seen[i] - modelled[i]) * (seen[i] - modelled[i]);
    }
    (T::one() - rest / total).to_f64().expect("a float is one")
}

#[grad(hvp)]
fn wide<T: Float + Into<f64> + FromPrimitive>(x: &[T; 2], y: f64) -> T {
    let a: f64 = x[0].into();
    T::from_f64((a * y).sin() * a).unwrap() * x[1]
}

/// A number of which only its use says that it is a float.
#[grad(hvp)]
fn root_mean_square<T: Float + FromPrimitive>(x: &[T]) -> T {
    let sum = x.iter().fold(T::zero(), |sum, x| sum + *x * *x);
    (sum / FromPrimitive::from_usize(x.len()).unwrap()).sqrt()
}

/// A float with methods of one's own, whatever its precision.
#[grad(hvp)]
trait Number: Float {
    fn softplus(self) -> Self;
}

#[grad(hvp, members)]
impl Number for f64 {
    fn softplus(self) -> f64 {
        if self > 30.0 { self } else { self.exp().ln_1p() }
    }
}

#[grad(hvp, members)]
impl Number for f32 {
    fn softplus(self) -> f32 {
        if self > 10.0 { self } else { self.exp().ln_1p() }
    }
}

#[grad(hvp)]
fn activated<T: Number + Float>(x: T, y: T) -> T {
    if y.is_zero() { x } else { (x * y).softplus() * y }
}

#[test]
fn conversions() {
    check!(determined(&vec![0.3, 0.7, 0.4], &vec![0.5, 0.6, 0.2]), hvp);
    check!(determined(&vec![0.3_f32, 0.7, 0.4], &vec![0.5_f32, 0.6, 0.2]));
    check!(wide(&[0.4, 0.8], 1.3), hvp);
    check!(root_mean_square(&vec![0.3, 0.7]), hvp);
    check!(activated(0.4, 0.8), hvp);
    check!(activated(0.4_f32, 0.8_f32));
}

#[test]
fn all() {
    check!(sphere(&vec![0.4, -0.9]), hvp);
    check!(sphere(&vec![0.4_f32, -0.9]), hvp);
    check!(booth(0.4, -0.9), hvp);
    check!(booth(0.4_f32, -0.9_f32));
    check!(smooth(0.4, -0.9), hvp);
    check!(smooth(-0.4, 0.9), hvp);
    let v = V { x: 0.7, y: -0.4 };
    check!(V::norm(&v), hvp);
    check!(V::turned(&v, 0.3));
    check!(of_struct(&v, 0.3), hvp);
    check!(of_array([0.3, 0.8, -0.2]), hvp);
    check!(used_at_f64(0.9, 0.4), hvp);
    check!(used_with_structs(0.9, 0.4), hvp);
    check!(weighted(&Weighted { inner: v, weight: 1.3 }), hvp);
    check!(nested(&Weighted { inner: Weighted { inner: 0.4, weight: 0.8 }, weight: 1.3 }), hvp);
    check!(literal(0.7), hvp);
}
