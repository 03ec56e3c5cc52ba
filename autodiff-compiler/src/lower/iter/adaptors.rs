//! Adaptors: each makes a pipeline of the one in front.
//!
//! As long as no item may be dropped, an adaptor changes the source; after that, what it
//! does is a stage.

use super::function::Function;
use super::pipeline::{Pipeline, Stage, pipeline, plain, refuse};
use super::source::Source;
use crate::ir::{Atom, IntKind, Kind, Shape};
use crate::lower::classify::Classified;
use crate::lower::memory::asserts;
use crate::lower::memory::length::length;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::scope::{Holds, Operand, Var};
use syn::Expr;

/// `into_iter()` of an iterator.
pub(crate) fn same<'e>(_: &mut Cx<'_>, _: &Classified<'e>, inner: Pipeline<'e>) -> Res<Pipeline<'e>> {
    Ok(inner)
}

/// `clone()` of an iterator; of one that counts its items on the way there would be two counters.
pub(crate) fn clone<'e>(cx: &mut Cx<'_>, adaptor: &Classified<'e>, inner: Pipeline<'e>) -> Res<Pipeline<'e>> {
    let counts = |stage: &Stage<'_>| matches!(stage, Stage::Enumerate(_) | Stage::SkipWhile(..));
    if inner.stages.iter().any(counts) {
        return Err(refuse(cx, adaptor.call()));
    }
    Ok(inner)
}

pub(crate) fn map<'e>(_: &mut Cx<'_>, adaptor: &Classified<'e>, inner: Pipeline<'e>) -> Res<Pipeline<'e>> {
    let f = function(adaptor);
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

pub(crate) fn filter<'e>(_: &mut Cx<'_>, adaptor: &Classified<'e>, inner: Pipeline<'e>) -> Res<Pipeline<'e>> {
    Ok(with(inner, Stage::Filter(function(adaptor))))
}

pub(crate) fn filter_map<'e>(_: &mut Cx<'_>, adaptor: &Classified<'e>, inner: Pipeline<'e>) -> Res<Pipeline<'e>> {
    Ok(with(inner, Stage::FilterMap(function(adaptor))))
}

pub(crate) fn flat_map<'e>(_: &mut Cx<'_>, adaptor: &Classified<'e>, inner: Pipeline<'e>) -> Res<Pipeline<'e>> {
    Ok(with(inner, Stage::FlatMap(function(adaptor))))
}

pub(crate) fn flatten<'e>(_: &mut Cx<'_>, _: &Classified<'e>, inner: Pipeline<'e>) -> Res<Pipeline<'e>> {
    Ok(with(inner, Stage::Flatten))
}

pub(crate) fn take_while<'e>(_: &mut Cx<'_>, adaptor: &Classified<'e>, inner: Pipeline<'e>) -> Res<Pipeline<'e>> {
    Ok(with(inner, Stage::TakeWhile(function(adaptor))))
}

pub(crate) fn skip_while<'e>(cx: &mut Cx<'_>, adaptor: &Classified<'e>, inner: Pipeline<'e>) -> Res<Pipeline<'e>> {
    let started = counter(cx, Atom::Bool(false), Kind::Bool);
    Ok(with(inner, Stage::SkipWhile(function(adaptor), started)))
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
    if !inner.stages.is_empty() || inner.source.is_endless() {
        return Err(refuse(cx, adaptor.call()));
    }
    Ok(Pipeline { order: inner.order.reversed(), ..inner })
}

pub(crate) fn skip<'e>(cx: &mut Cx<'_>, adaptor: &Classified<'e>, inner: Pipeline<'e>) -> Res<Pipeline<'e>> {
    let source = in_order(cx, adaptor, inner)?;
    let n = length(cx, argument(adaptor))?;
    Ok(plain(source.skip(cx, adaptor.call(), n)))
}

pub(crate) fn take<'e>(cx: &mut Cx<'_>, adaptor: &Classified<'e>, inner: Pipeline<'e>) -> Res<Pipeline<'e>> {
    let source = in_order(cx, adaptor, inner)?;
    let n = length(cx, argument(adaptor))?;
    Ok(plain(source.take(cx, adaptor.call(), n)))
}

pub(crate) fn step_by<'e>(cx: &mut Cx<'_>, adaptor: &Classified<'e>, inner: Pipeline<'e>) -> Res<Pipeline<'e>> {
    let source = in_order(cx, adaptor, inner)?;
    let n = length(cx, argument(adaptor))?;
    asserts::nonzero(cx, &adaptor.call().method, n, adaptor.asserts());
    Ok(plain(source.step_by(cx, adaptor.call(), n)))
}

pub(crate) fn zip<'e>(cx: &mut Cx<'_>, adaptor: &Classified<'e>, inner: Pipeline<'e>) -> Res<Pipeline<'e>> {
    let source = in_order(cx, adaptor, inner)?;
    let other = other(cx, adaptor)?;
    Ok(plain(source.zip(cx, adaptor.call(), other)))
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

fn function<'e>(adaptor: &Classified<'e>) -> Function<'e> {
    Function::Here(argument(adaptor))
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
