//! A library whose functions, types, traits and operators another crate uses.

use std::ops::{Add, Mul, Sub};

use autodiff::{Differentiable, Scalar, grad};

/// A vector over any float.
#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
pub struct Vector<T> {
    pub x: T,
    pub y: T,
}

#[grad(hvp)]
impl<T: num_traits::Float + Scalar> Vector<T> {
    pub fn dot(self, other: Vector<T>) -> T {
        self.x * other.x + self.y * other.y
    }

    pub fn norm(self) -> T {
        self.dot(self).sqrt()
    }
}

#[grad(hvp)]
impl<T: num_traits::Float + Scalar> Add for Vector<T> {
    type Output = Vector<T>;

    fn add(self, other: Vector<T>) -> Vector<T> {
        Vector { x: self.x + other.x, y: self.y + other.y }
    }
}

#[grad(hvp)]
impl<T: num_traits::Float + Scalar> Sub for Vector<T> {
    type Output = Vector<T>;

    fn sub(self, other: Vector<T>) -> Vector<T> {
        Vector { x: self.x - other.x, y: self.y - other.y }
    }
}

#[grad(hvp)]
impl<T: num_traits::Float + Scalar> Mul<T> for Vector<T> {
    type Output = Vector<T>;

    fn mul(self, factor: T) -> Vector<T> {
        Vector { x: self.x * factor, y: self.y * factor }
    }
}

#[derive(Clone, Debug, Differentiable)]
pub struct Body {
    pub mass: f64,
    pub position: Vector<f64>,
    pub velocity: Vector<f64>,
}

#[grad(hvp)]
impl Body {
    pub fn new(mass: f64, x: f64, y: f64) -> Self {
        Body { mass, position: Vector { x, y }, velocity: Vector { x: 0.0, y: 0.0 } }
    }

    pub fn kinetic_energy(&self) -> f64 {
        0.5 * self.mass * self.velocity.dot(self.velocity)
    }

    /// The time passes, under a force.
    pub fn advance(&mut self, force: Vector<f64>, dt: f64) {
        self.velocity = self.velocity + force * (dt / self.mass);
        self.position = self.position + self.velocity * dt;
    }
}

/// What has an energy at a place.
#[grad(hvp)]
pub trait Field {
    fn energy(&self, at: Vector<f64>) -> f64;
}

#[derive(Clone, Debug, Differentiable)]
pub struct Spring {
    pub stiffness: f64,
    pub anchor: Vector<f64>,
}

#[grad(hvp, members)]
impl Field for Spring {
    fn energy(&self, at: Vector<f64>) -> f64 {
        let stretch = (at - self.anchor).norm() - 1.0;
        0.5 * self.stiffness * stretch * stretch
    }
}

/// What can happen to a body.
#[derive(Clone, Debug, Differentiable)]
pub enum Event {
    Rest,
    Kick(Vector<f64>),
    Drag { coefficient: f64 },
}

#[grad(hvp)]
pub fn drag(speed: f64, coefficient: f64) -> f64 {
    coefficient * speed * speed
}

/// A place on a circle, if it is one.
#[grad(hvp)]
pub fn circle(radius: f64, angle: f64) -> Option<Vector<f64>> {
    if radius <= 0.0 { None } else { Some(Vector { x: radius * angle.cos(), y: radius * angle.sin() }) }
}

/// Outside of the root of the crate.
pub mod tools {
    #[autodiff::grad(hvp)]
    pub fn mean(values: &[f64]) -> f64 {
        values.iter().sum::<f64>() / values.len() as f64
    }
}
