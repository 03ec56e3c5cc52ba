//! Floating-point expressions: smooth, in domain, and of moderate size.

use super::branch;
use super::call;
use super::chains;
use super::choice;
use super::data;
use super::discarded;
use super::discrete::{boolean, integer};
use super::functions;
use super::integers;
use super::loops;
use super::memory;
use super::moves;
use super::names;
use super::options;
use super::scope::{Draft, Expr};
use super::text::bare;
use super::{Ty, What};

/// Bounds of what an expression may reach before it is scaled down.
const SIZE: f64 = 16.0;
/// Bounds of what a variable, an argument and a result may reach.
pub(super) const STORED: f64 = 4.0;
/// Bounds of the estimated derivative.
const SLOPE: f64 = 200.0;

/// A production: an expression at most this deep, or nothing where it does
/// not apply.
type Production = fn(&mut Draft, usize) -> Option<Expr>;

/// The forms of a float expression and their weights.
const FLOATS: &[(usize, Production)] = &[
    (10, |d, _| Some(leaf(d))),
    (9, sum),
    (9, product),
    (4, quotient),
    (2, negation),
    (1, remainder),
    (14, unary),
    (6, binary),
    (1, multiply_add),
    (2, clamped),
    (2, integer_power),
    (1, sine_cosine),
    (1, rounded),
    (3, |d, depth| branch::expression(d, &Ty::Float, depth)),
    (4, |d, depth| call::expression(d, &Ty::Float, depth)),
    (2, call::component),
    (3, |d, _| memory::reduction(d)),
    (1, |d, _| moves::over_rows(d)),
    (1, loops::expression),
    (3, |d, _| chains::chain(d)),
    (2, |d, _| options::element(d)),
    (1, |d, _| options::prefix(d)),
    (1, |d, _| options::stack(d)),
    (2, |d, _| integers::typed(d)),
    (1, |d, _| integers::compared(d)),
    (2, |d, _| integers::over_range(d)),
    (3, integers::mixed),
    (3, choice::chosen),
    (3, discarded::discarded),
    (7, data::read),
    (6, functions::applied),
];

/// A float expression of at most this depth.
pub(super) fn float(d: &mut Draft, depth: usize) -> Expr {
    d.part(What::Float, |d| any_float(d, depth))
}

fn any_float(d: &mut Draft, depth: usize) -> Expr {
    if depth == 0 {
        return leaf(d);
    }
    if let Some(e) = names::weight(d) {
        return settle(d, e, SIZE);
    }
    loop {
        let production = d.rng.weighted(FLOATS);
        if let Some(e) = production(d, depth - 1) {
            return settle(d, e, SIZE);
        }
    }
}

/// A float expression small enough to be stored, passed or returned.
pub(super) fn stored(d: &mut Draft, depth: usize) -> Expr {
    let e = float(d, depth).typed(&Ty::Float);
    settle(d, e, STORED)
}

/// The expression, brought within the bounds where it is not.
fn settle(d: &mut Draft, e: Expr, limit: f64) -> Expr {
    if e.size <= limit && e.slope <= SLOPE {
        return e;
    }
    if e.slope <= SLOPE && d.rng.chance(30) {
        let name = d.rng.pick(&["sin", "cos", "tanh"]);
        return Expr::new(method(d, &e, name, &[]), 1.0, e.slope);
    }
    scaled(e, limit, SLOPE)
}

/// The expression times a constant that brings it within the bounds.
pub(super) fn scaled(e: Expr, size: f64, slope: f64) -> Expr {
    const FACTORS: [f64; 9] = [0.5, 0.3, 0.2, 0.1, 0.05, 0.02, 0.01, 0.001, 0.0001];
    if e.size <= size && e.slope <= slope {
        return e;
    }
    let fits = |c: &&f64| **c * e.size <= size && **c * e.slope <= slope;
    let c = FACTORS.iter().find(fits).unwrap_or(&0.00001);
    let e = e.typed(&Ty::Float);
    Expr::new(format!("({c:?} * {})", e.text), c * e.size, c * e.slope)
}

