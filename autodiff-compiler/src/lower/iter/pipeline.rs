//! Iterators: lowered to the loops that they are.
//!
//! What an iterator runs through is a *source*: so many items, each of which
//! can be had by its number. Adaptors change the number or the item. Those that
//! drop items (`filter`, `take_while`) are *stages*, run item by item in the
//! body of the loop.

use super::source::{Passing, Source};
use crate::errors::Message;
use crate::ir::{Atom, IntKind, Kind, Limits, Order, Shape};
use crate::lower::control::trip_count::Count;
use crate::lower::foreign::code;
use crate::lower::foreign::collection;
use crate::lower::memory::asserts;
use crate::lower::memory::implicit_copy::{Use, detached};
use crate::lower::memory::new::length;
use crate::lower::memory::place::{self, Found, Located};
use crate::lower::option::take_apart;
use crate::lower::state::cx::{Cx, Res, Stop, error_at};
use crate::lower::state::scope::{Holds, Operand, Operands, Var};
use crate::lower::state::settle;
use crate::lower::value::expr::{any, expression, scalar};
use quote::ToTokens;
use syn::{Expr, ExprMethodCall, Pat, RangeLimits};

/// A source, and what is done to each item.
pub(crate) struct Pipeline<'e> {
    pub(crate) source: Source<'e>,
    pub(crate) stages: Vec<Stage<'e>>,
    pub(crate) order: Order,
}

