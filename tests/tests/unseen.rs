//! Arguments of which a caller sees no type: fields of `self`, constants, statics
//! and parts of them, in calls of functions, methods and functions of types.

// The functions are written as people write them.
#![allow(clippy::cast_precision_loss, clippy::cast_lossless, clippy::needless_pass_by_value)]
#![allow(missing_docs, reason = "the companions")]

use autodiff::grad;

#[grad(hvp)]
fn horner(c: &[f64], x: f64) -> f64 {
    c.iter().fold(0.0, |r, k| r * x + k)
}

#[grad(hvp)]
fn both(c: &[f64], n: usize, x: f64) -> (f64, f64) {
    (c[n] * x, x * x)
}

#[grad(hvp)]
fn onto(c: &[f64], x: f64, out: &mut [f64]) {
    for (o, k) in out.iter_mut().zip(c) {
        *o += k * x * x;
    }
}

struct Series {
    c: [f64; 3],
    list: Vec<f64>,
    rows: Vec<Vec<f64>>,
    order: Vec<usize>,
    at: usize,
    k: f64,
}

impl Series {
    #[grad(hvp)]
    fn of_function(#[constant] &self, x: f64) -> f64 {
        horner(&self.c, x) + horner(&self.list, x * x) + horner(&self.rows[self.at], x) * self.k
    }

    #[grad(hvp)]
    fn weighed(#[constant] &self, c: &[f64], order: &[usize], n: usize, x: f64) -> f64 {
        order.iter().map(|i| c[*i]).sum::<f64>() * x * x * self.k + n as f64 * x
    }

    #[grad(hvp)]
    fn of_method(#[constant] &self, x: f64) -> f64 {
        self.weighed(&self.list, &self.order, self.at, x) + self.weighed(&self.c, &self.order[1..], 2, x * x)
    }

    #[grad(hvp)]
    fn middle(c: [f64; 3], x: f64, n: usize) -> f64 {
        c[n] * x * x
    }

    #[grad(hvp)]
    fn of_type(#[constant] &self, x: f64) -> f64 {
        Self::middle(self.c, x, self.at) + Series::middle(self.c, x * x, 0)
    }

    #[grad(hvp)]
    fn of_tuple(#[constant] &self, x: f64) -> f64 {
        let (a, b) = both(&self.list, self.at, x.sin());
        a * b
    }

    #[grad(hvp)]
    fn of_memory(#[constant] &self, x: f64) -> f64 {
        let mut out = [x, 1.0];
        onto(&self.c, x, &mut out);
        onto(&self.list[..1], out[0], &mut out[1..]);
        out[0] * out[1]
    }

    /// A reference of a declared type.
    #[grad(hvp)]
    fn declared(#[constant] &self, x: f64) -> f64 {
        let c: &[f64; 3] = &self.c;
        let list: &Vec<f64> = &self.list;
        let row: &[f64] = &self.rows[0];
        horner(c, x) + horner(list, x) * horner(row, x) + list[0] * x
    }

    /// Windows of a field, and a question about its elements that reads a float.
    #[grad(hvp)]
    fn searched(&self, x: f64) -> f64 {
        let i = self.list.partition_point(|k| *k < x * 3.0);
        let j = self.rows[1][..].partition_point(|k| *k < x * 5.0);
        let rises: f64 = self.c.windows(2).map(|w| (w[1] - w[0]) * x.sin()).sum();
        let pairs = self.rows[0].chunks(2).zip(&self.list).fold(0.0, |sum, (pair, k)| sum + pair[1] * k * x * x);
        rises * self.list[i] * x + self.c[j] * pairs
    }
}

fn series() -> Series {
    Series {
        c: [1.0, -2.0, 3.0],
        list: vec![2.0, 3.0],
        rows: vec![vec![1.0, 1.5], vec![3.0, 5.0]],
        order: vec![1, 0],
        at: 1,
        k: 0.5,
    }
}

static SLICE: &[f64] = &[1.5, 0.75];
const TABLE: [[f64; 2]; 2] = [[1.0, 2.0], [-0.5, 3.0]];

#[grad(hvp)]
fn statics(x: f64) -> f64 {
    let declared: &[f64] = SLICE;
    let row: &[f64] = &TABLE[1][..];
    horner(SLICE, x) * horner(declared, x) + horner(row, x) + horner(&TABLE[0], x) + declared[1] * x
}

