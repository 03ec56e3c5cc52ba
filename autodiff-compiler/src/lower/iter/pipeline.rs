//! Iterators: lowered to the loops that they are.
//!
//! What an iterator runs through is a *source*: so many items, each of which
//! can be had by its number. Adaptors change the number or the item. Those that
//! drop items (`filter`, `take_while`) are *stages*, run item by item in the
//! body of the loop.

use super::function::Function;
use super::made;
use super::source::{Passing, Source};
use super::stored;
use crate::errors::Message;
use crate::ir::{Atom, Form, Limits, Order, Shape};
use crate::lower::classify::{Class, Classified, Link, classify};
use crate::lower::control::trip_count::Count;
use crate::lower::iter::collection;
use crate::lower::memory::implicit_copy::{Use, detached};
use crate::lower::memory::place::{self, Found};
use crate::lower::state::cx::{Cx, Res, Stop, error_at};
use crate::lower::state::kinds::Known;
use crate::lower::state::scope::{Operand, Operands, Var};
use crate::lower::state::settle;
use crate::lower::value::expr::{self, any, scalar};
use crate::std_names::Is;
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Expr, ExprMethodCall, Pat, RangeLimits};

/// A source, and what is done to each item.
#[derive(Clone)]
pub(crate) struct Pipeline<'e> {
    pub(crate) source: Source<'e>,
    pub(crate) stages: Vec<Stage<'e>>,
    pub(crate) order: Order,
}

