//! What ends an iterator with a value: `sum`, `fold`, `any`.

use super::drive::drive;
use super::gathered;
use super::of_data;
use super::pipeline::{Pipeline, refuse, run_through};
use super::stages;
use crate::errors::Message;
use crate::ir::fold::arith;
use crate::ir::{Atom, IntOp, Kind, Op, Shape};
use crate::lower::border::types;
use crate::lower::classify::Classified;
use crate::lower::control::branch;
use crate::lower::control::loops;
use crate::lower::memory::data;
use crate::lower::memory::new;
use crate::lower::memory::place::{self, Located};
use crate::lower::option::held;
use crate::lower::state::agreement::conform;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::hidden::{get, leaf, set, take};
use crate::lower::state::kinds::{KindVar, Known};
use crate::lower::state::mentions::has_floats_written;
use crate::lower::state::scope::{Holds, Operand, Operands, Var};
use crate::lower::state::unnamed;
use crate::lower::value::callable;
use crate::lower::value::expr::{Expect, any, as_scalar, expression};
use crate::std_names::{Is, Row};
use quote::ToTokens;
use syn::{Expr, ExprMethodCall};

/// `iterator.end(..)`
pub(crate) fn end(cx: &mut Cx<'_>, end: &Classified<'_>, row: &Row, expect: &Expect) -> Res<Operands> {
    if matches!(row.name, "sum" | "product" | "collect")
        && let Some(ty) = gathered::wanted(cx, end.call(), expect)
    {
        let maybe = gathered::gathered(cx, end, &ty)?;
        return held::given_on(cx, end.e, maybe, expect);
    }
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
    drive(cx, call, None, &run, &mut |cx, item| callable::run(cx, &call.args[0], &[item], &Shape::unit()).map(|_| ()))?;
    Ok(Shape::unit())
}

pub(crate) fn any_of(cx: &mut Cx<'_>, end: &Classified<'_>, _: &Expect) -> Res<Operands> {
    decide(cx, end, Decided::ByTrue)
}

pub(crate) fn all(cx: &mut Cx<'_>, end: &Classified<'_>, _: &Expect) -> Res<Operands> {
    decide(cx, end, Decided::ByFalse)
}

/// The kind that a turbofish or the place of the value names.
fn wanted(cx: &mut Cx<'_>, call: &ExprMethodCall, expect: &Expect) -> Option<KindVar> {
    let declared = call.turbofish.as_ref().and_then(|generics| match generics.args.first() {
        Some(syn::GenericArgument::Type(ty)) => types::shape_with_data(cx, ty),
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
        Some(kind) if cx.kinds.is_data(kind) => return of_data::total(cx, call, run, kind),
        Some(kind) => kind,
        None => item_kind(cx, call, &run)?,
    };
    let total = Running::of(cx, total, kind);
    drive(cx, call, None, &run, &mut |cx, item| added(cx, call, &total, &item))?;
    Ok(take(cx, total.acc))
}

/// What has been brought together so far, and how the next item is added.
pub(super) struct Running {
    pub(super) acc: Var,
    op: Op,
    kind: KindVar,
}

impl Running {
    fn of(cx: &mut Cx<'_>, total: &Total, kind: KindVar) -> Running {
        let (op, start) = if cx.kinds.known(kind).may_be_float() {
            let (rule, start) = total.of_floats;
            (Op::Rule(arith(rule)), start)
        } else {
            let (op, start) = total.of_integers;
            (Op::Int(op), start)
        };
        Running { acc: cx.scope.hide(Holds::Operands(leaf(start, kind))), op, kind }
    }
}

/// The beginning of `sum` or `product`.
pub(super) fn begun(cx: &mut Cx<'_>, call: &ExprMethodCall, kind: KindVar) -> Running {
    Running::of(cx, if call.method == "sum" { &SUM } else { &PRODUCT }, kind)
}

pub(super) fn added(cx: &mut Cx<'_>, call: &ExprMethodCall, total: &Running, item: &Operands) -> Res<()> {
    let item = as_scalar(cx, call, item)?;
    cx.unify(call, item.kind, total.kind)?;
    // The user's `Sum` need not be a fold by the operator.
    if cx.kinds.is_data(total.kind) {
        return Err(cx.refuse(&call.method, Message::TotalOfData { name: call.method.to_string() }));
    }
    let so_far = get(cx, total.acc);
    let so_far = as_scalar(cx, call, &so_far)?;
    let next = cx.apply(call, total.op.clone(), vec![so_far.atom, item.atom], total.kind);
    set(cx, total.acc, next);
    Ok(())
}

/// What is summed up is summed up to its own kind: a float, unless the items are
/// known to be integers.
fn item_kind(cx: &mut Cx<'_>, call: &ExprMethodCall, run: &Pipeline<'_>) -> Res<KindVar> {
    let item = stages::item_shape(cx, call, run)?.unwrap_or_else(Shape::unit);
    let operand = as_scalar(cx, call, &item)?;
    Ok(match cx.known(operand) {
        Known::SomeInt | Known::Exactly(Kind::Int(_)) => operand.kind,
        _ => cx.kinds.fresh(Known::SomeFloat),
    })
}

pub(crate) fn count(cx: &mut Cx<'_>, end: &Classified<'_>, _: &Expect) -> Res<Operands> {
    let (call, run) = (end.call(), run_through(cx, end.front())?);
    let kind = cx.usize_kind();
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
    let start = match init {
        // Active values may be put into it, as into a variable.
        Expr::Struct(fields) if has_floats_written(fields.to_token_stream()) => data::literal(cx, fields, &any())?,
        init => expression(cx, init, &any())?,
    };
    folded(cx, call, &run, (init, start), f)
}

/// What a closure makes of a first value and of all items.
pub(super) fn folded(
    cx: &mut Cx<'_>,
    call: &ExprMethodCall,
    run: &Pipeline<'_>,
    (init, start): (&Expr, Operands),
    f: &Expr,
) -> Res<Operands> {
    let start = new::owned(cx, init, start);
    unnamed::note(cx, call, &start)?;
    // What a function of a type gives is no place of this function's.
    let start = own_data(cx, init, start);
    let acc = cx.scope.hide(Holds::Operands(start.clone()));
    drive(cx, call, None, run, &mut |cx, item| {
        let so_far = get(cx, acc);
        // It moves into the closure: an array is changed in its place.
        cx.scope.set(acc, Holds::Nothing);
        let next = callable::apply(cx, f, &[so_far.clone(), item])?;
        let kinds = start.map(&mut |o| o.kind);
        conform(cx, call, &next, &kinds)?;
        let next = put_back(cx, call, &so_far, &next.owned())?;
        set(cx, acc, next);
        Ok(())
    })?;
    Ok(take(cx, acc))
}

fn own_data(cx: &mut Cx<'_>, init: &Expr, value: Operands) -> Operands {
    match value {
        Shape::Tuple(entries) => Shape::Tuple(entries.into_iter().map(|entry| own_data(cx, init, entry)).collect()),
        Shape::Leaf(operand) if cx.kinds.is_data(operand.kind) => new::copied(cx, init, &Shape::Leaf(operand)),
        value => value,
    }
}

/// The next value of what is folded: scalars as they are, memory where it was.
pub(super) fn put_back(cx: &mut Cx<'_>, call: &ExprMethodCall, so_far: &Operands, next: &Operands) -> Res<Operands> {
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
