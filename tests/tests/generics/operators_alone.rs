//! Type parameters whose bounds name operators alone: floats, where each takes another one of its type, and
//! vectors, where one takes something else.

use autodiff::{Differentiable, check, grad};
use num_traits::{Float, Num, Signed, Zero};
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub};

#[grad(hvp)]
fn mix<T>(a: T, b: T, t: T) -> T
where
    T: Copy + Add<Output = T> + Sub<Output = T> + Mul<Output = T> + Div<Output = T> + Neg<Output = T>,
{
    -(a + (b - a) * t) / (b * b)
}

#[grad(hvp)]
fn product<T, const N: usize, const K: usize>(a: &[[T; K]; N], b: &[T; K]) -> T
where
    T: Copy + Zero + Mul<Output = T> + PartialOrd,
{
    let mut largest = T::zero();
    for row in a {
        let mut sum = T::zero();
        for k in 0..K {
            sum = sum + row[k] * b[k];
        }
        if sum > largest {
            largest = sum;
        }
    }
    largest * largest
}

#[grad(hvp)]
fn inner<T: Default + Copy + Mul<Output = T> + AddAssign>(a: &[T], b: &[T]) -> T {
    let mut sum = T::default();
    for (x, y) in a.iter().zip(b) {
        sum += *x * *y * *y;
    }
    sum
}

#[grad(hvp)]
fn horner<T: Num + Copy>(c: &[T], x: T) -> T {
    c.iter().rev().fold(T::zero(), |sum, &k| sum * x + k * T::one())
}

#[grad(hvp)]
fn huber<T: Signed + PartialOrd + Copy + Sum>(x: &[T], width: T) -> T {
    let each = |x: T| if x.abs() < width { x * x } else { width * (x.abs() + x.abs() - width) };
    x.iter().map(|&x| each(x) * x.signum()).sum()
}

#[grad(hvp)]
fn smooth<T: num_traits::real::Real>(x: T) -> T {
    x.exp() * x.tanh()
}

#[test]
fn floats() {
    check!(mix(0.3, 1.2, 0.4), hvp);
    check!(mix(0.3_f32, 1.2, 0.4));
    check!(product(&[[1.0, 2.0], [0.4, -0.3]], &[0.7, 0.2]), hvp);
    check!(inner(&[1.0, 2.0], &[0.4, -0.3]), hvp);
    check!(horner(&[1.0, 2.0, -0.5], 0.3), hvp);
    check!(huber(&[0.2, -0.3, 1.5, -2.0], 0.8), hvp);
    check!(smooth(0.3), hvp);
    assert_eq!(mix_grad(0.5, 2.0, 0.25), (-0.1875, 0.15625, -0.375));
    assert_eq!(product_grad(&[[1.0, 0.0], [0.0, 0.5]], &[3.0, 8.0]).1, [0.0, 4.0]);
}

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct V3<T> {
    x: T,
    y: T,
    z: T,
}

#[grad(hvp)]
impl<T: Copy + Add<Output = T> + Sub<Output = T> + Mul<Output = T>> V3<T> {
    fn dot(self, o: Self) -> T {
        self.x * o.x + self.y * o.y + self.z * o.z
    }

    fn cross(self, o: Self) -> Self {
        V3 { x: self.y * o.z - self.z * o.y, y: self.z * o.x - self.x * o.z, z: self.x * o.y - self.y * o.x }
    }
}

#[grad(hvp)]
impl<T: Add<Output = T>> Add for V3<T> {
    type Output = Self;

    fn add(self, o: Self) -> Self {
        V3 { x: self.x + o.x, y: self.y + o.y, z: self.z + o.z }
    }
}

#[grad(hvp)]
impl<T: Copy + Mul<Output = T>> Mul<T> for V3<T> {
    type Output = Self;

    fn mul(self, k: T) -> Self {
        V3 { x: self.x * k, y: self.y * k, z: self.z * k }
    }
}

#[grad(hvp)]
impl<T: Float> V3<T> {
    fn norm(self) -> T {
        self.dot(self).sqrt()
    }
}

#[grad(hvp)]
fn moment(a: V3<f64>, b: V3<f64>, k: f64) -> f64 {
    (a.cross(b) + b * k).norm()
}

const A: V3<f64> = V3 { x: 1.0, y: 2.0, z: 3.0 };
const B: V3<f64> = V3 { x: 0.1, y: -0.4, z: 2.0 };

#[test]
fn structs_over_them() {
    check!(moment(A, B, 0.7), hvp);
}

#[grad(hvp)]
fn lerp<T: Copy + Add<Output = T> + Mul<f64, Output = T>>(a: T, b: T, t: f64) -> T {
    a * (1.0 - t) + b * t
}

#[grad(hvp)]
fn casteljau<T>(points: &[T], t: f64) -> T
where
    T: Copy + Add<Output = T> + Mul<f64, Output = T>,
{
    let mut q = points.to_vec();
    let n = q.len();
    for k in 1..n {
        for i in 0..n - k {
            q[i] = q[i] * (1.0 - t) + q[i + 1] * t;
        }
    }
    q[0]
}

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Segment<T> {
    from: T,
    to: T,
}

#[grad(hvp)]
impl<T: Copy + Add<Output = T> + Mul<f64, Output = T>> Segment<T> {
    fn at(&self, t: f64) -> T {
        self.from * (1.0 - t) + self.to * t
    }
}

#[grad(hvp)]
fn on_curves(a: V3<f64>, b: V3<f64>, t: f64) -> f64 {
    let (p, q) = (lerp(a, b, t), Segment { from: a, to: b }.at(t * t));
    p.dot(q) * casteljau(&[a, b, a], t).x
}

#[test]
fn vectors() {
    check!(lerp(A, B, 0.3));
    check!(lerp(0.2, 1.4, 0.3));
    check!(casteljau(&[A, B, A], 0.4));
    check!(casteljau(&[0.2, 0.9, -0.4], 0.4));
    check!(on_curves(A, B, 0.3), hvp);
}

#[grad(hvp)]
fn bent<T: Float>(x: T) -> T {
    x.sin() * x
}

/// What the call gives is a float of the parameter, which an item could not say.
#[grad(hvp)]
fn handed_on<T: Float>(a: T, b: T) -> T {
    let v = bent(a * b);
    bent(v)
}

#[grad(hvp)]
fn by_path<T: Float>(x: T) -> T {
    <T as Float>::exp(x) * num_traits::clamp(x * x, T::one() - T::one(), T::one()) + num_traits::clamp(x, x, x)
}

#[grad(hvp)]
fn limited(x: f64, low: f64, high: f64) -> f64 {
    num_traits::clamp(x * x, low, high) * num_traits::abs(x)
}

#[test]
fn functions_of_num_traits() {
    check!(handed_on(0.3, 0.8), hvp);
    for x in [-0.6, 0.3, 1.7] {
        check!(by_path(x), hvp);
    }
    for x in [-0.2, 0.7, -2.0] {
        check!(limited(x, 0.1, 1.3), hvp);
    }
    assert_eq!(limited_grad(3.0, 0.0, 2.0), (2.0, 0.0, 3.0));
}
