//! What ends an iterator: `sum`, `fold`, `collect`, and the like.

use super::callable;
use super::drive::{self, drive};
use super::pipeline::{Pipeline, refuse, run_through};
use crate::errors::Message;
use crate::ir::fold::arith;
use crate::ir::{
    Access, Atom, Bulk, BulkOp, Form, Init, IntKind, IntOp, Kind, Limits, Op, Order, Place, Shape, Step, Stmt, Store,
    Write,
};
use crate::lower::border::types;
use crate::lower::classify::Classified;
use crate::lower::control::branch;
use crate::lower::control::loops;
use crate::lower::memory::new;
use crate::lower::memory::place::{self, Located};
use crate::lower::state::cx::{Cx, Res, origin};
use crate::lower::state::kinds::{KindVar, Known};
use crate::lower::state::scope::{Holds, Operand, Operands, Var};
use crate::lower::value::expr::{Expect, any, as_scalar, expression};
use crate::lower::value::operator;
use crate::std_names::{Is, Row};
use quote::ToTokens;
use syn::ExprMethodCall;

/// `iterator.end(..)`
pub(crate) fn end(cx: &mut Cx<'_>, end: &Classified<'_>, row: &Row, expect: &Expect) -> Res<Operands> {
    match row.is {
        Is::End(lower) if end.call().args.len() == row.args => lower(cx, end, expect),
        _ => Err(refuse(cx, end.call())),
    }
}

pub(crate) fn sum(cx: &mut Cx<'_>, end: &Classified<'_>, expect: &Expect) -> Res<Operands> {
    total(cx, end, &SUM, expect)
}

pub(crate) fn product(cx: &mut Cx<'_>, end: &Classified<'_>, expect: &Expect) -> Res<Operands> {
    total(cx, end, &PRODUCT, expect)
}

pub(crate) fn for_each(cx: &mut Cx<'_>, end: &Classified<'_>, _: &Expect) -> Res<Operands> {
    let (call, run) = (end.call(), run_through(cx, end.front())?);
    drive(cx, call, None, &run, &mut |cx, item| callable::apply(cx, &call.args[0], &[item]).map(|_| ()))?;
    Ok(Shape::unit())
}

pub(crate) fn any_of(cx: &mut Cx<'_>, end: &Classified<'_>, _: &Expect) -> Res<Operands> {
    decide(cx, end, Decided::ByTrue)
}

pub(crate) fn all(cx: &mut Cx<'_>, end: &Classified<'_>, _: &Expect) -> Res<Operands> {
    decide(cx, end, Decided::ByFalse)
}

pub(crate) fn get(cx: &mut Cx<'_>, var: Var) -> Operands {
    match cx.scope.get(var).clone() {
        Holds::Operands(operands) => operands,
        _ => Shape::Leaf(Operand { atom: Atom::Undef, kind: cx.kinds.fresh(Known::Nothing) }),
    }
}

pub(crate) fn take(cx: &mut Cx<'_>, var: Var) -> Operands {
    let value = get(cx, var);
    cx.scope.forget(var);
    value
}

pub(crate) fn set(cx: &mut Cx<'_>, var: Var, value: Operands) {
    cx.scope.set(var, Holds::Operands(value));
}

pub(crate) fn leaf(atom: Atom, kind: KindVar) -> Operands {
    Shape::Leaf(Operand { atom, kind })
}

/// The kind that a turbofish or the place of the value names.
fn wanted(cx: &mut Cx<'_>, call: &ExprMethodCall, expect: &Expect) -> Option<KindVar> {
    let declared = call.turbofish.as_ref().and_then(|generics| match generics.args.first() {
        Some(syn::GenericArgument::Type(ty)) => types::shape(cx, ty),
        _ => None,
    });
    match (declared, expect) {
        (Some(Shape::Leaf(kind)), _) if cx.kinds.known(kind) != Known::Nothing => Some(kind),
        (_, Shape::Leaf(Some(kind))) if cx.kinds.known(*kind) != Known::Nothing => Some(*kind),
        _ => None,
    }
}

