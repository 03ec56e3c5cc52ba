//! Values of any type, and the block-like expressions that give them: `if`,
//! `match`, blocks, each of which may assign and return on the way.

use super::attributes;
use super::call::{self, returned};
use super::choice;
use super::data;
use super::discrete::{below, boolean, integer};
use super::float::{STORED, stored};
use super::in_out;
use super::loops;
use super::memory;
use super::names;
use super::pattern;
use super::scope::{Draft, Expr};
use super::statement;
use super::text::bare;
use super::{Language, Ty};

/// How many blocks may be open at once.
pub(super) const NESTING: usize = 6;

/// An expression of this type, small enough to be stored.
pub(super) fn value(d: &mut Draft, ty: &Ty, depth: usize) -> Expr {
    match ty {
        Ty::Float => stored(d, depth),
        Ty::Int => {
            let n = integer(d, depth).typed(ty);
            if n.size <= 9.0 { n } else { below(d, &n, 10) }
        }
        Ty::Bool => boolean(d, depth),
        Ty::Choice => choice::variant(d),
        Ty::Ref | Ty::Slice(_) => call::argument(d, ty, depth),
        Ty::Tuple(entries) => tuple(d, ty, entries, depth),
        Ty::Array(_) | Ty::List(_) => memory::array(d, ty, depth),
        Ty::Spot | Ty::Spots(_) | Ty::Cloud | Ty::Form | Ty::Maybe => data::value(d, ty, depth),
        Ty::Lent(_) => call::argument(d, ty, depth),
        Ty::Coin => Expr::new(names::new_coin(d), 0.0, 0.0),
        Ty::Index { low, .. } => Expr::literal(low.to_string(), 0.0),
        Ty::Indices { len, high } => memory::permutation(d, *len, *high),
    }
}

fn tuple(d: &mut Draft, ty: &Ty, entries: &[Ty], depth: usize) -> Expr {
    if depth > 0 {
        let other = match d.rng.below(10) {
            0 => expression(d, ty, depth - 1),
            1..=3 => call::expression(d, ty, depth - 1),
            4 => d.place(|p| p.ty == *ty).map(|p| d.read(&p)),
            _ => None,
        };
        // What is not surely small enough is not used.
        let limit = if *ty == Ty::pair() { STORED } else { 9.0 };
        if let Some(e) = other.filter(|e| e.size <= limit && e.slope <= 200.0) {
            return e;
        }
    }
    let mut all = Expr::new("", 0.0, 0.0);
    let mut texts = Vec::new();
    for entry in entries {
        let e = value(d, entry, depth.saturating_sub(1));
        all.widen(&e);
        texts.push(bare(&e.text).to_owned());
    }
    all.text = format!("({})", texts.join(", "));
    all
}

/// An `if`, a `match` or a block that gives this type, in parentheses;
/// nothing where too many blocks are open.
pub(super) fn expression(d: &mut Draft, ty: &Ty, depth: usize) -> Option<Expr> {
    if d.frame.nesting >= NESTING {
        return None;
    }
    let e = match d.rng.below(12) {
        10..=11 if matches!(d.language, Language::Whole | Language::Data) => {
            let e = value(d, ty, depth);
            in_out::guarded(d, e.typed(ty))
        }
        0..=4 => if_else(d, ty, depth),
        5..=7 => match_value(d, ty, depth),
        _ => {
            let e = yielding(d, ty, depth);
            Expr { text: format!("({})", e.text), ..e }
        }
    };
    Some(e)
}

fn if_else(d: &mut Draft, ty: &Ty, depth: usize) -> Expr {
    let mut all = Expr::new("(", 0.0, 0.0);
    for _ in 0..=usize::from(d.rng.chance(25)) {
        d.scoped(|d| {
            let head = condition(d);
            let arm = arm(d, ty, depth);
            all.widen(&arm);
            all.text += &format!("if {head} {} else ", arm.text);
        });
    }
    let last = yielding(d, ty, depth);
    all.widen(&last);
    all.text += &format!("{})", last.text);
    all
}

