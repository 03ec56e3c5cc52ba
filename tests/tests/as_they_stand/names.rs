//! Methods of one's own with the names of std's: `reverse`, `first`, `last`, `sort`, `len`; and `reverse` of a vector
//! of which nothing else is seen.

use autodiff::{Differentiable, check, grad};
use std::ops::Sub;

#[derive(Clone, Copy, Debug, Differentiable)]
struct Edge {
    a: f64,
    b: f64,
}

#[grad(hvp)]
impl Edge {
    fn reverse(&mut self) {
        let t = self.a;
        self.a = self.b;
        self.b = t * t;
    }

    fn swap(&mut self, k: f64) {
        self.a *= k;
    }

    fn first(&self) -> f64 {
        self.a
    }

    fn last(&mut self, k: f64) -> f64 {
        self.b *= k;
        self.b
    }

    fn fill(&mut self, v: f64) {
        self.a = v;
        self.b = v * v;
    }

    fn push(&mut self, v: f64) {
        self.a += v;
    }

    fn clear(&mut self) {
        self.a = 0.0;
    }

    fn sort(&mut self) {
        if self.a > self.b {
            let t = self.a;
            self.a = self.b;
            self.b = t;
        }
    }

    fn len(&self) -> f64 {
        (self.a * self.a + self.b * self.b).sqrt()
    }
}

#[derive(Clone, Debug, Differentiable)]
struct Mesh {
    edge: Edge,
    w: f64,
}

#[grad(hvp)]
impl Mesh {
    fn turn(&mut self) -> f64 {
        self.edge.reverse();
        self.edge.a * self.w
    }

    fn only_turns(&mut self) {
        self.edge.reverse();
    }

    fn more(&mut self, k: f64) -> f64 {
        self.edge.swap(k);
        self.edge.fill(k);
        self.edge.push(k * self.w);
        self.edge.sort();
        self.edge.a * self.edge.first()
    }

    fn len(&self) -> f64 {
        self.edge.len()
    }
}

#[derive(Clone, Debug, Differentiable)]
struct Walk {
    steps: Vec<f64>,
    k: f64,
}

#[grad(hvp)]
fn weighed(steps: &[f64]) -> f64 {
    steps.iter().enumerate().map(|(i, v)| v * v * (i as f64 + 1.0)).sum()
}

#[grad(hvp)]
impl Walk {
    fn turn(&mut self) {
        self.steps.reverse();
    }

    fn turned(&mut self) -> f64 {
        self.steps.reverse();
        weighed(&self.steps) * self.k
    }

    fn turned_and_read(&mut self) -> f64 {
        self.steps.reverse();
        self.steps[0] * self.steps[0] * self.k
    }
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct V2 {
    x: f64,
    y: f64,
}

#[grad(hvp)]
impl Sub for V2 {
    type Output = V2;
    fn sub(self, o: V2) -> V2 {
        V2 { x: self.x - o.x, y: self.y - o.y }
    }
}

#[grad(hvp)]
impl V2 {
    fn len(&self) -> f64 {
        (self.x * self.x + self.y * self.y).sqrt()
    }
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct Body {
    p: V2,
    m: f64,
}

#[grad(hvp)]
fn on_a_local(a: f64, b: f64) -> f64 {
    let mut e = Edge { a, b };
    e.reverse();
    e.a * e.b * b
}

#[grad(hvp)]
fn one_after_the_other(a: f64, b: f64) -> f64 {
    let mut e = Edge { a, b };
    e.swap(b);
    let last = e.last(a);
    e.push(a);
    e.sort();
    e.first() * e.a + e.len() * last
}

#[grad(hvp)]
fn on_fields(a: f64, b: f64) -> f64 {
    let mut m = Mesh { edge: Edge { a, b }, w: a };
    m.only_turns();
    m.turn() + m.more(b) + m.len()
}

#[grad(hvp)]
fn on_a_copy(m: &Mesh, b: f64) -> f64 {
    let mut e = m.edge;
    e.reverse();
    let l = e.last(b);
    e.clear();
    l * b + e.a + m.edge.len()
}

#[grad(hvp)]
fn of_vectors(x: &[f64], k: f64) -> f64 {
    let mut w = Walk { steps: x.to_vec(), k };
    w.turn();
    let turned = w.turned();
    w.turn();
    turned + w.turned_and_read()
}

#[grad(hvp)]
fn distance(a: &Body, b: &Body) -> f64 {
    let d = b.p - a.p;
    a.m * b.m / d.len() + (a.p - b.p).len()
}

#[test]
fn nothing_is_concluded_from_a_name() {
    check!(on_a_local(0.3, 0.7));
    check!(one_after_the_other(0.3, 0.7));
    check!(on_fields(0.3, 0.7));
    check!(on_a_copy(&Mesh { edge: Edge { a: 0.3, b: 0.2 }, w: 0.3 }, 0.7));
    check!(of_vectors(&[0.3, 0.4, -0.2], 0.7));
    let a = Body { p: V2 { x: 0.1, y: 0.3 }, m: 2.0 };
    let b = Body { p: V2 { x: 0.7, y: 0.2 }, m: 3.0 };
    check!(distance(&a, &b));
}
