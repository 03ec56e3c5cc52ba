//! Closures that are bound and called, and bodies in which nothing returns.

use super::branch::NESTING;
use super::float::{STORED, float, scaled};
use super::scope::{Bound, Callee, Draft, Expr};
use super::text::bare;
use super::{Language, Ty};

/// Writes an expression without blocks, whose `return` or `break` would mean
/// another function or loop. What it declares is gone after it.
pub(super) fn without_blocks<T>(d: &mut Draft, write: impl FnOnce(&mut Draft) -> T) -> T {
    let nesting = std::mem::replace(&mut d.frame.nesting, NESTING);
    let written = d.scoped(write);
    d.frame.nesting = nesting;
    written
}

/// `let g = |t: f64| …;`, which captures what nothing assigns to.
pub(super) fn let_closure(d: &mut Draft) -> Option<String> {
    if d.language == Language::Scalars {
        return None;
    }
    let hidden: Vec<bool> = d.frame.scope.vars.iter().map(|v| v.hidden).collect();
    for var in &mut d.frame.scope.vars {
        var.hidden |= var.bound == Bound::LetMut;
    }
    let body = without_blocks(d, |d| {
        d.frame.scope.declare("t", &Ty::Float, false, &Expr::new("", STORED, 1.0));
        let e = float(d, 2);
        scaled(e, STORED, 40.0).typed(&Ty::Float)
    });
    for (var, hidden) in d.frame.scope.vars.iter_mut().zip(hidden) {
        var.hidden = hidden;
    }
    let name = d.unique("g");
    d.frame.scope.callees.push(Callee {
        name: name.clone(),
        params: vec![Ty::Float],
        result: Ty::Float,
        gain: body.slope,
        base: body.slope,
        cost: 1,
    });
    Some(format!("let {name} = |t: f64| {};", bare(&body.text)))
}
