//! An infinite derivative at a call: what holds for each form of callee.
//!
//! Written out, `x.sqrt() * x` at 0 has the derivative 0, and `(x * y).sqrt()` the
//! derivative 0 along `y`: a zero wins. In a helper the answer is the same, or it
//! is NaN; it is never another number. What a form gives is pinned here, and
//! `guide/conventions.md` says it in words.

use super::modes::{Point, bits, floats};
use super::world::File;
use crate::ir::interp::Scalar;
use crate::transform::Policy;
use std::collections::BTreeSet;

/// `P` computes `A * B`.
struct Form {
    what: &'static str,
    product: &'static str,
    helper: &'static str,
    /// An infinite tangent goes into the callee.
    forward: Answer,
    /// An infinite adjoint goes into the callee.
    reverse: Answer,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Answer {
    /// The one that it has written out.
    Right,
    Nan,
}

use Answer::{Nan, Right};

const fn form(
    what: &'static str,
    (product, helper): (&'static str, &'static str),
    [forward, reverse]: [Answer; 2],
) -> Form {
    Form { what, product, helper, forward, reverse }
}

const FORMS: &[Form] = &[
    form("written out", ("A * B", ""), [Right, Right]),
    form("numbers", ("g(A, B)", "fn g(a: f64, b: f64) -> f64 { a * b }"), [Right, Right]),
    form("references", ("g(&A, &B)", "fn g(a: &f64, b: &f64) -> f64 { a * b }"), [Right, Right]),
    form("a tuple", ("g((A, B))", "fn g(t: (f64, f64)) -> f64 { t.0 * t.1 }"), [Right, Right]),
    form(
        "several results",
        ("{ let (p, _) = g(A, B); p }", "fn g(a: f64, b: f64) -> (f64, f64) { (a * b, a - b) }"),
        [Right, Right],
    ),
    form(
        "results of which all are used",
        (
            "{ let (p, q, n): (f64, f64, i32) = g(A, B); (p + q) * n as f64 }",
            "fn g(a: f64, b: f64) -> (f64, f64, i32) { (a * b, b * 0.0, 1) }",
        ),
        [Right, Right],
    ),
    form(
        "recursion",
        ("g(A, B, 2)", "fn g(a: f64, b: f64, n: i32) -> f64 { if n == 0 { a * b } else { g(a, b, n - 1) } }"),
        [Right, Right],
    ),
    form(
        "recursion with several results",
        (
            "{ let (p, _) = g(A, B, 2); p }",
            "fn g(a: f64, b: f64, n: i32) -> (f64, f64) {
                if n == 0 { return (a * b, b); }
                let (p, q) = g(a, b, n - 1);
                (p * 1.0, q)
            }",
        ),
        [Right, Right],
    ),
    form("an array", ("g([A, B])", "fn g(v: [f64; 2]) -> f64 { v[0] * v[1] }"), [Nan, Right]),
    form("a slice", ("g(&[A, B])", "fn g(v: &[f64]) -> f64 { v[0] * v[1] }"), [Nan, Right]),
    form("a vector", ("g(vec![A, B])", "fn g(v: Vec<f64>) -> f64 { v[0] * v[1] }"), [Nan, Right]),
    form(
        "a slice and several results",
        ("{ let (p, _) = g(&[A, B]); p }", "fn g(v: &[f64]) -> (f64, f64) { (v[0] * v[1], v[0]) }"),
        [Nan, Right],
    ),
    form(
        "an array as the result",
        ("{ let v: [f64; 2] = g(A, B); v[0] }", "fn g(a: f64, b: f64) -> [f64; 2] { [a * b, b] }"),
        [Nan, Right],
    ),
    form(
        "a vector as the result",
        ("{ let v: Vec<f64> = g(A, B); v[0] }", "fn g(a: f64, b: f64) -> Vec<f64> { vec![a * b, b] }"),
        [Nan, Right],
    ),
    form(
        "a vector among several results",
        (
            "{ let (v, p): (Vec<f64>, f64) = g(A, B); p * v[1] }",
            "fn g(a: f64, b: f64) -> (Vec<f64>, f64) { (vec![a, 1.0], a * b) }",
        ),
        [Nan, Right],
    ),
    form(
        "`&mut`",
        ("{ let mut p = 0.0; g(&mut p, A, B); p }", "fn g(p: &mut f64, a: f64, b: f64) { *p = a * b; }"),
        [Nan, Right],
    ),
    form("in place", ("{ let mut p = A; g(&mut p, B); p }", "fn g(p: &mut f64, b: f64) { *p *= b; }"), [Nan, Right]),
    form(
        "a result beside `&mut`",
        (
            "{ let mut c = [A, 1.0]; let p = g(&mut c, B); p * c[1] }",
            "fn g(c: &mut [f64], b: f64) -> f64 { let p = c[0] * b; c[0] += b; p }",
        ),
        [Nan, Right],
    ),
    form(
        "a result beside a vector that grows",
        (
            "{ let mut c = vec![A]; let p: f64 = g(&mut c, B); p * c[1] }",
            "fn g(c: &mut Vec<f64>, b: f64) -> f64 { c.push(1.0); c[0] * b }",
        ),
        [Nan, Right],
    ),
];

