//! Items of constant collections that are handed on by value, and state that a constructor without floats makes.

use autodiff::{Differentiable, check, grad};

#[derive(Clone, Copy, Debug, Differentiable)]
struct Point {
    x: f64,
    y: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    Square,
    Plain,
}

#[grad(hvp)]
fn residual(a: f64, p: Point) -> f64 {
    p.x * a * a - p.y
}

#[grad(hvp)]
fn weighed(a: f64, #[constant] k: Kind) -> f64 {
    if k == Kind::Square { a * a * a } else { a }
}

#[grad(hvp)]
fn by_a_pattern(a: f64, #[constant] points: &[Point]) -> f64 {
    let mut s = 0.0;
    for &q in points {
        s += residual(a, q).powi(2);
    }
    s
}

#[grad(hvp)]
fn by_a_star(a: f64, #[constant] kinds: &[(i64, Kind)]) -> f64 {
    let mut s = 0.0;
    for (n, k) in kinds {
        if *k == Kind::Square {
            s += *n as f64 * weighed(a, *k);
        }
    }
    s
}

#[grad(hvp)]
fn in_closures(a: f64, #[constant] kinds: &[Kind], #[constant] points: &[(f64, Point)]) -> f64 {
    let kinds = kinds.iter().map(|&k| weighed(a, k)).sum::<f64>();
    let points_by_name = points.iter().map(|&(w, p)| w * residual(a, p)).sum::<f64>();
    let points_by_star = points.iter().map(|(w, p)| w * residual(a, *p)).sum::<f64>();
    kinds + points_by_name + points_by_star
}

#[derive(Clone, Debug, Differentiable)]
struct Filter {
    z: f64,
}

#[grad(hvp)]
impl Filter {
    fn new() -> Filter {
        Filter { z: 0.0 }
    }

    fn process(&mut self, x: f64, k: f64) -> f64 {
        self.z = k * x + (1.0 - k) * self.z;
        self.z
    }
}

#[grad(hvp)]
fn once(k: f64) -> f64 {
    let mut f = Filter::new();
    f.process(k, k)
}

#[grad(hvp)]
fn in_a_loop(x: &[f64], k: f64) -> f64 {
    let mut f = Filter::new();
    let mut s = 0.0;
    for v in x {
        s += f.process(*v, k);
    }
    s
}

#[grad(hvp)]
fn in_a_chain(x: &[f64], k: f64) -> f64 {
    let mut f = Filter::new();
    x.iter().map(|v| f.process(*v, k)).sum()
}

fn at(f: impl Fn(f64) -> f64, grad: f64, x: f64) {
    let by_differences = (f(x + 1e-6) - f(x - 1e-6)) / 2e-6;
    assert!((grad - by_differences).abs() < 1e-7 * (1.0 + grad.abs()), "{grad} is {by_differences}");
}

#[test]
fn items_are_what_they_refer_to() {
    let points = [Point { x: 1.0, y: 0.4 }, Point { x: 0.3, y: -0.4 }];
    at(|a| by_a_pattern(a, &points), by_a_pattern_grad(0.3, &points), 0.3);
    assert_eq!(by_a_pattern_jvp(0.3, &points, 1.0).1, by_a_pattern_grad(0.3, &points));
    let kinds = [(2, Kind::Square), (3, Kind::Plain)];
    at(|a| by_a_star(a, &kinds), by_a_star_grad(0.3, &kinds), 0.3);
    let kinds = [Kind::Square, Kind::Plain];
    let points = [(0.3, points[0]), (1.3, points[1])];
    at(|a| in_closures(a, &kinds, &points), in_closures_grad(0.3, &kinds, &points), 0.3);
}

#[test]
fn state_begins_without_floats() {
    check!(once(0.3));
    check!(in_a_loop(&[0.3, 0.2], 0.4));
    check!(in_a_chain(&[0.3, 0.2], 0.4));
}
