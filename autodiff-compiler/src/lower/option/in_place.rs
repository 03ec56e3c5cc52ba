//! Methods of an `Option` at its place: `o.take()`, `o.as_mut()`, `o.replace(v)`, `o.get_or_insert(v)`.
//!
//! That it is an `Option`, and nothing of the user's with a method of the same name, rustc sees
//! by the `None` or the `Some` that is put there.
//!
//! ```text
//! o.get_or_insert(v)        w2 = is_there(&o)
//!                           if !w2
//!                               w3 = Some { 0: v }
//!                               replace o, w3
//!                           view o.<there>
//! ```

use super::held::{self, path};
use crate::ir::Shape;
use crate::lower::control::branch;
use crate::lower::memory::data;
use crate::lower::memory::exchanged;
use crate::lower::memory::place::{self, Located};
use crate::lower::memory::slice_method;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::emptied;
use crate::lower::state::kinds::KindVar;
use crate::lower::state::neighbours;
use crate::lower::state::scope::Operands;
use crate::lower::state::settle;
use crate::lower::value::callable;
use crate::lower::value::expr::{Expect, expression};
use syn::ExprMethodCall;

/// The method, if it is one of these and what it is called on may be an `Option`.
pub(crate) fn method(cx: &mut Cx<'_>, call: &ExprMethodCall, at: &Located) -> Option<Res<Operands>> {
    let at = place::behind(cx, at.clone());
    let Shape::Leaf(kind) = at.ty else { return None };
    let name = call.method.to_string();
    if !cx.may_be_data(kind) || neighbours::method(cx, kind, &name).is_some() {
        return None;
    }
    let lower = match (name.as_str(), call.args.len()) {
        ("take", 0) if !emptied::is_own(cx, call, kind) => take,
        ("as_mut", 0) => as_mut,
        ("as_ref" | "as_deref", 0) => as_ref,
        // Other types have methods of these names.
        ("replace", 1) if cx.kinds.holds_value(kind) => replace,
        ("insert", 1) if cx.kinds.holds_value(kind) => insert,
        ("get_or_insert", 1) => get_or_insert,
        ("get_or_insert_with", 1) => get_or_insert_with,
        _ => return None,
    };
    settle::data_kind(cx, kind);
    if matches!(name.as_str(), "as_mut" | "as_ref" | "as_deref") && !cx.kinds.holds_value(kind) {
        let whole = place::read(cx, call, &at);
        slice_method::lent(cx, call, &whole);
    }
    Some(lower(cx, call, (&at, kind)))
}

/// An `Option`, and where it is.
type At<'l> = (&'l Located, KindVar);

fn take(cx: &mut Cx<'_>, call: &ExprMethodCall, (at, kind): At<'_>) -> Res<Operands> {
    emptied::note(cx, call, kind);
    cx.kinds.field(kind, &"Some.0".into());
    let none = data::empty(cx, &path(call, "None"), kind);
    exchanged::put(cx, &call.receiver, at, &none)
}

fn as_mut(cx: &mut Cx<'_>, call: &ExprMethodCall, (at, _): At<'_>) -> Res<Operands> {
    Ok(place::borrow_mut(cx, call, at))
}

fn as_ref(cx: &mut Cx<'_>, call: &ExprMethodCall, (at, _): At<'_>) -> Res<Operands> {
    Ok(Shape::Ref(Box::new(place::read(cx, call, at))))
}

fn replace(cx: &mut Cx<'_>, call: &ExprMethodCall, (at, kind): At<'_>) -> Res<Operands> {
    let value = given(cx, call, kind)?;
    let some = data::of_values(cx, call, (&path(call, "Some"), kind), &[value])?;
    exchanged::put(cx, &call.receiver, at, &some)
}

fn insert(cx: &mut Cx<'_>, call: &ExprMethodCall, (at, kind): At<'_>) -> Res<Operands> {
    let value = given(cx, call, kind)?;
    put(cx, call, (at, kind), &value)?;
    inside(cx, call, at)
}

fn get_or_insert(cx: &mut Cx<'_>, call: &ExprMethodCall, to: At<'_>) -> Res<Operands> {
    let value = given(cx, call, to.1)?;
    unless_there(cx, call, to, &mut |cx| put(cx, call, to, &value))
}

fn get_or_insert_with(cx: &mut Cx<'_>, call: &ExprMethodCall, to: At<'_>) -> Res<Operands> {
    unless_there(cx, call, to, &mut |cx| {
        let value = callable::apply(cx, &call.args[0], &[])?;
        put(cx, call, to, &value)
    })
}

fn unless_there(
    cx: &mut Cx<'_>,
    call: &ExprMethodCall,
    (at, kind): At<'_>,
    fill: &mut dyn FnMut(&mut Cx<'_>) -> Res<()>,
) -> Res<Operands> {
    cx.kinds.field(kind, &"Some.0".into());
    let whole = place::read(cx, call, at);
    let found = held::of(cx, call, &whole)?.found;
    let mut fill = |cx: &mut Cx<'_>| fill(cx).map(|()| Shape::unit());
    branch::when(cx, call, found, &mut |_| Ok(Shape::unit()), &mut fill)?;
    inside(cx, call, at)
}

/// The argument, of the kind of what the `Option` holds.
fn given(cx: &mut Cx<'_>, call: &ExprMethodCall, kind: KindVar) -> Res<Operands> {
    let expect: Expect = cx.kinds.field(kind, &"Some.0".into()).map(&mut |kind| Some(*kind));
    expression(cx, &call.args[0], &expect)
}

fn put(cx: &mut Cx<'_>, call: &ExprMethodCall, (at, kind): At<'_>, value: &Operands) -> Res<()> {
    let some = data::of_values(cx, call, (&path(call, "Some"), kind), std::slice::from_ref(value))?;
    place::write(cx, &call.receiver, at, &some)
}

/// A `&mut` to what is there.
fn inside(cx: &mut Cx<'_>, call: &ExprMethodCall, at: &Located) -> Res<Operands> {
    let whole = place::borrow_mut(cx, call, at);
    held::of(cx, call, &whole)?.value.get(cx)
}
