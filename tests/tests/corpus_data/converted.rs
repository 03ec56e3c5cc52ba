//! Conversions that are found by what a value is used for, sums of two types, and sums and collections
//! of types with constants in them.

use autodiff::{Differentiable, check, grad};
use std::iter::Sum;
use std::ops::{Add, Mul, Sub};

#[derive(Clone, Copy, Debug, Differentiable)]
struct Polar {
    r: f64,
    phi: f64,
}

#[derive(Clone, Debug, Differentiable)]
struct Flat {
    v: Vec<f64>,
}

#[grad(hvp)]
impl From<Polar> for Flat {
    fn from(p: Polar) -> Flat {
        Flat { v: vec![p.r * p.phi.cos(), p.r * p.phi.sin()] }
    }
}

/// Another one of a reference: which is meant, the types say.
#[grad(hvp)]
impl From<&Polar> for Flat {
    fn from(p: &Polar) -> Flat {
        Flat { v: vec![p.r, p.phi] }
    }
}

#[grad(hvp)]
impl From<Polar> for f64 {
    fn from(p: Polar) -> f64 {
        p.r * p.phi
    }
}

#[grad(hvp)]
impl From<Polar> for (f64, f64) {
    fn from(p: Polar) -> Self {
        (p.r * p.r, p.phi)
    }
}

#[grad(hvp)]
fn height(flat: &Flat) -> f64 {
    flat.v[0] * 3.0 + flat.v[1].sin()
}

#[grad(hvp)]
fn square(x: f64) -> f64 {
    x * x
}

#[grad(hvp)]
fn polar(x: f64) -> Polar {
    Polar { r: x * x, phi: x }
}

#[grad(hvp)]
fn converted_for_a_call(x: f64) -> f64 {
    let p = Polar { r: x, phi: 2.0 * x };
    height(&p.into()) * square(p.into())
}

#[grad(hvp)]
fn converted_from_a_reference(p: &Polar) -> f64 {
    let taken: Flat = (*p).into();
    let lent: Flat = p.into();
    height(&p.into()) * height(&(*p).into()) + height(&taken) - 2.0 * height(&lent)
}

#[grad(hvp)]
fn converted_items(all: &[Polar]) -> f64 {
    let mut sum = 0.0;
    for p in all {
        let (lent, taken): (Flat, Flat) = (p.into(), (*p).into());
        sum += height(&lent) * height(&taken);
    }
    let first = all[0];
    let last: Flat = (&all[1]).into();
    sum + height(&last) + height(&first.into())
}

#[grad(hvp)]
fn converted_into_a_tuple(x: f64) -> f64 {
    let (a, b): (f64, f64) = polar(x).into();
    let flat: Flat = polar(x).into();
    a * b * flat.v[0]
}

/// A machine that gives data of a field of what it is called with.
#[derive(Clone, Debug, Differentiable)]
struct Machine {
    k: f64,
}

#[grad]
impl Machine {
    fn next(&mut self, x: f64) -> Polar {
        self.k *= x;
        Polar { r: self.k, phi: x }
    }
}

#[grad]
fn converted_from_a_method(all: &[Polar], k: f64) -> f64 {
    let mut machine = Machine { k };
    let mut sum = 0.0;
    for p in all {
        let (a, b): (f64, f64) = machine.next(p.r).into();
        sum += a * b;
    }
    sum
}

#[test]
fn conversions() {
    let p = Polar { r: 0.7, phi: 0.4 };
    let all = vec![p, Polar { r: -0.3, phi: 1.4 }];
    check!(converted_for_a_call(0.7), hvp);
    check!(converted_from_a_reference(&p), hvp);
    check!(converted_items(&all), hvp);
    check!(converted_into_a_tuple(0.7), hvp);
    check!(converted_from_a_method(&all, 1.2));
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct Vector {
    x: f64,
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct Point {
    x: f64,
}

#[grad(hvp)]
impl Sub for Point {
    type Output = Vector;
    fn sub(self, o: Point) -> Vector {
        Vector { x: self.x - o.x }
    }
}

#[grad(hvp)]
impl Add for Vector {
    type Output = Vector;
    fn add(self, o: Vector) -> Vector {
        Vector { x: self.x + o.x }
    }
}

#[grad(hvp)]
impl Mul<f64> for Vector {
    type Output = Vector;
    fn mul(self, k: f64) -> Vector {
        Vector { x: self.x * k }
    }
}

#[grad(hvp)]
impl Vector {
    fn to_point(self) -> Point {
        Point { x: self.x * self.x }
    }
}

#[grad(hvp)]
impl Point {
    fn to_vector(self) -> Vector {
        Vector { x: self.x }
    }

    fn lerp(self, other: Point, t: f64) -> Point {
        (self.to_vector() + (other - self) * t).to_point()
    }
}

#[grad(hvp)]
fn points_and_vectors(a: f64, t: f64) -> f64 {
    Point { x: a }.lerp(Point { x: 1.0 }, t).x
}

/// Of a type that has no value which could stand in the place of another one.
#[derive(Clone, Debug, Differentiable)]
struct Load {
    force: f64,
    #[constant]
    name: String,
}

#[grad(hvp)]
impl Load {
    fn scaled(&self, k: f64) -> Load {
        Load { force: self.force * k * k, name: self.name.clone() }
    }
}

#[grad(hvp)]
impl Add for Load {
    type Output = Load;
    fn add(self, o: Load) -> Load {
        Load { force: self.force + o.force, name: self.name }
    }
}

#[grad(hvp)]
impl Sum for Load {
    fn sum<I: Iterator<Item = Load>>(iter: I) -> Load {
        iter.fold(Load { force: 0.0, name: String::new() }, |a, b| a + b)
    }
}

#[grad(hvp)]
fn sum_of_data(loads: &[Load], k: f64) -> f64 {
    let total: Load = loads.iter().map(|load| load.scaled(k)).sum();
    total.force * k
}

#[grad(hvp)]
fn collected_data(loads: &[Load], k: f64) -> f64 {
    let all: Vec<_> = loads.iter().rev().map(|load| load.scaled(k)).collect();
    all[0].force * all[1].force + all[0].force * k
}

#[test]
fn operators_and_sums() {
    check!(points_and_vectors(0.3, 0.4), hvp);
    let load = |force: f64| Load { force, name: "wind".to_owned() };
    check!(sum_of_data(&vec![load(0.4), load(-1.3)], 0.7), hvp);
    check!(collected_data(&vec![load(0.4), load(-1.3)], 0.7), hvp);
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct Centre {
    x: f64,
    y: f64,
}

#[grad]
impl From<[f64; 2]> for Centre {
    fn from(of: [f64; 2]) -> Centre {
        Centre { x: of[0], y: of[1] }
    }
}

#[derive(Clone, Debug, Differentiable)]
struct Disc {
    centre: Centre,
    r: f64,
}

/// An array that becomes the part of a struct.
#[grad]
fn centred(x: f64, r: f64) -> f64 {
    let discs = vec![Disc { centre: Centre::from([0.5, x]), r }, Disc { centre: [x * r, 0.7].into(), r: x }];
    discs.iter().map(|disc| disc.centre.x * disc.r - disc.centre.y).sum()
}

#[test]
fn arrays_that_become_parts() {
    check!(centred(0.3, 0.8));
}
