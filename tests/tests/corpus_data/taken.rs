//! Methods that take `self` by value, on variables that have changed.

use autodiff::{Differentiable, check, grad};
use std::ops::{Add, Mul};

#[derive(Clone, Debug, Differentiable)]
struct Body {
    x: f64,
    v: f64,
}

#[grad(hvp)]
impl Body {
    fn next(self, dt: f64) -> Self {
        Body { x: self.x + dt * self.v, v: self.v - dt * self.x.sin() }
    }

    fn kicked(mut self, dt: f64) -> Self {
        self.x += dt * self.v;
        self.v -= dt * self.x.sin();
        self
    }

    fn energy(self) -> f64 {
        0.5 * self.v * self.v - self.x.cos()
    }
}

#[grad(hvp)]
fn a_struct_of_a_changed_one(x: f64, h: f64) -> f64 {
    let mut b = Body { x, v: 1.0 };
    b.x += h;
    let c = b.next(h);
    c.x * c.v
}

#[grad(hvp)]
fn replaced_in_a_loop(x: f64, h: f64) -> f64 {
    let mut b = Body { x, v: 1.0 };
    for _ in 0..3 {
        b = b.next(h);
    }
    b.x * b.v
}

#[grad(hvp)]
fn a_number_of_a_changed_one(x: f64, h: f64) -> f64 {
    let mut b = Body { x, v: 1.0 };
    b.x += h;
    b.v *= x;
    b.energy()
}

#[grad(hvp)]
fn one_after_the_other(mut b: Body, h: f64) -> f64 {
    b.x += h;
    b = b.next(h);
    b = b.kicked(h);
    b.v += h;
    let e = b.next(h).energy();
    e * e
}

#[grad(hvp)]
fn replaced_while(b: &Body, h: f64) -> f64 {
    let mut c = b.clone();
    let mut i = 0;
    while i < 3 {
        c = c.next(h);
        c.v *= 0.9;
        i += 1;
    }
    if c.x > 0.0 {
        c = c.kicked(h);
    } else {
        c.v += h;
    }
    c.clone().energy() + c.x
}

#[grad(hvp)]
fn by_path(b: &Body, h: f64) -> f64 {
    let mut c = b.clone();
    c.x += h;
    let mut d = Body::next(c, h);
    d.x *= 2.0;
    Body::energy(d)
}

#[derive(Clone, Debug, Differentiable)]
struct Load {
    m: Vec<f64>,
    k: f64,
}

impl Load {
    #[grad(hvp)]
    fn total(self) -> f64 {
        self.m.iter().map(|v| v * v).sum::<f64>() * self.k
    }
}

impl Load {
    #[grad(hvp)]
    fn scaled(mut self, s: f64) -> Load {
        for v in self.m.iter_mut() {
            *v *= s;
        }
        self
    }
}

#[grad(hvp)]
fn with_memory(a: f64, b: f64) -> f64 {
    let mut l = Load { m: vec![a, b], k: 2.0 };
    for _ in 0..2 {
        l.m[0] += b;
        l = l.scaled(a);
    }
    l.m.push(b);
    l.k *= b;
    l.total()
}

