//! Parameters that companions take in another way than the function does, and functions under
//! another name.

use autodiff::{Differentiable, check, grad};
use std::borrow::Cow;
use std::ops::Range;
use std::rc::Rc;

#[derive(Clone, Debug, Differentiable)]
struct Body {
    m: f64,
    at: [f64; 2],
    w: Vec<f64>,
}

#[derive(Clone, Debug, Differentiable)]
struct Cell {
    extent: Range<f64>,
    inside: Vec<Body>,
    weights: Box<[f64]>,
}

fn body() -> Body {
    Body { m: 0.8, at: [0.3, -0.7], w: vec![0.4, 1.2] }
}

#[grad(hvp)]
fn pull(b: Option<&Body>, x: f64) -> f64 {
    match b {
        Some(b) => b.m * b.at[0] * x,
        None => x * x,
    }
}

#[grad(hvp)]
fn weighted(x: f64, w: Option<&[f64]>) -> f64 {
    w.map_or(x, |w| w.iter().map(|w| w * x * x).sum())
}

#[grad(hvp)]
fn weighted_or_not(x: &[f64], w: Option<&[f64]>) -> f64 {
    let ones = vec![1.0; x.len()];
    let w = w.unwrap_or(&ones);
    x.iter().zip(w).map(|(x, w)| w * x * x).sum()
}

#[grad(hvp)]
fn both(b: Option<&Body>, x: f64) -> f64 {
    pull(b, x) * weighted(x, None)
}

#[grad(hvp)]
fn given_by_reference(b: &Body, x: f64) -> f64 {
    both(Some(b), x)
        + weighted(b.m * x, Some(&b.w))
        + pull(None, x) * weighted(x, Some(&b.w[..1]))
        + weighted_or_not(&b.at, Some(&b.w))
        + weighted_or_not(&b.at, None)
}

#[grad(hvp)]
fn shared(b: Rc<Body>, w: Cow<'_, [f64]>, x: f64) -> f64 {
    b.m * w[0] * x + b.w.iter().zip(w.iter()).map(|(a, b)| a * b * x).sum::<f64>()
}

#[grad(hvp)]
fn norm(v: impl AsRef<[f64]>, k: impl Into<f64>) -> f64 {
    let k = k.into();
    v.as_ref().iter().map(|v| k * v * v).sum::<f64>().sqrt()
}

#[grad(hvp)]
fn total<I>(items: I, x: f64) -> f64
where
    I: IntoIterator<Item = f64>,
{
    let mut sum: f64 = 0.0;
    for item in items {
        sum += item * x * sum.cos();
    }
    sum
}

#[grad(hvp)]
fn mean<'a>(mut items: impl Iterator<Item = &'a f64>, x: f64) -> f64 {
    let first = items.next().unwrap();
    items.map(|item| item * x).sum::<f64>() / (first * first)
}

#[grad(hvp)]
fn of_what_is_in_them(b: &Body, x: f64) -> f64 {
    norm(&b.w, x * b.m) + total(b.w.clone(), x)
}

#[grad(hvp)]
impl Cell {
    fn find(&self, i: usize) -> Result<&Body, String> {
        self.inside.get(i).ok_or_else(|| "there is none".to_owned())
    }

    fn masses(&self) -> impl Iterator<Item = f64> + '_ {
        self.inside.iter().map(|b| b.m * self.weights[0])
    }

    fn mass(&self, x: f64) -> f64 {
        let mut sum: f64 = self.masses().map(|m| m * m).sum();
        for m in self.masses() {
            sum += m * x;
        }
        sum + self.inside.first().unwrap().at[1] * self.inside.last().unwrap().m
    }

    fn load(&self, x: f64) -> Result<f64, String> {
        let b = self.find(0)?;
        Ok(b.m * (self.extent.end - self.extent.start) * self.weights[1] * x)
    }
}

#[grad(hvp)]
fn width(r: Range<f64>, w: Box<[f64]>, x: f64) -> f64 {
    (r.end - r.start) * x * w.iter().sum::<f64>()
}

#[grad(hvp)]
fn of_cell(c: &Cell, x: f64) -> f64 {
    c.load(x).unwrap() * x + c.mass(x)
}

type Law = fn(f64, f64) -> f64;
type Objective = dyn Fn(&[f64]) -> f64;

#[grad(hvp)]
fn gas(n: f64, t: f64) -> f64 {
    n * t.ln() * t
}

#[grad(hvp)]
fn work(law: Law, n: f64, t: f64) -> f64 {
    law(n, 2.0 * t) - law(n, t)
}

