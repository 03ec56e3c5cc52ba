//! The ends of an iterator that give an `Option`: which item is the largest, the
//! first that fits, where it is.

use super::adaptors;
use super::drive::{self, drive};
use super::pipeline::{Pipeline, refuse, run_through};
use super::reduced;
use super::stages;
use super::stored;
use super::winner;
use crate::ir::{Atom, Comparison, IntOp, Kind, Op, Order, Shape};
use crate::lower::classify::Classified;
use crate::lower::control::branch;
use crate::lower::control::loops;
use crate::lower::foreign::code;
use crate::lower::option::take_apart::{Maybe, Value};
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::hidden::{get, leaf, set, take};
use crate::lower::state::scope::{Holds, Operand, Operands, Var};
use crate::lower::state::unnamed;
use crate::lower::value::callable;
use crate::lower::value::expr::as_scalar;
use crate::std_names::{Is, Row};
use syn::ExprMethodCall;

/// `iterator.end(..)`
pub(crate) fn search<'e>(cx: &mut Cx<'_>, end: &Classified<'e>, row: &Row) -> Res<Maybe<'e>> {
    let end = end.bare();
    match row.is {
        Is::Search(lower) if end.call().args.len() == row.args => lower(cx, end),
        _ => Err(refuse(cx, end.call())),
    }
}

/// `find`, `next`: the first item that fits, or of all.
pub(crate) fn first_that_fits<'e>(cx: &mut Cx<'_>, end: &Classified<'e>) -> Res<Maybe<'e>> {
    if end.call().args.is_empty()
        && let Some(next) = stored::next(cx, end)
    {
        return next;
    }
    found(cx, end, &FIRST)
}

const FIRST: Wanted = Wanted { of_values: first, of_memory: winner::first };

/// `nth(n)`: the first behind so many.
pub(crate) fn nth<'e>(cx: &mut Cx<'_>, end: &Classified<'e>) -> Res<Maybe<'e>> {
    if let Some(next) = stored::next(cx, end) {
        return next;
    }
    let (call, run) = (end.call(), run_through(cx, end.front())?);
    let run = adaptors::skip(cx, end, run)?;
    found_in(cx, call, run, &FIRST)
}

/// `next_back()`: the first from the back.
pub(crate) fn first_from_the_back<'e>(cx: &mut Cx<'_>, end: &Classified<'e>) -> Res<Maybe<'e>> {
    if let Some(next) = stored::next(cx, end) {
        return next;
    }
    let (call, run) = (end.call(), run_through(cx, end.front())?);
    let run = adaptors::rev(cx, end, run)?;
    found_in(cx, call, run, &FIRST)
}

/// `find_map(f)`: the first that the closure gives.
pub(crate) fn find_map<'e>(cx: &mut Cx<'_>, end: &Classified<'e>) -> Res<Maybe<'e>> {
    let (call, run) = (end.call(), run_through(cx, end.front())?);
    let run = adaptors::filter_map(cx, end, run)?;
    found_in(cx, call, run, &FIRST)
}

pub(crate) fn reduce<'e>(cx: &mut Cx<'_>, end: &Classified<'e>) -> Res<Maybe<'e>> {
    let (call, run) = (end.call(), run_through(cx, end.front())?);
    match stages::item_shape(cx, call, &run)? {
        Some(shape) if !shape.leaves().into_iter().any(|o| cx.may_be_data(o.kind)) => {
            found_in(cx, call, run, &Wanted { of_values: joined, of_memory: winner::none })
        }
        _ => reduced::reduced(cx, call, run),
    }
}

/// `max_by`, `min_by`, `last`: the item that takes the place of all others.
pub(crate) fn preferred<'e>(cx: &mut Cx<'_>, end: &Classified<'e>) -> Res<Maybe<'e>> {
    found(cx, end, &Wanted { of_values: best, of_memory: winner::best })
}

/// `max`, `min`: the same of what has an order of its own, which memory has not.
pub(crate) fn extreme<'e>(cx: &mut Cx<'_>, end: &Classified<'e>) -> Res<Maybe<'e>> {
    found(cx, end, &Wanted { of_values: best, of_memory: winner::none })
}

/// What runs through the items: of scalars it keeps the item, of memory its number.
struct Wanted {
    of_values: fn(&mut Cx<'_>, &ExprMethodCall, &Pipeline<'_>, (Var, Operands)) -> Res<Operands>,
    of_memory: fn(&mut Cx<'_>, &ExprMethodCall, &Pipeline<'_>, (Var, Var)) -> Res<()>,
}

fn found<'e>(cx: &mut Cx<'_>, end: &Classified<'e>, wanted: &Wanted) -> Res<Maybe<'e>> {
    let (call, run) = (end.call(), run_through(cx, end.front())?);
    found_in(cx, call, run, wanted)
}

