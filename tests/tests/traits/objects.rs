//! `&dyn Shape`: a `dyn` has no zero, so its methods are differentiated along what they are given.

use autodiff::{Differentiable, check, grad};
use autodiff_tests::directions::{self, Modes};
use std::rc::Rc;
use std::sync::Arc;

#[grad(hvp)]
trait Shape {
    fn area(#[constant] &self, s: f64) -> f64;

    fn twice(#[constant] &self, s: f64) -> f64 {
        2.0 * self.area(s)
    }
}

struct Square(f64);

#[grad(hvp, members)]
impl Shape for Square {
    fn area(#[constant] &self, s: f64) -> f64 {
        self.0 * s * s
    }
}

struct Cube(f64);

#[grad(hvp, members)]
impl Shape for Cube {
    fn area(#[constant] &self, s: f64) -> f64 {
        let mut area = self.0;
        for _ in 0..3 {
            area *= s;
        }
        area
    }

    fn twice(#[constant] &self, s: f64) -> f64 {
        self.area(s) + self.area(s) * s
    }
}

#[grad(hvp)]
fn total(#[constant] all: &[Box<dyn Shape>], #[constant] one: &dyn Shape, s: f64) -> f64 {
    let mut total = one.area(s) * one.twice(s);
    for shape in all {
        total += shape.area(s) * s;
    }
    total + all.iter().map(|shape| shape.twice(s)).sum::<f64>()
}

/// Pairs of a weight and an object, run through and by their numbers.
#[grad(hvp)]
fn weighted(#[constant] all: &[(f64, Box<dyn Shape>)], s: f64) -> f64 {
    let mut total = 0.0;
    for (weight, shape) in all {
        total += *weight * shape.area(s) * s;
    }
    for i in 0..all.len() {
        total += all[i].0 * all[i].1.twice(total);
    }
    total + all.iter().map(|(weight, shape)| weight * shape.area(s)).sum::<f64>()
}

fn pairs() -> Vec<(f64, Box<dyn Shape>)> {
    vec![(0.5, Box::new(Square(2.0))), (1.5, Box::new(Cube(0.3)))]
}

#[test]
fn pairs_with_objects() {
    directions::check(
        &0.7,
        &Modes {
            value: |s| weighted(&pairs(), *s),
            gradient: |s| weighted_grad(&pairs(), *s),
            tangent: |s, ds| weighted_jvp(&pairs(), *s, *ds).1,
            hessian: Some(|s, ds| weighted_hvp(&pairs(), *s, *ds).1),
        },
    );
}

fn all() -> Vec<Box<dyn Shape>> {
    vec![Box::new(Square(2.0)), Box::new(Cube(3.0))]
}

#[test]
fn objects() {
    directions::check(
        &0.7,
        &Modes {
            value: |s| total(&all(), &Cube(1.5), *s),
            gradient: |s| total_grad(&all(), &Cube(1.5), *s),
            tangent: |s, ds| total_jvp(&all(), &Cube(1.5), *s, *ds).1,
            hessian: Some(|s, ds| total_hvp(&all(), &Cube(1.5), *s, *ds).1),
        },
    );
}

/// Objects that others hold, too, in what has a derivative itself.
#[derive(Clone, Differentiable)]
struct Plate {
    #[constant]
    shape: Rc<dyn Shape>,
    #[constant]
    holes: Vec<Arc<dyn Shape>>,
    thickness: f64,
}

#[grad(hvp)]
impl Plate {
    fn mass(&self, s: f64) -> f64 {
        let mut area = self.shape.area(s * self.thickness);
        for hole in &self.holes {
            area -= hole.area(s);
        }
        area * self.thickness
    }
}

#[test]
fn shared_objects() {
    let plate = Plate { shape: Rc::new(Square(2.0)), holes: vec![Arc::new(Cube(0.3))], thickness: 0.4 };
    check!(Plate::mass(&plate, 0.7), hvp);
}
