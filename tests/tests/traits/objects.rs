//! `&dyn Shape`: a `dyn` has no zero, so its methods are differentiated along what they are given.

use autodiff::grad;
use autodiff_tests::directions::{Modes, check};

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

fn all() -> Vec<Box<dyn Shape>> {
    vec![Box::new(Square(2.0)), Box::new(Cube(3.0))]
}

#[test]
fn objects() {
    check(
        &0.7,
        &Modes {
            value: |s| total(&all(), &Cube(1.5), *s),
            gradient: |s| total_grad(&all(), &Cube(1.5), *s),
            tangent: |s, ds| total_jvp(&all(), &Cube(1.5), *s, *ds).1,
            hessian: Some(|s, ds| total_hvp(&all(), &Cube(1.5), *s, *ds).1),
        },
    );
}
