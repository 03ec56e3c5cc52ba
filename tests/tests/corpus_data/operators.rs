//! Operators of one's own types in the code that uses them.

use std::ops::{Add, AddAssign, Div, Mul, MulAssign, Neg, Sub};

use autodiff::{Differentiable, check, grad};

#[derive(Clone, Copy, Debug, Differentiable)]
struct V {
    x: f64,
    y: f64,
}

macro_rules! pointwise {
    ($operator:ident, $name:ident, $sign:tt) => {
        #[grad(hvp)]
        impl $operator for V {
            type Output = V;

            fn $name(self, other: V) -> V {
                V { x: self.x $sign other.x, y: self.y $sign other.y }
            }
        }
    };
}

pointwise!(Add, add, +);
pointwise!(Sub, sub, -);

#[grad(hvp)]
impl Mul<f64> for V {
    type Output = V;

    fn mul(self, k: f64) -> V {
        V { x: self.x * k, y: self.y * k }
    }
}

#[grad(hvp)]
impl Mul for V {
    type Output = f64;

    fn mul(self, other: V) -> f64 {
        self.x * other.x + self.y * other.y
    }
}

#[grad(hvp)]
impl Div<f64> for V {
    type Output = V;

    fn div(self, k: f64) -> V {
        V { x: self.x / k, y: self.y / k }
    }
}

#[grad(hvp)]
impl Neg for V {
    type Output = V;

    fn neg(self) -> V {
        V { x: -self.x, y: -self.y }
    }
}

#[grad(hvp)]
impl AddAssign for V {
    fn add_assign(&mut self, other: V) {
        self.x += other.x;
        self.y += other.y;
    }
}

#[grad(hvp)]
impl MulAssign<f64> for V {
    fn mul_assign(&mut self, k: f64) {
        self.x *= k;
        self.y *= k;
    }
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct Body {
    m: f64,
    r: V,
    v: V,
}

#[grad(hvp)]
fn line(a: &V, b: &V, t: f64) -> f64 {
    let p = *a + (*b - *a) * t;
    p.x * p.y
}

#[grad(hvp)]
fn inner(a: V, b: V) -> f64 {
    let product: f64 = a * b;
    product * product
}

#[grad(hvp)]
fn kinetic(body: &Body) -> f64 {
    let v: V = body.v;
    let square: f64 = v * v;
    0.5 * body.m * square
}

#[grad(hvp)]
fn drift(body: &Body, dt: f64) -> f64 {
    let mut b = *body;
    b.v += b.r * -dt;
    b.r += b.v * dt;
    b.v *= 1.0 - dt;
    b.r.x * b.v.y
}

#[grad(hvp)]
fn many_steps(body: &Body, dt: f64, n: usize) -> f64 {
    let mut b = *body;
    for _ in 0..n {
        let a = -b.r / b.m;
        b.v += a * dt;
        b.r += b.v * dt;
    }
    kinetic(&b) + b.r.x
}

#[grad(hvp)]
fn center(bodies: &[Body]) -> V {
    let mut sum = V { x: 0.0, y: 0.0 };
    let mut mass = 0.0;
    for b in bodies {
        sum += b.r * b.m;
        mass += b.m;
    }
    sum / mass
}

#[grad(hvp)]
fn spread(bodies: &[Body]) -> f64 {
    let c = center(bodies);
    let mut sum = 0.0;
    for b in bodies {
        let d: V = b.r - c;
        let square: f64 = d * d;
        sum += b.m * square;
    }
    sum
}

#[grad(hvp)]
fn negated(a: &V, t: f64) -> f64 {
    let b = -*a * t;
    (b.x - a.x) * b.y
}

#[grad(hvp)]
fn chosen(a: &V, b: &V) -> f64 {
    let c = if a.x > b.x { *a + *b } else { *a - *b };
    c.x * c.y
}

#[grad(hvp)]
fn bezier(p: &[V; 4], t: f64) -> V {
    let s = 1.0 - t;
    p[0] * (s * s * s) + p[1] * (3.0 * s * s * t) + p[2] * (3.0 * s * t * t) + p[3] * (t * t * t)
}

#[grad(hvp)]
fn casteljau(p: &[V; 4], t: f64) -> f64 {
    let mut q = *p;
    for k in 1..4 {
        for i in 0..4 - k {
            q[i] = q[i] * (1.0 - t) + q[i + 1] * t;
        }
    }
    q[0].x * q[0].y
}

#[test]
fn all() {
    let (a, b) = (V { x: 0.7, y: -0.4 }, V { x: 0.2, y: 1.1 });
    check!(line(&a, &b, 0.3), hvp);
    check!(inner(a, b), hvp);
    let body = |m| Body { m, r: V { x: m, y: 0.4 }, v: V { x: -0.3, y: 0.6 * m } };
    check!(kinetic(&body(1.2)), hvp);
    check!(drift(&body(1.2), 0.1), hvp);
    check!(many_steps(&body(1.2), 0.1, 5), hvp);
    check!(center(&vec![body(1.2), body(0.5)]));
    check!(spread(&vec![body(1.2), body(0.5)]), hvp);
    check!(negated(&a, 0.3), hvp);
    check!(chosen(&a, &b), hvp);
    check!(chosen(&b, &a), hvp);
    let p = [a, b, V { x: -0.5, y: 0.3 }, V { x: 1.0, y: 2.0 }];
    check!(bezier(&p, 0.3));
    check!(casteljau(&p, 0.3), hvp);
}

/// A vector whose operators call its own functions, which have first derivatives alone.
#[derive(Clone, Copy, Debug, Differentiable)]
struct W {
    x: f64,
    y: f64,
}

#[grad]
impl W {
    fn new(x: f64, y: f64) -> W {
        W { x, y }
    }
}

#[grad]
impl Add for W {
    type Output = W;

    fn add(self, other: W) -> W {
        W::new(self.x + other.x, self.y * other.y)
    }
}

#[grad]
fn of_first_order(a: &W, b: &W) -> f64 {
    let sum = *a + *b + W::new(a.x, 2.0);
    sum.x * sum.y
}

#[test]
fn operators_that_call() {
    check!(of_first_order(&W::new(0.3, 0.8), &W::new(-1.2, 0.4)));
}