#[grad(hvp)]
fn slope(f: &Objective, x: &[f64], h: f64) -> f64 {
    f(x) * h / x[0]
}

#[grad(hvp)]
fn boxed(f: Box<dyn Fn(f64) -> f64>, x: f64) -> f64 {
    f(x * x) + f(x)
}

#[grad(hvp)]
fn under_names(x: &[f64], k: f64) -> f64 {
    let law = |n: f64, t: f64| n * t * t;
    work(gas, x[0], k)
        + work(law, x[1], k)
        + slope(&move |x: &[f64]| x[0] * x[1] * k, x, k)
        + boxed(Box::new(move |x| x * x * k), k)
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct Place {
    x: f64,
    y: f64,
}

impl From<(f64, f64)> for Place {
    fn from((x, y): (f64, f64)) -> Place {
        Place { x, y }
    }
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct Way {
    ends: [Place; 2],
    bend: Place,
}

#[grad(hvp)]
impl Way {
    fn new<P: Into<Place>>(from: P, to: P, bend: impl Into<Place>) -> Self {
        Way { ends: [from.into(), to.into()], bend: bend.into() }
    }

    fn at(&self, t: f64) -> f64 {
        let [a, b] = self.ends;
        (a.x * (1.0 - t) + b.x * t) * self.bend.x + (a.y * (1.0 - t) + b.y * t * t) * self.bend.y
    }

    fn halved(&self, t: f64) -> f64 {
        let middle = Place { x: self.bend.x * t, y: self.bend.y };
        Way::new(self.ends[0], middle, self.bend).at(t) * self.bend.x
    }
}

/// What there is where an `Option` without floats is empty, by a closure that reads what has a derivative.
#[grad(hvp)]
fn of_a_term(q: &[f64], rate: f64, term: Option<usize>, steps: Option<i32>) -> f64 {
    let last = term.unwrap_or_else(|| q.len());
    let first = term.map_or_else(|| q[0] * rate, |n| rate * n as f64);
    let power = steps.unwrap_or_else(|| q.len() as i32 + 1);
    let mut sum = first;
    for (t, v) in q.iter().enumerate() {
        if t < last {
            sum += v * rate.powi(power - t as i32);
        }
    }
    sum
}

#[grad(hvp)]
fn of_terms(q: &[f64], rate: f64) -> f64 {
    of_a_term(q, rate, None, None)
        + 2.0 * of_a_term(q, rate, Some(1), None)
        + 3.0 * of_a_term(q, rate * rate, None, Some(3))
        + of_a_term(q, rate, Some(2), Some(1)) * rate
}

#[test]
fn data_of_another_type_and_options_without_floats() {
    assert_eq!(Way::new((1.0, 2.0), (3.0, 4.0), Place { x: 1.0, y: 0.0 }).at(0.5), 2.0);
    let way = Way { ends: [Place { x: 0.3, y: -0.4 }, Place { x: 1.2, y: 0.8 }], bend: Place { x: 0.7, y: 1.1 } };
    check!(Way::at(&way, 0.4), hvp);
    check!(Way::halved(&way, 0.4), hvp);
    check!(of_terms(&[0.3, -0.8, 1.4], 0.9), hvp);
}

#[test]
fn companions_take_what_is_in_an_argument() {
    let cell = Cell { extent: 0.2..1.3, inside: vec![body()], weights: vec![0.5, 0.9].into() };
    check!(given_by_reference(&body(), 1.3), hvp);
    check!(of_what_is_in_them(&body(), 0.7), hvp);
    check!(of_cell(&cell, 0.6), hvp);
    check!(under_names(&[0.8, 1.4], 1.2), hvp);
    let (r, w, x) = width_grad(0.2..1.3, vec![0.5, 0.9], 2.0);
    let zeros = |all: &[f64]| assert!(all.iter().all(|zero| zero.abs() < 1e-14), "{all:?}");
    zeros(&[r.start + 2.8, r.end - 2.8, w[0] - 2.2, w[1] - 2.2, x - 1.1 * 1.4]);
    let (b, w, x) = shared_grad(&body(), &[0.5, 0.9], 2.0);
    zeros(&[b.m - 1.0, b.at[0], b.w[0] - 1.0, b.w[1] - 1.8, w[0] - 2.4, w[1] - 2.4, x - 1.68]);
    let (items, x) = mean_grad(&[2.0, 0.5, 0.7], 3.0);
    zeros(&[items[0] + 0.9, items[1] - 0.75, items[2] - 0.75, x - 0.3]);
}
