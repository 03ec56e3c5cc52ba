//! `sum` and `product` into types of one's own, whatever these do with the items.

use autodiff::{Differentiable, check, grad};
use std::iter::{Product, Sum};

type Real = f64;

#[derive(Clone, Copy, Debug, Differentiable)]
struct V {
    x: Real,
    y: Real,
}

impl V {
    const ZERO: V = V { x: 0.0, y: 0.0 };
}

#[grad(hvp)]
impl V {
    fn scaled(self, k: f64) -> V {
        V { x: self.x * k, y: self.y * k }
    }

    fn area(&self) -> Real {
        self.x * self.y
    }
}

#[grad(hvp)]
impl std::ops::Add for V {
    type Output = V;

    fn add(self, other: V) -> V {
        V { x: self.x + other.x, y: self.y + other.y }
    }
}

#[grad(hvp)]
impl Sum for V {
    fn sum<I: Iterator<Item = V>>(iter: I) -> V {
        iter.fold(V::ZERO, |a, b| a + b)
    }
}

impl<'a> Sum<&'a V> for V {
    fn sum<I: Iterator<Item = &'a V>>(iter: I) -> V {
        iter.copied().sum()
    }
}

/// No fold by `+`.
#[derive(Clone, Debug, Differentiable)]
struct Moments {
    count: f64,
    squares: f64,
}

#[grad(hvp)]
impl<'a> Sum<&'a f64> for Moments {
    fn sum<I>(iter: I) -> Self
    where
        I: Iterator<Item = &'a f64>,
    {
        let mut moments = Self { count: 0.0, squares: 0.0 };
        for x in iter {
            moments.count += 1.0;
            moments.squares += x * x;
        }
        moments
    }
}

/// A complex number.
#[grad(hvp)]
impl Product for V {
    fn product<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(V { x: 1.0, y: 0.0 }, |a, b| V { x: a.x * b.x - a.y * b.y, y: a.x * b.y + a.y * b.x })
    }
}

#[grad(hvp)]
fn centre(vs: &[V], m: &[f64]) -> f64 {
    let weighted: V = vs.iter().zip(m).map(|(v, m)| v.scaled(*m)).sum();
    weighted.area() / m.iter().sum::<f64>()
}

#[grad(hvp)]
fn by_reference(vs: &[V], k: f64) -> f64 {
    vs.iter().filter(|v| v.x > 0.0).sum::<V>().area() * k
}

#[grad]
fn of_results(vs: &[V], k: f64) -> V {
    vs.iter().map(|v| v.scaled(k)).sum()
}

#[grad(hvp)]
fn mean_square(xs: &[f64]) -> f64 {
    let moments: Moments = xs.iter().sum();
    moments.squares / moments.count
}

#[grad(hvp)]
fn rotated(ts: &[f64]) -> f64 {
    let v: V = ts.iter().map(|t| V { x: t.cos(), y: t.sin() }).product();
    v.x * v.x - v.y
}

#[grad(hvp)]
fn areas(vs: &[V]) -> Real {
    vs.iter().map(|v| v.area()).sum()
}

#[test]
fn totals() {
    let vs = [V { x: 0.3, y: 0.8 }, V { x: -0.2, y: 0.4 }, V { x: 1.1, y: 0.6 }];
    check!(centre(&vs, &[0.5, 0.2, 0.9]), hvp);
    check!(by_reference(&vs, 0.7), hvp);
    check!(of_results(&vs, 0.7));
    check!(mean_square(&[0.3, 0.9]), hvp);
    check!(rotated(&[0.3, 0.9, -0.4]), hvp);
    check!(areas(&vs), hvp);
    check!(areas(&[]), hvp);
}

/// Two `Sum`s that do two things.
#[derive(Clone, Copy, Debug, Differentiable)]
struct Odd {
    x: f64,
}

#[grad]
impl<'a> Sum<&'a Odd> for Odd {
    fn sum<I: Iterator<Item = &'a Odd>>(iter: I) -> Odd {
        Odd { x: iter.fold(0.0, |sum, odd| sum + odd.x) }
    }
}

impl Sum for Odd {
    fn sum<I: Iterator<Item = Odd>>(iter: I) -> Odd {
        Odd { x: iter.fold(1.0, |product, odd| product * odd.x) }
    }
}

#[grad]
fn of_odd(odds: &[Odd]) -> f64 {
    let total: Odd = odds.iter().copied().sum();
    total.x
}

#[cfg(debug_assertions)]
#[test]
#[should_panic(expected = "the total of items and that of references to them differ")]
fn two_totals_that_differ_are_found() {
    let _ = of_odd_grad(&[Odd { x: 3.0 }, Odd { x: 5.0 }]);
}
