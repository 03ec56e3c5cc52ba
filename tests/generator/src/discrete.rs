//! Integers and booleans: what decides which way a program goes.

use super::branch;
use super::call;
use super::float::float;
use super::memory;
use super::names;
use super::scope::{Draft, Expr};
use super::text::bare;
use super::{Ty, What};

/// Bounds of what an integer expression may reach.
const SIZE: f64 = 100.0;

type Production = fn(&mut Draft, usize) -> Option<Expr>;

/// The forms of an integer expression and their weights.
const INTEGERS: &[(usize, Production)] = &[
    (6, |d, _| Some(integer_leaf(d))),
    (6, arithmetic),
    (2, divided),
    (1, bits),
    (2, cast),
    (1, integer_method),
    (1, |d, depth| branch::expression(d, &Ty::Int, depth)),
    (2, |d, depth| call::expression(d, &Ty::Int, depth)),
];

/// An `i32` expression of at most this depth, far from overflow.
pub(super) fn integer(d: &mut Draft, depth: usize) -> Expr {
    d.part(What::Integer, |d| any_integer(d, depth))
}

fn any_integer(d: &mut Draft, depth: usize) -> Expr {
    if depth == 0 {
        return integer_leaf(d);
    }
    if let Some(e) = names::drawn(d) {
        return below(d, &e, 7);
    }
    loop {
        let production = d.rng.weighted(INTEGERS);
        if let Some(e) = production(d, depth - 1) {
            return if e.size <= SIZE { e } else { below(d, &e, 7) };
        }
    }
}

/// The remainder of an integer, smaller than `bound` in absolute value.
pub(super) fn below(d: &mut Draft, e: &Expr, bound: i32) -> Expr {
    let e = e.clone().typed(&Ty::Int);
    let text = match d.rng.below(4) {
        0 => format!("({}).rem_euclid({bound})", bare(&e.text)),
        _ => format!("({} % {bound})", e.text),
    };
    Expr::new(text, f64::from(bound - 1), 0.0)
}

fn integer_leaf(d: &mut Draft) -> Expr {
    if d.rng.chance(15)
        && let Some(e) = memory::index_value(d)
    {
        return e;
    }
    if d.rng.chance(85)
        && let Some(place) = d.place(|p| p.ty == Ty::Int)
    {
        let e = d.read(&place);
        return if e.size <= SIZE { e } else { below(d, &e, 9) };
    }
    if d.rng.chance(60)
        && let Some(place) = d.place(|p| p.ty == Ty::Float)
    {
        let e = d.read(&place);
        return truncated(&e.text, e.size);
    }
    Expr::literal(d.rng.between(0, 6).to_string(), 6.0)
}

fn arithmetic(d: &mut Draft, depth: usize) -> Option<Expr> {
    let (mut a, b) = (integer(d, depth), integer(d, depth));
    if b.literal {
        a = a.typed(&Ty::Int);
    }
    let (op, size) = match d.rng.below(5) {
        0 | 1 => ("+", a.size + b.size),
        2 | 3 => ("-", a.size + b.size),
        _ => ("*", a.size * b.size),
    };
    Some(Expr::new(format!("({} {op} {})", a.text, b.text), size, 0.0))
}

fn divided(d: &mut Draft, depth: usize) -> Option<Expr> {
    let a = integer(d, depth).typed(&Ty::Int);
    let bound = d.rng.between(2, 5);
    if d.rng.chance(60) {
        return Some(below(d, &a, bound));
    }
    Some(Expr::new(format!("({} / {bound})", a.text), a.size, 0.0))
}

fn bits(d: &mut Draft, depth: usize) -> Option<Expr> {
    let a = integer(d, depth).typed(&Ty::Int);
    let (text, size) = match d.rng.below(5) {
        0 => (format!("({} & 3)", a.text), 3.0),
        1 => (format!("({} | 1)", a.text), a.size + 1.0),
        2 => (format!("({} ^ 2)", a.text), a.size + 2.0),
        // After `x as i32`, a `<` would begin arguments of the type.
        3 => (format!("(({}) << 1)", a.text), 2.0 * a.size),
        _ => (format!("({} >> 1)", a.text), a.size),
    };
    Some(Expr::new(text, size, 0.0))
}

