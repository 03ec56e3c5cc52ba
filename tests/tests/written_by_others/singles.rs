//! Literals among `f32`, and tuples that are put into parts of data.

use autodiff::{Differentiable, check, grad};

#[derive(Clone, Differentiable)]
struct Smoother {
    a: f32,
    b: f32,
}

#[grad]
impl Smoother {
    fn new(a: f32, b: f32) -> Smoother {
        Smoother { a: a * b, b }
    }

    fn step(&mut self, x: f32) {
        self.a += self.b * x;
    }

    fn out(&mut self, x: f32, gain: f32) -> f32 {
        self.a = gain * self.a + x * self.b;
        self.a
    }
}

#[grad]
fn product(a: f32, b: f32) -> f32 {
    a * b + a
}

#[grad]
fn made_of_literals(x: f32) -> f32 {
    let mut s = Smoother::new(0.5, 2.0);
    s.step(x);
    s.a * x
}

#[grad]
fn beside_literals(x: f32) -> f32 {
    let k = 0.75;
    product(x, 0.25) * product(0.5, x) + product(x, k)
}

#[grad]
fn of_methods(x: f32, xs: &[f32]) -> f32 {
    let mut s = Smoother::new(0.25, x);
    let mut y = s.out(0.5, x);
    for &x in xs {
        y += s.out(x, 0.5);
    }
    y
}

#[test]
fn literals_are_of_the_type_of_the_others() {
    check!(made_of_literals(0.75));
    check!(beside_literals(0.75));
    check!(of_methods(0.75, &[0.5, 0.25]));
}

#[derive(Clone, Differentiable)]
struct Section {
    z: [(f32, f32); 2],
}

#[grad]
impl Section {
    fn process(&mut self, x: f32) -> f32 {
        self.z[0] = (x * self.z[0].1, x + self.z[0].0);
        self.z[0].0
    }
}

#[derive(Clone, Differentiable)]
struct Pairs {
    last: (f64, f64),
    all: [(f64, f64); 2],
    list: Vec<(f64, f64)>,
}

#[grad]
impl Pairs {
    fn turn(&mut self, x: f64) -> f64 {
        self.last = (x * self.last.1, x + self.last.0);
        self.all[0] = (x * self.all[0].1, x + self.all[0].0);
        self.all[1] = self.all[0];
        self.list[1] = (self.list[0].1, self.last.0);
        self.last.0 * self.all[1].1 + self.list[1].0 * self.list[1].1
    }
}

#[grad]
fn turned(a: f64, x: f64) -> f64 {
    let mut p = Pairs { last: (a, a * x), all: [(a, x), (x, a)], list: vec![(a, x), (x, a)] };
    p.turn(x) + p.turn(x * x)
}

#[grad]
fn sections(x: f32, y: f32) -> f32 {
    let mut s = Section { z: [(y, x), (x, y)] };
    s.process(x) * s.process(y)
}

#[test]
fn a_tuple_is_put_into_a_part() {
    check!(turned(0.7, 1.3));
    check!(sections(0.5, 0.75));
}
