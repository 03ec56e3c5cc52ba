//! Methods that change the length of a vector.

use super::asserts;
use super::new;
use super::new::length;
use super::place::{self, Located};
use super::slice_method::at;
use crate::errors::Message;
use crate::ir::{
    Access, Atom, Bulk, BulkOp, Comparison, Form, IntOp, Kind, Limits, Op, Order, Place, Shape, Step, Stmt,
};
use crate::lower::control::branch;
use crate::lower::control::loops;
use crate::lower::control::trip_count;
use crate::lower::iter::source;
use crate::lower::state::cx::{Cx, Res, Stop, origin};
use crate::lower::state::kinds::KindVar;
use crate::lower::state::scope::{Operand, Operands};
use crate::lower::value::expr::{any, expression};
use quote::ToTokens;
use syn::ExprMethodCall;

/// What only vectors have.
pub(crate) const METHODS: [&str; 10] =
    ["push", "pop", "clear", "truncate", "resize", "extend", "extend_from_slice", "insert", "remove", "swap_remove"];

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

/// `insert`, `remove`, `swap_remove`.
pub(crate) fn moved(cx: &mut Cx<'_>, call: &ExprMethodCall, place: &Located, elem: &Shape<KindVar>) -> Res<Operands> {
    let args: Vec<_> = call.args.iter().collect();
    let name = call.method.to_string();
    let index = match args.first() {
        Some(index) => length(cx, index)?,
        None => return Err(refuse(cx, call)),
    };
    let was = source::len(cx, call, place);
    if let ("insert", [_, value]) = (name.as_str(), &args[..]) {
        let value = expression(cx, value, &elem.map(&mut |kind| Some(*kind)))?;
        crate::lower::value::operator::conform(cx, call, &value, elem)?;
        asserts::index(cx, &call.method, (index, was), "insertion index (is {index}) should be <= len (is {len})");
        crate::lower::iter::ends::push(cx, call, place.place(), &value)?;
        step(cx, call, (place, elem), (index, was), Order::Down)?;
        return Ok(Shape::unit());
    }
    let verb = if name == "remove" { "removal" } else { "swap_remove" };
    let last = source::int(cx, call, IntOp::SaturatingSub, was, Atom::Int(1));
    let message = format!("{verb} index (is {{index}}) should be < len (is {{len}})");
    asserts::index_below(cx, &call.method, (index, was), &message);
    if name == "remove" {
        step(cx, call, (place, elem), (index, last), Order::Up)?;
    } else {
        crate::lower::value::assign::exchange(cx, call, &at(place, index, elem), &at(place, last, elem));
    }
    popped(cx, call, (place, elem), (was, last))
}

/// Exchanges each element with the next, from one index up to another.
fn step(
    cx: &mut Cx<'_>,
    call: &ExprMethodCall,
    (place, elem): (&Located, &Shape<KindVar>),
    (from, to): (Atom, Atom),
    order: Order,
) -> Res<()> {
    let kind = source::usize_kind(cx);
    let [from, to] = [from, to].map(|atom| Operand { atom, kind });
    let count = trip_count::Count { from, to, limits: Limits::HalfOpen, order, name: Some("i".to_owned()) };
    loops::repeat(cx, call, None, trip_count::Plan::Count(count), &mut |cx, index| {
        let index = index.expect("a range has an index").atom;
        let next = source::int(cx, call, IntOp::Add, index, Atom::Int(1));
        crate::lower::value::assign::exchange(cx, call, &at(place, index, elem), &at(place, next, elem));
        Ok(())
    })?;
    Ok(())
}

/// The last element, which is taken out.
pub(crate) fn popped(
    cx: &mut Cx<'_>,
    call: &ExprMethodCall,
    (place, elem): (&Located, &Shape<KindVar>),
    (was, last): (Atom, Atom),
) -> Res<Operands> {
    let value = taken(cx, call, &at(place, last, elem));
    let op = BulkOp::Truncate { dst: place.place(), was, len: last };
    cx.out.push(Stmt::Bulk(Bulk { op, origin: origin(call) }));
    Ok(value)
}