fn cast(d: &mut Draft, depth: usize) -> Option<Expr> {
    if d.rng.chance(30) {
        let c = boolean(d, depth);
        return Some(Expr::new(format!("({} as i32)", c.text), 1.0, 0.0));
    }
    let x = float(d, depth).typed(&Ty::Float);
    let rounding = d.rng.pick(&["", "", ".floor()", ".round()"]);
    Some(truncated(&format!("{}{rounding}", x.text), x.size + 1.0))
}

/// A float as an integer, which is as small as its bound says also where the float is
/// not: recursions and arithmetic count on it.
fn truncated(text: &str, size: f64) -> Expr {
    Expr::new(format!("({text} as i32 % {:.0})", size.floor() + 1.0), size, 0.0)
}

fn integer_method(d: &mut Draft, depth: usize) -> Option<Expr> {
    let a = integer(d, depth).typed(&Ty::Int);
    let b = integer(d, 0);
    let size = a.size.max(b.size);
    let text = match d.rng.below(4) {
        0 => format!("{}.abs()", a.text),
        1 => format!("{}.min({})", a.text, bare(&b.text)),
        2 => format!("{}.max({})", a.text, bare(&b.text)),
        _ => return Some(Expr::new(format!("(-{})", a.text), a.size, 0.0)),
    };
    Some(Expr::new(text, size, 0.0))
}

/// The forms of a condition and their weights.
const BOOLEANS: &[(usize, Production)] = &[
    (4, |d, _| Some(boolean_leaf(d))),
    (8, float_comparison),
    (5, integer_comparison),
    (3, connective),
    (1, |d, depth| Some(Expr::new(format!("(!{})", boolean(d, depth).text), 1.0, 0.0))),
    (1, predicate),
    (1, |d, depth| branch::expression(d, &Ty::Bool, depth)),
];

/// A condition of at most this depth.
pub(super) fn boolean(d: &mut Draft, depth: usize) -> Expr {
    d.part(What::Boolean, |d| any_boolean(d, depth))
}

fn any_boolean(d: &mut Draft, depth: usize) -> Expr {
    if depth == 0 {
        return boolean_leaf(d);
    }
    if let Some(e) = names::tossed(d) {
        return e;
    }
    loop {
        let production = d.rng.weighted(BOOLEANS);
        if let Some(e) = production(d, depth - 1) {
            return e;
        }
    }
}

/// A condition without blocks, as a guard wants it.
fn boolean_leaf(d: &mut Draft) -> Expr {
    match d.rng.below(10) {
        0..=2 => match d.place(|p| p.ty == Ty::Bool) {
            Some(place) => d.read(&place),
            None => float_comparison(d, 0).expect("always applies"),
        },
        3..=5 => integer_comparison(d, 0).expect("always applies"),
        6..=8 => float_comparison(d, 0).expect("always applies"),
        _ => Expr::new(d.rng.pick(&["true", "false", "cfg!(all())", "cfg!(any())"]), 1.0, 0.0),
    }
}

fn float_comparison(d: &mut Draft, depth: usize) -> Option<Expr> {
    let (a, b) = (float(d, depth).typed(&Ty::Float), float(d, depth));
    // Equality of floats is decided by rounding, so it is left out.
    let op = d.rng.pick(&["<", ">", "<=", ">="]);
    Some(Expr::new(format!("({} {op} {})", a.text, b.text), 1.0, 0.0))
}

fn integer_comparison(d: &mut Draft, depth: usize) -> Option<Expr> {
    let (a, b) = (integer(d, depth), integer(d, depth));
    let op = d.rng.pick(&["<", ">", "<=", ">=", "==", "!="]);
    Some(Expr::new(format!("({} {op} {})", a.text, b.text), 1.0, 0.0))
}

fn connective(d: &mut Draft, depth: usize) -> Option<Expr> {
    let (a, b) = (boolean(d, depth), boolean(d, depth));
    let op = d.rng.pick(&["&&", "&&", "||", "||", "^", "=="]);
    Some(Expr::new(format!("({} {op} {})", a.text, b.text), 1.0, 0.0))
}

fn predicate(d: &mut Draft, depth: usize) -> Option<Expr> {
    let a = float(d, depth).typed(&Ty::Float);
    let name = d.rng.pick(&["is_sign_negative", "is_sign_positive", "is_nan", "is_finite"]);
    Some(Expr::new(format!("{}.{name}()", a.text), 1.0, 0.0))
}
