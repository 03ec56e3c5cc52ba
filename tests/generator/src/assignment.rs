//! Assignments to variables and to components of tuples.

use super::Ty;
use super::branch::value;
use super::discrete::{boolean, integer};
use super::float::{STORED, float, scaled, stored};
use super::loops::{self, Room};
use super::scope::{Draft, Expr, Place};
use super::statement::depth;
use super::text::bare;

/// The largest a variable may become by compound assignments.
const GROWN: f64 = 12.0;

/// `x = e;`, where `x` may be a component or a whole tuple.
pub(super) fn assign(d: &mut Draft) -> Option<String> {
    let place = d.place(|p| p.mutable)?;
    let depth = depth(d);
    let e = value(d, &place.ty, depth);
    let e = confined(d, &place, e)?;
    widen(d, &place, &e);
    Some(format!("{} = {};", place.text, bare(&e.text)))
}

/// `x += e;` and its like, for every type that has them.
pub(super) fn compound(d: &mut Draft) -> Option<String> {
    let place = d.place(|p| p.mutable && matches!(p.ty, Ty::Float | Ty::Int | Ty::Bool))?;
    match place.ty {
        Ty::Float => Some(compound_float(d, &place)),
        Ty::Int => Some(compound_integer(d, &place)),
        _ => {
            let e = boolean(d, 1);
            let op = d.rng.pick(&["&=", "|=", "^="]);
            Some(format!("{} {op} {};", place.text, bare(&e.text)))
        }
    }
}

fn compound_float(d: &mut Draft, place: &Place) -> String {
    let depth = depth(d);
    let e = stored(d, depth);
    if let Some(share) = loops::share(d, place) {
        return compound_carried(d, place, e, &share);
    }
    // Read after the right-hand side, which may have assigned too.
    let old = d.read(place);
    let (op, e, grown) = match d.rng.below(10) {
        0..=2 => ("+=", e.clone(), Expr::new("", old.size + e.size, old.slope + e.slope)),
        3..=4 => ("-=", e.clone(), Expr::new("", old.size + e.size, old.slope + e.slope)),
        5..=7 => {
            let e = scaled(e, 1.3, 20.0);
            let slope = old.slope * e.size + old.size * e.slope;
            ("*=", e.clone(), Expr::new("", old.size * e.size, slope))
        }
        8 => {
            let text = format!("(1.0 + {}.powi(2))", e.text);
            let slope = old.slope + 2.0 * old.size * e.slope;
            ("/=", Expr { text, ..e }, Expr::new("", old.size, slope))
        }
        _ => {
            let modulus = d.rng.pick(&["1.5", "2.0", "0.7"]);
            ("%=", Expr::literal(modulus, 2.0), old)
        }
    };
    if grown.size > GROWN || grown.slope > 500.0 {
        // It has grown enough: it starts again, from something small.
        let e = float(d, 0);
        let e = scaled(e.typed(&Ty::Float), STORED, 100.0);
        widen(d, place, &e);
        return format!("{} = {};", place.text, bare(&e.text));
    }
    widen(d, place, &grown);
    format!("{} {op} {};", place.text, bare(&e.text))
}

/// The same in a loop around which the variable is carried.
fn compound_carried(d: &mut Draft, place: &Place, e: Expr, share: &Room) -> String {
    let (op, text) = match d.rng.below(10) {
        0..=3 => ("+=", scaled(e, share.size, share.slope).text),
        4..=5 => ("-=", scaled(e, share.size, share.slope).text),
        6..=7 => ("*=", scaled(e, 0.9, 2.0).text),
        8 => ("/=", format!("(1.1 + {}.powi(2))", scaled(e, 1.0, 1.0).typed(&Ty::Float).text)),
        _ => ("%=", d.rng.pick(&["1.5", "2.0", "0.7"]).to_owned()),
    };
    format!("{} {op} {};", place.text, bare(&text))
}

fn compound_integer(d: &mut Draft, place: &Place) -> String {
    let e = integer(d, 1);
    if let Some(share) = loops::share(d, place) {
        let steps = ["+= 1", "-= 1", "+= 2", "/= 3", "%= 4", ">>= 1", "&= 7", "%= 5"];
        let kept = if share.size >= 2.0 { 0 } else { 3 };
        return format!("{} {};", place.text, d.rng.pick(&steps[kept..]));
    }
    let old = d.read(place).size;
    let (op, text, size) = match d.rng.below(12) {
        0..=3 => ("+=", e.text, old + e.size),
        4..=5 => ("-=", e.text, old + e.size),
        6 => ("*=", "2".to_owned(), 2.0 * old),
        7 => ("/=", "3".to_owned(), old),
        8 => ("%=", "4".to_owned(), old),
        9 => ("&=", "7".to_owned(), old.max(7.0)),
        10 => ("<<=", "1".to_owned(), 2.0 * old),
        _ => (">>=", "1".to_owned(), old),
    };
    if size > 10_000.0 {
        return format!("{} %= 5;", place.text);
    }
    widen(d, place, &Expr::new("", size, 0.0));
    format!("{} {op} {};", place.text, bare(&text))
}

/// `(a, b) = (b, a);` and other assignments that take a tuple apart.
pub(super) fn swap(d: &mut Draft) -> Option<String> {
    let a = d.place(|p| p.mutable && p.ty == Ty::Float)?;
    let b = d.place(|p| p.mutable && p.ty == Ty::Float && p.text != a.text)?;
    let first = d.read(&b);
    let second = if d.rng.chance(60) { d.read(&a) } else { stored(d, 1) };
    let (first, second) = (confined(d, &a, first)?, confined(d, &b, second)?);
    widen(d, &a, &first);
    widen(d, &b, &second);
    Some(format!("({}, {}) = ({}, {});", a.text, b.text, bare(&first.text), bare(&second.text)))
}

/// The expression within the bounds that a loop around fixes.
fn confined(d: &Draft, place: &Place, e: Expr) -> Option<Expr> {
    let var = &d.frame.scope.vars[place.var];
    if var.room.is_none() || e.size <= var.size && e.slope <= var.slope {
        return Some(e);
    }
    (place.ty == Ty::Float).then(|| scaled(e, var.size, var.slope))
}

/// Widens the bounds of a variable to hold for a new value too.
pub(super) fn widen(d: &mut Draft, place: &Place, e: &Expr) {
    let var = &mut d.frame.scope.vars[place.var];
    if var.room.is_some() {
        return;
    }
    var.size = var.size.max(e.size);
    var.slope = var.slope.max(e.slope);
}