/// What is at a place, as something of its own: a vector changes places with an
/// empty one, so that its shadow does the same.
fn taken(cx: &mut Cx<'_>, call: &ExprMethodCall, place: &Located) -> Operands {
    match &place.ty {
        Shape::Tuple(entries) => {
            let mut all = Vec::new();
            for (i, entry) in entries.clone().into_iter().enumerate() {
                all.push(taken(cx, call, &place.then(Step::Field(i), entry)));
            }
            Shape::Tuple(all)
        }
        Shape::Leaf(kind) => match cx.kinds.as_memory(*kind).cloned() {
            Some((Form::Vec, _)) => {
                let empty = new::empty(cx, call, None, &Shape::Leaf(Some(*kind)));
                if let Shape::Leaf(Operand { atom: Atom::Value(own), .. }) = empty {
                    let op = BulkOp::Swap { a: place.place(), b: Place::whole(own) };
                    cx.out.push(Stmt::Bulk(Bulk { op, origin: origin(call) }));
                }
                empty
            }
            Some((form, elem)) => new::copy(cx, call, form, elem, place.place()),
            None => known(cx, |cx| place::read(cx, call, place)),
        },
        Shape::Ref(_) | Shape::Mut(_) => place::read(cx, call, place),
    }
}

/// Accesses that are in bounds.
fn known(cx: &mut Cx<'_>, run: impl FnOnce(&mut Cx<'_>) -> Operands) -> Operands {
    let before = cx.out.stmts.len();
    let value = run(cx);
    for stmt in &mut cx.out.stmts[before..] {
        if let Stmt::Load(load) = stmt {
            load.place.access = Access::Again;
        }
    }
    value
}

/// What comes after so many elements is dropped: vectors one by one, so that each
/// is known by its length.
pub(crate) fn truncate(
    cx: &mut Cx<'_>,
    call: &ExprMethodCall,
    (place, elem): (&Located, &Shape<KindVar>),
    (was, len): (Atom, Atom),
) -> Res<()> {
    if holds_vectors(cx, elem) {
        let kind = source::usize_kind(cx);
        let [from, to] = [len, was].map(|atom| Operand { atom, kind });
        let count =
            trip_count::Count { from, to, limits: Limits::HalfOpen, order: Order::Down, name: Some("i".to_owned()) };
        loops::repeat(cx, call, None, trip_count::Plan::Count(count), &mut |cx, index| {
            let last = index.expect("a range has an index").atom;
            let longer = source::int(cx, call, IntOp::Add, last, Atom::Int(1));
            popped(cx, call, (place, elem), (longer, last)).map(|_| ())
        })?;
        return Ok(());
    }
    let op = BulkOp::Truncate { dst: place.place(), was, len };
    cx.out.push(Stmt::Bulk(Bulk { op, origin: origin(call) }));
    Ok(())
}

/// Whether elements have lengths of their own.
pub(crate) fn holds_vectors(cx: &Cx<'_>, elem: &Shape<KindVar>) -> bool {
    elem.leaves().into_iter().any(|kind| match cx.kinds.as_memory(*kind) {
        Some((Form::Vec | Form::Some, _)) => true,
        Some((_, elem)) => holds_vectors(cx, elem),
        None => false,
    })
}

/// Dropped, or zeros that are overwritten.
fn resize(
    cx: &mut Cx<'_>,
    call: &ExprMethodCall,
    (place, elem): (&Located, &Shape<KindVar>),
    len: Atom,
    value: &Operands,
) -> Res<()> {
    if holds_vectors(cx, elem) {
        return Err(refuse(cx, call));
    }
    let was = source::len(cx, call, place);
    let kind = cx.exactly(Kind::Bool);
    let shorter = cx.apply(call, Op::Compare(Comparison::Lt), vec![len, was], kind);
    let shorter = crate::lower::value::expr::as_scalar(cx, call, &shorter)?;
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
    let count = trip_count::Count { from, to, limits: Limits::HalfOpen, order: Order::Up, name };
    loops::repeat(cx, call, None, trip_count::Plan::Count(count), &mut |cx, index| {
        let index = index.expect("a range has an index").atom;
        place::write(cx, call, &place.then(Step::Index(index), elem.clone()), value)
    })?;
    Ok(())
}

fn refuse(cx: &Cx<'_>, call: &ExprMethodCall) -> Stop {
    cx.refuse(&call.method, Message::MemoryMethod { name: call.method.to_string() })
}
