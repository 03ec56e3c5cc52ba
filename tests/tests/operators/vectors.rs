//! A vector of space with all its operators.

use super::{check, companions};
use autodiff::{Differentiable, grad};
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub};

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct V3 {
    pub x: f64,
    pub y: f64,
    pub z: f64,
}

#[grad(hvp)]
impl V3 {
    fn new(x: f64, y: f64, z: f64) -> Self {
        Self { x, y, z }
    }

    fn dot(self, other: V3) -> f64 {
        self.x * other.x + self.y * other.y + self.z * other.z
    }

    fn norm(&self) -> f64 {
        let v = *self;
        v.dot(v).sqrt()
    }
}

#[grad(hvp)]
impl Add for V3 {
    type Output = Self;

    fn add(self, other: Self) -> Self::Output {
        Self { x: self.x + other.x, y: self.y + other.y, z: self.z + other.z }
    }
}

#[grad(hvp)]
impl Sub<&V3> for &V3 {
    type Output = V3;

    fn sub(self, other: &V3) -> V3 {
        V3::new(self.x - other.x, self.y - other.y, self.z - other.z)
    }
}

/// It has the rule of the other one.
impl Sub for V3 {
    type Output = V3;

    fn sub(self, other: V3) -> V3 {
        &self - &other
    }
}

#[grad(hvp)]
impl Mul<f64> for V3 {
    type Output = V3;

    fn mul(self, by: f64) -> V3 {
        V3 { x: self.x * by, y: self.y * by, z: self.z * by }
    }
}

#[grad(hvp)]
impl Mul<V3> for f64 {
    type Output = V3;

    fn mul(self, v: V3) -> V3 {
        v * self
    }
}

/// The cross product.
#[grad(hvp)]
impl Mul for V3 {
    type Output = V3;

    fn mul(self, b: V3) -> V3 {
        let a = self;
        V3 { x: a.y * b.z - a.z * b.y, y: a.z * b.x - a.x * b.z, z: a.x * b.y - a.y * b.x }
    }
}

#[grad(hvp)]
impl<'a> Div<&'a f64> for &'a V3 {
    type Output = V3;

    fn div(self, by: &f64) -> V3 {
        assert!(*by != 0.0, "nothing divides by {by}");
        *self * (1.0 / *by)
    }
}

impl Div<f64> for V3 {
    type Output = V3;

    fn div(self, by: f64) -> V3 {
        &self / &by
    }
}

#[grad(hvp)]
impl Neg for V3 {
    type Output = V3;

    fn neg(self) -> V3 {
        V3 { x: -self.x, y: -self.y, z: -self.z }
    }
}

#[grad(hvp)]
impl AddAssign for V3 {
    fn add_assign(&mut self, other: V3) {
        *self = *self + other;
    }
}

const POINTS: [V3; 3] =
    [V3 { x: 1.0, y: 2.0, z: -0.5 }, V3 { x: 0.3, y: -1.0, z: 0.7 }, V3 { x: -1.0, y: 0.4, z: 1.4 }];

#[derive(Clone, Debug, Differentiable)]
struct Given {
    a: V3,
    b: V3,
    k: f64,
}

/// All of them, by value and by reference.
#[grad(hvp)]
fn expression(given: &Given) -> f64 {
    let (a, b, k) = (given.a, given.b, given.k);
    let difference: V3 = &a - &b;
    let middle: V3 = (a + b) / 2.0;
    let turned: V3 = (-difference * k) * middle;
    let scaled: V3 = k * turned - a;
    scaled.dot(b) + (a - b).x + scaled.norm()
}

/// The energy of a cluster.
#[grad(hvp)]
fn lennard_jones(cluster: &Vec<V3>) -> f64 {
    let mut energy = 0.0;
    for i in 0..cluster.len() {
        for j in 0..i {
            let r: f64 = (cluster[i] - cluster[j]).norm();
            let s6 = r.powi(-6);
            energy += 4.0 * (s6 * s6 - s6);
        }
    }
    energy
}

#[derive(Clone, Debug, Differentiable)]
struct Scene {
    origin: V3,
    towards: V3,
    centre: V3,
    radius: f64,
}

/// How far away along the ray the sphere is.
#[grad(hvp)]
fn hit(scene: &Scene) -> f64 {
    let length = scene.towards.norm();
    let along: V3 = scene.towards / length;
    let to: V3 = scene.centre - scene.origin;
    let nearest: f64 = to.dot(along);
    let beside: V3 = to - nearest * along;
    let height: f64 = beside.norm();
    let inside = scene.radius * scene.radius - height * height;
    if inside < 0.0 { 0.0 } else { nearest - inside.sqrt() }
}

#[test]
fn all_operators() {
    let [a, b, _] = POINTS;
    check(&companions!(expression expression_grad expression_jvp expression_hvp), &Given { a, b, k: 1.7 });
}

/// What is summed up begins with a constant.
#[grad(hvp)]
fn moment(arms: &Vec<V3>) -> f64 {
    let mut sum: V3 = V3::new(0.0, 0.0, 0.0);
    for arm in arms {
        sum += *arm * arm.norm();
    }
    sum.x * sum.y + sum.z
}

#[test]
fn a_sum() {
    check(&companions!(moment moment_grad moment_jvp moment_hvp), &POINTS.to_vec());
}

#[test]
fn a_cluster() {
    check(
        &companions!(lennard_jones lennard_jones_grad lennard_jones_jvp lennard_jones_hvp),
        &POINTS.map(|p| p * 0.8).to_vec(),
    );
}

#[test]
fn a_ray() {
    let [centre, towards, _] = POINTS;
    let scene = Scene { origin: centre - towards * 3.0 + V3::new(0.1, 0.2, 0.3), towards, centre, radius: 0.9 };
    assert!(hit(&scene) > 0.0);
    check(&companions!(hit hit_grad hit_jvp hit_hvp), &scene);
}
