//! What expressions are to lowering.

use crate::errors::Errors;
use crate::ir::{Atom, Form, Kind, Shape};
use crate::lower::classify::{Class, Giver, Link, classify};
use crate::lower::state::cx::Cx;
use crate::lower::state::kinds::Known;
use crate::lower::state::scope::{Holds, Operand};
use quote::format_ident;
use syn::Expr;

/// Variables: memory `x`, a float `y`, a call's result `r`, something unseen `u`; a
/// parameter `p` for foreign code.
fn class(text: &str) -> String {
    let errors = Errors::default();
    let mut cx = Cx::new(&errors);
    let float = cx.exactly(Kind::F64);
    let memory = cx.kinds.memory(Form::Slice, Shape::Leaf(float));
    let result = cx.kinds.fresh(Known::CallResult);
    let unseen = cx.kinds.fresh(Known::Nothing);
    for (name, kind) in [("x", memory), ("y", float), ("r", result), ("u", unseen)] {
        let atom = Atom::Value(cx.fresh(kind));
        cx.scope.bind(&format_ident!("{name}"), Holds::Operands(Shape::Leaf(Operand { atom, kind })));
    }
    cx.scope.bind_opaque(&format_ident!("p"));
    let e: Expr = syn::parse_str(text).expect("an expression");
    match classify(&mut cx, &e).class {
        Class::Iterator(Link::Begun(row) | Link::Adapted(row)) => format!("iterator by {}", row.name),
        Class::ForeignIterator(_) => "foreign iterator".to_owned(),
        Class::IteratorEnd(row) => format!("end by {}", row.name),
        Class::Copy(row) => format!("memory by {}", row.name),
        Class::Method(row) => format!("{} of memory", row.name),
        Class::Option(Giver::Search(row)) => format!("option by {} of an iterator", row.name),
        Class::Option(Giver::Element(row)) => format!("option by {} of memory", row.name),
        Class::OptionEnd(row, taken) => format!("{taken:?} by {}", row.name),
        other => format!("{other:?}"),
    }
}

fn check(expected: &[(&str, &str)]) {
    for (text, expected) in expected {
        assert_eq!(class(text), *expected, "{text}");
    }
}

#[test]
fn of_places_and_values() {
    check(&[
        ("x", "Place"),
        ("(&mut x)[1..]", "Place"),
        ("*x.last_mut().unwrap()", "Place"),
        ("[y, y]", "Memory"),
        ("x.to_vec()", "memory by to_vec"),
        ("x.len()", "len of memory"),
        ("y", "Value"),
        ("y.sin()", "Value"),
        ("r", "Undecided"),
        ("r[0]", "Place"),
        ("r.len()", "len of memory"),
        ("|t| t * y", "Closure"),
    ]);
}

#[test]
fn of_what_is_not_seen() {
    check(&[
        ("p.weights[0]", "Foreign(Parameter)"),
        ("u.weights", "Unseen"),
        ("TABLE", "Constant"),
        ("TABLE[0]", "Foreign(Constant)"),
        ("TABLE[1..].iter()", "foreign iterator"),
        ("p.weights.windows(2)", "foreign iterator"),
        ("TABLE[1..].iter().map(|w| w * y)", "iterator by map"),
        ("p.weights.partition_point(|w| *w < y)", "partition_point of memory"),
        ("p.weights.contains(&y)", "Value"),
        ("&TABLE", "Memory"),
        ("Mode::Fast", "Item"),
        ("|t| t + 1", "Foreign(Written)"),
        ("p.rows.iter().rev()", "foreign iterator"),
        ("p.rows.iter().map(|w| w * y)", "iterator by map"),
        ("p.rows.iter().map(|w| w * y).sum::<f64>()", "end by sum"),
        ("p.rows.iter().count()", "Value"),
    ]);
}

#[test]
fn of_iterators_and_options() {
    check(&[
        ("0..3", "Range"),
        ("(0..3).rev()", "iterator by rev"),
        ("x.iter().rev().map(f)", "iterator by map"),
        ("x.iter().sum()", "end by sum"),
        ("x.iter().last()", "option by last of an iterator"),
        ("x.last()", "option by last of memory"),
        ("x.last().unwrap()", "Element by unwrap"),
        ("x.last().copied().unwrap()", "Value by unwrap"),
        ("x.last_mut().unwrap()", "MutableElement by unwrap"),
        ("x.last_mut().is_some()", "Value by is_some"),
        ("x.iter().position(f).unwrap_or(0)", "Value by unwrap_or"),
        ("x.get(1..2)", "Value"),
        ("y.max(1.0)", "Value"),
    ]);
}
