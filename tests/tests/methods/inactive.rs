//! Methods that give no float: left alone by `#[grad] impl`, called as they are.

use autodiff::{Differentiable, grad};
use autodiff_tests::directions::{Modes, check};
use std::cell::Cell;

#[derive(Clone, Debug, Differentiable)]
struct Poly {
    c: Vec<f64>,
    on: bool,
    k: f64,
}

thread_local!(static ASKED: Cell<u32> = const { Cell::new(0) });

/// Not under `#[grad]`.
impl Poly {
    fn flag(&self) -> bool {
        ASKED.set(ASKED.get() + 1);
        self.on
    }

    fn kind(&self) -> &'static str {
        "poly"
    }
}

#[grad(hvp)]
impl Poly {
    fn len(&self) -> usize {
        self.c.len()
    }

    fn is_empty(&self) -> bool {
        self.c.is_empty()
    }

    fn text(&self) -> String {
        format!("{}", self.k)
    }

    fn print(&self) {
        println!("{}", self.k);
    }

    fn zeros(n: usize) -> Self {
        Poly { c: vec![0.0; n], on: true, k: 0.0 }
    }

    #[no_grad]
    fn left_out(&self) -> f64 {
        self.k
    }

    fn eval(&self, x: f64) -> f64 {
        let mut s = 0.0;
        for i in 0..self.len() {
            s = s * x + self.c[i];
        }
        if self.flag() {
            s *= self.k;
        }
        if self.kind() == "poly" && !self.is_empty() && !self.text().is_empty() {
            s += x;
        }
        let n = self.len();
        s * n as f64
    }
}

/// Of a value that could be changed.
#[grad(hvp)]
fn changed(mut p: Poly, x: f64) -> f64 {
    p.k *= x;
    let mut s = 0.0;
    for i in 0..p.len() {
        s += p.c[i] * p.k * p.c[i];
    }
    if p.flag() {
        s *= x;
    }
    s + p.eval(x)
}

#[test]
fn questions_are_asked_as_they_are() {
    let at = (Poly { c: vec![1.0, 2.0, 3.0], on: true, k: 0.7 }, 1.1);
    check(
        &at,
        &Modes {
            value: |(p, x)| changed(p.clone(), *x),
            gradient: |(p, x)| changed_grad(p.clone(), *x),
            tangent: |(p, x), (dp, dx)| changed_jvp(p.clone(), *x, dp.clone(), *dx).1,
            hessian: Some(|(p, x), (dp, dx)| changed_hvp(p.clone(), *x, dp.clone(), *dx).1),
        },
    );
}

#[test]
fn a_question_is_asked_once() {
    let p = Poly { c: vec![1.0, 2.0], on: true, k: 0.7 };
    ASKED.set(0);
    let value = p.eval(0.4);
    let asked = ASKED.replace(0);
    assert_eq!(p.eval_value_and_grad(0.4).0, value);
    assert_eq!(ASKED.get(), asked);
}

/// `wrt(..)` on a block is of the methods that have such a parameter.
#[derive(Clone, Debug, Differentiable)]
struct Line {
    a: f64,
}

#[grad(hvp, wrt(x))]
impl Line {
    fn at(&self, x: f64, b: f64) -> f64 {
        self.a * x * x + b
    }

    fn slope(&self) -> f64 {
        self.a
    }

    #[grad(wrt(self))]
    fn along_itself(&self, x: f64) -> f64 {
        self.a * self.a * x
    }
}

#[test]
fn wrt_of_a_block() {
    let line = Line { a: 2.0 };
    assert_eq!(line.at_grad(3.0, 1.0), 12.0);
    assert_eq!(line.at_hvp(3.0, 1.0, 1.0), (12.0, 4.0));
    assert_eq!(line.along_itself_grad(3.0).a, 12.0);
    assert_eq!(line.slope(), 2.0);
}
