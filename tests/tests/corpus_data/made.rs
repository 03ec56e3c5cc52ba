//! What is made in the middle of an expression: types around one value, variants of constants, the rest
//! of a struct, conversions; and methods of a trait of one's own on vectors.

use autodiff::{Differentiable, check, grad};
use std::iter::Sum;
use std::ops::{Add, Mul, Neg, Sub};

/// A type around one value, whose operators are its own.
#[derive(Clone, Copy, Debug, Differentiable)]
struct Meters(f64);

#[grad(hvp)]
impl Add for Meters {
    type Output = Meters;
    fn add(self, o: Meters) -> Meters {
        Meters(self.0 * o.0)
    }
}

#[grad(hvp)]
impl Mul<f64> for Meters {
    type Output = Meters;
    fn mul(self, k: f64) -> Meters {
        Meters(self.0 * k * k)
    }
}

#[grad(hvp)]
impl Neg for Meters {
    type Output = Meters;
    fn neg(self) -> Meters {
        Meters(self.0.sin())
    }
}

#[grad(hvp)]
impl Meters {
    fn value(self) -> f64 {
        self.0
    }
}

#[grad(hvp)]
fn newtype_as_operand(a: f64) -> f64 {
    let k = Meters(a) + Meters(2.0 * a);
    let m = Meters(a) * a;
    k.0 * a + m.0
}

#[grad(hvp)]
fn newtype_of_a_newtype(a: f64) -> f64 {
    (-Meters(a)).value() + (Meters(a * a) * 3.0).value()
}

#[grad(hvp)]
fn newtype_in_variables(a: f64) -> f64 {
    let x = Meters(a);
    let y = Meters(a.exp());
    (x + y).value()
}

/// One capital, around an array.
#[derive(Clone, Copy, Debug, Differentiable)]
struct V([f64; 2]);

#[grad(hvp)]
impl Add for V {
    type Output = V;
    fn add(self, o: V) -> V {
        V([self.0[0] * o.0[0], self.0[1]])
    }
}

#[grad(hvp)]
fn newtype_of_an_array(a: f64) -> f64 {
    let k = V([a, 1.0]) + V([2.0 * a, a]);
    k.0[0] * a
}

/// A name of the same form is a function's where a float tells.
#[grad(hvp)]
#[allow(non_snake_case)]
fn Phi(x: f64) -> f64 {
    x.tanh()
}

#[grad(hvp)]
fn function_with_a_capital(x: f64, s: f64) -> f64 {
    s * Phi(x) - Phi(x * s) * s
}

#[test]
fn newtypes() {
    for a in [0.3, -1.4] {
        check!(newtype_as_operand(a), hvp);
        check!(newtype_of_a_newtype(a), hvp);
        check!(newtype_in_variables(a), hvp);
        check!(newtype_of_an_array(a), hvp);
        check!(function_with_a_capital(a, 0.8), hvp);
    }
}

/// Where two segments are nearest.
#[derive(Clone, Copy, Debug, Differentiable)]
enum Location {
    Vertex(u32),
    Edge([f64; 2]),
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct Hit {
    t: f64,
    at: Location,
}

#[grad(hvp)]
fn variant_of_a_constant(s: f64) -> f64 {
    let l = if s == 0.0 { Location::Vertex(0) } else { Location::Edge([1.0 - s, s]) };
    match l {
        Location::Vertex(_) => 1.0,
        Location::Edge(b) => b[0] * b[1] * s,
    }
}

#[grad(hvp)]
fn hit(t: f64, at: Location) -> Hit {
    Hit { t: t * t, at }
}

#[grad(hvp)]
fn variant_of_a_constant_as_argument(x: f64) -> f64 {
    let first: Hit = hit(x, Location::Vertex(3));
    let second: Hit = hit(x, Location::Edge([x, 2.0]));
    match (first.at, second.at) {
        (Location::Vertex(n), Location::Edge(b)) => first.t * second.t * b[0] * f64::from(n),
        _ => 0.0,
    }
}

#[grad(hvp)]
fn found(x: f64) -> Option<Hit> {
    if x < 0.0 { None } else { Some(Hit { t: x * x, at: Location::Vertex(1) }) }
}

#[grad(hvp)]
fn filter_of_what_a_call_gives(x: f64, limit: f64) -> f64 {
    found(x).filter(|hit| hit.t <= limit).map_or(x, |hit| hit.t * x)
}

#[test]
fn variants() {
    for x in [0.3, 1.2] {
        check!(variant_of_a_constant(x), hvp);
        check!(variant_of_a_constant_as_argument(x), hvp);
        check!(filter_of_what_a_call_gives(x, 1.0), hvp);
    }
    check!(filter_of_what_a_call_gives(-0.5, 1.0), hvp);
}

#[derive(Clone, Debug, Differentiable)]
struct Filter {
    a: f64,
    b: f64,
}

impl Default for Filter {
    fn default() -> Self {
        Filter { a: 1.0, b: 2.0 }
    }
}

impl Filter {
    const REST: Filter = Filter { a: 0.5, b: 3.0 };
}

#[grad(hvp)]
impl Filter {
    fn new(a: f64) -> Self {
        Self { a: a * a, ..Self::default() }
    }

    fn at_rest(b: f64) -> Self {
        let mut filter = Self { b, ..Self::REST };
        filter.a *= b;
        filter
    }

    fn pass(&self, x: f64) -> f64 {
        self.a * x.sin() + self.b * x
    }
}

#[grad(hvp)]
fn rest_of_a_struct(a: f64, x: f64) -> f64 {
    let given = Filter { b: a, ..Filter::REST };
    Filter::new(a).pass(x) * Filter::at_rest(a).pass(x) + given.pass(x)
}

#[test]
fn updates() {
    check!(rest_of_a_struct(0.7, 1.3), hvp);
}

/// What a method of one's own gives of a vector.
#[grad]
trait Linear {
    fn dot(&self, o: &Vec<f64>) -> f64;
    fn norm(&self) -> f64;
}

#[grad(members)]
impl Linear for Vec<f64> {
    fn dot(&self, o: &Vec<f64>) -> f64 {
        self.iter().zip(o.iter()).map(|(a, b)| a * b).sum()
    }

    fn norm(&self) -> f64 {
        self.dot(self).sqrt()
    }
}

#[grad]
fn methods_of_vectors(x: &Vec<f64>, y: &Vec<f64>) -> f64 {
    x.dot(y) * x.norm() + y.norm()
}

#[grad]
fn methods_of_rows(rows: &[Vec<f64>]) -> f64 {
    let first = rows[0].clone();
    let made = vec![1.0, rows[1][0]];
    rows.iter().map(|row| row.norm()).sum::<f64>() * first.dot(&rows[1]) + made.norm()
}

#[grad]
fn methods_of_a_vector_by_value(x: Vec<f64>) -> f64 {
    x.norm() * x[0]
}

#[test]
fn traits_on_vectors() {
    check!(methods_of_vectors(&vec![0.3, -1.2], &vec![0.7, 0.4]));
    check!(methods_of_rows(&[vec![0.3, -1.2], vec![0.7, 0.4]]));
    let x = vec![0.3, -1.2];
    let norm = 0.3_f64.hypot(-1.2);
    let (value, x_bar) = methods_of_a_vector_by_value_vjp(x, 1.0);
    assert!((value - norm * 0.3).abs() < 1e-15);
    assert!((x_bar[0] - (norm + 0.09 / norm)).abs() < 1e-15 && (x_bar[1] + 0.36 / norm).abs() < 1e-15);
}

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
