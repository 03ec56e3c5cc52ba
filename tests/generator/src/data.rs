//! Structs, enums and options: types that rustc knows and a macro does not.

mod statements;

use super::branch::{self, may_nest};
use super::call;
use super::closure::without_blocks;
use super::discrete::boolean;
use super::float::{scaled, stored};
use super::scope::{Draft, Expr};
use super::text::bare;
use super::{Language, Ty};

pub(super) use statements::{change, let_data, let_fields};

/// Bounds of what such a value holds.
const SIZE: f64 = 4.0;
const SLOPE: f64 = 60.0;

/// The types, their methods and their operators.
pub(super) const ITEMS: &str = include_str!("data/items.txt");

/// Whether the program may have these.
pub(super) fn are_in(d: &Draft) -> bool {
    d.language == Language::Data
}

/// The type of a local variable, or of what a helper gives.
pub(super) fn some_type(d: &mut Draft) -> Ty {
    d.rng.pick(&[Ty::Spot, Ty::Spot, Ty::Spot, Ty::Spots(2), Ty::Spots(3), Ty::Cloud, Ty::Form, Ty::Maybe])
}

/// What a helper takes.
pub(super) fn parameter(d: &mut Draft) -> Ty {
    match some_type(d) {
        Ty::Maybe => Ty::Maybe,
        ty if d.rng.chance(60) => Ty::Lent(Box::new(ty)),
        ty => ty,
    }
}

/// The parts of a place of such a type that can be named, with the ways to them.
pub(super) fn parts(ty: &Ty) -> &'static [(&'static str, Ty)] {
    match ty {
        Ty::Spot => &[(".a", Ty::Float), (".b", Ty::Float), (".w", Ty::Array(2))],
        Ty::Cloud => &[(".lead", Ty::Spot), (".spots", Ty::Spots(2)), (".of", Ty::Int)],
        _ => &[],
    }
}

fn is_copy(ty: &Ty) -> bool {
    matches!(ty, Ty::Spot | Ty::Maybe)
}

/// A value of one of these types.
pub(super) fn value(d: &mut Draft, ty: &Ty, depth: usize) -> Expr {
    if depth > 0 {
        let other = match d.rng.below(12) {
            0 => branch::expression(d, ty, depth - 1),
            1..=2 => call::expression(d, ty, depth - 1),
            3..=4 => taken(d, ty),
            _ => None,
        };
        if let Some(e) = other.filter(|e| e.size <= SIZE && e.slope <= SLOPE) {
            return e;
        }
    }
    match ty {
        Ty::Spot => spot(d, depth),
        Ty::Spots(len) => spots(d, *len, depth),
        Ty::Cloud => {
            let (lead, spots) = (value(d, &Ty::Spot, depth), value(d, &Ty::Spots(2), depth));
            let of = d.rng.between(0, 5);
            let text = format!("Cloud {{ spots: {}, lead: {}, of: {of} }}", bare(&spots.text), bare(&lead.text));
            joined(text, &[lead, spots])
        }
        Ty::Form => form(d, depth),
        Ty::Maybe => maybe(d, depth),
        _ => unreachable!("{ty:?} is no data"),
    }
}

fn joined(text: String, of: &[Expr]) -> Expr {
    let mut all = Expr::new(text, 0.0, 0.0);
    of.iter().for_each(|e| all.widen(e));
    all
}

/// What is at a place, moved out of nothing.
fn taken(d: &mut Draft, ty: &Ty) -> Option<Expr> {
    let place = d.place(|p| p.ty == *ty)?;
    let e = d.read(&place);
    if is_copy(ty) {
        return Some(e);
    }
    Some(Expr { text: format!("{}.clone()", e.text), ..e })
}

fn entry(d: &mut Draft) -> Expr {
    let depth = d.rng.pick(&[0, 1, 1]);
    scaled(stored(d, depth), SIZE, SLOPE)
}

fn spot(d: &mut Draft, depth: usize) -> Expr {
    if depth > 0 {
        match d.rng.below(12) {
            0..=1 => return combined(d, depth),
            2 => {
                let (of, by) = (value(d, &Ty::Spot, depth - 1), entry(d));
                let text = format!("{}.turned({})", of.text, bare(&by.text));
                return joined_sum(text, &of, &by);
            }
            3..=4 => {
                if let Some(rest) = taken(d, &Ty::Spot).filter(|e| e.size <= SIZE && e.slope <= SLOPE) {
                    let (field, e) = (d.rng.pick(&["a", "b"]), entry(d));
                    let text = format!("Spot {{ {field}: {}, ..{} }}", bare(&e.text), bare(&rest.text));
                    return joined(text, &[e, rest]);
                }
            }
            5 => {
                let e = entry(d);
                let text = d.rng.pick(&["Spot::new($E)", "Spot::from($E)", "Spot::round($E)"]);
                return Expr { text: text.replace("$E", bare(&e.text)), ..e };
            }
            _ => {}
        }
    }
    let e = [0, 1, 2, 3].map(|_| entry(d));
    let [a, b, w, v] = [0, 1, 2, 3].map(|i| bare(&e[i].text).to_owned());
    joined(format!("(Spot {{ a: {a}, b: {b}, w: [{w}, {v}] }})"), &e)
}

