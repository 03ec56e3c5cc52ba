//! Methods that change the length of a vector.

use super::cx::{Cx, Res, Stop, origin};
use super::expr::{any, expression};
use super::kinds::KindVar;
use super::memory::length;
use super::place::{self, Located};
use super::scope::{Operand, Operands};
use super::{branch, control, repeat, source};
use crate::errors::Message;
use crate::ir::{Atom, Bulk, BulkOp, Comparison, IntOp, Kind, Limits, Op, Order, Shape, Step, Stmt};
use quote::ToTokens;
use syn::ExprMethodCall;

/// `clear`, `truncate`, `resize`.
pub(crate) fn resized(cx: &mut Cx<'_>, call: &ExprMethodCall, place: &Located, elem: &Shape<KindVar>) -> Res<Operands> {
    let args: Vec<_> = call.args.iter().collect();
    match (call.method.to_string().as_str(), &args[..]) {
        ("clear", []) => {
            let was = source::len(cx, call, place);
            truncate(cx, call, (place, elem), (was, Atom::Int(0)))?;
        }
        ("truncate", [len]) => {
            let len = length(cx, len)?;
            let was = source::len(cx, call, place);
            let len = source::int(cx, call, IntOp::Min, len, was);
            truncate(cx, call, (place, elem), (was, len))?;
        }
        ("resize", [len, value]) => {
            let len = length(cx, len)?;
            let value = expression(cx, value, &any())?;
            resize(cx, call, (place, elem), len, &value)?;
        }
        _ => return Err(refuse(cx, call)),
    }
    Ok(Shape::unit())
}

/// What comes after so many elements is dropped.
pub(crate) fn truncate(
    cx: &mut Cx<'_>,
    call: &ExprMethodCall,
    (place, elem): (&Located, &Shape<KindVar>),
    (was, len): (Atom, Atom),
) -> Res<()> {
    has_zeros(cx, call, elem)?;
    let op = BulkOp::Truncate { dst: place.place(), was, len };
    cx.out.push(Stmt::Bulk(Bulk { op, origin: origin(call) }));
    Ok(())
}

/// What has been dropped comes back, as a shadow, with zeros.
fn has_zeros(cx: &Cx<'_>, call: &ExprMethodCall, elem: &Shape<KindVar>) -> Res<()> {
    let is_memory = elem.leaves().into_iter().any(|kind| cx.kinds.as_memory(*kind).is_some());
    if is_memory { Err(refuse(cx, call)) } else { Ok(()) }
}

/// Dropped, or zeros that are overwritten.
fn resize(
    cx: &mut Cx<'_>,
    call: &ExprMethodCall,
    (place, elem): (&Located, &Shape<KindVar>),
    len: Atom,
    value: &Operands,
) -> Res<()> {
    has_zeros(cx, call, elem)?;
    let was = source::len(cx, call, place);
    let kind = cx.exactly(Kind::Bool);
    let shorter = cx.apply(call, Op::Compare(Comparison::Lt), vec![len, was], kind);
    let shorter = super::expr::as_scalar(cx, call, &shorter)?;
    let mut drop = |cx: &mut Cx<'_>| truncate(cx, call, (place, elem), (was, len)).map(|()| Shape::unit());
    let mut grow = |cx: &mut Cx<'_>| {
        let op = BulkOp::Grow { dst: place.place(), was, len };
        cx.out.push(Stmt::Bulk(Bulk { op, origin: origin(call) }));
        overwrite(cx, call, (place, elem), (was, len), value).map(|()| Shape::unit())
    };
    branch::when(cx, call, shorter, &mut drop, &mut grow).map(|_| ())
}

fn overwrite(
    cx: &mut Cx<'_>,
    call: &impl ToTokens,
    (place, elem): (&Located, &Shape<KindVar>),
    (from, to): (Atom, Atom),
    value: &Operands,
) -> Res<()> {
    if value.leaves().into_iter().all(|o| o.atom == Atom::ZERO) {
        return Ok(());
    }
    let kind = source::usize_kind(cx);
    let [from, to] = [from, to].map(|atom| Operand { atom, kind });
    let name = Some("i".to_owned());
    let count = control::Count { from, to, limits: Limits::HalfOpen, order: Order::Up, name };
    repeat::repeat(cx, call, None, control::Plan::Count(count), &mut |cx, index| {
        let index = index.expect("a range has an index").atom;
        place::write(cx, call, &place.then(Step::Index(index), elem.clone()), value)
    })?;
    Ok(())
}

fn refuse(cx: &Cx<'_>, call: &ExprMethodCall) -> Stop {
    cx.refuse(&call.method, Message::MemoryMethod { name: call.method.to_string() })
}