/// What items are brought together by, and what of none comes to.
struct Total {
    of_floats: (&'static str, Atom),
    of_integers: (IntOp, Atom),
}

/// A sum of floats begins with -0.0, as std's does.
const SUM: Total = Total { of_floats: ("add", Atom::Float(-0.0)), of_integers: (IntOp::Add, Atom::Int(0)) };
const PRODUCT: Total = Total { of_floats: ("mul", Atom::ONE), of_integers: (IntOp::Mul, Atom::Int(1)) };

fn total(cx: &mut Cx<'_>, end: &Classified<'_>, total: &Total, expect: &Expect) -> Res<Operands> {
    let (call, run) = (end.call(), run_through(cx, end.front())?);
    let kind = match wanted(cx, call, expect) {
        Some(kind) => kind,
        None => item_kind(cx, call, &run)?,
    };
    let (op, start) = if cx.kinds.known(kind).may_be_float() {
        let (rule, start) = total.of_floats;
        (Op::Rule(arith(rule)), start)
    } else {
        let (op, start) = total.of_integers;
        (Op::Int(op), start)
    };
    let acc = cx.scope.hide(Holds::Operands(leaf(start, kind)));
    drive(cx, call, None, &run, &mut |cx, item| {
        let item = as_scalar(cx, call, &item)?;
        cx.unify(call, item.kind, kind)?;
        let so_far = get(cx, acc);
        let so_far = as_scalar(cx, call, &so_far)?;
        let next = cx.apply(call, op.clone(), vec![so_far.atom, item.atom], kind);
        set(cx, acc, next);
        Ok(())
    })?;
    Ok(take(cx, acc))
}

/// What is summed up is summed up to its own kind: a float, unless the items are
/// known to be integers.
fn item_kind(cx: &mut Cx<'_>, call: &ExprMethodCall, run: &Pipeline<'_>) -> Res<KindVar> {
    let item = drive::item_shape(cx, call, run)?.unwrap_or_else(Shape::unit);
    let operand = as_scalar(cx, call, &item)?;
    Ok(match cx.known(operand) {
        Known::SomeInt | Known::Exactly(Kind::Int(_)) => operand.kind,
        _ => cx.kinds.fresh(Known::SomeFloat),
    })
}

pub(crate) fn count(cx: &mut Cx<'_>, end: &Classified<'_>, _: &Expect) -> Res<Operands> {
    let (call, run) = (end.call(), run_through(cx, end.front())?);
    let kind = cx.exactly(Kind::Int(IntKind::Usize));
    let acc = cx.scope.hide(Holds::Operands(leaf(Atom::Int(0), kind)));
    drive(cx, call, None, &run, &mut |cx, _| {
        let so_far = get(cx, acc);
        let so_far = as_scalar(cx, call, &so_far)?;
        let next = cx.apply(call, Op::Int(IntOp::Add), vec![so_far.atom, Atom::Int(1)], kind);
        set(cx, acc, next);
        Ok(())
    })?;
    Ok(take(cx, acc))
}

pub(crate) fn fold(cx: &mut Cx<'_>, end: &Classified<'_>, _: &Expect) -> Res<Operands> {
    let (call, run) = (end.call(), run_through(cx, end.front())?);
    let (init, f) = (&call.args[0], &call.args[1]);
    let start = expression(cx, init, &any())?;
    let start = new::owned(cx, init, start);
    let acc = cx.scope.hide(Holds::Operands(start.clone()));
    drive(cx, call, None, &run, &mut |cx, item| {
        let so_far = get(cx, acc);
        // It moves into the closure: an array is changed in its place.
        cx.scope.set(acc, Holds::Nothing);
        let next = callable::apply(cx, f, &[so_far.clone(), item])?;
        let kinds = start.map(&mut |o| o.kind);
        operator::conform(cx, call, &next, &kinds)?;
        let next = put_back(cx, call, &so_far, &next.owned())?;
        set(cx, acc, next);
        Ok(())
    })?;
    Ok(take(cx, acc))
}

/// The next value of what is folded: scalars as they are, memory where it was.
fn put_back(cx: &mut Cx<'_>, call: &ExprMethodCall, so_far: &Operands, next: &Operands) -> Res<Operands> {
    match (so_far, next) {
        (Shape::Leaf(Operand { atom: Atom::Value(base), kind }), Shape::Leaf(_))
            if cx.kinds.as_memory(*kind).is_some() =>
        {
            let place = Located { base: *base, path: Vec::new(), ty: Shape::Leaf(*kind) };
            place::write(cx, call, &place, next)?;
            Ok(so_far.clone())
        }
        (Shape::Tuple(before), Shape::Tuple(entries)) if before.len() == entries.len() => {
            let pairs = before.iter().zip(entries);
            Ok(Shape::Tuple(pairs.map(|(a, b)| put_back(cx, call, a, b)).collect::<Res<_>>()?))
        }
        _ => Ok(next.clone()),
    }
}

/// Which answer for an item decides about all.
#[derive(Clone, Copy, PartialEq)]
enum Decided {
    ByTrue,
    ByFalse,
}

/// `any`, `all`: the loop ends as soon as the answer is known.
fn decide(cx: &mut Cx<'_>, end: &Classified<'_>, decided: Decided) -> Res<Operands> {
    let (call, run) = (end.call(), run_through(cx, end.front())?);
    let f = &call.args[0];
    let kind = cx.exactly(Kind::Bool);
    let is_any = decided == Decided::ByTrue;
    let answer = cx.scope.hide(Holds::Operands(leaf(Atom::Bool(!is_any), kind)));
    drive(cx, call, None, &run, &mut |cx, item| {
        let holds = callable::apply(cx, f, &[item])?;
        let holds = as_scalar(cx, f, &holds)?;
        let mut settle = |cx: &mut Cx<'_>| {
            set(cx, answer, leaf(Atom::Bool(is_any), kind));
            Err(loops::leave_innermost(cx))
        };
        let mut go_on = |_: &mut Cx<'_>| Ok(Shape::unit());
        match decided {
            Decided::ByTrue => branch::when(cx, f, holds, &mut settle, &mut go_on)?,
            Decided::ByFalse => branch::when(cx, f, holds, &mut go_on, &mut settle)?,
        };
        Ok(())
    })?;
    Ok(take(cx, answer))
}

