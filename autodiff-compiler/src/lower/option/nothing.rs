//! Calls that give nothing but whether they succeed: `m.update(x)` of a `Result<(), E>`.
//!
//! Their companions have no cotangent of a value, so this must be known. It is where the pattern is
//! `Ok(())`, where the method is in sight, and where nobody looks at what is given by a call that
//! changes what it is given.

use crate::ir::Shape;
use crate::lower::memory::implicit_copy;
use crate::lower::memory::place;
use crate::lower::state::cx::Cx;
use crate::lower::state::{neighbours, settle};
use quote::ToTokens;
use syn::{Expr, Pat};

/// Whether a call that succeeds gives nothing, by what looks at it.
pub(super) fn is_given(cx: &Cx<'_>, call: &Expr, looks: &Pat) -> bool {
    match looks {
        Pat::Tuple(unit) => unit.elems.is_empty(),
        Pat::Wild(_) => changes(cx, call),
        _ => false,
    }
}

fn changes(cx: &Cx<'_>, call: &Expr) -> bool {
    if call.to_token_stream().to_string().contains("& mut") {
        return true;
    }
    let Expr::MethodCall(call) = call else { return false };
    let kind = settle::kind_at(cx, &call.receiver);
    match kind.and_then(|kind| neighbours::method(cx, kind, &call.method.to_string())) {
        Some(method) => method.payload.is_some_and(|payload| payload == Shape::unit()),
        None => is_changeable(cx, &call.receiver),
    }
}

/// Whether a place can be changed.
fn is_changeable(cx: &Cx<'_>, e: &Expr) -> bool {
    match e {
        Expr::Paren(inner) => is_changeable(cx, &inner.expr),
        Expr::Field(field) => is_changeable(cx, &field.base),
        Expr::Index(index) => is_changeable(cx, &index.expr),
        e => place::held(cx, e).is_some_and(|held| {
            let leaves = held.leaves();
            let handles = leaves.iter().filter_map(|operand| operand.atom.value());
            matches!(held, Shape::Mut(_)) || handles.into_iter().any(|handle| implicit_copy::is_mutable(cx, handle))
        }),
    }
}
