//! Structs that begin with a list of constants, which a call then changes.

use autodiff::{Differentiable, check, grad};

#[derive(Clone, Copy, Differentiable)]
struct P {
    x: f64,
}

#[derive(Clone, Copy, PartialEq)]
enum Mode {
    Slow,
    Fast,
}

#[derive(Clone, Differentiable)]
struct S {
    t: f64,
    #[constant]
    modes: Vec<Mode>,
    tr: Vec<P>,
    two: [P; 2],
    rows: Vec<[f64; 2]>,
    late: Vec<P>,
}

const ONE: P = P { x: 2.0 };

#[grad(hvp)]
impl S {
    fn step(&mut self, h: f64) {
        self.t += h;
        self.tr[0].x *= h;
        self.two[1].x += h * self.t;
        self.rows.push([self.t, h]);
        self.late.push(P { x: self.t * h });
    }
}

#[grad(hvp)]
fn run_through(h: f64) -> f64 {
    let mut s =
        S { t: 1.0, modes: vec![Mode::Slow], tr: vec![P { x: 2.0 }], two: [ONE; 2], rows: vec![], late: vec![] };
    s.step(h);
    let mut a = 0.0;
    for p in &s.tr {
        a += p.x * p.x;
    }
    for p in s.two {
        a += p.x.sin();
    }
    a * h
}

#[grad(hvp)]
fn taken_out(h: f64) -> f64 {
    let mut s = S {
        t: 1.0,
        modes: vec![Mode::Slow],
        tr: vec![ONE],
        two: [P { x: 1.0 }, ONE],
        rows: Vec::new(),
        late: Vec::new(),
    };
    s.step(h);
    s.step(h * h);
    let p = s.tr[0];
    let P { x } = s.two[1];
    let r = s.rows.last().unwrap();
    p.x * p.x + x * r[0] * r[1] + s.late[1].x * s.t
}

#[grad(hvp)]
fn summed_up(h: f64) -> f64 {
    let mut s = S { t: 1.0, modes: Vec::new(), tr: vec![P { x: 2.0 }; 2], two: [ONE, ONE], rows: vec![], late: vec![] };
    s.step(h);
    let rows: f64 = s.rows.iter().map(|y| y[0] * y[1]).sum();
    let late: f64 = s.late.iter().map(|p| p.x * p.x).sum();
    rows + late + s.tr.iter().map(|p| p.x * p.x).sum::<f64>()
}

#[grad(hvp)]
fn that_decides(h: f64) -> f64 {
    let mut s = S { t: 1.0, modes: vec![Mode::Fast], tr: vec![ONE], two: [ONE, ONE], rows: vec![], late: vec![] };
    s.step(h);
    let m = s.modes[0];
    if m == Mode::Fast { s.tr[0].x * s.t } else { h }
}

#[grad(hvp)]
fn change(v: &mut Vec<P>, h: f64) {
    v[0].x *= h;
}

#[grad(hvp)]
fn of_no_struct(h: f64) -> f64 {
    let mut v = vec![P { x: 2.0 }];
    change(&mut v, h);
    let mut a = 0.0;
    for p in &v {
        a += p.x * p.x;
    }
    a
}

#[test]
fn lists_that_begin_as_constants() {
    check!(run_through(0.3), hvp);
    check!(taken_out(0.3), hvp);
    check!(summed_up(0.3), hvp);
    check!(that_decides(0.3), hvp);
    check!(of_no_struct(0.3), hvp);
    assert!(run_through_grad(0.3) != 0.0 && of_no_struct_grad(0.3) != 0.0);
}