/// A variable, a literal, a constant or a cast.
pub(super) fn leaf(d: &mut Draft) -> Expr {
    match d.rng.below(20) {
        0..=1 => literal(d),
        2 => {
            let n = integer(d, 0);
            Expr::new(format!("({} as f64)", n.text), n.size, 0.0)
        }
        3 if d.rng.chance(30) => standard_constant(d),
        _ => match d.place(|p| p.ty == Ty::Float) {
            Some(place) => d.read(&place),
            None => literal(d),
        },
    }
}

fn literal(d: &mut Draft) -> Expr {
    let value = f64::from(d.rng.between(1, 30)) / 10.0;
    let text = if d.rng.chance(10) { format!("{value:e}") } else { format!("{value:?}") };
    Expr::literal(text, value)
}

fn standard_constant(d: &mut Draft) -> Expr {
    let name = d.rng.pick(&["PI", "LN_2", "FRAC_1_SQRT_2", "E"]);
    Expr::new(format!("std::f64::consts::{name}"), 3.2, 0.0)
}

/// A weighted sum of half the variables, so that what they hold is not lost.
pub(super) fn gathered(d: &mut Draft) -> Expr {
    let mut all = scaled(stored(d, 1), 1.0, SLOPE / 4.0);
    for place in d.frame.scope.places() {
        if place.ty != Ty::Float || all.size > STORED - 1.0 || d.rng.chance(50) {
            continue;
        }
        let next = scaled(d.read(&place), 0.5, SLOPE / 8.0);
        let op = d.rng.pick(&["+", "-"]);
        let (size, slope) = (all.size + next.size, all.slope + next.slope);
        all = Expr::new(format!("{} {op} {}", all.text, bare(&next.text)), size, slope);
    }
    Expr { text: format!("({})", all.text), ..all }
}

/// A call of a float method, in method form or in path form.
fn method(d: &mut Draft, receiver: &Expr, name: &str, args: &[&Expr]) -> String {
    let receiver = receiver.clone().typed(&Ty::Float).text;
    let rest: Vec<&str> = args.iter().map(|a| bare(&a.text)).collect();
    let path = match d.rng.below(20) {
        0..=2 => "f64",
        3 => "<f64>",
        _ => {
            // `r.sin()` is as good as `(*r).sin()`.
            let reference = receiver.strip_prefix("(*").and_then(|t| t.strip_suffix(')'));
            let receiver = match reference {
                Some(name) if !name.contains('(') && d.rng.chance(40) => name,
                _ => &receiver,
            };
            return format!("{receiver}.{name}({})", rest.join(", "));
        }
    };
    let all: Vec<&str> = std::iter::once(bare(&receiver)).chain(rest).collect();
    format!("{path}::{name}({})", all.join(", "))
}

fn infix(op: &str, a: &Expr, b: &Expr) -> String {
    let left = if b.literal { a.clone().typed(&Ty::Float).text } else { a.text.clone() };
    format!("({left} {op} {})", b.text)
}

fn sum(d: &mut Draft, depth: usize) -> Option<Expr> {
    let (a, b) = (float(d, depth), float(d, depth));
    let op = d.rng.pick(&["+", "-"]);
    Some(Expr::new(infix(op, &a, &b), a.size + b.size, a.slope + b.slope))
}

fn product(d: &mut Draft, depth: usize) -> Option<Expr> {
    let (a, b) = (float(d, depth), float(d, depth));
    let slope = a.slope * b.size + b.slope * a.size;
    Some(Expr::new(infix("*", &a, &b), a.size * b.size, slope))
}

fn quotient(d: &mut Draft, depth: usize) -> Option<Expr> {
    let a = float(d, depth);
    let b = float(d, depth);
    let b = fit(d, b, Form::AboveOne);
    Some(Expr::new(infix("/", &a, &b), a.size, a.slope + a.size * b.slope))
}

fn negation(d: &mut Draft, depth: usize) -> Option<Expr> {
    let a = float(d, depth).typed(&Ty::Float);
    Some(Expr::new(format!("(-{})", a.text), a.size, a.slope))
}

fn remainder(d: &mut Draft, depth: usize) -> Option<Expr> {
    let (a, b) = (float(d, depth), literal(d));
    let text = match d.rng.below(4) {
        0 => method(d, &a, "rem_euclid", &[&b]),
        1 => {
            return Some(Expr::new(method(d, &a, "div_euclid", &[&b]), 10.0 * a.size + 1.0, 0.0));
        }
        _ => infix("%", &a, &b),
    };
    Some(Expr::new(text, b.size, a.slope))
}

