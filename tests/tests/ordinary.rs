//! What ordinary programs do with data: functions with an idea each, whose parameters hold
//! structs, in every mode against differences.
#![allow(clippy::all, clippy::pedantic, dead_code, reason = "written as people write it")]
use autodiff::{Differentiable, grad};
use autodiff_tests::directions::{Modes, check};

macro_rules! agrees {
    ($at:expr, $value:ident, $grad:ident, $jvp:ident, $hvp:ident) => {
        mod $grad {
            use super::*;

            #[test]
            fn $value() {
                check(
                    &$at,
                    &Modes {
                        value: |p| super::$value(p),
                        gradient: |p| super::$grad(p),
                        tangent: |p, d| super::$jvp(p, d).1,
                        hessian: Some(|p, d| super::$hvp(p, d).1),
                    },
                );
            }
        }
    };
}

#[path = "ordinary/exits.rs"]
mod exits;
#[path = "ordinary/iterators.rs"]
mod iterators;
#[path = "ordinary/options.rs"]
mod options;
#[path = "ordinary/places.rs"]
mod places;
#[path = "ordinary/programs.rs"]
mod programs;
#[path = "ordinary/variants.rs"]
mod variants;

#[derive(Clone, Copy, Debug, Default, PartialEq, Differentiable)]
struct V3 {
    x: f64,
    y: f64,
    z: f64,
}

#[derive(Clone, Debug, Default, Differentiable)]
struct Body {
    pos: V3,
    vel: V3,
    mass: f64,
    tags: Vec<f64>,
}

#[derive(Clone, Debug, Differentiable)]
enum Shape {
    Dot,
    Circle(f64),
    Rect { w: f64, h: f64 },
}

#[derive(Clone, Debug, Differentiable)]
enum Expr {
    Lit(f64),
    Add(Box<Expr>, Box<Expr>),
    Mul(Box<Expr>, Box<Expr>),
}

#[derive(Clone, Debug, Differentiable)]
struct Held {
    last: Option<V3>,
    k: f64,
    all: Vec<Option<V3>>,
}

#[grad(hvp)]
impl V3 {
    fn norm2(&self) -> f64 {
        self.x * self.x + self.y * self.y + self.z * self.z
    }
    fn double(&mut self, k: f64) {
        self.x *= k;
        self.y *= k * k;
    }
}
#[grad(hvp)]
impl Expr {
    fn eval(&self, x: f64) -> f64 {
        match self {
            Expr::Lit(k) => *k * x,
            Expr::Add(a, b) => a.eval(x) + b.eval(x),
            Expr::Mul(a, b) => a.eval(x) * b.eval(x),
        }
    }
}
#[grad(hvp)]
impl Shape {
    fn area(&self) -> f64 {
        match self {
            Shape::Dot => 0.0,
            Shape::Circle(r) => 3.0 * r * r,
            Shape::Rect { w, h } => w * h,
        }
    }
}

fn v() -> V3 {
    V3 { x: 0.7, y: -0.4, z: 1.3 }
}
fn bodies() -> Vec<Body> {
    (0..4)
        .map(|i| {
            let k = i as f64 * 0.37 + 0.5;
            Body {
                pos: V3 { x: k.sin(), y: k.cos(), z: 0.3 * k },
                vel: V3 { x: k, y: 1.0 - k, z: 0.2 },
                mass: 0.5 + k,
                tags: vec![k, 2.0 * k],
            }
        })
        .collect()
}
fn held() -> Held {
    Held { last: Some(v()), k: 0.8, all: vec![Some(v()), None, Some(V3 { x: 0.1, y: 0.9, z: -0.3 })] }
}

fn vs() -> Vec<V3> {
    vec![v(), V3 { x: 0.2, y: 0.5, z: -0.7 }, V3 { x: -1.2, y: 0.3, z: 0.4 }]
}
