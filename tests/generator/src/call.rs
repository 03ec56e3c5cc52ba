//! Calls of other generated functions.

use super::Ty;
use super::branch::value;
use super::choice;
use super::discrete::{below, integer};
use super::float::{STORED, float, gathered};
use super::loops;
use super::memory;
use super::scope::{Callee, Draft, Expr};
use super::text::bare;

/// Integer arguments are smaller than this, which bounds a recursion.
pub(super) const ARGUMENT: i32 = 6;

/// About how many statements a function may run.
const COST: usize = 3000;

/// A call that gives this type.
pub(super) fn expression(d: &mut Draft, ty: &Ty, depth: usize) -> Option<Expr> {
    let callee = callee(d, ty)?;
    Some(call(d, &callee, depth))
}

/// A component of a call that gives a pair.
pub(super) fn component(d: &mut Draft, depth: usize) -> Option<Expr> {
    let pair = expression(d, &Ty::pair(), depth)?;
    // Which result has which fields is not in sight at the call.
    let names = d.rng.pick(&["(picked, _)", "(_, picked)"]);
    let text = format!("({{ let {names} = {}; picked }})", pair.text);
    Some(Expr { text, ..pair })
}

fn callee(d: &mut Draft, ty: &Ty) -> Option<Callee> {
    let rounds = loops::rounds(d, 0);
    let affordable = |c: &Callee| d.frame.cost + rounds * c.cost <= COST;
    let found: Vec<Callee> =
        d.helpers.iter().chain(&d.frame.scope.callees).filter(|c| c.result == *ty && affordable(c)).cloned().collect();
    if found.is_empty() { None } else { Some(d.rng.pick(&found)) }
}

/// The text of a call without its type, and its bounds.
pub(super) fn bare_call(d: &mut Draft, ty: &Ty, depth: usize) -> Option<(String, Expr)> {
    let callee = callee(d, ty)?;
    Some(written(d, &callee, depth))
}

fn call(d: &mut Draft, callee: &Callee, depth: usize) -> Expr {
    let (text, bounds) = written(d, callee, depth);
    Expr { text: in_sight(d, &callee.result, text), ..bounds }
}

fn written(d: &mut Draft, callee: &Callee, depth: usize) -> (String, Expr) {
    d.frame.cost += loops::rounds(d, 0) * callee.cost;
    let mut args: Vec<Expr> = callee.params.iter().map(|ty| argument(d, ty, depth)).collect();
    hide(d, callee, &mut args);
    again(d, callee, &mut args, depth);
    let slope = args.iter().fold(0.0_f64, |s, a| s.max(a.slope));
    let texts: Vec<&str> = args.iter().map(|a| bare(&a.text)).collect();
    let size = if callee.result == Ty::Int { f64::from(ARGUMENT) } else { STORED };
    let text = format!("{}({})", callee.name, texts.join(", "));
    (text, Expr::new("", size, callee.gain * slope + callee.base))
}

/// Gives one float by a constant of which the macro does not see the type.
fn hide(d: &mut Draft, callee: &Callee, args: &mut [Expr]) {
    let floats: Vec<usize> = (1..args.len()).filter(|i| callee.params[*i] == Ty::Float).collect();
    if choice::are_in(d) && !floats.is_empty() && d.rng.chance(12) {
        args[d.rng.pick(&floats)] = choice::factor();
    }
}

/// Lets what the callee gives go straight into another call of it.
fn again(d: &mut Draft, callee: &Callee, args: &mut [Expr], depth: usize) {
    let is_whole = matches!(callee.result, Ty::Tuple(_) | Ty::Array(_) | Ty::List(_));
    let Some(i) = callee.params.iter().position(|ty| *ty == callee.result).filter(|_| is_whole) else { return };
    let affordable = d.frame.cost + loops::rounds(d, 0) * callee.cost <= COST;
    if depth > 0 && affordable && d.rng.chance(50) {
        let (text, bounds) = written(d, callee, depth - 1);
        if bounds.slope <= 60.0 {
            args[i] = Expr { text, ..bounds };
        }
    }
}