/// The form of an argument that keeps a method in its domain and in bounds.
#[derive(Clone, Copy)]
enum Form {
    /// Anything.
    Any,
    /// At most 1.5 in absolute value.
    Small,
    /// At most 0.9 in absolute value.
    Inside,
    /// At least 0.5.
    Positive,
    /// At least 1.5.
    AboveOne,
}

/// The expression, bent into the form.
fn fit(d: &mut Draft, e: Expr, form: Form) -> Expr {
    let floor = match form {
        Form::Any => return e,
        Form::Small => return scaled(e, 1.5, SLOPE),
        Form::Inside => {
            let name = d.rng.pick(&["sin", "cos", "tanh"]);
            let text = method(d, &e, name, &[]);
            return Expr::new(format!("(0.9 * {text})"), 0.9, 0.9 * e.slope);
        }
        Form::Positive => 0.5,
        Form::AboveOne => 1.5,
    };
    // Only a name may be written twice: a block could assign.
    let simple = e.text.chars().all(|c| c.is_alphanumeric() || "_.".contains(c));
    let square = if simple && !e.literal && d.rng.chance(60) {
        format!("{0} * {0}", e.text)
    } else {
        method(d, &e, "powi", &[&Expr::literal("2", 2.0)])
    };
    let text = match d.rng.below(2) {
        0 => format!("({square} + {floor:?})"),
        _ => format!("({floor:?} + {square})"),
    };
    Expr::new(text, e.size * e.size + floor, 2.0 * e.size * e.slope)
}

