//! `Option`s and `Result`s: taken apart, made, asked by `?`, held by structs.

use autodiff::{Differentiable, check, grad};

#[derive(Clone, Copy, Debug, Differentiable)]
struct P {
    x: f64,
    y: f64,
}

#[derive(Clone, Debug, Differentiable)]
struct Model {
    slope: f64,
    offset: Option<f64>,
    limit: Option<P>,
}

#[derive(Clone, Debug, PartialEq)]
enum Fault {
    Negative,
    Text(String),
}

#[grad(hvp)]
fn or(x: Option<f64>, y: f64) -> f64 {
    x.unwrap_or(2.0) * y
}

#[grad(hvp)]
fn mapped(x: Option<f64>, y: f64) -> f64 {
    x.map(|v| v * y).unwrap_or(y * y)
}

#[grad(hvp)]
fn mapped_or(x: &Option<f64>, y: f64) -> f64 {
    x.map_or(y, |v| v.sin() * y)
}

#[grad(hvp)]
fn matched(x: &Option<P>) -> f64 {
    match x {
        Some(P { x, y }) => x * y,
        None => 1.0,
    }
}

#[grad(hvp)]
fn of_model(m: &Model, x: f64) -> f64 {
    let line = m.slope * x + m.offset.unwrap_or(0.0);
    if let Some(p) = &m.limit { line * p.x + p.y } else { line * line }
}

#[grad(hvp)]
fn root(x: f64) -> Option<f64> {
    if x < 0.0 { None } else { Some(x.sqrt()) }
}

#[grad(hvp)]
fn roots(x: f64, y: f64) -> Option<f64> {
    let a = root(x)?;
    let b = root(y - a)?;
    Some(a * b)
}

#[grad(hvp)]
fn of_roots(x: f64, y: f64) -> f64 {
    roots(x, y).unwrap_or(-x * y)
}

#[grad(hvp)]
fn checked_root(x: f64) -> Result<f64, Fault> {
    if x < 0.0 {
        return Err(Fault::Negative);
    }
    Ok(x.sqrt())
}

#[grad(hvp)]
fn both(x: f64, y: f64) -> Result<f64, Fault> {
    let a = checked_root(x)?;
    let b = checked_root(y).map_err(|_| Fault::Text("second".to_owned()))?;
    Ok(a.powi(3) * b)
}

#[grad(hvp)]
fn of_both(x: f64, y: f64) -> f64 {
    match both(x, y) {
        Ok(v) => v * x,
        Err(_) => y.exp(),
    }
}

#[grad(hvp)]
fn expected(x: f64, y: f64) -> f64 {
    both(x, y).expect("they are positive") + both(y, x).unwrap()
}

#[grad(hvp)]
fn point(x: f64, y: f64) -> Option<P> {
    if x > 0.0 { Some(P { x: x * y, y: x / y }) } else { None }
}

#[grad(hvp)]
fn of_point(x: f64, y: f64) -> f64 {
    let Some(p) = point(x, y) else { return x };
    p.x * p.y.sin()
}

#[grad(hvp)]
fn first_root(xs: &[f64]) -> f64 {
    for x in xs {
        if let Some(r) = root(*x) {
            return r * xs[0];
        }
    }
    0.0
}

#[grad(hvp)]
fn last_seen(xs: &[f64]) -> f64 {
    let mut seen = None;
    for x in xs {
        if *x > 0.0 {
            seen = Some(x * x);
        }
    }
    seen.unwrap_or(1.0) * xs[0]
}

#[grad(hvp)]
fn zipped(a: Option<f64>, b: Option<f64>) -> f64 {
    a.zip(b).map(|(a, b)| a * b).unwrap_or(3.0)
}

#[grad(hvp)]
fn nth(ps: &[P], i: usize) -> Option<f64> {
    let p = ps.get(i)?;
    Some(p.x * p.y)
}

#[grad(hvp)]
fn of_nth(ps: &[P]) -> f64 {
    nth(ps, 1).unwrap_or(0.0) + nth(ps, 7).unwrap_or(ps[0].x)
}

#[grad(hvp)]
fn or_default(x: f64, y: f64) -> f64 {
    let kept = root(y).unwrap_or_default();
    root(x).unwrap_or_default() + kept.sin() * kept * x
}

#[grad(hvp)]
fn or_else(x: f64, y: f64) -> f64 {
    let other = checked_root(x).map_or_else(|fault| if fault == Fault::Negative { x * y } else { x }, |v| v * v * y);
    other + root(x).map_or_else(|| y * y, |v| v * y) + checked_root(x).unwrap_or_else(|_| y.sin())
}

#[grad(hvp)]
fn asked(x: f64, y: f64) -> f64 {
    let small = root(x).is_none_or(|v| v < 2.0);
    if small { x * y } else { root(x).map_or(y, |v| v.powi(3)) }
}

#[grad(hvp)]
fn bracketed(xs: &[f64], x: f64) -> f64 {
    let i = match xs.iter().position(|&xi| xi > x) {
        Some(0) | None => return x * x,
        Some(i) => i,
    };
    match xs.iter().position(|&xi| xi > 1.0) {
        Some(1..=2 | 7) => xs[i] * xs[i - 1] * x,
        None | Some(3) => xs[0] * x,
        Some(i) if i > 4 => xs[i],
        Some(_) => xs[i] * x,
    }
}

#[test]
fn all() {
    for x in [Some(0.7), None] {
        check!(or(x, 1.3), hvp);
        check!(mapped(x, 1.3), hvp);
        check!(mapped_or(&x, 1.3), hvp);
        check!(zipped(x, Some(1.3)), hvp);
    }
    let p = P { x: 0.4, y: 1.2 };
    check!(matched(&Some(p)), hvp);
    for limit in [Some(p), None] {
        check!(of_model(&Model { slope: 2.0, offset: Some(0.3), limit }, 0.8), hvp);
        check!(of_model(&Model { slope: 2.0, offset: None, limit }, 0.8), hvp);
    }
    check!(root(2.0));
    check!(roots(2.0, 3.0));
    check!(of_roots(2.0, 3.0), hvp);
    check!(of_roots(2.0, 0.5), hvp);
    check!(checked_root(2.0));
    check!(both(2.0, 3.0));
    check!(of_both(2.0, 3.0), hvp);
    check!(of_both(2.0, -3.0), hvp);
    check!(expected(2.0, 3.0), hvp);
    check!(point(2.0, 3.0));
    check!(of_point(2.0, 3.0), hvp);
    check!(of_point(-2.0, 3.0), hvp);
    check!(first_root(&vec![-1.0, 2.0, 3.0]), hvp);
    check!(last_seen(&vec![-1.0, 2.0, 3.0, -0.5]), hvp);
    check!(nth(&vec![p, p], 1));
    check!(of_nth(&vec![p, p]), hvp);
    for x in [5.0, 2.0, -2.0] {
        check!(or_default(x, 3.0), hvp);
        check!(or_default(x, -3.0), hvp);
        check!(or_else(x, 3.0), hvp);
        check!(asked(x, 3.0), hvp);
    }
    for x in [0.1, 0.7, 1.4, 9.0] {
        check!(bracketed(&[0.3, 1.2, 1.5], x), hvp);
        check!(bracketed(&[0.3, 0.9, 1.5], x), hvp);
        check!(bracketed(&[1.1, 1.2, 1.5], x), hvp);
    }
    assert_eq!(both(-1.0, 1.0), Err(Fault::Negative));
}
