//! Adaptors: each makes a pipeline of the one in front.
//!
//! As long as no item may be dropped, an adaptor changes the source; after that, what it
//! does is a stage.

use super::function::Function;
use super::pipeline::{Pipeline, Side, Stage, pipeline, plain, refuse};
use super::source::Source;
use crate::ir::{Atom, IntKind, Kind, Shape};
use crate::lower::classify::Classified;
use crate::lower::memory::asserts;
use crate::lower::memory::length::length;
use crate::lower::memory::new;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::scope::{Holds, Operand, Var};
use crate::lower::state::unnamed;
use crate::lower::value::expr::{any, expression};
use syn::Expr;

/// `into_iter()` of an iterator.
pub(crate) fn same<'e>(_: &mut Cx<'_>, _: &Classified<'e>, inner: Pipeline<'e>) -> Res<Pipeline<'e>> {
    Ok(inner)
}

/// `clone()` of an iterator; of one that counts its items on the way there would be two counters.
pub(crate) fn clone<'e>(cx: &mut Cx<'_>, adaptor: &Classified<'e>, inner: Pipeline<'e>) -> Res<Pipeline<'e>> {
    let is_free = |stage: &Stage<'_>| stage.forgets() || matches!(stage, Stage::Flatten | Stage::FlatMap(_));
    if !inner.stages.iter().all(|stage| is_free(stage) || matches!(stage, Stage::TakeWhile(_) | Stage::MapWhile(_))) {
        return Err(refuse(cx, adaptor.call()));
    }
    Ok(inner)
}

pub(crate) fn map<'e>(cx: &mut Cx<'_>, adaptor: &Classified<'e>, inner: Pipeline<'e>) -> Res<Pipeline<'e>> {
    let f = function(cx, adaptor);
    if !inner.stages.is_empty() {
        return Ok(with(inner, Stage::Map(f)));
    }
    Ok(Pipeline { source: Source::Map(Box::new(inner.source), f), ..inner })
}

pub(crate) fn copied<'e>(_: &mut Cx<'_>, _: &Classified<'e>, inner: Pipeline<'e>) -> Res<Pipeline<'e>> {
    if !inner.stages.is_empty() {
        return Ok(with(inner, Stage::Copied));
    }
    Ok(Pipeline { source: Source::Copied(Box::new(inner.source)), ..inner })
}

pub(crate) fn filter<'e>(cx: &mut Cx<'_>, adaptor: &Classified<'e>, inner: Pipeline<'e>) -> Res<Pipeline<'e>> {
    Ok(with(inner, Stage::Filter(function(cx, adaptor))))
}

pub(crate) fn filter_map<'e>(cx: &mut Cx<'_>, adaptor: &Classified<'e>, inner: Pipeline<'e>) -> Res<Pipeline<'e>> {
    Ok(with(inner, Stage::FilterMap(function(cx, adaptor))))
}

pub(crate) fn flat_map<'e>(cx: &mut Cx<'_>, adaptor: &Classified<'e>, inner: Pipeline<'e>) -> Res<Pipeline<'e>> {
    Ok(with(inner, Stage::FlatMap(function(cx, adaptor))))
}

pub(crate) fn flatten<'e>(_: &mut Cx<'_>, _: &Classified<'e>, inner: Pipeline<'e>) -> Res<Pipeline<'e>> {
    Ok(with(inner, Stage::Flatten))
}

pub(crate) fn take_while<'e>(cx: &mut Cx<'_>, adaptor: &Classified<'e>, inner: Pipeline<'e>) -> Res<Pipeline<'e>> {
    Ok(with(inner, Stage::TakeWhile(function(cx, adaptor))))
}

pub(crate) fn skip_while<'e>(cx: &mut Cx<'_>, adaptor: &Classified<'e>, inner: Pipeline<'e>) -> Res<Pipeline<'e>> {
    let started = counter(cx, Atom::Bool(false), Kind::Bool);
    Ok(with(inner, Stage::SkipWhile(function(cx, adaptor), started)))
}