/// `collect::<Vec<_>>()`. Where the number of items is known and they are
/// floats, each is stored in its place.
pub(crate) fn collect(cx: &mut Cx<'_>, end: &Classified<'_>, expect: &Expect) -> Res<Operands> {
    let (call, run) = (end.call(), run_through(cx, end.front())?);
    let declared = call.turbofish.as_ref().and_then(|generics| match generics.args.first() {
        Some(syn::GenericArgument::Type(ty)) => types::shape(cx, ty),
        _ => None,
    });
    let declared = declared.map(|shape| shape.map(&mut |kind| Some(*kind)));
    let expect = declared.as_ref().unwrap_or(expect);
    let around = cx.collecting.last().cloned();
    let is_vector = |cx: &Cx<'_>, shape: &Expect| matches!(shape, Shape::Leaf(Some(kind)) if matches!(cx.kinds.as_memory(*kind), Some((Form::Vec, _))));
    // The items of a collection that is being made may be collections.
    let expect = match around.as_ref() {
        Some(around) if !is_vector(cx, expect) => around,
        _ => expect,
    };
    if !is_vector(cx, expect) {
        return Err(cx.refuse(&call.method, Message::CollectInto));
    }
    let is_known = run.stages.is_empty() && !run.source.is_endless();
    let run = if is_known && items(cx, &run).is_none() {
        Pipeline { source: run.source.numbered(cx, call), ..run }
    } else {
        run
    };
    let room = if is_known { items(cx, &run) } else { None };
    let vector = new::empty(cx, call, room, expect);
    let Shape::Leaf(Operand { atom: Atom::Value(base), kind }) = vector else { unreachable!("memory is a leaf") };
    let Some((_, elem)) = cx.kinds.as_memory(kind).cloned() else { unreachable!("a vector is memory") };
    cx.collecting.push(elem.map(&mut |kind| Some(*kind)));
    let pushed = drive(cx, call, None, &run, &mut |cx, item| {
        operator::conform(cx, call, &item, &elem)?;
        push(cx, call, Place::whole(base), &item)
    });
    cx.collecting.pop();
    pushed?;
    filled(cx, base, room);
    Ok(vector)
}