#[grad(hvp)]
fn given_back(a: f64, b: f64) -> Load {
    let mut l = Load { m: vec![a, b], k: 2.0 };
    l.k *= b;
    l.scaled(a)
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct V2 {
    x: f64,
    y: f64,
}

#[grad(hvp)]
impl V2 {
    fn dot(self, o: V2) -> f64 {
        self.x * o.x + self.y * o.y
    }

    fn lent_dot(&self, o: &V2) -> f64 {
        self.x * o.x + self.y * o.y
    }

    fn add(self, o: V2) -> V2 {
        V2 { x: self.x + o.x, y: self.y + o.y }
    }

    fn times(self, k: f64) -> V2 {
        V2 { x: self.x * k, y: self.y * k }
    }

    fn norm(self) -> f64 {
        self.dot(self).sqrt()
    }

    fn along(self, k: f64, o: V2) -> V2 {
        self + o * k
    }

    fn twice(mut self) -> V2 {
        self.x += 1.0;
        self + self * 2.0
    }

    fn squared(mut self) -> f64 {
        self.x *= 2.0;
        self.dot(self)
    }

    /// What it is given is read before it is changed.
    fn absorb(&mut self, o: V2) {
        self.x += o.x * o.y;
        self.y *= o.x;
    }
}

#[grad(hvp)]
impl Add for V2 {
    type Output = V2;

    fn add(self, o: V2) -> V2 {
        V2 { x: self.x + o.x, y: self.y + o.y }
    }
}

#[grad(hvp)]
impl Mul<f64> for V2 {
    type Output = V2;

    fn mul(self, k: f64) -> V2 {
        V2 { x: self.x * k, y: self.y * k }
    }
}

#[grad(hvp)]
fn with_itself(x: f64, y: f64) -> f64 {
    let mut a = V2 { x, y };
    a.x += 1.0;
    a.dot(a)
}

#[grad(hvp)]
fn with_itself_in_a_loop(v: V2, s: f64) -> f64 {
    let mut a = v;
    let mut sum = 0.0;
    for i in 0..3 {
        a = a.add(a.times(s));
        a.x += 0.1;
        sum += a.dot(a) * i as f64;
    }
    sum
}

#[grad(hvp)]
fn sums_with_itself(v: V2, s: f64) -> f64 {
    let mut a = v;
    a = a + a * s;
    a.y *= s;
    a = a.along(s, a);
    a.dot(a) + a.norm() + a.twice().squared() + a.lent_dot(&a) + V2::dot(a, a)
}

#[grad(hvp)]
fn changed_by_itself(v: V2, s: f64) -> f64 {
    let mut a = v;
    a.x *= s;
    a.absorb(a);
    a.absorb(a.times(s));
    a.x * a.y
}

#[derive(Clone, Debug, Differentiable)]
struct Particle {
    v: V2,
    m: f64,
}

#[grad(hvp)]
impl Particle {
    fn energy_after(&mut self, s: f64) -> f64 {
        self.v.x *= s;
        0.5 * self.m * self.v.dot(self.v)
    }
}

#[grad(hvp)]
fn fields_with_themselves(p: &Particle, s: f64) -> f64 {
    let mut p = p.clone();
    let e = p.energy_after(s);
    p.v = p.v.add(p.v);
    e * p.v.dot(p.v)
}

#[grad(hvp)]
fn behind_mut(v: &mut V2, s: f64) -> f64 {
    v.x *= s;
    let d = v.dot(*v);
    *v = v.add(*v);
    d * v.dot(*v)
}

#[grad(hvp)]
fn of_behind_mut(v: V2, s: f64) -> f64 {
    let mut w = v;
    behind_mut(&mut w, s) * w.x
}

#[grad(hvp)]
fn elements_with_themselves(v: &[V2], s: f64) -> f64 {
    let mut w = v.to_vec();
    w[0].x *= s;
    w[1] = w[0].add(w[0]);
    let i = 1;
    w[i].dot(w[i]) + w[i].dot(w[0])
}

#[test]
fn a_variable_is_taken_by_value() {
    let b = Body { x: 0.3, v: 0.8 };
    check!(a_struct_of_a_changed_one(0.4, 0.1), hvp);
    check!(replaced_in_a_loop(0.4, 0.1), hvp);
    check!(a_number_of_a_changed_one(0.4, 0.1), hvp);
    check!(one_after_the_other(b.clone(), 0.1), hvp);
    check!(replaced_while(&b, 0.1), hvp);
    check!(by_path(&b, 0.1), hvp);
    check!(with_memory(0.4, 0.7), hvp);
    check!(given_back(0.4, 0.7));
}

#[test]
fn a_variable_meets_itself() {
    let (v, w) = (V2 { x: 0.7, y: -0.4 }, V2 { x: 0.2, y: 1.4 });
    check!(with_itself(0.4, 0.1), hvp);
    check!(with_itself_in_a_loop(v, 0.3), hvp);
    check!(sums_with_itself(v, 0.3), hvp);
    check!(changed_by_itself(v, 0.3), hvp);
    check!(fields_with_themselves(&Particle { v, m: 1.2 }, 0.3), hvp);
    check!(of_behind_mut(v, 0.3), hvp);
    check!(elements_with_themselves(&vec![v, w], 0.3), hvp);
}
