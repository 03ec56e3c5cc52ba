//! What an `Option` holds is changed where it is; calls that give nothing but whether they succeed;
//! queues.

use autodiff::{Differentiable, check, grad};
use std::collections::VecDeque;

#[derive(Clone, Debug, Differentiable)]
struct Pair {
    a: f64,
    b: f64,
}

#[derive(Clone, Debug, Differentiable)]
struct Cache {
    last: Option<f64>,
    rows: Option<Vec<f64>>,
    pair: Option<Pair>,
    all: Vec<Pair>,
}

#[grad(hvp)]
fn pushed(x: f64, there: bool) -> f64 {
    let mut values = if there { Some(vec![x]) } else { None };
    if let Some(w) = &mut values {
        w.push(x * x);
        w[0] *= 2.0;
    }
    values.map_or(x, |w| w[0] * w[1])
}

#[grad(hvp)]
fn through_a_call(x: f64, y: f64) -> f64 {
    let mut a = Some(x);
    let mut b = None;
    *a.as_mut().unwrap() *= y;
    *a.insert(y) += x * y;
    *b.get_or_insert(0.0) += x * y;
    *b.get_or_insert(7.0) *= x;
    a.unwrap() * b.unwrap()
}

#[grad(hvp)]
fn fields(c: &Cache, x: f64) -> f64 {
    let mut c = c.clone();
    if let Some(last) = c.last.as_mut() {
        *last = last.sin() * x;
    }
    match &mut c.rows {
        Some(rows) => rows.push(x * x),
        None => c.rows = Some(vec![x]),
    }
    if let Some(Pair { a, b }) = &mut c.pair {
        *a *= x;
        *b += *a;
    }
    c.rows.as_mut().unwrap().push(x);
    let rows = c.rows.as_ref().unwrap().iter().map(|v| v * v).sum::<f64>();
    rows * c.pair.map_or(1.0, |p| p.a * p.b) + c.last.unwrap_or(x)
}

#[grad(hvp)]
fn referred(c: &Cache, x: f64) -> f64 {
    let mut pair = c.pair.clone();
    if let Some(ref mut p) = pair {
        p.a *= x;
    }
    pair.map_or(x, |p| p.a * p.b)
}

#[grad(hvp)]
fn elements(c: &Cache, x: f64) -> f64 {
    let mut all = c.all.clone();
    if let Some(last) = all.last_mut() {
        last.b = x * x;
        last.a *= x;
    }
    let Some(first) = all.first_mut() else { return x };
    first.a *= 2.0;
    match all.get_mut(5) {
        Some(p) => p.a = x,
        None => all.push(Pair { a: x, b: x }),
    }
    all.iter().map(|p| p.a * p.b).sum()
}

#[derive(Debug, PartialEq)]
enum Fault {
    Large,
}

#[derive(Clone, Debug, Differentiable)]
struct Mean {
    sum: f64,
    n: f64,
}

#[grad(hvp)]
impl Mean {
    fn update(&mut self, x: f64) -> Result<(), Fault> {
        if x > 100.0 {
            return Err(Fault::Large);
        }
        self.sum += x * x;
        self.n += 1.0;
        Ok(())
    }
}

#[grad(hvp)]
fn unasked(x: f64, y: f64) -> f64 {
    let mut m = Mean { sum: x, n: 1.0 };
    let _ = m.update(y);
    m.update(x * y).ok();
    drop(m.update(x));
    m.sum / m.n
}

#[grad(hvp)]
fn told(x: f64, y: f64) -> f64 {
    let mut m = Mean { sum: x, n: 1.0 };
    let mut lost = 0.0;
    if m.update(y).is_err() {
        lost += 1.0;
    }
    match m.update(x) {
        Ok(()) => m.sum / m.n + lost,
        Err(_) => x,
    }
}

#[grad(hvp)]
fn handed_on(x: f64, y: f64) -> Result<f64, Fault> {
    let mut m = Mean { sum: x, n: 1.0 };
    if let Err(fault) = m.update(y) {
        return Err(fault);
    }
    Ok(m.sum / m.n)
}

#[derive(Clone, Debug, Differentiable)]
struct Window {
    values: VecDeque<f64>,
    size: usize,
    sum: f64,
}

#[grad(hvp)]
impl Window {
    fn push(&mut self, x: f64) -> f64 {
        if self.values.len() >= self.size {
            if let Some(old) = self.values.pop_front() {
                self.sum -= old;
            }
        }
        self.values.push_back(x);
        self.sum += x;
        self.sum / self.values.len() as f64
    }

    fn slope(&self) -> f64 {
        self.values.back().copied().unwrap_or(0.0) - self.values.front().unwrap() * self.values[1]
    }
}

#[grad(hvp)]
fn smoothed(w: &Window, x: &[f64]) -> f64 {
    let mut w = w.clone();
    let means: Vec<f64> = x.iter().map(|v| v * v).collect();
    let mut sum = 0.0;
    for v in &means {
        sum += w.push(*v) * v;
    }
    sum * w.slope()
}

