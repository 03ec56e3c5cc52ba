//! Tapes that become one, and integers that count along again. That the numbers are the same, to the last
//! bit, is found out where the policies are compared.

use super::world::File;
use crate::ir::verify::check;
use crate::ir::{Form, Func, Init, Kind, Memory, New, Shape, Stmt};
use crate::transform::{Policy, bundle};

/// The adjoint of `f`.
fn adjoint(source: &str) -> Func {
    let file = File::parse(source, Policy::Minimal).unwrap_or_else(|error| panic!("{error}"));
    Func::clone(&*file.companion("f", "_vjp").unwrap_or_else(|stop| panic!("{stop:?}")))
}

/// The lengths of the rows of its tapes after the pass.
fn rows(source: &str) -> Vec<String> {
    let func = bundle(adjoint(source));
    check(&func).unwrap_or_else(|broken| panic!("{broken}\n{func}"));
    let mut rows = Vec::new();
    func.body.visit(&mut |stmt| {
        let Stmt::New(New { dst, init: Init::Empty(_), .. }) = stmt else { return };
        if let Kind::Memory(Memory { elem: Shape::Leaf(Kind::Memory(Memory { form: Form::Array(n), .. })), .. }) =
            func.kind(*dst)
        {
            rows.push(n.clone());
        }
    });
    rows
}

const NESTED: &str = "#[grad] fn f(x: &[f64], y: &mut [f64], n: usize) {
    for k in 0..n {
        for i in 0..x.len() { let a = y[i]; BODY }
    }
}";

fn nested(body: &str) -> String {
    NESTED.replace("BODY", body)
}

#[test]
fn what_one_iteration_records_is_a_row() {
    assert_eq!(rows(&nested("y[i] = a.sin() * (a * x[i]).exp();")), ["3"]);
    // An element that is loaded twice is there once, unless it has changed.
    let twice = nested("let b = y[i]; y[i] = a.sin() * (b * x[i]).exp();");
    assert_eq!(rows(&twice), ["3"]);
    let changed = nested("y[i] += x[i]; let b = y[i]; y[i] = a.sin() * (b * x[i]).exp();");
    assert_eq!(rows(&changed), ["4"]);
}

#[test]
fn one_loop_stores_to_tapes_of_known_size() {
    let single = "#[grad] fn f(x: &[f64], y: &mut [f64]) { for i in 0..x.len() { let a = y[i]; y[i] = a.sin() * (a * x[i]).exp(); } }";
    assert!(rows(single).is_empty());
}

/// Whether a tape of integers is made.
fn records_integers(source: &str) -> bool {
    let func = adjoint(source);
    let is_integers =
        |kind: Kind| matches!(kind, Kind::Memory(Memory { form: Form::Vec, elem: Shape::Leaf(Kind::Int(_)) }));
    func.body.any(|stmt| matches!(stmt, Stmt::New(New { dst, .. }) if is_integers(func.kind(*dst))))
}

const TRIANGLE: &str = "#[grad] fn f(x: &[f64], l: &[f64]) -> f64 {
    let mut y = x.to_vec();
    let mut at = 0;
    for j in 0..x.len() {
        let column = &l[at..at + x.len() - j - 1];
        for (v, c) in y[j + 1..].iter_mut().zip(column) { *v += c * x[j]; }
        at NEXT;
    }
    y.iter().map(|v| v * v).sum()
}";

#[test]
fn what_counts_along_is_not_recorded() {
    assert!(!records_integers(&TRIANGLE.replace("NEXT", "+= column.len()")));
    assert!(!records_integers(&TRIANGLE.replace("NEXT", "= at + x.len() - j - 1")));
    assert!(records_integers(&TRIANGLE.replace("NEXT", "+= if y[0] > 0.5 { 1 } else { x.len() - j - 1 }")));
}

#[test]
fn against_the_order_of_the_primal_it_is() {
    let backwards = "#[grad] fn f(x: &[f64], l: &[f64]) -> f64 {
        let (mut at, mut y) = (0, 1.0);
        for j in 0..x.len() { y *= l[at] * x[j]; at += j; }
        y
    }";
    assert!(records_integers(backwards));
}
