//! What is asked of calls in closures, functions that give a `Result` among the arguments, and data
//! that is given early.

use autodiff::{Differentiable, check, grad};

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Center {
    x: f64,
    y: f64,
}

#[grad]
fn center(p: &[f64]) -> Option<Center> {
    if p.len() < 2 {
        return None;
    }
    Some(Center { x: p[0] * p[1], y: p[0] })
}

#[grad]
fn first(p: &[f64]) -> Option<f64> {
    p.first().map(|p| p * p)
}

#[grad]
fn asked(rings: &[Vec<f64>]) -> f64 {
    let given = rings.iter().filter_map(|ring| {
        let c: Center = center(ring)?;
        let d = first(ring)?;
        Some(c.x * c.y * d)
    });
    given.sum()
}

#[grad]
fn mapped(rings: &[Vec<f64>]) -> f64 {
    rings.iter().filter_map(|ring| center(ring).map(|c: Center| c.x * c.y)).sum()
}

#[grad]
fn chosen(rings: &[Vec<f64>]) -> f64 {
    rings.iter().filter_map(|ring| center(ring).and_then(|c| if c.x > 0.0 { Some(c.x * c.y) } else { None })).sum()
}

#[grad]
fn of_numbers(rings: &[Vec<f64>]) -> f64 {
    rings.iter().filter_map(|ring| first(ring).map(|c| c * c)).map(|c| c * 2.0).sum()
}

#[grad]
fn taken_apart(rings: &[Vec<f64>]) -> f64 {
    rings.iter().filter_map(|ring| if let Some(c) = center(ring) { Some(c.x.sin() * c.y) } else { None }).sum()
}

#[test]
fn what_a_closure_asks_of_a_call() {
    let rings = vec![vec![0.3, 1.2], vec![0.5], vec![-0.7, 0.4, 1.0], vec![]];
    check!(asked(&rings));
    check!(mapped(&rings));
    check!(chosen(&rings));
    check!(of_numbers(&rings));
    check!(taken_apart(&rings));
}

#[derive(Clone, Debug, PartialEq)]
enum Error {
    TooFar,
}

#[grad]
fn newton<F: Fn(f64) -> f64>(f: F, x: f64) -> Result<f64, Error> {
    let y = f(x);
    if y > 9.0 {
        return Err(Error::TooFar);
    }
    Ok(x - y)
}

#[grad]
fn bound(a: f64) -> f64 {
    let f = |x: f64| x * x - a;
    newton(f, 1.0).unwrap()
}

#[grad]
fn of_a_closure(a: f64) -> f64 {
    let square = |x: f64| x * x * a;
    let f = |x: f64| square(x) - x;
    newton(f, 1.0).unwrap()
}

#[grad]
fn handed_on(a: f64) -> Result<f64, Error> {
    let f = |x: f64| x * x - a;
    let y = newton(&f, 1.0)?;
    Ok(y * a)
}

#[grad]
fn or(a: f64) -> f64 {
    let f = |x: f64| x * x - a;
    newton(f, 1.0).unwrap_or(3.0) * a
}

#[grad]
fn step(f: impl Fn(f64) -> Result<f64, String>, y: f64) -> Result<f64, String> {
    Ok(y + 0.1 * f(y)? * y)
}

#[grad]
fn rate(y: f64, k: f64) -> Result<f64, String> {
    if y < 0.0 {
        return Err("below".into());
    }
    Ok(y * k)
}

#[grad]
fn choosing(k: f64) -> f64 {
    step(|y| if y > 0.0 { Ok(k * y) } else { Err("x".to_string()) }, 1.5).unwrap()
}

#[grad]
fn choosing_by_name(k: f64) -> f64 {
    let f = |y: f64| if y > 0.0 { Ok(k * y) } else { Err("x".to_string()) };
    step(f, 1.5).unwrap()
}