/// What is done to an item that may be dropped.
#[derive(Clone)]
pub(crate) enum Stage<'e> {
    Map(Function<'e>),
    Filter(Function<'e>),
    TakeWhile(Function<'e>),
    Copied,
    /// The number of the item among those that came so far.
    Enumerate(Var),
    /// What the closure gives, if it gives something.
    FilterMap(Function<'e>),
    /// Whether one has been kept.
    SkipWhile(Function<'e>, Var),
    /// The elements of each item.
    Flatten,
    /// The items of what the closure gives for each item.
    FlatMap(Function<'e>),
    /// The closure looks at it.
    Inspect(Function<'e>),
    /// What the closure gives, until it gives nothing.
    MapWhile(Function<'e>),
    /// The same of a closure that is given what is carried along.
    Scan(Var, Function<'e>),
    /// What the closure made of the item before, whatever the item in front is.
    Successor(Var, Function<'e>),
    /// So many of the items, and how many have come.
    Take(Var, Atom),
    /// All but so many, and how many have come.
    Skip(Var, Atom),
    /// Every so-manieth, and how many have come.
    StepBy(Var, Atom),
    /// The item beside that of another source.
    Zip(Var, Box<Source<'e>>, Side),
    /// The iterator in this variable is one further.
    Advance(Var),
}

/// Which of two items comes from the source that is run through by numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    First,
    Second,
}

impl Stage<'_> {
    /// Whether it remembers nothing from item to item, and leaves no item out for good: the items
    /// can be had from the back as well.
    pub(super) fn forgets(&self) -> bool {
        matches!(self, Stage::Map(_) | Stage::Filter(_) | Stage::FilterMap(_) | Stage::Copied | Stage::Inspect(_))
    }
}

/// What an expression runs through.
pub(crate) fn pipeline<'e>(cx: &mut Cx<'_>, e: &'e Expr) -> Res<Pipeline<'e>> {
    let iterable = classify(cx, e);
    run_through(cx, &iterable)
}

/// The same of an expression that has been classified.
pub(crate) fn run_through<'e>(cx: &mut Cx<'_>, iterable: &Classified<'e>) -> Res<Pipeline<'e>> {
    let iterable = iterable.bare();
    match (iterable.e, iterable.class) {
        (Expr::Reference(_), _) if matches!(iterable.front().class, Class::Iterator(Link::Bound)) => {
            stored::lent(cx, iterable.front())
        }
        (Expr::Range(range), _) => self::range(cx, range).map(plain),
        (_, Class::Iterator(link) | Class::ForeignIterator(link)) => linked(cx, iterable, link),
        (Expr::MethodCall(lines), _) => match collection::lines(cx, lines) {
            Some(source) => source.map(plain),
            None => elements_of(cx, iterable),
        },
        _ => elements_of(cx, iterable),
    }
}

/// The elements of a collection that no method makes an iterator of.
fn elements_of<'e>(cx: &mut Cx<'_>, iterable: &Classified<'e>) -> Res<Pipeline<'e>> {
    if iterable.is_foreign_collection() {
        return collection::source(cx, iterable).map(plain);
    }
    let value = expr::run(cx, iterable, &any())?;
    let value = settle_array(cx, iterable, &value);
    let value = detached(cx, iterable.e, &value, Use::Read);
    elements(cx, iterable.e, value)
}

/// A source, or the iterator in front with what a method adds to it.
fn linked<'e>(cx: &mut Cx<'_>, iterator: &Classified<'e>, link: Link) -> Res<Pipeline<'e>> {
    let row = match link {
        Link::Entries => return collection::source(cx, iterator).map(plain),
        Link::Bound => return stored::run_through(cx, iterator.e),
        Link::Made(make) => return made::made(cx, iterator.e, make),
        Link::Collection => return collection::source(cx, iterator.front()).map(plain),
        Link::Begun(row) | Link::Adapted(row) => row,
    };
    let fits = iterator.call().args.len() == row.args;
    match row.is {
        Is::Start(begin) if fits => begin(cx, iterator).map(plain),
        Is::Adaptor(adapt) => {
            let inner = run_through(cx, iterator.front())?;
            if fits { adapt(cx, iterator, inner) } else { Err(refuse(cx, iterator.call())) }
        }
        _ => Err(refuse(cx, iterator.call())),
    }
}

/// What is run through is memory, where only this tells; a constant is an array.
pub(super) fn settle_array(cx: &mut Cx<'_>, iterable: &Classified<'_>, value: &Operands) -> Operands {
    let value = part_behind(cx, value);
    let Shape::Leaf(operand) = value.behind_refs() else { return value };
    if iterable.is_constant() && cx.known(*operand) == Known::Nothing {
        let elem = Shape::Leaf(cx.kinds.fresh(Known::Nothing));
        let memory = cx.kinds.memory(Form::Some, elem);
        // Nothing contradicts what is not known.
        let _ = cx.kinds.unify(operand.kind, memory);
    } else {
        is_collection(cx, proc_macro2::Span::call_site(), &value);
    }
    value
}

/// A part of data that is run through is a collection.
fn is_collection(cx: &mut Cx<'_>, span: proc_macro2::Span, value: &Operands) {
    let Shape::Leaf(operand) = value.behind_refs() else { return };
    is_looked_at(cx, value);
    settle::at(cx, span, operand.kind);
}

/// What a reference refers to that is run through is looked at where it is.
pub(super) fn is_looked_at(cx: &mut Cx<'_>, value: &Operands) {
    if let Shape::Ref(inner) = value
        && let Shape::Leaf(operand) = inner.behind_refs()
    {
        cx.borrowed.extend(operand.atom.value());
    }
}

/// Of a part of data that can be changed, what `&mut` refers to: a part, or the memory that it has
/// turned out to be.
fn part_behind(cx: &Cx<'_>, value: &Operands) -> Operands {
    let is_memory = |kind| matches!(cx.kinds.as_memory(kind), Some((form, _)) if !matches!(form, Form::Data(_)));
    value.map(&mut |operand| match cx.kinds.as_memory(operand.kind) {
        Some((Form::Cell, Shape::Leaf(kind))) if cx.kinds.known(*kind) == Known::Part || is_memory(*kind) => {
            Operand { atom: operand.atom, kind: *kind }
        }
        _ => *operand,
    })
}

/// The elements of an item.
fn elements<'e>(cx: &mut Cx<'_>, at: &dyn ToTokens, item: Operands) -> Res<Pipeline<'e>> {
    let passing = Passing::of(&item);
    match place::of(cx, item) {
        Found::Place(place) => Ok(plain(Source::elements(cx, at, place, passing))),
        Found::Value(_) => Err(cx.refuse(at, Message::NotIterable)),
    }
}

/// The same of an item that is flattened. A part of data of which nothing is known is a
/// collection of std then, as one that a `for` runs through; generated code says so.
pub(super) fn flattened<'e>(cx: &mut Cx<'_>, at: &dyn ToTokens, item: &Operands) -> Res<Pipeline<'e>> {
    let item = part_behind(cx, item);
    is_collection(cx, at.span(), &item);
    elements(cx, at, item)
}

pub(super) fn plain(source: Source<'_>) -> Pipeline<'_> {
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

pub(crate) fn refuse(cx: &Cx<'_>, call: &ExprMethodCall) -> Stop {
    cx.refuse(&call.method, Message::IteratorMethod { name: call.method.to_string() })
}

/// The same of a function that makes an iterator.
pub(super) fn refuse_call(cx: &Cx<'_>, call: &syn::ExprCall) -> Stop {
    let name = match &*call.func {
        Expr::Path(path) => path.path.segments.last().map(|last| last.ident.to_string()),
        _ => None,
    };
    cx.refuse(&call.func, Message::IteratorMethod { name: name.unwrap_or_default() })
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