/// How many items there are, if they are run through by their numbers from 0 on.
fn items(cx: &mut Cx<'_>, run: &Pipeline<'_>) -> Option<Atom> {
    let count = run.source.count(cx, Order::Up);
    let is_usize = cx.known(count.from) == Known::Exactly(Kind::Int(IntKind::Usize));
    match (count.from.atom, count.limits) {
        (Atom::Int(0), Limits::HalfOpen) if is_usize => Some(count.to.atom),
        _ => None,
    }
}

/// Makes `with_capacity(n)` and `push` in every iteration of floats what it is:
/// zeros that are overwritten, whose shadow is read at its place.
fn filled(cx: &mut Cx<'_>, base: crate::ir::Value, room: Option<Atom>) {
    let Some(room) = room else { return };
    let Some(Stmt::Loop(repeat)) = cx.out.stmts.last_mut() else { return };
    let crate::ir::Control::For(range) = &repeat.control else { return };
    let (index, order) = (range.index, range.order);
    let is_push =
        |stmt: &Stmt| matches!(stmt, Stmt::Bulk(Bulk { op: BulkOp::Push { dst, .. }, .. }) if dst.base == base);
    if repeat.body.stmts.iter().filter(|stmt| is_push(stmt)).count() != 1 {
        return;
    }
    let Some(last) = repeat.body.stmts.last_mut() else { return };
    let Stmt::Bulk(Bulk { op: BulkOp::Push { value: Shape::Leaf(value), .. }, origin }) = last else { return };
    let (value, origin) = (*value, origin.clone());
    let floats = match value.value() {
        Some(w) => cx.kinds.known(cx.kind_of[w.index()]).may_be_float(),
        None => matches!(value, Atom::Float(_)),
    };
    if !floats {
        return;
    }
    let mut stmts = Vec::new();
    let position = match order {
        Order::Up => index.into(),
        // The last item comes first.
        Order::Down => {
            let around = std::mem::take(&mut cx.out.stmts);
            let last = super::source::int(cx, &proc_macro2::TokenStream::new(), IntOp::Sub, room, Atom::Int(1));
            let position = super::source::int(cx, &proc_macro2::TokenStream::new(), IntOp::Sub, last, index.into());
            stmts = std::mem::replace(&mut cx.out.stmts, around);
            position
        }
    };
    let place = Place { base, path: vec![Step::Index(position)], access: Access::Again };
    stmts.push(Stmt::Store(Store { place, write: Write::Set, value, origin }));
    let Some(Stmt::Loop(repeat)) = cx.out.stmts.last_mut() else { return };
    repeat.body.stmts.pop();
    repeat.body.stmts.extend(stmts);
    for stmt in &mut cx.out.stmts {
        if let Stmt::New(new) = stmt
            && new.dst == base
        {
            new.init = Init::Repeat(Shape::Leaf(Atom::ZERO), Some(room));
        }
    }
}

pub(crate) fn push(cx: &mut Cx<'_>, at: &impl ToTokens, dst: Place, item: &Operands) -> Res<()> {
    crate::lower::memory::new::refuse_lent(cx, at, item)?;
    let value = item.owned().map(&mut |o| o.atom);
    cx.out.push(Stmt::Bulk(Bulk { op: BulkOp::Push { dst, value }, origin: origin(at) }));
    Ok(())
}
