//! Alternatives of a pattern that bind, at different places of different variants.

use autodiff::{Differentiable, grad};
use autodiff_tests::directions::{Modes, check};

#[derive(Clone, Debug, Differentiable)]
enum Shape {
    Circle { r: f64 },
    Rect { w: f64, h: f64 },
    Point,
}

#[grad(hvp)]
impl Shape {
    fn overlap(&self, other: &Shape) -> f64 {
        match (self, other) {
            (Shape::Circle { r }, Shape::Circle { r: s }) => r * s * r.min(*s),
            (Shape::Circle { r }, Shape::Rect { w, h }) | (Shape::Rect { w, h }, Shape::Circle { r }) if *r < 2.0 => {
                r * w + h * h
            }
            (Shape::Rect { w, h }, Shape::Rect { w: a, h: b }) => w * a + h * b,
            _ => 0.0,
        }
    }

    fn size(&self) -> f64 {
        match self {
            Shape::Circle { r: s } | Shape::Rect { w: s, .. } => s * s,
            Shape::Point => 1.0,
        }
    }
}

#[grad(hvp)]
fn all(a: &Shape, b: &Shape, k: f64) -> f64 {
    a.overlap(b) * k + b.overlap(a) * a.size() + a.overlap(a) + b.overlap(b) * b.size() + a.overlap(&Shape::Point)
}

#[test]
fn alternatives() {
    let rect = Shape::Rect { w: 1.2, h: 0.4 };
    for a in [Shape::Circle { r: 0.7 }, Shape::Circle { r: 2.7 }, Shape::Point, Shape::Rect { w: 0.3, h: 0.8 }] {
        check(
            &(a, rect.clone(), 1.1),
            &Modes {
                value: |(a, b, k)| all(a, b, *k),
                gradient: |(a, b, k)| all_grad(a, b, *k),
                tangent: |(a, b, k), (da, db, dk)| all_jvp(a, b, *k, da, db, *dk).1,
                hessian: Some(|(a, b, k), (da, db, dk)| all_hvp(a, b, *k, da, db, *dk).1),
            },
        );
    }
}
