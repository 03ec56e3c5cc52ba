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