#[grad]
fn always(k: f64) -> f64 {
    step(|y: f64| Ok(k * y * y), 1.5).unwrap()
}

#[grad]
fn returning(k: f64) -> f64 {
    let value = step(
        |y| {
            if y < 0.0 {
                return Err(format!("{y}"));
            }
            Ok(k * y * y)
        },
        1.5,
    );
    value.unwrap()
}

#[grad]
fn calling(k: f64) -> f64 {
    let f = |y: f64| match rate(y, k) {
        Ok(v) => Ok(v * y),
        Err(e) => Err(e),
    };
    step(f, 1.5).unwrap()
}

#[grad]
fn where_there(f: impl Fn(f64) -> Option<f64>, y: f64) -> f64 {
    match f(y) {
        Some(v) => v * y,
        None => y,
    }
}

#[grad]
fn perhaps(k: f64, y: f64) -> f64 {
    where_there(|y| if y > 1.0 { Some(k * y) } else { None }, y)
}

#[grad]
fn by_match(k: f64, y: f64) -> f64 {
    let f = |y: f64| match y > 1.0 {
        true => None,
        false => Some(y * k),
    };
    where_there(f, y)
}

#[test]
fn functions_that_may_give_nothing() {
    check!(bound(0.3));
    check!(of_a_closure(0.3));
    check!(handed_on(0.3));
    for a in [0.3, -9.5] {
        check!(or(a));
    }
    check!(choosing(0.4));
    check!(choosing_by_name(0.4));
    check!(always(0.4));
    check!(returning(0.4));
    check!(calling(0.4));
    for y in [0.5, 1.5] {
        check!(perhaps(0.4, y));
        check!(by_match(0.4, y));
    }
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Hit {
    t: f64,
    n: f64,
}

#[grad]
fn early(t: f64) -> Option<Hit> {
    if t > 2.0 {
        return Some(Hit { t, n: t * t });
    }
    if t < 1e-7 { None } else { Some(Hit { t, n: 2.0 * t }) }
}

#[grad]
fn early_or_not(t: f64, k: f64) -> Result<Hit, String> {
    if t > 2.0 {
        return Ok(Hit { t: k, n: t * t });
    }
    match t > 1.0 {
        true => Err("x".into()),
        false => Ok(Hit { t: t * k, n: 2.0 * t }),
    }
}

#[grad]
fn out_of_a_loop(ts: &[f64]) -> Option<Hit> {
    for &t in ts {
        if t > 2.0 {
            return Some(Hit { t, n: t * t });
        }
    }
    if ts.is_empty() { None } else { Some(Hit { t: ts[0], n: 2.0 * ts[0] * ts[0] }) }
}

#[grad]
fn early_by_call(t: f64) -> Option<Hit> {
    if t > 2.0 {
        return Some(Hit { t, n: t * t });
    }
    if t < 1e-7 {
        None
    } else if t > 1.0 {
        early(t * t)
    } else {
        Some(Hit { t, n: 2.0 * t })
    }
}

#[grad]
fn of_early(t: f64, k: f64) -> f64 {
    let first = match early(t) {
        Some(hit) => hit.t * hit.n,
        None => t,
    };
    let second = match early_or_not(t, k) {
        Ok(hit) => hit.t * hit.n,
        Err(_) => k,
    };
    let third = match early_by_call(t) {
        Some(hit) => hit.t * hit.n,
        None => t * k,
    };
    first + second * third
}

#[grad]
fn of_loop(ts: &[f64]) -> f64 {
    match out_of_a_loop(ts) {
        Some(hit) => hit.t * hit.n,
        None => 0.0,
    }
}

#[test]
fn data_that_is_given_early() {
    for t in [2.5, 1.5, 0.5, -0.5] {
        check!(of_early(t, 0.3));
    }
    check!(of_loop(&[0.4, 2.4]));
    check!(of_loop(&[0.4, 1.4]));
    assert!(out_of_a_loop(&[]).is_none());
}