/// By the number of the item in the source, or a counter of those that are left.
pub(crate) fn enumerate<'e>(cx: &mut Cx<'_>, adaptor: &Classified<'e>, inner: Pipeline<'e>) -> Res<Pipeline<'e>> {
    if !inner.stages.is_empty() {
        let number = counter(cx, Atom::Int(0), Kind::Int(IntKind::Usize));
        return Ok(with(inner, Stage::Enumerate(number)));
    }
    let source = in_order(cx, adaptor, inner)?;
    Ok(plain(Source::Enumerate(Box::new(source))))
}

pub(crate) fn rev<'e>(cx: &mut Cx<'_>, adaptor: &Classified<'e>, inner: Pipeline<'e>) -> Res<Pipeline<'e>> {
    if !inner.stages.iter().all(Stage::forgets) || inner.source.is_endless() {
        return Err(refuse(cx, adaptor.call()));
    }
    Ok(Pipeline { order: inner.order.reversed(), ..inner })
}

/// Of what is filtered, the items are counted.
pub(crate) fn skip<'e>(cx: &mut Cx<'_>, adaptor: &Classified<'e>, inner: Pipeline<'e>) -> Res<Pipeline<'e>> {
    if inner.stages.is_empty() {
        let source = in_order(cx, adaptor, inner)?;
        let n = length(cx, argument(adaptor))?;
        return Ok(plain(source.skip(cx, adaptor.call(), n)));
    }
    let n = length(cx, argument(adaptor))?;
    Ok(skipped(cx, inner, n))
}

/// The same of a number that has been computed.
pub(super) fn skipped<'e>(cx: &mut Cx<'_>, inner: Pipeline<'e>, n: Atom) -> Pipeline<'e> {
    let counter = counter(cx, Atom::Int(0), Kind::Int(IntKind::Usize));
    with(inner, Stage::Skip(counter, n))
}

pub(crate) fn take<'e>(cx: &mut Cx<'_>, adaptor: &Classified<'e>, inner: Pipeline<'e>) -> Res<Pipeline<'e>> {
    let at = adaptor.call();
    // Nothing is left out of these, and nothing comes of an item that is not asked for.
    if inner.stages.iter().all(|stage| matches!(stage, Stage::Advance(_))) {
        let stages = inner.stages.clone();
        let source = in_order(cx, adaptor, Pipeline { stages: Vec::new(), ..inner })?;
        let n = length(cx, argument(adaptor))?;
        return Ok(Pipeline { stages, ..plain(source.take(cx, at, n)) });
    }
    let n = length(cx, argument(adaptor))?;
    let counter = counter(cx, Atom::Int(0), Kind::Int(IntKind::Usize));
    let source = inner.source.unless_none(cx, at, n);
    Ok(with(Pipeline { source, ..inner }, Stage::Take(counter, n)))
}

pub(crate) fn step_by<'e>(cx: &mut Cx<'_>, adaptor: &Classified<'e>, inner: Pipeline<'e>) -> Res<Pipeline<'e>> {
    let n = length(cx, argument(adaptor))?;
    asserts::nonzero(cx, &adaptor.call().method, n, adaptor.asserts());
    if inner.stages.is_empty() {
        let source = in_order(cx, adaptor, inner)?;
        return Ok(plain(source.step_by(cx, adaptor.call(), n)));
    }
    let counter = counter(cx, Atom::Int(0), Kind::Int(IntKind::Usize));
    Ok(with(inner, Stage::StepBy(counter, n)))
}

/// What is filtered goes along with the items of the other by their numbers.
pub(crate) fn zip<'e>(cx: &mut Cx<'_>, adaptor: &Classified<'e>, inner: Pipeline<'e>) -> Res<Pipeline<'e>> {
    let other = pipeline(cx, argument(adaptor))?;
    if !inner.stages.is_empty() {
        let other = in_order(cx, adaptor, other)?;
        return Ok(beside(cx, inner, (other, Side::Second)));
    }
    let source = in_order(cx, adaptor, inner)?;
    if !other.stages.is_empty() {
        return Ok(beside(cx, other, (source, Side::First)));
    }
    let other = in_order(cx, adaptor, other)?;
    Ok(plain(source.zip(cx, adaptor.call(), other)))
}

