//! References to data that move: `node = &n.next;`.
//!
//! What such a variable refers to is decided at run time, and memory has one name. So the
//! variable has a copy of what it refers to, which is replaced where it moves. What is in a box is
//! looked into, as a `&Box<T>` is lent where a `&T` is wanted.
//!
//! ```text
//! let mut node = &self.root;        w3 = new copy w1.root
//! while let Some(n) = node {        ..
//!     node = &n.next;               w6 = new copy w3.<Some.0>.next
//! }                                 replace w3 by w6
//! ```

use super::boxed;
use super::implicit_copy::root;
use super::place::Located;
use crate::errors::Message;
use crate::ir::{Atom, Bulk, BulkOp, Place, Shape, Stmt, Value};
use crate::lower::state::cx::{Cx, Res, origin};
use crate::lower::state::scope::{Holds, Operand, Operands, Var};
use crate::lower::state::settle;
use crate::lower::tokens::text::mentions;
use quote::ToTokens;
use syn::Expr;

/// The reference to a copy that a variable holds which moves, if it is one to data.
pub(crate) fn begun(cx: &mut Cx<'_>, at: &dyn ToTokens, name: &str, value: &Operands) -> Option<Operands> {
    if !cx.errors.holds_data(name) {
        return None;
    }
    let copy = copied(cx, at, value)?;
    cx.walked.extend(copy.atom.value());
    Some(Shape::Ref(Box::new(Shape::Leaf(copy))))
}

/// Lets a variable refer to something else; whether it is one that does.
pub(crate) fn moved(cx: &mut Cx<'_>, at: &Expr, (var, old): (Var, &Operands), value: &Operands) -> Res<bool> {
    let Some(dst) = referred(old).and_then(|old| old.atom.value()).filter(|dst| cx.walked.contains(dst)) else {
        return Ok(false);
    };
    let Some(src) = copied(cx, at, value).and_then(|copy| copy.atom.value()) else { return Ok(false) };
    if is_looked_at(cx, at, (var, dst)) {
        let what =
            "a reference that moves while something else looks at where it was, and not in a statement of its own,"
                .to_owned();
        return Err(cx.refuse(at, Message::UnsupportedExpression { what }));
    }
    let (dst, src) = (Place::whole(dst), Place::whole(src));
    cx.out.push(Stmt::Bulk(Bulk { op: BulkOp::Replace { dst, src, was: None }, origin: origin(at) }));
    Ok(true)
}

/// Whether what a variable refers to is looked at by somebody else: an expression around, of which
/// the operands wait; a part of it that is no copy; an iterator or a closure that is held; the
/// loop around.
fn is_looked_at(cx: &Cx<'_>, at: &Expr, (var, dst): (Var, Value)) -> bool {
    let name = at.to_token_stream().to_string();
    let is_inside = |o: &&Operand| o.atom.value().is_some_and(|value| root(cx, value) == dst);
    let looks = |holds: &Holds| match holds {
        Holds::Operands(operands) => operands.leaves().iter().any(is_inside),
        Holds::Iterator(_) => true,
        // What a closure borrows, rustc keeps from being assigned.
        Holds::Closure(closure) => closure.code.capture.is_some() && mentions(&closure.code.to_token_stream(), &name),
        _ => false,
    };
    cx.waiting > 0 || cx.scope.others(var).any(looks) || cx.run_through.iter().any(|code| mentions(code, &name))
}

/// The reference that another variable has of where such a one is now, or of a part of that: a copy,
/// as it stays there when that one moves.
pub(crate) fn held(cx: &mut Cx<'_>, at: &dyn ToTokens, value: &Operands) -> Option<Operands> {
    let base = referred(value)?.atom.value()?;
    if !cx.walked.contains(&root(cx, base)) {
        return None;
    }
    let copy = copied(cx, at, value)?;
    Some(Shape::Ref(Box::new(Shape::Leaf(copy))))
}

/// Whether a variable holds such a copy: what it refers to next may be of any type.
pub(crate) fn moves(cx: &Cx<'_>, held: &Operands) -> bool {
    referred(held).and_then(|of| of.atom.value()).is_some_and(|of| cx.walked.contains(&of))
}

/// Notes that a variable moves that refers to what may be data: then lowering begins again.
pub(crate) fn noted(cx: &Cx<'_>, name: &str, old: &Operands, value: &Operands) {
    let may_be = |of: &Operands| referred(of).is_some_and(|operand| cx.may_be_data(operand.kind));
    if may_be(old) && may_be(value) {
        cx.errors.is_late(name);
    }
}

fn referred(value: &Operands) -> Option<Operand> {
    match value {
        Shape::Ref(inner) => match &**inner {
            Shape::Leaf(operand) => Some(*operand),
            inner => referred(inner),
        },
        _ => None,
    }
}

fn copied(cx: &mut Cx<'_>, at: &dyn ToTokens, value: &Operands) -> Option<Operand> {
    let Operand { atom: Atom::Value(base), kind } = referred(value)? else { return None };
    settle::data_kind(cx, kind);
    if !cx.kinds.is_data(kind) {
        return None;
    }
    let whole = Located { base, path: Vec::new(), ty: Shape::Leaf(kind) };
    let inside = boxed::inside(cx, &whole);
    let Shape::Leaf(kind) = inside.ty else { return None };
    settle::data_kind(cx, kind);
    let dst: Value = cx.fresh(kind);
    cx.homes.insert(dst, cx.around.len());
    let init = crate::ir::Init::Copy(inside.place());
    cx.out.push(Stmt::New(crate::ir::New { dst, init, origin: origin(at) }));
    Some(Operand { atom: dst.into(), kind })
}
