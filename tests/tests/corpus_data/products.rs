//! Products of parts: numbers unless a `let` says otherwise; rustc knows what vectors and matrices give;
//! results that are floats by another name.

use autodiff::{Differentiable, check, grad};
use std::ops::{Add, Mul, Sub};

type Real = f64;

#[derive(Clone, Copy, Debug, Differentiable)]
struct V {
    x: Real,
    y: Real,
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct M {
    rows: [V; 2],
}

macro_rules! operator {
    ($operator:ident $name:ident: $left:ty, $right:ty => $gives:ty, |$a:ident, $b:ident| $value:expr) => {
        #[grad(hvp)]
        impl $operator<$right> for $left {
            type Output = $gives;

            fn $name(self, other: $right) -> $gives {
                let ($a, $b) = (self, other);
                $value
            }
        }
    };
}

operator!(Add add: V, V => V, |a, b| V { x: a.x + b.x, y: a.y + b.y });
operator!(Sub sub: V, V => V, |a, b| V { x: a.x - b.x, y: a.y - b.y });
operator!(Mul mul: V, f64 => V, |a, b| V { x: a.x * b, y: a.y * b });
operator!(Mul mul: f64, V => V, |a, b| V { x: a * b.x, y: a * b.y });
operator!(Mul mul: V, V => f64, |a, b| a.x * b.x + a.y * b.y);
operator!(Mul mul: M, V => V, |a, b| V { x: a.rows[0] * b, y: a.rows[1] * b });

#[derive(Clone, Copy, Debug, Differentiable)]
struct Body {
    m: Real,
    pos: V,
    vel: V,
    inertia: M,
}

#[grad(hvp)]
impl Body {
    fn kinetic(&self) -> f64 {
        let vel: V = self.vel;
        0.5 * self.m * (vel * vel)
    }

    fn scaled(&self) -> f64 {
        let vel: V = self.vel;
        0.5 * self.m * vel * vel - self.m * self.m
    }

    fn angular(&self) -> f64 {
        let vel: V = self.vel;
        let l: V = self.inertia * vel + 0.3 * self.pos * self.m;
        l * vel
    }

    /// Numbers come out as plain arithmetic.
    fn inertial(&self) -> f64 {
        0.5 * self.m * self.m * self.m
    }

    fn projected(&self) -> V {
        self.pos * (self.pos * self.vel) + self.vel
    }

    fn potential(&self) -> Real {
        self.m * self.pos.y
    }

    /// Nothing here tells that a `Real` is a float.
    fn energy(&self, other: &Body) -> Real {
        self.potential() + other.potential()
    }
}

#[grad(hvp)]
fn attraction(a: &Body, b: &Body) -> f64 {
    let d: V = a.pos - b.pos;
    a.m * b.m / (d * d).sqrt()
}

#[grad(hvp)]
fn angle(a: V, b: V) -> f64 {
    (a * b / ((a * a) * (b * b)).sqrt()).acos()
}

#[test]
fn products() {
    let v = |x: f64, y: f64| V { x, y };
    let body =
        |k: f64| Body { m: 0.8 + k, pos: v(k, 1.3), vel: v(0.7, -k), inertia: M { rows: [v(0.4, k), v(-0.2, 0.9)] } };
    let (a, b) = (body(0.3), body(-0.4));
    check!(Body::kinetic(&a), hvp);
    check!(Body::scaled(&a), hvp);
    check!(Body::angular(&a), hvp);
    check!(Body::inertial(&a), hvp);
    check!(Body::projected(&a));
    check!(Body::energy(&a, &b), hvp);
    check!(attraction(&a, &b), hvp);
    check!(angle(a.pos, b.vel), hvp);
    assert_eq!(a.energy_value_and_grad(&b).1.1.m, 1.3);
}
