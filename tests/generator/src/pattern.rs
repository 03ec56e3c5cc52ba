//! Patterns of `let`, `if let`, `let … else` and `match`.

use super::Ty;
use super::branch::value;
use super::discrete::{boolean, integer};
use super::scope::{Bound, Draft, Expr};

/// A pattern and what it binds.
pub(super) struct Pattern {
    pub(super) text: String,
    bindings: Vec<Binding>,
}

struct Binding {
    name: String,
    ty: Ty,
    mutable: bool,
}

/// Something to match on: an integer, a boolean, or a tuple with these and
/// perhaps a float.
pub(super) fn scrutinee(d: &mut Draft) -> (Expr, Ty) {
    let ty = match d.rng.below(10) {
        0..=4 => Ty::Int,
        5 => Ty::Bool,
        _ => {
            let first = d.rng.pick(&[Ty::Int, Ty::Int, Ty::Bool]);
            let second = d.rng.pick(&[Ty::Int, Ty::Bool, Ty::Float, Ty::pair()]);
            Ty::Tuple(vec![first, second])
        }
    };
    let e = match ty {
        Ty::Int => integer(d, 1).typed(&ty),
        Ty::Bool => boolean(d, 1),
        _ => value(d, &ty, 1),
    };
    // A block in front of the braces of `match` would be hard to read.
    if e.text.contains('{') {
        return scrutinee(d);
    }
    (e, ty)
}

/// A pattern that may fail to match.
pub(super) fn refutable(d: &mut Draft, ty: &Ty) -> Pattern {
    let mut pattern = Pattern { text: String::new(), bindings: Vec::new() };
    write(d, ty, 100, &mut pattern);
    pattern
}

/// A pattern that always matches.
pub(super) fn irrefutable(d: &mut Draft, ty: &Ty) -> Pattern {
    let mut pattern = Pattern { text: String::new(), bindings: Vec::new() };
    if d.rng.chance(50) {
        pattern.text += "_";
    } else {
        write(d, ty, 0, &mut pattern);
    }
    pattern
}

/// A pattern for `let`: it always matches, and takes tuples apart.
pub(super) fn destructuring(d: &mut Draft, ty: &Ty) -> Pattern {
    let mut pattern = Pattern { text: String::new(), bindings: Vec::new() };
    write(d, ty, 0, &mut pattern);
    pattern
}

/// Declares what the pattern binds; `matched` bounds it.
pub(super) fn bind(d: &mut Draft, pattern: &Pattern, matched: &Expr) {
    for b in &pattern.bindings {
        d.frame.scope.declare(&b.name, &b.ty, b.mutable, matched);
    }
}

/// Writes a pattern; integers and booleans are tested in `percent` of cases.
fn write(d: &mut Draft, ty: &Ty, percent: usize, pattern: &mut Pattern) {
    let tested = d.rng.chance(percent);
    match ty {
        Ty::Int if tested => integers(d, pattern),
        Ty::Bool if tested => pattern.text += d.rng.pick(&["true", "false"]),
        Ty::Tuple(entries) => {
            pattern.text += "(";
            for (i, entry) in entries.iter().enumerate() {
                pattern.text += if i > 0 { ", " } else { "" };
                if i > 0 && i + 1 == entries.len() && d.rng.chance(8) {
                    pattern.text += "..";
                } else {
                    // The first entry is what the pattern tests.
                    write(d, entry, if i == 0 { percent } else { percent / 2 }, pattern);
                }
            }
            pattern.text += ")";
        }
        _ if d.rng.chance(20) => pattern.text += "_",
        _ => binding(d, ty, pattern),
    }
}

fn binding(d: &mut Draft, ty: &Ty, pattern: &mut Pattern) {
    let mut name = d.fresh();
    // One pattern binds a name once.
    if pattern.bindings.iter().any(|b| b.name == name) {
        name = d.unique("other");
    }
    let mutable = d.rng.chance(20);
    pattern.text += &format!("{}{name}", if mutable { "mut " } else { "" });
    pattern.bindings.push(Binding { name, ty: ty.clone(), mutable });
}

fn integers(d: &mut Draft, pattern: &mut Pattern) {
    let low = d.rng.between(-2, 4);
    let high = low + d.rng.between(1, 4);
    let range = match d.rng.below(4) {
        0 => format!("{low}..{high}"),
        1 => format!("..={low}"),
        2 => format!("{high}.."),
        _ => format!("{low}..={high}"),
    };
    match d.rng.below(8) {
        0..=2 => pattern.text += &low.to_string(),
        3 => pattern.text += &format!("{low} | {high}"),
        4 => {
            binding(d, &Ty::Int, pattern);
            pattern.text += &format!(" @ {range}");
        }
        5 => {
            let constant = d.frame.scope.vars.iter().rev().find(|v| v.bound == Bound::Const && v.ty == Ty::Int);
            pattern.text += &constant.map_or_else(|| low.to_string(), |v| v.name.clone());
        }
        _ => pattern.text += &range,
    }
}