fn point(file: &File) -> Point<'_> {
    Point { file, name: "f", args: vec![Scalar::F64(0.0), Scalar::F64(2.0)] }
}

/// The derivatives of this expression of `x` and `y` at 0 and 2, forward, reverse, and of second order.
fn derivatives(expression: &str, helper: &str) -> [Vec<f64>; 3] {
    let helper = if helper.is_empty() { String::new() } else { format!("#[grad(hvp)] {helper}") };
    let source = format!("{helper}\n#[grad(hvp)] fn f(x: f64, y: f64) -> f64 {{ {expression} }}");
    let file = File::parse(&source, Policy::Minimal).unwrap_or_else(|error| panic!("{error}"));
    let point = point(&file);
    let run = || {
        let (y, (values, forward), (others, reverse)) = (point.primal()?, point.forward()?, point.reverse()?);
        assert!(values.iter().chain(&others).all(|value| bits(value) == bits(&y)), "{expression}: another value");
        let mut curvature = Vec::new();
        for i in 0..2 {
            let second = point.second(0, i)?;
            assert_eq!(bits(&second.adjoint), bits(&reverse[0]), "{expression}: the adjoint beside its tangent");
            let (tangent, forward) = (floats(&second.tangent)[0], floats(&forward[0])[i]);
            assert!(tangent.is_nan() || tangent == forward || forward.is_nan(), "{expression}: {tangent}, {forward}");
            curvature.extend(floats(&second.curvature));
        }
        Ok([floats(&forward[0]), floats(&reverse[0]), curvature])
    };
    run().unwrap_or_else(|stop: crate::ir::interp::Stop| panic!("{expression}: {stop:?}"))
}

/// What came of it, in the place of what it is written out.
fn answer(got: &[f64], right: &[f64]) -> Result<Answer, String> {
    if got == right {
        Ok(Right)
    } else if got.iter().zip(right).all(|(got, right)| got == right || got.is_nan()) {
        Ok(Nan)
    } else {
        Err(format!("{got:?} is wrong: {right:?}"))
    }
}

#[test]
fn in_a_helper_it_is_the_same_or_no_number() {
    let mut failures = Vec::new();
    for form in FORMS {
        let product = |a: &str, b: &str| form.product.replace('A', a).replace('B', b);
        let into_arguments = derivatives(&product("x.sqrt()", "x"), form.helper);
        let into_results = derivatives(&format!("({}).sqrt()", product("x", "y")), form.helper);
        let cases = [
            ("forward, infinite arguments", &into_arguments[0], [0.0, 0.0], form.forward),
            ("reverse, infinite arguments", &into_arguments[1], [0.0, 0.0], Right),
            ("forward, infinite results", &into_results[0], [f64::INFINITY, 0.0], Right),
            ("reverse, infinite results", &into_results[1], [f64::INFINITY, 0.0], form.reverse),
        ];
        for (how, got, right, expected) in cases {
            match answer(got, &right) {
                Ok(answer) if answer == expected => {}
                Ok(answer) => failures.push(format!("{}, {how}: {answer:?}, not {expected:?}: {got:?}", form.what)),
                Err(wrong) => failures.push(format!("{}, {how}: {wrong}", form.what)),
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// A second derivative that is a number written out is that number in a helper, or
/// none: where a helper's adjoint has both a seed and a cotangent in memory.
#[test]
fn at_second_order_it_is_the_same_or_no_number() {
    let written_out = |form: &Form| form.helper.is_empty();
    let (mut failures, mut without) = (Vec::new(), BTreeSet::new());
    for (a, b, around) in
        [("x.sqrt()", "x", "0.0 * (P) + x * y"), ("x", "y", "(P).sqrt()"), ("x", "x", "(P).sqrt() + y * y")]
    {
        let second = |form: &Form| {
            let product = form.product.replace('A', a).replace('B', b);
            let [.., second] = derivatives(&around.replace('P', &product), form.helper);
            second
        };
        let right = second(FORMS.iter().find(|form| written_out(form)).expect("a form is written out"));
        for form in FORMS {
            let got = second(form);
            let differs = |(got, right): (&f64, &f64)| right.is_finite() && got.is_finite() && got != right;
            if got.iter().zip(&right).any(differs) {
                failures.push(format!("{}, `{around}`: {got:?}, written out {right:?}", form.what));
            }
            if got.iter().zip(&right).any(|(got, right)| got.is_nan() && right.is_finite()) {
                without.insert(form.what);
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert_eq!(without, BTreeSet::from(["a result beside `&mut`", "a result beside a vector that grows"]));
}