fn beside<'e>(cx: &mut Cx<'_>, inner: Pipeline<'e>, (other, side): (Source<'e>, Side)) -> Pipeline<'e> {
    let counter = counter(cx, Atom::Int(0), Kind::Int(IntKind::Usize));
    with(inner, Stage::Zip(counter, Box::new(other), side))
}

pub(crate) fn cycle<'e>(cx: &mut Cx<'_>, adaptor: &Classified<'e>, inner: Pipeline<'e>) -> Res<Pipeline<'e>> {
    let source = in_order(cx, adaptor, inner)?;
    Ok(plain(source.cycle(cx, adaptor.call())))
}

pub(crate) fn inspect<'e>(cx: &mut Cx<'_>, adaptor: &Classified<'e>, inner: Pipeline<'e>) -> Res<Pipeline<'e>> {
    Ok(with(inner, Stage::Inspect(function(cx, adaptor))))
}

pub(crate) fn map_while<'e>(cx: &mut Cx<'_>, adaptor: &Classified<'e>, inner: Pipeline<'e>) -> Res<Pipeline<'e>> {
    Ok(with(inner, Stage::MapWhile(function(cx, adaptor))))
}

/// What is carried along begins as a variable does.
pub(crate) fn scan<'e>(cx: &mut Cx<'_>, adaptor: &Classified<'e>, inner: Pipeline<'e>) -> Res<Pipeline<'e>> {
    let (call, init) = (adaptor.call(), argument(adaptor));
    let start = expression(cx, init, &any())?;
    let start = new::owned(cx, init, start);
    unnamed::note(cx, call, &start)?;
    let start = new::copied(cx, init, &start);
    let state = cx.scope.hide(Holds::Operands(start));
    let function = Function::of(cx, &call.args[1]);
    Ok(with(inner, Stage::Scan(state, function)))
}

pub(crate) fn chain<'e>(cx: &mut Cx<'_>, adaptor: &Classified<'e>, inner: Pipeline<'e>) -> Res<Pipeline<'e>> {
    let source = in_order(cx, adaptor, inner)?;
    let other = other(cx, adaptor)?;
    Ok(plain(source.chain(cx, adaptor.call(), other)))
}

/// The iterator that is the argument.
fn other<'e>(cx: &mut Cx<'_>, adaptor: &Classified<'e>) -> Res<Source<'e>> {
    let other = pipeline(cx, argument(adaptor))?;
    in_order(cx, adaptor, other)
}

/// A source of which every item is had by its number. What is reversed inside other
/// adaptors is turned item by item.
fn in_order<'e>(cx: &mut Cx<'_>, adaptor: &Classified<'e>, inner: Pipeline<'e>) -> Res<Source<'e>> {
    if !inner.stages.is_empty() {
        return Err(refuse(cx, adaptor.call()));
    }
    Ok(inner.source.turned(cx, adaptor.call(), inner.order))
}

fn function<'e>(cx: &mut Cx<'_>, adaptor: &Classified<'e>) -> Function<'e> {
    Function::of(cx, argument(adaptor))
}

fn argument<'e>(adaptor: &Classified<'e>) -> &'e Expr {
    &adaptor.call().args[0]
}

/// A variable that goes along from item to item.
fn counter(cx: &mut Cx<'_>, atom: Atom, kind: Kind) -> Var {
    let kind = cx.exactly(kind);
    cx.scope.hide(Holds::Operands(Shape::Leaf(Operand { atom, kind })))
}

fn with<'e>(mut pipeline: Pipeline<'e>, stage: Stage<'e>) -> Pipeline<'e> {
    pipeline.stages.push(stage);
    pipeline
}