fn found_in<'e>(cx: &mut Cx<'_>, end: &'e ExprMethodCall, run: Pipeline<'e>, wanted: &Wanted) -> Res<Maybe<'e>> {
    let found = unset(cx);
    let Some(shape) = stages::item_shape(cx, end, &run)? else {
        return winner::search(cx, end, run, (found, wanted.of_memory));
    };
    unnamed::note(cx, end, &shape)?;
    if unnamed::is_data(cx, end, &shape) {
        return winner::search(cx, end, run, (found, wanted.of_memory));
    }
    let value = (wanted.of_values)(cx, end, &run, (found, shape))?;
    let found = take(cx, found);
    Ok(Maybe::of(as_scalar(cx, end, &found)?, Value::Ready(value)))
}

/// A flag that is set where something is found.
fn unset(cx: &mut Cx<'_>) -> Var {
    let kind = cx.exactly(Kind::Bool);
    cx.scope.hide(Holds::Operands(leaf(Atom::Bool(false), kind)))
}

pub(crate) fn has_found(cx: &mut Cx<'_>, found: Var) {
    let kind = cx.exactly(Kind::Bool);
    set(cx, found, leaf(Atom::Bool(true), kind));
}

/// The loop ends at the first item that fits; the value is how many came before.
pub(crate) fn position<'e>(cx: &mut Cx<'_>, end: &Classified<'e>) -> Res<Maybe<'e>> {
    let (end, run) = (end.call(), run_through(cx, end.front())?);
    let (f, found) = (&end.args[0], unset(cx));
    let kind = cx.usize_kind();
    let before = cx.scope.hide(Holds::Operands(leaf(Atom::Int(0), kind)));
    drive(cx, end, None, &run, &mut |cx, item| {
        let fits = callable::apply(cx, f, &[item])?;
        let fits = as_scalar(cx, f, &fits)?;
        let mut stop = |cx: &mut Cx<'_>| {
            has_found(cx, found);
            Err(loops::leave_innermost(cx))
        };
        branch::when(cx, f, fits, &mut stop, &mut |_| Ok(Shape::unit()))?;
        let so_far = get(cx, before);
        let so_far = as_scalar(cx, end, &so_far)?;
        let next = cx.apply(end, Op::Int(IntOp::Add), vec![so_far.atom, Atom::Int(1)], kind);
        set(cx, before, next);
        Ok(())
    })?;
    let value = take(cx, before);
    let found = take(cx, found);
    Ok(Maybe::of(as_scalar(cx, end, &found)?, Value::Ready(value)))
}

/// The same from the back; the number is that from the front.
pub(crate) fn position_from_the_back<'e>(cx: &mut Cx<'_>, end: &Classified<'e>) -> Res<Maybe<'e>> {
    let (end, run) = (end.call(), run_through(cx, end.front())?);
    if !run.stages.is_empty() || run.source.is_endless() || run.order != Order::Up {
        return Err(refuse(cx, end));
    }
    let run = Pipeline { source: run.source.numbered(cx, end), order: Order::Down, ..run };
    let (f, found, kind) = (&end.args[0], unset(cx), cx.usize_kind());
    let at = cx.scope.hide(Holds::Operands(leaf(Atom::Int(0), kind)));
    drive::drive_numbered(cx, end, None, &run, &mut |cx, number, item| {
        let fits = callable::apply(cx, f, &[item])?;
        let fits = as_scalar(cx, f, &fits)?;
        let mut stop = |cx: &mut Cx<'_>| {
            set(cx, at, Shape::Leaf(number));
            has_found(cx, found);
            Err(loops::leave_innermost(cx))
        };
        branch::when(cx, f, fits, &mut stop, &mut |_| Ok(Shape::unit())).map(|_| ())
    })?;
    let value = take(cx, at);
    let found = take(cx, found);
    Ok(Maybe::of(as_scalar(cx, end, &found)?, Value::Ready(value)))
}

/// The first item of all, or that fits.
fn first(cx: &mut Cx<'_>, end: &ExprMethodCall, run: &Pipeline<'_>, (found, shape): (Var, Operands)) -> Res<Operands> {
    let first = cx.scope.hide(Holds::Operands(shape));
    until_first(cx, end, run, &mut |cx, _, item| {
        set(cx, first, item.clone());
        has_found(cx, found);
    })?;
    Ok(take(cx, first))
}