/// What is done to an item that may be dropped.
#[derive(Clone, Copy)]
pub(crate) enum Stage<'e> {
    Map(&'e Expr),
    Filter(&'e Expr),
    TakeWhile(&'e Expr),
    Copied,
    /// The number of the item among those that came so far.
    Enumerate(Var),
    /// What the closure gives, if it gives something.
    FilterMap(&'e Expr),
    /// Whether one has been kept.
    SkipWhile(&'e Expr, Var),
    /// The elements of each item.
    Flatten,
    /// The items of what the closure gives for each item.
    FlatMap(&'e Expr),
}

/// Methods that begin an iterator, and those that adapt one.
pub(crate) const STARTS: [&str; 8] =
    ["iter", "iter_mut", "into_iter", "windows", "chunks", "chunks_exact", "chunks_mut", "chunks_exact_mut"];
pub(crate) const ADAPTORS: [&str; 16] = [
    "zip",
    "enumerate",
    "rev",
    "skip",
    "take",
    "step_by",
    "map",
    "filter",
    "filter_map",
    "take_while",
    "skip_while",
    "copied",
    "cloned",
    "chain",
    "flatten",
    "flat_map",
];

/// Whether an expression is an iterator that is lowered to a loop.
pub(crate) fn is_iterator(cx: &Cx<'_>, e: &Expr) -> bool {
    match e {
        Expr::Paren(inner) => is_iterator(cx, &inner.expr),
        Expr::Group(inner) => is_iterator(cx, &inner.expr),
        Expr::Range(range) => range.start.is_some(),
        // What reads constants only is passed through as it stands.
        Expr::MethodCall(call) => {
            let reads_floats = || code::mentions_float(cx, &call.to_token_stream());
            is_iterator_call(cx, call) || (collection::is_chain(cx, e) && reads_floats())
        }
        _ => false,
    }
}

/// Whether the receiver is an iterator that is lowered to a loop because of what
/// the method is given.
pub(crate) fn is_run_through(cx: &Cx<'_>, call: &ExprMethodCall) -> bool {
    let reads_floats = || code::mentions_float(cx, &call.to_token_stream());
    is_iterator(cx, &call.receiver) || (collection::is_chain(cx, &call.receiver) && reads_floats())
}

pub(crate) fn is_adaptor(call: &ExprMethodCall) -> bool {
    ADAPTORS.iter().any(|name| call.method == name)
}

pub(crate) fn is_iterator_call(cx: &Cx<'_>, call: &ExprMethodCall) -> bool {
    let name = call.method.to_string();
    let adapts = is_adaptor(call) && is_iterator(cx, &call.receiver);
    let starts = STARTS.contains(&name.as_str());
    adapts || (starts && (gives_memory(cx, &call.receiver) || is_iterator(cx, &call.receiver) || is_result(cx, call)))
}

/// `g(x).iter()`: only what is memory has this.
fn is_result(cx: &Cx<'_>, call: &ExprMethodCall) -> bool {
    let of_function = matches!(&*call.receiver, Expr::Call(_));
    of_function && code::mentions_float(cx, &call.receiver.to_token_stream())
}

/// Whether an expression is memory: a place, or made here.
pub(crate) fn gives_memory(cx: &Cx<'_>, e: &Expr) -> bool {
    match e {
        Expr::Paren(inner) => gives_memory(cx, &inner.expr),
        Expr::Group(inner) => gives_memory(cx, &inner.expr),
        Expr::Reference(inner) => gives_memory(cx, &inner.expr),
        Expr::Array(_) | Expr::Repeat(_) => true,
        Expr::Macro(mac) => crate::lower::foreign::macros::is_vec(&mac.mac),
        Expr::Path(path) if settle::is_constant(cx, path) => true,
        Expr::MethodCall(call) if take_apart::unwraps_element(cx, call) => true,
        Expr::MethodCall(call) => {
            crate::lower::memory::slice_method::gives_memory(&call.method.to_string())
                && gives_memory(cx, &call.receiver)
        }
        e => place::is_place(cx, e),
    }
}

/// The elements of an item.
pub(crate) fn elements<'e>(cx: &mut Cx<'_>, at: &impl ToTokens, item: Operands) -> Res<Pipeline<'e>> {
    let passing = passing(&item);
    match place::of(cx, item) {
        Found::Place(place) => Ok(plain(Source::elements(cx, at, place, passing))),
        Found::Value(_) => Err(cx.refuse(at, Message::NotIterable)),
    }
}

fn passing(value: &Operands) -> Passing {
    match value {
        Shape::Ref(_) => Passing::Ref,
        Shape::Mut(_) => Passing::Mut,
        _ => Passing::Value,
    }
}

/// What an expression runs through.
pub(crate) fn pipeline<'e>(cx: &mut Cx<'_>, e: &'e Expr) -> Res<Pipeline<'e>> {
    settle::chain(cx, e);
    match e {
        Expr::Paren(inner) => return pipeline(cx, &inner.expr),
        Expr::Group(inner) => return pipeline(cx, &inner.expr),
        Expr::Range(range) => return self::range(cx, range).map(plain),
        Expr::MethodCall(call) if is_iterator(cx, e) || collection::is_chain(cx, e) => return method(cx, call),
        e if collection::is_foreign(cx, e) => return collection::source(cx, e).map(plain),
        _ => {}
    }
    let value = expression(cx, e, &any())?;
    settle::iterated(cx, e, &value);
    let value = detached(cx, e, &value, Use::Read);
    elements(cx, e, value)
}

fn plain(source: Source<'_>) -> Pipeline<'_> {
    Pipeline { source, stages: Vec::new(), order: Order::Up }
}

fn range<'e>(cx: &mut Cx<'_>, range: &'e syn::ExprRange) -> Res<Source<'e>> {
    let Some(start) = &range.start else { return Err(cx.refuse(range, Message::NotIterable)) };
    let from = scalar(cx, start)?;
    cx.ranges.push((from.kind, error_at(range, Message::NeedsIntegerType)));
    let Some(end) = &range.end else { return Ok(Source::From(from)) };
    let to = scalar(cx, end)?;
    cx.unify(range, from.kind, to.kind)?;
    let limits = if matches!(range.limits, RangeLimits::Closed(_)) { Limits::Closed } else { Limits::HalfOpen };
    Ok(Source::Range(Count { from, to, limits, order: Order::Up, name: None }))
}

/// The memory on which an iterator method is called.
fn receiver(cx: &mut Cx<'_>, e: &Expr) -> Res<(Located, Operands)> {
    let value = if place::is_place(cx, e) {
        match place::locate(cx, e)? {
            Found::Place(place) => place::read(cx, e, &place),
            Found::Value(value) => value,
        }
    } else {
        expression(cx, e, &any())?
    };
    settle::iterated(cx, e, &value);
    match place::of(cx, value.clone()) {
        Found::Place(place) => Ok((place, value)),
        Found::Value(_) => Err(cx.refuse(e, Message::NotIterable)),
    }
}

fn method<'e>(cx: &mut Cx<'_>, call: &'e ExprMethodCall) -> Res<Pipeline<'e>> {
    let name = call.method.to_string();
    if collection::is_start(cx, call) {
        return collection::source(cx, &call.receiver).map(plain);
    }
    if STARTS.contains(&name.as_str()) && !is_iterator(cx, &call.receiver) {
        return start(cx, call, &name).map(plain);
    }
    let inner = pipeline(cx, &call.receiver)?;
    match (name.as_str(), call.args.first()) {
        ("into_iter" | "iter", None) => Ok(inner),
        ("copied" | "cloned", None) if inner.stages.is_empty() => {
            Ok(Pipeline { source: Source::Copied(Box::new(inner.source)), ..inner })
        }
        ("copied" | "cloned", None) => Ok(with(inner, Stage::Copied)),
        ("map", Some(f)) if inner.stages.is_empty() => {
            Ok(Pipeline { source: Source::Map(Box::new(inner.source), f), ..inner })
        }
        ("map", Some(f)) => Ok(with(inner, Stage::Map(f))),
        ("filter", Some(f)) => Ok(with(inner, Stage::Filter(f))),
        ("filter_map", Some(f)) => Ok(with(inner, Stage::FilterMap(f))),
        ("take_while", Some(f)) => Ok(with(inner, Stage::TakeWhile(f))),
        ("skip_while", Some(f)) => {
            let kind = cx.exactly(Kind::Bool);
            let flag = Operand { atom: Atom::Bool(false), kind };
            let started = cx.scope.hide(Holds::Operands(Shape::Leaf(flag)));
            Ok(with(inner, Stage::SkipWhile(f, started)))
        }
        ("flatten", None) => Ok(with(inner, Stage::Flatten)),
        ("flat_map", Some(f)) => Ok(with(inner, Stage::FlatMap(f))),
        ("enumerate", None) if !inner.stages.is_empty() => {
            let kind = cx.exactly(Kind::Int(IntKind::Usize));
            let counter = cx.scope.hide(Holds::Operands(Shape::Leaf(Operand { atom: Atom::Int(0), kind })));
            Ok(with(inner, Stage::Enumerate(counter)))
        }
        (_, arg) if inner.stages.is_empty() => adapted(cx, call, &name, inner, arg),
        _ => Err(refuse(cx, call)),
    }
}

fn with<'e>(mut pipeline: Pipeline<'e>, stage: Stage<'e>) -> Pipeline<'e> {
    pipeline.stages.push(stage);
    pipeline
}

pub(crate) fn refuse(cx: &Cx<'_>, call: &ExprMethodCall) -> Stop {
    cx.refuse(&call.method, Message::IteratorMethod { name: call.method.to_string() })
}

/// `x.iter()`, `x.windows(n)`, ..
fn start<'e>(cx: &mut Cx<'_>, call: &'e ExprMethodCall, name: &str) -> Res<Source<'e>> {
    let (place, value) = receiver(cx, &call.receiver)?;
    let source = match (name, call.args.first()) {
        ("iter", None) => Source::elements(cx, call, place, Passing::Ref),
        ("iter_mut", None) => Source::elements(cx, call, place, Passing::Mut),
        ("into_iter", None) => match value {
            Shape::Ref(_) => Source::elements(cx, call, place, Passing::Ref),
            Shape::Mut(_) => Source::elements(cx, call, place, Passing::Mut),
            owned => {
                let own = detached(cx, call, &owned, Use::Read);
                let place = match place::of(cx, own) {
                    Found::Place(place) => place,
                    Found::Value(_) => place,
                };
                Source::elements(cx, call, place, Passing::Value)
            }
        },
        (_, Some(width)) => {
            let width = length(cx, width)?;
            let what = if name == "windows" { "window" } else { "chunk" };
            asserts::nonzero(cx, &call.method, width, &format!("{what} size must be non-zero"));
            match name {
                "windows" => Source::windows(cx, call, place, width),
                "chunks_exact" => Source::chunks_exact(cx, call, place, Passing::Ref, width),
                "chunks_exact_mut" => Source::chunks_exact(cx, call, place, Passing::Mut, width),
                "chunks_mut" => Source::chunks(cx, call, place, Passing::Mut, width),
                _ => Source::chunks(cx, call, place, Passing::Ref, width),
            }
        }
        _ => return Err(refuse(cx, call)),
    };
    Ok(source)
}

/// Adaptors of a source of which every item is had by its number.
fn adapted<'e>(
    cx: &mut Cx<'_>,
    call: &'e ExprMethodCall,
    name: &str,
    inner: Pipeline<'e>,
    arg: Option<&'e Expr>,
) -> Res<Pipeline<'e>> {
    if let ("rev", None) = (name, arg) {
        if inner.source.is_endless() {
            return Err(refuse(cx, call));
        }
        return Ok(Pipeline { order: inner.order.reversed(), ..inner });
    }
    // What is reversed inside other adaptors is turned item by item.
    let source = inner.source.turned(cx, call, inner.order);
    let source = match (name, arg) {
        ("enumerate", None) => Source::Enumerate(Box::new(source)),
        ("skip", Some(n)) => {
            let n = length(cx, n)?;
            source.skip(cx, call, n)
        }
        ("take", Some(n)) => {
            let n = length(cx, n)?;
            source.take(cx, call, n)
        }
        ("step_by", Some(n)) => {
            let n = length(cx, n)?;
            asserts::nonzero(cx, &call.method, n, "assertion failed: step != 0");
            source.step_by(cx, call, n)
        }
        ("zip" | "chain", Some(other)) => {
            let other = pipeline(cx, other)?;
            if !other.stages.is_empty() {
                return Err(refuse(cx, call));
            }
            let other = other.source.turned(cx, call, other.order);
            if name == "zip" { source.zip(cx, call, other) } else { source.chain(cx, call, other) }
        }
        _ => return Err(refuse(cx, call)),
    };
    Ok(plain(source))
}

/// What the user calls the index of a `for`.
pub(crate) fn name_of(pat: &Pat) -> Option<String> {
    match pat {
        Pat::Ident(ident) => Some(ident.ident.to_string()),
        Pat::Tuple(tuple) => tuple.elems.first().and_then(name_of),
        _ => None,
    }
    .filter(|name| !name.starts_with('_'))
}
