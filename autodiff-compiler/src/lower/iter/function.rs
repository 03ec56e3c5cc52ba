//! What an adaptor is given to call, and the names that it sees.
//!
//! In a chain that is run where it is written, a closure sees the names that are in sight
//! there. One of an iterator in a variable sees those where the variable is bound. What runs
//! with the items that a closure gives sees neither the closure's parameters nor its names.

use crate::lower::classify::as_closure;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::scope::{Names, Operands};
use crate::lower::value::{callable, closure};
use std::rc::Rc;
use syn::{Expr, ExprClosure};

/// A closure or a function.
#[derive(Clone)]
pub(crate) enum Function<'e> {
    /// In the chain that is run.
    Here(&'e Expr),
    /// Of an iterator in a variable, with the names in sight where that was bound.
    Bound(Rc<(Expr, Names)>),
}

impl<'e> Function<'e> {
    /// What is written here. A `move` closure has what it captures from here on:
    ///
    /// ```text
    /// for e in x.iter().map(move |e| e * k) { k *= 2.0; }      k is in the closure what it was before
    /// ```
    pub(crate) fn of(cx: &mut Cx<'_>, code: &'e Expr) -> Self {
        match as_closure(code) {
            Some(closure) if closure::has_its_own(cx, closure) => {
                let names = closure::captured(cx, closure);
                let own = ExprClosure { capture: None, ..closure.clone() };
                Function::Bound(Rc::new((Expr::Closure(own), names)))
            }
            _ => Function::Here(code),
        }
    }
}

impl Function<'_> {
    /// The same for a variable that is bound here.
    pub(crate) fn bound(self, names: &Names) -> Function<'static> {
        match self {
            Function::Here(code) => Function::Bound(Rc::new((code.clone(), names.clone()))),
            Function::Bound(bound) => Function::Bound(bound),
        }
    }
}

/// Runs something with the code, where that sees its names.
pub(crate) fn seen<T>(cx: &mut Cx<'_>, f: &Function<'_>, run: impl FnOnce(&mut Cx<'_>, &Expr) -> T) -> T {
    match f {
        Function::Here(code) => run(cx, code),
        Function::Bound(bound) => under(cx, bound.1.clone(), |cx| run(cx, &bound.0)),
    }
}

/// Runs something under these names.
pub(crate) fn under<T>(cx: &mut Cx<'_>, names: Names, run: impl FnOnce(&mut Cx<'_>) -> T) -> T {
    let here = cx.scope.swap_names(names);
    let done = run(cx);
    cx.scope.swap_names(here);
    done
}

/// `f(values)`
pub(crate) fn apply(cx: &mut Cx<'_>, f: &Function<'_>, values: &[Operands]) -> Res<Operands> {
    seen(cx, f, |cx, f| callable::apply(cx, f, values))
}