/// A method of one float: its name, the form of its argument, a bound of its
/// value and of its derivative where the argument is at most `s`.
type Unary = (&'static str, Form, fn(f64) -> f64, fn(f64) -> f64);

const UNARY: &[Unary] = &[
    ("sin", Form::Any, |_| 1.0, |_| 1.0),
    ("cos", Form::Any, |_| 1.0, |_| 1.0),
    ("tanh", Form::Any, |_| 1.0, |_| 1.0),
    ("atan", Form::Any, |_| 1.6, |_| 1.0),
    ("asinh", Form::Any, f64::asinh, |_| 1.0),
    ("abs", Form::Any, |s| s, |_| 1.0),
    ("fract", Form::Any, |_| 1.0, |_| 1.0),
    ("to_radians", Form::Any, |s| s / 57.0, |_| 0.02),
    ("to_degrees", Form::Inside, |s| s * 58.0, |_| 58.0),
    ("exp", Form::Small, f64::exp, f64::exp),
    ("exp2", Form::Small, f64::exp, f64::exp),
    ("exp_m1", Form::Small, f64::exp, f64::exp),
    ("sinh", Form::Small, f64::sinh, f64::cosh),
    ("cosh", Form::Small, f64::cosh, f64::cosh),
    ("tan", Form::Inside, |_| 1.3, |_| 2.6),
    ("asin", Form::Inside, |_| 1.6, |_| 2.3),
    ("acos", Form::Inside, |_| 3.2, |_| 2.3),
    ("atanh", Form::Inside, |_| 1.5, |_| 5.3),
    ("sqrt", Form::Positive, f64::sqrt, |_| 0.71),
    ("cbrt", Form::Positive, f64::cbrt, |_| 0.53),
    ("recip", Form::Positive, |_| 2.0, |_| 4.0),
    ("ln", Form::Positive, |s| s.ln().abs().max(0.7), |_| 2.0),
    ("ln_1p", Form::Positive, f64::ln_1p, |_| 0.67),
    ("log2", Form::Positive, |s| s.log2().abs().max(1.0), |_| 2.9),
    ("log10", Form::Positive, |s| s.log10().abs().max(0.4), |_| 0.9),
    ("acosh", Form::AboveOne, f64::acosh, |_| 0.9),
];

fn unary(d: &mut Draft, depth: usize) -> Option<Expr> {
    let (name, form, size, gain) = d.rng.pick(UNARY);
    let e = float(d, depth);
    let e = fit(d, e, form);
    Some(Expr::new(method(d, &e, name, &[]), size(e.size), gain(e.size) * e.slope))
}

/// A method of two floats, likewise, with one bound for both derivatives.
type Binary = (&'static str, [Form; 2], fn(f64, f64) -> f64, f64);

const BINARY: &[Binary] = &[
    ("min", [Form::Any, Form::Any], f64::max, 1.0),
    ("max", [Form::Any, Form::Any], f64::max, 1.0),
    ("copysign", [Form::Any, Form::Any], |s, _| s, 1.0),
    ("hypot", [Form::Any, Form::AboveOne], f64::hypot, 1.0),
    ("atan2", [Form::Any, Form::Positive], |_, _| 1.6, 2.0),
    ("atan2", [Form::Positive, Form::Any], |_, _| 3.2, 2.0),
    ("powf", [Form::Positive, Form::Inside], |s, _| s.max(2.0), 3.0),
    ("log", [Form::Positive, Form::AboveOne], |s, _| 2.5 * s.ln().abs().max(0.7), 8.0),
];

fn binary(d: &mut Draft, depth: usize) -> Option<Expr> {
    let (name, [first, second], size, gain) = d.rng.pick(BINARY);
    let (a, b) = (float(d, depth), float(d, depth));
    let (a, b) = (fit(d, a, first), fit(d, b, second));
    let text = method(d, &a, name, &[&b]);
    Some(Expr::new(text, size(a.size, b.size), gain * (a.slope + b.slope)))
}

fn multiply_add(d: &mut Draft, depth: usize) -> Option<Expr> {
    let (a, b, c) = (float(d, depth), leaf(d), leaf(d));
    let slope = a.slope * b.size + b.slope * a.size + c.slope;
    Some(Expr::new(method(d, &a, "mul_add", &[&b, &c]), a.size * b.size + c.size, slope))
}

fn clamped(d: &mut Draft, depth: usize) -> Option<Expr> {
    let a = float(d, depth);
    let low = Expr::literal(d.rng.pick(&["-1.0", "-0.5", "0.0"]), 1.0);
    let high = Expr::literal(d.rng.pick(&["0.7", "1.0", "2.5"]), 2.5);
    Some(Expr::new(method(d, &a, "clamp", &[&low, &high]), a.size.min(2.5), a.slope))
}

fn integer_power(d: &mut Draft, depth: usize) -> Option<Expr> {
    let a = float(d, depth);
    if d.rng.chance(60) {
        let n = d.rng.between(0, 3);
        let a = fit(d, a, Form::Small);
        let text = method(d, &a, "powi", &[&Expr::literal(n.to_string(), 3.0)]);
        return Some(Expr::new(text, 1.5_f64.powi(n), 7.0 * a.slope));
    }
    let (a, n) = (fit(d, a, Form::Positive), integer(d, 0));
    let n = Expr::new(format!("{} % 3", n.text), 2.0, 0.0);
    let size = a.size.max(2.0).powi(2);
    Some(Expr::new(method(d, &a, "powi", &[&n]), size, 16.0_f64.max(2.0 * a.size) * a.slope))
}

fn sine_cosine(d: &mut Draft, depth: usize) -> Option<Expr> {
    let a = float(d, depth);
    let text = method(d, &a, "sin_cos", &[]);
    Some(Expr::new(format!("{text}.{}", d.rng.below(2)), 1.0, a.slope))
}

/// Roundings, signs and casts, whose derivative is zero, and the one cast
/// whose derivative is not.
fn rounded(d: &mut Draft, depth: usize) -> Option<Expr> {
    let a = float(d, depth).typed(&Ty::Float);
    if d.rng.chance(15) {
        d.single = true;
        return Some(Expr::new(
            format!("({{ let wide: f64 = {}; wide as f32 as f64 }})", bare(&a.text)),
            1.01 * a.size,
            a.slope,
        ));
    }
    let text = match d.rng.below(8) {
        0 => format!("({} as i32 as f64)", a.text),
        1 => {
            let c = boolean(d, 0);
            format!("({} as i32 as f64)", c.text)
        }
        _ => {
            const NAMES: [&str; 6] = ["floor", "ceil", "round", "round_ties_even", "trunc", "signum"];
            let name = d.rng.pick(&NAMES);
            method(d, &a, name, &[])
        }
    };
    Some(Expr::new(text, a.size + 1.0, 0.0))
}