/// Notes the first item of all, or that fits, by its number too; with it the loop ends.
pub(super) fn until_first(
    cx: &mut Cx<'_>,
    end: &ExprMethodCall,
    run: &Pipeline<'_>,
    note: &mut dyn FnMut(&mut Cx<'_>, Operand, &Operands),
) -> Res<()> {
    drive::drive_numbered(cx, end, None, run, &mut |cx, number, item| {
        let mut stop = |cx: &mut Cx<'_>| {
            note(cx, number, &item);
            Err(loops::leave_innermost(cx))
        };
        // The argument of the others is no condition.
        match end.args.first().filter(|_| end.method == "find") {
            Some(f) => {
                let fits = drive::condition(cx, f, &item)?;
                branch::when(cx, f, fits, &mut stop, &mut |_| Ok(Shape::unit())).map(|_| ())
            }
            None => stop(cx).map(|_: Operands| ()),
        }
    })
}

/// `f` of the result so far and the item; of the first item, that itself.
fn joined(cx: &mut Cx<'_>, end: &ExprMethodCall, run: &Pipeline<'_>, (found, shape): (Var, Operands)) -> Res<Operands> {
    let f = &end.args[0];
    let so_far = cx.scope.hide(Holds::Operands(shape));
    drive(cx, end, None, run, &mut |cx, item| {
        let known = get(cx, found);
        let known = as_scalar(cx, end, &known)?;
        let old = get(cx, so_far);
        let mut join = |cx: &mut Cx<'_>| callable::apply(cx, f, &[old.clone(), item.clone()]);
        let next = branch::when(cx, f, known, &mut join, &mut |_| Ok(item.clone()))?;
        set(cx, so_far, next);
        has_found(cx, found);
        Ok(())
    })?;
    Ok(take(cx, so_far))
}

/// The first item, and then whichever the comparison prefers.
fn best(cx: &mut Cx<'_>, end: &ExprMethodCall, run: &Pipeline<'_>, (found, shape): (Var, Operands)) -> Res<Operands> {
    let kind = cx.exactly(Kind::Bool);
    let best = cx.scope.hide(Holds::Operands(shape));
    drive(cx, end, None, run, &mut |cx, item| {
        let known = get(cx, found);
        let known = as_scalar(cx, end, &known)?;
        let old = get(cx, best);
        let mut compare = |cx: &mut Cx<'_>| prefers(cx, end, &old, &item).map(Shape::Leaf);
        let mut first = |_: &mut Cx<'_>| Ok(leaf(Atom::Bool(true), kind));
        let better = branch::when(cx, end, known, &mut compare, &mut first)?;
        let better = as_scalar(cx, end, &better)?;
        let mut replace = |cx: &mut Cx<'_>| {
            set(cx, best, item.clone());
            Ok(Shape::unit())
        };
        branch::when(cx, end, better, &mut replace, &mut |_| Ok(Shape::unit()))?;
        has_found(cx, found);
        Ok(())
    })?;
    Ok(take(cx, best))
}

/// Whether the item takes the place of what was best before. Of equals, std's
/// `min` keeps the first, and its `max` takes the last.
pub(crate) fn prefers(cx: &mut Cx<'_>, end: &ExprMethodCall, old: &Operands, item: &Operands) -> Res<Operand> {
    let kind = cx.exactly(Kind::Bool);
    let is_min = end.method.to_string().starts_with("min");
    if end.method == "last" {
        return Ok(Operand { atom: Atom::Bool(true), kind });
    }
    let Some(f) = end.args.first() else {
        return is_better(cx, end, (old, item));
    };
    let [a, b] = [old, item].map(|v| Shape::Ref(Box::new(v.clone())));
    if end.method.to_string().ends_with("_key") {
        let (a, b) = (callable::apply(cx, f, &[a])?, callable::apply(cx, f, &[b])?);
        return is_better(cx, end, (&a, &b));
    }
    let order = callable::apply(cx, f, &[a, b])?;
    let order = as_scalar(cx, f, &order)?;
    let greater: syn::Pat = syn::parse_quote!(::core::cmp::Ordering::Greater);
    let greater = code::matches(cx, &greater, order)?;
    if is_min {
        return Ok(greater);
    }
    let not = cx.apply(end, Op::Not, vec![greater.atom], kind);
    as_scalar(cx, end, &not)
}

/// The same of what has an order of its own.
fn is_better(cx: &mut Cx<'_>, end: &ExprMethodCall, (old, item): (&Operands, &Operands)) -> Res<Operand> {
    let kind = cx.exactly(Kind::Bool);
    let is_min = end.method.to_string().starts_with("min");
    let (a, b) = (as_scalar(cx, end, old)?, as_scalar(cx, end, item)?);
    let test = if is_min { Comparison::Gt } else { Comparison::Le };
    cx.unify(end, a.kind, b.kind)?;
    let result = cx.apply(end, Op::Compare(test), vec![a.atom, b.atom], kind);
    as_scalar(cx, end, &result)
}