/// The call, its type in sight where it is no float: a macro does not see what
/// a function elsewhere returns.
fn in_sight(d: &mut Draft, result: &Ty, call: String) -> String {
    if *result == Ty::Int {
        return format!("({{ let whole: i32 = {call}; whole }})");
    }
    if let Ty::List(_) | Ty::Array(_) | Ty::Spot | Ty::Spots(_) | Ty::Cloud | Ty::Form | Ty::Maybe = result {
        return format!("({{ let list: {} = {call}; list }})", result.rust());
    }
    if *result != Ty::pair() {
        return call;
    }
    let block = d.rng.pick(&[
        "let (first, second) = CALL; (first, second)",
        "let both = CALL; (both.0, both.1)",
        "let both: (f64, f64) = CALL; both",
    ]);
    format!("({{ {} }})", block.replace("CALL", &call))
}

/// An argument: integers small, floats within the bounds of a variable.
pub(super) fn argument(d: &mut Draft, ty: &Ty, depth: usize) -> Expr {
    match ty {
        Ty::Int => {
            let n = integer(d, depth.min(1));
            if n.size < f64::from(ARGUMENT) { n } else { below(d, &n, ARGUMENT) }
        }
        Ty::Ref => reference(d),
        Ty::Slice(len) => memory::slice(d, *len),
        Ty::Lent(inner) => lent(d, inner, depth),
        _ => value(d, ty, depth),
    }
}

/// A reference to what no later argument can assign to.
fn reference(d: &mut Draft) -> Expr {
    if d.rng.chance(40)
        && let Some(place) = d.place(|p| p.ty == Ty::Ref)
    {
        return d.read(&place);
    }
    if d.rng.chance(70)
        && let Some(place) = d.place(|p| p.ty == Ty::Float && !p.mutable)
    {
        let e = d.read(&place);
        return Expr { text: format!("&{}", e.text), ..e };
    }
    let e = float(d, 0).typed(&Ty::Float);
    let factor = d.rng.pick(&["0.5", "-0.8", "1.0"]);
    Expr { text: format!("&({} * {factor})", e.text), ..e }
}

/// `&p`, or a reference to a new value.
fn lent(d: &mut Draft, inner: &Ty, depth: usize) -> Expr {
    if d.rng.chance(70)
        && let Some(place) = d.place(|p| p.ty == *inner && !p.mutable)
    {
        let e = d.read(&place);
        return Expr { text: format!("&{}", e.text), ..e };
    }
    let e = value(d, inner, depth);
    Expr { text: format!("&{}", e.text), ..e }
}

/// A value for the function to return.
pub(super) fn returned(d: &mut Draft) -> String {
    if d.rng.chance(40) {
        return gathering(d);
    }
    let result = d.frame.result.clone();
    let depth = 1 + d.rng.below(2);
    let e = value(d, &result, depth);
    d.frame.returned = d.frame.returned.max(e.slope);
    bare(&e.text).to_owned()
}

/// A result to which many of the variables contribute.
pub(super) fn gathering(d: &mut Draft) -> String {
    let result = d.frame.result.clone();
    if let Ty::Spot | Ty::Spots(_) | Ty::Cloud | Ty::Form | Ty::Maybe = result {
        let e = value(d, &result, 2);
        d.frame.returned = d.frame.returned.max(e.slope);
        return bare(&e.text).to_owned();
    }
    let count = match result {
        Ty::Float => 1,
        Ty::List(len) | Ty::Array(len) => len,
        _ => 2,
    };
    let mut texts = Vec::new();
    for _ in 0..count {
        let e = gathered(d);
        d.frame.returned = d.frame.returned.max(e.slope);
        texts.push(bare(&e.text).to_owned());
    }
    let all = texts.join(", ");
    match result {
        Ty::List(_) => format!("vec![{all}]"),
        Ty::Array(_) => format!("[{all}]"),
        Ty::Float => all,
        _ => format!("({all})"),
    }
}
