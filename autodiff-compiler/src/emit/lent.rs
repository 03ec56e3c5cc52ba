//! What a method may have lent: a part of what it is called on, `fn weights(&self) -> &Matrix`.
//!
//! A method that is not in sight may give a reference. In the companions it is a copy, as it
//! has a tangent and a cotangent of its own, and who takes it takes a reference or a value, as
//! rustc finds.
//!
//! ```text
//! let w = net.weights();        let w = { .. own(net.weights()) };
//! energy(w)                     energy(given(&w))
//! ```
//!
//! The same of an `Option`, `weighted(Some(&w), x)`: in the companions it holds a copy.

use super::Context;
use crate::ir::{Atom, Call, Called, Form, Func, Init, Kind, Memory, New, Shape, Step, Stmt, Value};
use proc_macro2::TokenStream;
use std::collections::BTreeSet;

/// The results of such methods.
pub(crate) struct Lent {
    values: BTreeSet<Value>,
}

impl Lent {
    pub(super) fn of(cx: &Context<'_>, func: &Func) -> Lent {
        let giving: Vec<&str> = cx.signature.neighbours.giving().collect();
        let mut values = BTreeSet::new();
        func.body.visit(&mut |stmt| match stmt {
            Stmt::Call(call) if may_lend(&giving, func, call) => {
                values.extend(call.dst.leaves().into_iter().copied().filter(|w| is_memory(func.kind(*w))));
            }
            // What is in it is lent as well: `for row in grid.rows() { norm(row) }`.
            Stmt::View(view) if values.contains(&view.place.base) => {
                values.insert(view.dst);
            }
            Stmt::New(New { dst, init: Init::Data { path, fields, .. }, .. }) if holds_memory(func, path, fields) => {
                values.insert(*dst);
            }
            Stmt::New(New { dst, init: Init::Copy(place), .. }) if values.contains(&place.base) => {
                values.insert(*dst);
            }
            _ => {}
        });
        Lent { values }
    }

    /// Whether a method may have lent what it gives.
    pub(super) fn contains(&self, call: &Call) -> bool {
        call.dst.leaves().into_iter().any(|w| self.values.contains(w))
    }

    /// Whether a value may have been lent.
    pub(super) fn has(&self, value: Value) -> bool {
        self.values.contains(&value)
    }
}

/// Whether it is a `Some(..)` of what may be a reference where the user has written it.
fn holds_memory(func: &Func, path: &TokenStream, fields: &[(Step, Shape<Atom>)]) -> bool {
    let holds = |(_, value): &(Step, Shape<Atom>)| match value {
        Shape::Leaf(Atom::Value(w)) => is_memory(func.kind(*w)),
        _ => false,
    };
    path.to_string() == "Some" && fields.iter().any(holds)
}

/// A getter takes no float.
fn may_lend(giving: &[&str], func: &Func, call: &Call) -> bool {
    let (Called::Method(_), Some((receiver, args))) = (call.callee.called, call.args.split_first()) else {
        return false;
    };
    let is_float = |atom: &Atom| match atom {
        Atom::Float(_) => true,
        atom => atom.value().is_some_and(|w| func.kind(w).is_float()),
    };
    let is_self = |w: Value| match func.kind(w) {
        Kind::Memory(Memory { form: Form::Data(data), .. }) => data.ty == "Self",
        _ => false,
    };
    let is_of_self = receiver.leaves().into_iter().filter_map(|atom| atom.value()).any(is_self);
    let gives_value = is_of_self && giving.iter().any(|name| call.callee.name == name);
    !gives_value && !args.iter().flat_map(Shape::leaves).any(is_float)
}

/// Whether it can be a part of something.
fn is_memory(kind: Kind) -> bool {
    matches!(kind, Kind::Memory(_))
}