#[grad(hvp)]
fn queue(x: f64, y: &[f64]) -> f64 {
    let mut open: VecDeque<f64> = y.iter().map(|v| v * x).collect();
    open.push_front(x);
    let mut last = VecDeque::from(vec![0.0; 2]);
    while let Some(v) = open.pop_front() {
        last.pop_front();
        last.push_back(v * v);
        if v > 0.5 && open.len() < 3 {
            open.push_back(v * 0.5);
        }
    }
    last[0] * last[1] + last.iter().sum::<f64>()
}

#[grad(hvp)]
fn queue_of_data(x: f64, y: &[f64]) -> f64 {
    let mut last = VecDeque::new();
    for v in y {
        last.push_back(Pair { a: *v, b: v * x });
        if last.len() > 2 {
            last.pop_front();
        }
    }
    last.iter().map(|p| p.a * p.b).sum()
}

fn cache(is_full: bool) -> Cache {
    let pair = |a| Pair { a, b: 0.8 };
    let all = vec![pair(0.3), pair(1.1)];
    match is_full {
        true => Cache { last: Some(0.4), rows: Some(vec![0.5, 1.5]), pair: Some(pair(0.7)), all },
        false => Cache { last: None, rows: None, pair: None, all: Vec::new() },
    }
}

#[test]
fn in_place() {
    check!(pushed(0.7, true), hvp);
    check!(pushed(0.7, false), hvp);
    check!(through_a_call(0.7, 1.2), hvp);
    for is_full in [true, false] {
        check!(fields(&cache(is_full), 0.7), hvp);
        check!(referred(&cache(is_full), 0.7), hvp);
        check!(elements(&cache(is_full), 0.7), hvp);
    }
}

#[test]
fn successes() {
    check!(unasked(0.7, 1.2), hvp);
    check!(told(0.7, 1.2), hvp);
    check!(handed_on(0.7, 1.2), hvp);
    assert_eq!(handed_on_grad(0.7, 200.0), Err(Fault::Large));
    assert_eq!(told_jvp(0.7, 200.0, 1.0, 0.0).0, told(0.7, 200.0));
    // What a call has changed before it failed has no adjoint.
    assert!(std::panic::catch_unwind(|| told_grad(0.7, 200.0)).is_err());
}

#[test]
fn queues() {
    let window = Window { values: VecDeque::from([0.5, 0.25, 1.5]), size: 3, sum: 2.25 };
    check!(smoothed(&window, &[0.7, 1.2]), hvp);
    check!(queue(0.8, &[0.7, 1.2, 0.9]), hvp);
    check!(queue_of_data(0.8, &[0.7, 1.2, 0.9]), hvp);
}

/// What is `None` at first, and filled by others.
#[derive(Clone, Debug, Differentiable)]
struct Last {
    last: Option<f64>,
    both: [Option<f64>; 2],
    k: f64,
}

#[grad(hvp)]
impl Last {
    fn set(&mut self, x: f64) {
        self.last = Some(x * self.k);
        self.both[0] = Some(x);
    }

    fn clear(&mut self) {
        self.last = None;
    }

    fn next(&self, x: f64) -> Last {
        Last { last: None, both: self.both, k: self.last.map_or(x, |v| v * x) }
    }

    fn again(&mut self, x: f64) -> f64 {
        self.last = None;
        self.set(x * x);
        self.last.unwrap()
    }
}

#[grad(hvp)]
fn filled(x: f64, k: f64) -> f64 {
    let mut s = Last { last: None, both: [None; 2], k };
    let mut sum = s.last.unwrap_or(k);
    for i in 0..3 {
        s.set(x + i as f64);
        sum += s.last.unwrap_or(0.0) * s.last.unwrap();
        if i == 1 {
            s.clear();
        }
    }
    let o = s.last;
    sum * o.unwrap() + s.again(k) * s.last.as_ref().unwrap()
}

/// What was there before it was `None` has no part in it.
#[grad]
fn set_again(s: &Last, x: f64) -> f64 {
    let mut s = s.clone();
    s.clear();
    let first = s.again(x) * s.k;
    s.clear();
    first * s.last.unwrap_or(x)
}

/// Another value of the type has `None` where this one holds something.
#[grad(hvp)]
fn best(s: &Last, x: f64) -> f64 {
    let mut t = Last { last: None, both: [None; 2], k: x };
    if s.last.is_some_and(|v| v > x) {
        t = Last { last: Some(x * x), ..t };
    }
    let next = s.next(x);
    s.last.unwrap() * t.k + s.both[1].unwrap() * x + t.last.unwrap_or(x) * next.k + next.both[1].unwrap()
}

#[test]
fn what_is_none_at_first_has_a_derivative_later() {
    check!(filled(0.7, 1.3), hvp);
    let s = Last { last: Some(2.0), both: [None, Some(0.5)], k: 0.8 };
    check!(set_again(&s, 1.1));
    check!(best(&s, 1.1), hvp);
    check!(best(&s, 2.1), hvp);
}