/// What the methods give, of numbers that are no larger than those of the two.
fn joined_sum(text: String, a: &Expr, b: &Expr) -> Expr {
    Expr::new(text, a.size.max(b.size).max(1.0), a.slope + b.slope)
}

fn combined(d: &mut Draft, depth: usize) -> Expr {
    let (a, b) = (value(d, &Ty::Spot, depth - 1), value(d, &Ty::Spot, depth - 1));
    let (x, y) = (&a.text, &b.text);
    let half = d.rng.pick(&["0.5", "0.4"]);
    match d.rng.below(6) {
        0 => Expr { text: format!("((-{x}) * {half})"), ..a },
        1 => Expr { text: format!("({half} * {x})"), ..a },
        2 => joined_sum(format!("({x} * {half} - {half} * {y})"), &a, &b),
        3 => joined_sum(format!("((&{x} + &{y}) * {half})"), &a, &b),
        4 => joined_sum(format!("(({x} - {y}) * {half})"), &a, &b),
        _ => joined_sum(format!("(({x} + {y}) * {half})"), &a, &b),
    }
}

fn spots(d: &mut Draft, len: usize, depth: usize) -> Expr {
    if depth > 0
        && d.rng.chance(30)
        && let Some(place) = d.place(|p| p.ty == Ty::Spots(len))
    {
        let e = d.read(&place);
        if e.size <= SIZE && e.slope <= SLOPE / 2.0 {
            let name = d.unique("each");
            let by = without_blocks(d, |d| {
                d.frame.scope.declare(&name, &Ty::Lent(Box::new(Ty::Spot)), false, &e);
                entry(d)
            });
            let body = d.rng.pick(&[
                "*$S * 0.5",
                "$S.turned($E)",
                "Spot { a: $E, ..*$S }",
                "Spot { a: $S.b, b: $E, w: $S.w }",
            ]);
            let body = body.replace("$S", &name).replace("$E", bare(&by.text));
            let text = format!("{}.iter().map(|{name}| {body}).collect::<Vec<Spot>>()", e.text);
            return joined_sum(text, &e, &by);
        }
    }
    let all: Vec<Expr> = (0..len).map(|_| value(d, &Ty::Spot, depth.saturating_sub(1))).collect();
    let mut texts: Vec<&str> = all.iter().map(|e| bare(&e.text)).collect();
    // A list of literals in which nothing moves wants its type, which a list with a call has.
    if texts.iter().all(|text| text.starts_with("Spot {")) {
        texts[0] = "Spot::new(0.4)";
    }
    joined(format!("vec![{}]", texts.join(", ")), &all)
}

fn form(d: &mut Draft, depth: usize) -> Expr {
    match d.rng.below(3) {
        0 => Expr::new("Form::Nothing", 0.0, 0.0),
        1 => {
            let e = entry(d);
            Expr { text: format!("Form::Dot({})", bare(&e.text)), ..e }
        }
        _ => {
            let (from, to) = (entry(d), value(d, &Ty::Spot, depth.saturating_sub(1)));
            let text = format!("Form::Bar {{ from: {}, to: {} }}", bare(&from.text), bare(&to.text));
            joined(text, &[from, to])
        }
    }
}

fn maybe(d: &mut Draft, depth: usize) -> Expr {
    match d.rng.below(8) {
        0 => Expr::new("None", 0.0, 0.0),
        1..=2 if depth > 0 => {
            let (c, e) = (boolean(d, 1), entry(d));
            let text = d.rng.pick(&["(if $C { Some($E) } else { None })", "($C).then(|| $E)", "($C).then_some($E)"]);
            let e = if text.contains("||") { without_blocks(d, entry) } else { e };
            Expr { text: text.replace("$C", bare(&c.text)).replace("$E", bare(&e.text)), ..e }
        }
        3 if depth > 0 => match d.place(|p| p.ty == Ty::Maybe) {
            Some(place) => {
                let e = d.read(&place);
                let text = d.rng.pick(&["$O.map(|inside| 0.5 * inside)", "$O.filter(|inside| *inside > 0.1)", "$O"]);
                Expr { text: text.replace("$O", &e.text), ..e }
            }
            None => Expr::new("None", 0.0, 0.0),
        },
        _ => {
            let e = entry(d);
            Expr { text: format!("Some({})", bare(&e.text)), ..e }
        }
    }
}