/// What follows `if`: a condition, or `let` with a pattern that binds.
pub(super) fn condition(d: &mut Draft) -> String {
    if !d.rng.chance(20) {
        let depth = 1 + d.rng.below(2);
        return bare(&boolean(d, depth).text).to_owned();
    }
    let (scrutinee, ty) = pattern::scrutinee(d);
    let pattern = pattern::refutable(d, &ty);
    pattern::bind(d, &pattern, &scrutinee);
    format!("let {} = {}", pattern.text, scrutinee.text)
}

fn match_value(d: &mut Draft, ty: &Ty, depth: usize) -> Expr {
    let mut all = Expr::new("", 0.0, 0.0);
    let text = match_arms(d, |d, at| {
        let arm = match at {
            Arm::Earlier => arm(d, ty, depth),
            Arm::Last => yielding(d, ty, depth),
        };
        all.widen(&arm);
        arm.text
    });
    all.text = format!("({text})");
    all
}

/// Where an arm stands. The last one always goes on, so that what follows a
/// branch can be reached.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Arm {
    Earlier,
    Last,
}

/// A whole `match`, whose arms `write` gives.
pub(super) fn match_arms(d: &mut Draft, mut write: impl FnMut(&mut Draft, Arm) -> String) -> String {
    let (scrutinee, ty) = pattern::scrutinee(d);
    let mut text = format!("match {} {{\n{}", bare(&scrutinee.text), attributes::absent_arm(d));
    for _ in 0..=d.rng.below(3) {
        d.scoped(|d| {
            let pattern = pattern::refutable(d, &ty);
            pattern::bind(d, &pattern, &scrutinee);
            let guard = if d.rng.chance(30) { format!(" if {}", bare(&boolean(d, 0).text)) } else { String::new() };
            text += &format!("{}{guard} => {}\n", pattern.text, write(d, Arm::Earlier));
        });
    }
    d.scoped(|d| {
        let pattern = pattern::irrefutable(d, &ty);
        pattern::bind(d, &pattern, &scrutinee);
        text += &format!("{} => {}\n}}", pattern.text, write(d, Arm::Last));
    });
    text
}

/// A block that gives a value or, now and then, returns.
fn arm(d: &mut Draft, ty: &Ty, depth: usize) -> Expr {
    if d.rng.chance(12) {
        return Expr::new(returning(d), 0.0, 0.0);
    }
    yielding(d, ty, depth)
}

/// A block that gives a value.
pub(super) fn yielding(d: &mut Draft, ty: &Ty, depth: usize) -> Expr {
    d.scoped(|d| {
        let statements = short(d);
        let e = value(d, ty, depth);
        let text = format!("{{\n{statements}{}\n}}", bare(&e.text));
        Expr { text, ..e }
    })
}

/// A block that assigns a value to a variable.
pub(super) fn assigning(d: &mut Draft, name: &str, ty: &Ty) -> (String, Expr) {
    d.scoped(|d| {
        let statements = short(d);
        let e = value(d, ty, 1);
        (format!("{{\n{statements}{name} = {};\n}}", bare(&e.text)), e)
    })
}

/// A block that returns from the function or leaves a loop.
pub(super) fn returning(d: &mut Draft) -> String {
    d.scoped(|d| {
        let statements = short(d);
        if d.rng.chance(65)
            && let Some(exit) = loops::exit(d)
        {
            return format!("{{\n{statements}{exit}\n}}");
        }
        format!("{{\n{statements}return {};\n}}", returned(d))
    })
}

/// A few statements, mostly none in an expression.
fn short(d: &mut Draft) -> String {
    let count = d.rng.pick(&[0, 0, 0, 1, 1, 2]);
    statement::several(d, count)
}

/// A block of statements.
pub(super) fn block(d: &mut Draft) -> String {
    d.scoped(|d| {
        let count = 1 + d.rng.below(3);
        format!("{{\n{}}}", statement::several(d, count))
    })
}

/// Whether another block may be opened.
pub(super) fn may_nest(d: &Draft) -> bool {
    d.frame.nesting < NESTING
}
