//! What is made in the middle of an expression: types around one value, variants of constants, the rest
//! of a struct; and methods of a trait of one's own on vectors.

use autodiff::{Differentiable, check, grad};
use std::ops::{Add, Mul, Neg};

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