/// A float that is made of what these hold.
pub(super) fn read(d: &mut Draft, depth: usize) -> Option<Expr> {
    if !are_in(d) {
        return None;
    }
    // Where a `?` may stand, one is looked for.
    let is_asked = d.frame.result == Ty::Maybe && d.rng.chance(50);
    let place = d.place(|p| match p.ty {
        Ty::Maybe => true,
        Ty::Spot | Ty::Spots(_) | Ty::Cloud | Ty::Form => !is_asked,
        _ => false,
    })?;
    let of = d.read(&place);
    match place.ty {
        Ty::Spot => {
            let text = d.rng.pick(&[
                "$S.sum() + 0.1",
                "Spot::sum(&$S) - 0.1",
                "0.5 + $S.larger()",
                "$S.turned(0.5).a",
                "norm($S.a, $S.b)",
            ]);
            Some(Expr::new(format!("({})", text.replace("$S", &of.text)), 3.0 * of.size, 3.0 * of.slope))
        }
        Ty::Spots(_) => {
            let text = d.rng.pick(&[
                "$S.iter().map(|s| s.a * s.w[0]).sum::<f64>()",
                "$S.iter().map(|s| s.sum()).fold(0.0, |t: f64, s| 0.5 * t + 0.1 * s)",
                "$S.iter().fold(Spot::new(0.1), |t, s| (t + *s) * 0.5).b",
                "$S.iter().zip($S.iter().skip(1)).map(|(s, t)| (*s - *t).a).sum::<f64>()",
            ]);
            Some(Expr::new(format!("({})", text.replace("$S", &of.text)), 16.0 * of.size, 30.0 * of.slope + 1.0))
        }
        Ty::Cloud => {
            let text = d.rng.pick(&["$S.mean(0.5)", "$S.lead().sum()", "$S.spots().reach(0.5)"]);
            Some(Expr::new(format!("({})", text.replace("$S", &of.text)), 4.0 * of.size, 4.0 * of.slope))
        }
        Ty::Form => by_form(d, &of, depth),
        _ => by_option(d, &of, depth),
    }
}

fn arm(d: &mut Draft, bound: &[&str], of: &Expr, depth: usize) -> Expr {
    d.scoped(|d| {
        for name in bound {
            d.frame.scope.declare(name, &Ty::Float, false, of);
        }
        stored(d, depth)
    })
}

fn by_form(d: &mut Draft, of: &Expr, depth: usize) -> Option<Expr> {
    if !may_nest(d) {
        return None;
    }
    let [r, from, b] = ["r", "from", "b"].map(|stem| d.unique(stem));
    let dot = arm(d, &[&r], of, depth);
    let bar = arm(d, &[&from, &b], of, depth);
    let other = arm(d, &[], of, 0);
    let guard = if d.rng.chance(30) { format!(" if {r} > 0.3") } else { String::new() };
    let text = format!(
        "(match {} {{ Form::Dot({r}){guard} => {}, Form::Bar {{ from: {from}, to: Spot {{ b: {b}, .. }} }} => {}, _ => {} }})",
        if is_temporary(&of.text) { of.text.clone() } else { format!("{}.clone()", of.text) },
        bare(&dot.text),
        bare(&bar.text),
        bare(&other.text)
    );
    Some(joined(text, &[dot, bar, other]))
}

fn is_temporary(text: &str) -> bool {
    text.ends_with(')') && !text.starts_with('(')
}

fn by_option(d: &mut Draft, of: &Expr, depth: usize) -> Option<Expr> {
    if d.frame.result == Ty::Maybe && may_nest(d) && d.rng.chance(40) {
        return Some(Expr { text: format!("({}?)", of.text), ..of.clone() });
    }
    let other = entry(d);
    if d.rng.chance(40) || !may_nest(d) {
        let text = d.rng.pick(&["$O.unwrap_or($E)", "$O.map_or($E, |inside| 0.5 * inside)"]);
        let text = format!("({})", text.replace("$O", &of.text).replace("$E", bare(&other.text)));
        return Some(joined(text, &[other, of.clone()]));
    }
    let name = d.unique("inside");
    let some = arm(d, &[&name], of, depth);
    let text = d.rng.pick(&[
        "(if let Some($N) = $O { $S } else { $E })",
        "(match $O { Some($N) if $N > 0.2 => $S, Some($N) => 0.5 * $N, None => $E })",
        "(match $O { None => $E, Some($N) => $S })",
    ]);
    let text = text.replace("$O", &of.text).replace("$N", &name);
    let text = text.replace("$S", bare(&some.text)).replace("$E", bare(&other.text));
    Some(joined(text, &[some, other, of.clone()]))
}
