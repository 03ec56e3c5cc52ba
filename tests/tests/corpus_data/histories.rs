//! Vectors of tuples in fields, of which no signature says that they are such: a trajectory that a
//! solver keeps, `self.history.push((t, y))`.

use autodiff::{Differentiable, check, grad};

#[derive(Clone, Debug, Differentiable)]
struct Run {
    t: f64,
    y: [f64; 2],
    n: usize,
    history: Vec<(f64, [f64; 2])>,
    marks: Vec<(usize, f64)>,
}

#[grad]
impl Run {
    fn from_rest(y: f64) -> Run {
        Run { t: 0.0, y: [y, 1.0], n: 0, history: vec![], marks: Vec::new() }
    }

    fn step(&mut self, h: f64) {
        self.t += h;
        self.y[0] += h * self.y[1];
        self.y[1] -= h * self.y[0] * self.t;
        self.history.push((self.t, self.y));
        self.marks.push((self.n, h * self.y[1]));
        self.n += 1;
    }

    fn area(&self) -> f64 {
        let marked: f64 = self.marks.iter().map(|(n, mark)| *n as f64 * mark).sum();
        self.history.iter().map(|(t, y)| t * y[0]).sum::<f64>() + marked
    }

    fn last(&self) -> f64 {
        self.history[self.history.len() - 1].1[1] * self.history[0].0
    }
}

#[grad]
fn area_of_run(y: f64, h: f64) -> f64 {
    let mut run = Run::from_rest(y);
    run.step(h);
    run.step(h * h);
    run.area() * run.last()
}

/// Pushed, inserted and exchanged from outside, and read back in the same function.
#[grad]
fn written_from_outside(y: f64, h: f64) -> f64 {
    let mut run = Run { t: h, y: [h, y], n: 0, history: vec![(h, [y, 2.0])], marks: Vec::new() };
    run.history.push((h * y, [h, y]));
    run.history.insert(0, (y, [h * h, y]));
    run.history.swap(0, 2);
    run.area() + run.history.iter().map(|(t, y)| t * t * y[1]).sum::<f64>()
}

#[test]
fn tuples_in_fields() {
    check!(area_of_run(0.7, 0.3));
    check!(written_from_outside(0.7, 0.3));
}

#[derive(Clone, Debug, Differentiable)]
struct Term {
    c: f64,
}

#[derive(Clone, Debug, Differentiable)]
struct Sum {
    terms: Vec<(f64, Term)>,
}

#[grad]
fn terms(x: f64) -> Vec<Term> {
    vec![Term { c: x }, Term { c: x * x }]
}

/// A field that an iterator of pairs fills.
#[grad]
fn collected(weights: &[f64], x: f64) -> f64 {
    let terms: Vec<Term> = terms(x);
    let sum = Sum { terms: weights.iter().cloned().zip(terms).collect() };
    sum.terms[1].0 * sum.terms[1].1.c
}

#[test]
fn tuples_that_are_collected() {
    check!(collected(&vec![0.3, 0.4], 0.2));
}

type Point = (f64, f64);

/// Tuples in fields, by their own name and by another one.
#[derive(Clone, Debug, Differentiable)]
struct Pen {
    at: Point,
    ends: [(f64, f64); 2],
    line: Vec<Point>,
    last: Option<Point>,
}

#[grad]
impl Pen {
    fn start(at: Point) -> Pen {
        Pen { at, ends: [at; 2], line: vec![at], last: None }
    }

    fn go(&mut self, by: Point) {
        self.at = (self.at.0 + by.0, self.at.1 * by.1);
        self.ends[1] = (by.1, self.at.0);
        self.line.push(self.at);
        self.last = Some(self.at);
    }

    fn turn(&mut self, angle: f64) {
        let (x, y) = self.at;
        let (s, c) = angle.sin_cos();
        self.at = (c * x - s * y, s * x + c * y);
        self.at.0 *= c;
    }

    fn place(&self) -> Point {
        self.at
    }

    /// A field that is read where it is written.
    fn moved(&self, by: Point) -> Pen {
        Pen { at: (self.at.0 + by.0, self.at.1 + by.1), ends: self.ends, line: vec![by], last: self.last }
    }

    fn length(&self) -> f64 {
        let mut total = self.ends[0].1 * self.ends[1].0 + self.ends[1].1;
        for i in 1..self.line.len() {
            let ((x0, y0), (x1, y1)) = (self.line[i - 1], self.line[i]);
            total += ((x1 - x0).powi(2) + (y1 - y0).powi(2)).sqrt();
        }
        total
    }
}

#[grad]
fn drawn(x: f64, y: f64) -> f64 {
    let mut pen = Pen::start((x, y));
    pen.go((y, 2.0));
    pen.turn(x);
    pen.go((0.1, x));
    let (a, b) = pen.place();
    let moved = pen.moved((x, y * y));
    pen.length() + a * b + moved.at.0 * moved.at.1
}

#[test]
fn tuples_that_are_fields() {
    check!(drawn(0.7, 0.3));
}

type State = (f64, f64, f64);

#[grad]
fn middle(a: Point, b: Point) -> Point {
    ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0)
}

#[grad]
fn norm((x, y): Point) -> f64 {
    (x * x + y * y).sqrt()
}

#[grad]
fn lorenz(s: State, k: f64) -> State {
    let (x, y, z) = s;
    (k * (y - x), x * (28.0 - z) - y, x * y - z)
}

#[grad]
fn stepped(s: State, h: f64, k: f64) -> State {
    let d = lorenz(s, k);
    (s.0 + h * d.0, s.1 + h * d.1, s.2 + h * d.2)
}

#[grad]
fn between(x: f64, y: f64) -> f64 {
    let m = middle((x, y), (y, 1.0));
    m.0 * m.1 + norm(m)
}

#[grad]
fn integrated(k: f64) -> f64 {
    let mut s: State = (1.0, k, 1.0);
    let mut t = (k, 1.0, 0.5);
    for _ in 0..3 {
        s = stepped(s, 0.01, k);
        t = stepped(t, 0.02, k);
    }
    let (x, y, z) = s;
    x * y + z + t.0 * t.2
}

#[test]
fn tuples_under_another_name() {
    check!(between(0.7, 0.3));
    check!(integrated(0.7));
}

/// A tuple in an `Option` that is taken apart before it is put there.
#[derive(Clone, Debug, Default, Differentiable)]
struct Detector {
    before: Option<(f64, f64)>,
    best: Option<(f64, f64)>,
    window: Vec<f64>,
}

#[grad]
impl Detector {
    fn feed(&mut self, x: f64, y: f64) -> f64 {
        let mut slope = 0.0;
        if let Some((px, py)) = self.before {
            slope = (y - py) / (x - px);
            if slope > 0.0 {
                self.best = Some((0.5 * (x + px), y * py));
            }
        }
        self.before = Some((x, y));
        self.window.push(y);
        if self.window.len() > 2 {
            self.window.remove(0);
        }
        match self.best {
            Some((x, y)) => x * y + slope,
            None => slope,
        }
    }
}

#[grad]
fn detected(a: f64, b: f64) -> f64 {
    let mut detector = Detector::default();
    let mut total = 0.0;
    for i in 1..5 {
        let x = a * i as f64;
        total += detector.feed(x, (b * x).sin());
    }
    total + detector.window[0]
}

#[test]
fn tuples_in_options() {
    check!(detected(0.3, 0.8));
}
