//! Arrays that a program copies without a word.
//!
//! An array is `Copy`: a pattern, an iteration by value and a `move` closure
//! take one of their own. Lowering names the memory that is there, and makes the
//! copy where somebody could tell the difference: where the one or the other is
//! written to.

use super::new;
use crate::ir::{Access, Apply, Atom, By, Foreign, Form, Init, OnActive, Op, Place, Repeat, Shape, Stmt, Value, hole};
use crate::lower::state::cx::Cx;
use crate::lower::state::kinds::KindVar;
use crate::lower::state::scope::{Operand, Operands};
use quote::{ToTokens, quote};
use std::rc::Rc;

/// What is done to what a name is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    Read,
    /// `mut row`
    Written,
}

/// The value, with a copy of each array that is also something else.
pub(crate) fn detached(cx: &mut Cx<'_>, at: &dyn ToTokens, value: &Operands, used: Use) -> Operands {
    match value {
        Shape::Leaf(operand) => Shape::Leaf(array(cx, at, *operand, used)),
        Shape::Tuple(entries) => {
            let mut all = Vec::new();
            for entry in entries {
                all.push(detached(cx, at, entry, used));
            }
            Shape::Tuple(all)
        }
        Shape::Ref(_) | Shape::Mut(_) => value.clone(),
    }
}

fn array(cx: &mut Cx<'_>, at: &dyn ToTokens, operand: Operand, used: Use) -> Operand {
    // `*o.insert(x)`: what is behind the reference, as it is now.
    if matches!(cx.kinds.as_memory(operand.kind), Some((Form::Cell, _))) {
        return crate::lower::value::expr::as_scalar(cx, at, &Shape::Leaf(operand)).unwrap_or(operand);
    }
    let (Atom::Value(handle), Some((form @ (Form::Array(_) | Form::Vec | Form::Data(_) | Form::Some), elem))) =
        (operand.atom, cx.kinds.as_memory(operand.kind).cloned())
    else {
        let changes = |value| holders(cx, value) == Holders::Mutable;
        let is_apart = used == Use::Written || operand.atom.value().is_some_and(changes);
        return if is_apart { own(cx, at, operand) } else { operand };
    };
    // What code gives that is not looked into has no shadow to write to.
    if used == Use::Written && cx.given.contains(&handle) {
        return copy(cx, at, (form, elem), handle);
    }
    if form == Form::Vec {
        return operand;
    }
    let is_part = cx.views.contains_key(&handle);
    let root = root(cx, handle);
    let other = holders(cx, root);
    let is_shared = is_part || other != Holders::None;
    if !is_shared || (used == Use::Read && other != Holders::Mutable) {
        return operand;
    }
    copy(cx, at, (form, elem), handle)
}

/// A variable of its own for what is changed by code that is passed through: a
/// constant, a field or another variable stays what it is.
pub(crate) fn own(cx: &mut Cx<'_>, at: &dyn ToTokens, operand: Operand) -> Operand {
    let Atom::Value(value) = operand.atom else { return operand };
    if !cx.known(operand).is_of_its_own() || is_just_made(cx, value) {
        return operand;
    }
    let hole = hole(0);
    let foreign =
        Foreign { code: quote!(#hole), on_active: OnActive::Part, repeat: Repeat::Never, ty: None, is_number: false };
    let copy = cx.apply(at, Op::Foreign(Rc::new(foreign)), vec![operand.atom], operand.kind);
    crate::lower::value::expr::as_scalar(cx, at, &copy).unwrap_or(operand)
}

/// Whether the code before has made the value, and nobody else has it.
fn is_just_made(cx: &Cx<'_>, value: Value) -> bool {
    let made = matches!(cx.out.stmts.last(), Some(Stmt::Apply(Apply { dst, op: Op::Foreign(foreign), .. }))
        if *dst == value && foreign.repeat == Repeat::Never);
    made && cx.scope.held().all(|(held, _)| held.leaves().iter().all(|o| o.atom != Atom::Value(value)))
}

fn copy(cx: &mut Cx<'_>, at: &dyn ToTokens, (form, elem): (Form, Shape<KindVar>), handle: Value) -> Operand {
    let place = Place { base: handle, path: Vec::new(), access: Access::Again };
    let made = if let Form::Data(_) = form {
        new::copy_of_data(cx, at, handle, cx.kind_of[handle.index()])
    } else {
        new::new(cx, at, form, elem, Init::Copy(place))
    };
    match made {
        Shape::Leaf(operand) => operand,
        _ => unreachable!("memory is a leaf"),
    }
}

pub(super) fn root(cx: &Cx<'_>, mut handle: Value) -> Value {
    while let Some(base) = cx.views.get(&handle) {
        handle = *base;
    }
    handle
}

/// Who can name a piece of memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Holders {
    None,
    Some,
    /// Somebody who can write to it.
    Mutable,
}

/// Whether memory that a handle names may be written to.
pub(crate) fn is_mutable(cx: &Cx<'_>, handle: Value) -> bool {
    holders(cx, root(cx, handle)) == Holders::Mutable
}

fn holders(cx: &Cx<'_>, memory: Value) -> Holders {
    let names_it = |o: &&Operand| o.atom.value().is_some_and(|w| root(cx, w) == memory);
    let found =
        cx.scope.held().filter(|(operands, _)| operands.leaves().iter().any(names_it)).map(|(operands, is_mutable)| {
            let through = operands.passed(By::InOut).iter().any(names_it);
            if is_mutable || through { Holders::Mutable } else { Holders::Some }
        });
    found.max().unwrap_or(Holders::None)
}