/// A trait with such functions can be an object.
trait Model {
    fn stiffness(&self) -> f64;

    #[grad(hvp)]
    fn energy(#[constant] &self, c: &[f64], x: f64) -> f64 {
        self.stiffness() * c[0] * x * x
    }

    #[grad(hvp)]
    fn whole(#[constant] &self, x: f64) -> f64 {
        self.energy(SLICE, x)
    }
}

struct Stiff;

impl Model for Stiff {
    fn stiffness(&self) -> f64 {
        2.0
    }
}

/// Forward, reverse and second order against differences.
#[track_caller]
fn check(
    f: impl Fn(f64) -> f64,
    jvp: impl Fn(f64, f64) -> (f64, f64),
    grad: impl Fn(f64) -> f64,
    hvp: impl Fn(f64, f64) -> (f64, f64),
) {
    let (x, h) = (0.7, 1e-5);
    let slope = |g: &dyn Fn(f64) -> f64| (g(x + h) - g(x - h)) / (2.0 * h);
    let close = |a: f64, b: f64| assert!((a - b).abs() < 1e-6 * (1.0 + b.abs()), "{a} is not {b}");
    assert_eq!(jvp(x, 1.0).0.to_bits(), f(x).to_bits());
    close(jvp(x, 1.0).1, slope(&f));
    close(grad(x), slope(&f));
    close(hvp(x, 1.0).1, slope(&grad));
}

macro_rules! methods {
    ($($f:ident, $jvp:ident, $grad:ident, $hvp:ident;)*) => {$(
        #[test]
        fn $f() {
            let s = series();
            check(|x| s.$f(x), |x, d| s.$jvp(x, d), |x| s.$grad(x), |x, d| s.$hvp(x, d));
        }
    )*};
}

methods! {
    of_function, of_function_jvp, of_function_grad, of_function_hvp;
    of_method, of_method_jvp, of_method_grad, of_method_hvp;
    of_type, of_type_jvp, of_type_grad, of_type_hvp;
    of_tuple, of_tuple_jvp, of_tuple_grad, of_tuple_hvp;
    of_memory, of_memory_jvp, of_memory_grad, of_memory_hvp;
    declared, declared_jvp, declared_grad, declared_hvp;
    searched, searched_jvp, searched_grad, searched_hvp;
}

#[test]
fn statics_and_rows() {
    check(statics, statics_jvp, statics_grad, statics_hvp);
}

#[test]
fn objects() {
    let model: &dyn Model = &Stiff;
    check(|x| model.whole(x), |x, d| model.whole_jvp(x, d), |x| model.whole_grad(x), |x, d| model.whole_hvp(x, d));
}

/// `wrt(..)` chooses among what goes in: what is written to is the result.
#[grad(wrt(x))]
fn written(x: &[f64], k: &[f64], out: &mut [f64]) {
    out[0] = x[0] * k[0] * x[1];
    out[1] = x[1] * k[1];
}

#[test]
fn outputs_need_not_be_listed() {
    let (mut out, mut x_bar, mut out_bar) = ([0.0; 2], [0.0; 2], [1.0, 1.0]);
    written_vjp_into(&[2.0, 3.0], &[5.0, 7.0], &mut out, &mut x_bar, &mut out_bar);
    assert_eq!((out, x_bar, out_bar), ([30.0, 21.0], [15.0, 17.0], [0.0; 2]));
    let mut out_dot = [0.0; 2];
    written_jvp(&[2.0, 3.0], &[5.0, 7.0], &mut out, &[0.0, 1.0], &mut out_dot);
    assert_eq!(out_dot, [10.0, 7.0]);
}

/// Parameters that are called as values are numbered.
#[grad(trace, graph)]
fn numbered(w3: f64, w1: f64) -> f64 {
    let a = w3 * w1;
    a.sin() * w3
}

#[test]
fn names_of_parameters_are_their_numbers() {
    let trace = numbered_trace(1.0, 2.0);
    let ids: Vec<_> = trace.rows().iter().map(|row| (row.id(), row.expression())).collect();
    assert_eq!(ids, [(3, "w3"), (1, "w1"), (2, "w3·w1"), (4, "sin(w2)"), (5, "w4·w3")]);
    let nodes: Vec<_> = numbered_graph().nodes.iter().map(|node| (node.id, node.expression)).collect();
    assert_eq!(nodes, ids);
}
