//! A crate that uses the library, and calls the facade by another name.

use ad::{Differentiable, grad};
use physics::{Body, Event, Field, Vector, tools};

/// A type of this crate that holds types of the other.
#[derive(Clone, Debug, Differentiable)]
#[differentiable(crate = ::ad)]
pub struct System<F> {
    pub bodies: Vec<Body>,
    pub field: F,
}

/// A field of this crate, under the trait of the other.
#[derive(Clone, Debug, Differentiable)]
#[differentiable(crate = ::ad)]
pub struct Uniform {
    pub g: f64,
}

#[grad(hvp, members, crate = ::ad)]
impl Field for Uniform {
    fn energy(&self, at: Vector<f64>) -> f64 {
        self.g * at.y + 0.1 * (at.x * self.g).sin()
    }
}

#[grad(hvp, crate = ::ad)]
impl<F: Field + Differentiable> System<F> {
    pub fn energy(&self) -> f64 {
        let mut sum = 0.0;
        for body in &self.bodies {
            sum += body.kinetic_energy() + self.field.energy(body.position);
        }
        sum
    }
}

/// Another trait of the other crate's type: an operator of this crate on it.
#[derive(Clone, Copy, Debug, Differentiable)]
#[differentiable(crate = ::ad)]
pub struct Turn {
    pub angle: f64,
}

#[grad(hvp, crate = ::ad)]
impl std::ops::Mul<Vector<f64>> for Turn {
    type Output = Vector<f64>;

    fn mul(self, v: Vector<f64>) -> Vector<f64> {
        let (sin, cos) = self.angle.sin_cos();
        Vector { x: cos * v.x - sin * v.y, y: sin * v.x + cos * v.y }
    }
}

#[grad(hvp, crate = ::ad)]
pub fn turned(turn: Turn, v: Vector<f64>) -> f64 {
    let w: Vector<f64> = turn * v + v * 0.5;
    w.norm() * w.x
}

#[grad(hvp, crate = ::ad)]
pub fn shot(start: &Body, force: &Vector<f64>, dt: f64) -> f64 {
    let mut body = start.clone();
    for _ in 0..5 {
        body.advance(*force, dt);
    }
    body.kinetic_energy() - physics::drag(body.velocity.norm(), 0.3) + tools::mean(&[body.position.x, dt])
}

#[grad(hvp, crate = ::ad)]
pub fn made(mass: f64, x: f64) -> f64 {
    let mut body = Body::new(mass, x, 2.0 * x);
    body.advance(body.position, 0.1);
    body.kinetic_energy() + body.position.norm()
}

#[grad(hvp, crate = ::ad)]
pub fn happened(body: &Body, events: &[Event]) -> f64 {
    let mut body = body.clone();
    for event in events {
        match event {
            Event::Rest => body.velocity = body.velocity * 0.5,
            Event::Kick(by) => body.velocity = body.velocity + *by,
            Event::Drag { coefficient } => {
                let loss = physics::drag(body.velocity.norm(), *coefficient);
                body.velocity = body.velocity * (1.0 - loss);
            }
        }
    }
    body.kinetic_energy()
}

#[grad(hvp, crate = ::ad)]
pub fn around(radius: f64, angle: f64) -> f64 {
    match physics::circle(radius, angle) {
        Some(place) => place.x * place.y * place.norm(),
        None => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ad::check;
    use physics::Spring;

    fn body(mass: f64) -> Body {
        Body { mass, position: Vector { x: 0.3 * mass, y: 1.1 }, velocity: Vector { x: 0.7, y: -0.2 } }
    }

    #[test]
    fn functions_of_the_other_crate() {
        check!(shot(&body(1.5), &Vector { x: 0.4, y: 0.9 }, 0.2), hvp, crate = ::ad);
        check!(made(1.5, 0.4), hvp, crate = ::ad);
        check!(around(1.3, 0.4), hvp, crate = ::ad);
    }

    #[test]
    fn a_trait_and_types_of_the_other_crate() {
        let bodies = vec![body(1.0), body(2.5)];
        let spring = Spring { stiffness: 3.0, anchor: Vector { x: -0.5, y: 0.2 } };
        check!(System::energy(&System { bodies: bodies.clone(), field: spring }), hvp, crate = ::ad);
        check!(System::energy(&System { bodies, field: Uniform { g: 9.81 } }), hvp, crate = ::ad);
    }

    #[test]
    fn operators_and_an_enum_of_the_other_crate() {
        check!(turned(Turn { angle: 0.4 }, Vector { x: 0.3, y: -1.2 }), hvp, crate = ::ad);
        let events = vec![Event::Kick(Vector { x: 0.2, y: 0.1 }), Event::Rest, Event::Drag { coefficient: 0.4 }];
        check!(happened(&body(1.2), &events), hvp, crate = ::ad);
    }
}
