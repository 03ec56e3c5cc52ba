//! Iterators in variables: `let pairs = x.iter().zip(y);`, `let mut it = x.iter();`.
//!
//! What it runs through is found out where the variable is bound, and what its closures see
//! are the names there. One that can be advanced has the number of its next item in a variable
//! of lowering's own.
//!
//! ```text
//! let mut it = x.iter();                  n = 0
//! let first = it.next().unwrap();         w3 = n < len; n = n + 1; .. load w1[0]
//! for v in it { s += v * first; }         for i in 0..len - n: load w1[n + i]
//! ```

use super::drive;
use super::pipeline::{self, Pipeline, Stage};
use super::source::Source;
use super::winner::Item;
use crate::errors::Message;
use crate::ir::{Atom, Comparison, IntOp, Kind, Op, Order};
use crate::lower::classify::{Class, Classified};
use crate::lower::control::loops;
use crate::lower::memory::length::{int, length};
use crate::lower::option::take_apart::{Maybe, Value};
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::hidden::{get, leaf, set, take};
use crate::lower::state::scope::{Binding, Holds, Names, Operand, Var};
use crate::lower::tokens::hygiene::is_same;
use crate::lower::tokens::visible::visible;
use crate::lower::value::expr::as_scalar;
use crate::lower::value::pattern;
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Expr, ExprMethodCall, Local, Pat, Stmt};

/// An iterator that a variable holds.
#[derive(Clone)]
pub(crate) struct Stored {
    run: Pipeline<'static>,
    /// Where it can be advanced, the numbers of the next item and of the one behind the last.
    at: Option<Ends>,
}

/// The numbers of the next item, and of the first that is left no more; of what has no end there
/// is no such.
#[derive(Clone, Copy)]
struct Ends {
    next: Var,
    end: Option<Var>,
}

/// Binds the iterator of a `let`, if it is one that is lowered.
pub(crate) fn bind(cx: &mut Cx<'_>, local: &Local, (initial, rest): (&Classified<'_>, &[Stmt])) -> Res<bool> {
    let Pat::Ident(ident) = pattern::without_type(&local.pat) else { return Ok(false) };
    match initial.bare().class {
        Class::Iterator(_) => {}
        // Of constants, where a `for` runs through it; what else is done to it is done as it stands.
        Class::ForeignIterator(_) if is_run_through(rest, &ident.ident) => {}
        _ => return Ok(false),
    }
    let run = pipeline::run_through(cx, initial)?.bound(cx);
    let stored = if ident.mutability.is_some() { advanced(cx, &ident.ident, run) } else { Stored { run, at: None } };
    cx.iterators.push(stored);
    cx.scope.bind(&ident.ident, Holds::Iterator(cx.iterators.len() - 1));
    Ok(true)
}

/// Whether a `for` runs through the variable, and nothing else is done to it.
fn is_run_through(rest: &[Stmt], name: &syn::Ident) -> bool {
    fn count(tokens: TokenStream, name: &syn::Ident, (loops, all): (&mut usize, &mut usize)) {
        let mut before = None;
        for token in tokens {
            match &token {
                TokenTree::Group(group) => count(group.stream(), name, (&mut *loops, &mut *all)),
                TokenTree::Ident(word) if is_same(word, name) => {
                    *all += 1;
                    *loops += usize::from(matches!(&before, Some(TokenTree::Ident(word)) if word == "in"));
                }
                _ => {}
            }
            before = Some(token);
        }
    }
    let (mut loops, mut all) = (0, 0);
    let rest = visible(rest.iter().map(ToTokens::to_token_stream).collect(), name);
    count(rest, name, (&mut loops, &mut all));
    loops > 0 && loops == all
}

/// One whose items can be taken one by one: each is had by its number, and stages remember
/// nothing from item to item.
fn advanced(cx: &mut Cx<'_>, at: &impl ToTokens, run: Pipeline<'static>) -> Stored {
    if !run.stages.iter().all(Stage::forgets) {
        return Stored { run, at: None };
    }
    let source = run.source.turned(cx, at, run.order).numbered(cx, at);
    let kind = cx.usize_kind();
    let next = cx.scope.hide(Holds::Operands(leaf(Atom::Int(0), kind)));
    let end = if source.is_endless() {
        None
    } else {
        let len = source.len(cx, at);
        Some(cx.scope.hide(Holds::Operands(leaf(len, kind))))
    };
    Stored { run: Pipeline { source, stages: run.stages, order: Order::Up }, at: Some(Ends { next, end }) }
}

/// The iterator that an expression names.
fn named(cx: &Cx<'_>, e: &Expr) -> Option<Stored> {
    match e {
        Expr::Paren(inner) => named(cx, &inner.expr),
        Expr::Group(inner) => named(cx, &inner.expr),
        Expr::Path(path) => match cx.scope.find(path.path.get_ident()?)? {
            Binding::Var(var) => match cx.scope.get(var) {
                Holds::Iterator(i) => Some(cx.iterators[*i].clone()),
                _ => None,
            },
            Binding::Opaque => None,
        },
        _ => None,
    }
}

/// What is left of the iterator that a variable holds.
pub(super) fn run_through(cx: &mut Cx<'_>, e: &Expr) -> Res<Pipeline<'static>> {
    let Some(Stored { run, at }) = named(cx, e) else { return Err(cx.refuse(e, Message::StoredIterator)) };
    match at {
        Some(at) => left(cx, e, run, at),
        None => Ok(run),
    }
}

/// What is left from the next item on.
fn left(cx: &mut Cx<'_>, e: &impl ToTokens, run: Pipeline<'static>, at: Ends) -> Res<Pipeline<'static>> {
    let next = number(cx, e, at.next)?;
    let source = match at.end {
        Some(end) => {
            let end = number(cx, e, end)?;
            run.source.between(cx, e, (next, end))
        }
        None => run.source.skip(cx, e, next),
    };
    Ok(Pipeline { source, ..run })
}

/// `it.by_ref()`: the variable goes along with the items.
pub(crate) fn by_ref<'e>(cx: &mut Cx<'_>, adaptor: &Classified<'e>, inner: Pipeline<'e>) -> Res<Pipeline<'e>> {
    if named(cx, adaptor.front().e).is_none() {
        return Ok(inner);
    }
    lent(cx, adaptor.front())
}

/// `&mut it`
pub(super) fn lent(cx: &mut Cx<'_>, of: &Classified<'_>) -> Res<Pipeline<'static>> {
    let Some(Stored { at: Some(at), .. }) = named(cx, of.e) else {
        return Err(cx.refuse(&of.e, Message::StoredIterator));
    };
    let mut run = run_through(cx, of.e)?;
    run.stages.insert(0, Stage::Advance(at.next));
    Ok(run)
}

/// `it.next()`, `it.peek()`, `it.nth(n)`, `it.next_back()` of a variable: an item, and whether there
/// is one; `None` of anything else.
pub(super) fn next<'e>(cx: &mut Cx<'_>, end: &Classified<'e>) -> Option<Res<Maybe<'e>>> {
    let stored = named(cx, end.front().e)?;
    let call = end.call();
    Some(match stored.at {
        Some(at) if call.method == "next_back" => taken_back(cx, call, stored.run, at),
        Some(at) => taken(cx, call, stored.run, at),
        None => Err(cx.refuse(&call.method, Message::StoredIterator)),
    })
}

/// The first item of an iterator, whether there is one, and what is left then; `None` of one that goes from its
/// beginning alone.
pub(super) fn first_and_rest<'e>(
    cx: &mut Cx<'_>,
    call: &'e ExprMethodCall,
    run: Pipeline<'static>,
) -> Res<Option<(Operand, Item<'e>, Pipeline<'static>)>> {
    let Stored { run, at: Some(at) } = advanced(cx, call, run) else { return Ok(None) };
    let Maybe { found, value: Value::Item(first), .. } = taken(cx, call, run.clone(), at)? else { return Ok(None) };
    Ok(Some((found, *first, left(cx, call, run, at)?)))
}

/// The last item that is left.
fn taken_back<'e>(cx: &mut Cx<'_>, call: &'e ExprMethodCall, run: Pipeline<'static>, at: Ends) -> Res<Maybe<'e>> {
    let Some(end) = at.end.filter(|_| run.stages.is_empty()) else {
        return Err(cx.refuse(&call.method, Message::StoredIterator));
    };
    let next = number(cx, call, at.next)?;
    let found = is_left(cx, call, at, next)?;
    let last = number(cx, call, end)?;
    let last = int(cx, call, IntOp::SaturatingSub, last, Atom::Int(1));
    let kind = cx.usize_kind();
    set(cx, end, leaf(last, kind));
    let value = Value::Item(Box::new(Item { end: call, run, number: Operand { atom: last, kind } }));
    Ok(Maybe::of(found, value))
}

fn taken<'e>(cx: &mut Cx<'_>, call: &'e ExprMethodCall, run: Pipeline<'static>, at: Ends) -> Res<Maybe<'e>> {
    let mut next = number(cx, call, at.next)?;
    if call.method == "nth" {
        if !run.stages.is_empty() {
            return Err(cx.refuse(&call.method, Message::StoredIterator));
        }
        let n = length(cx, &call.args[0])?;
        next = int(cx, call, IntOp::Add, next, n);
    }
    let (found, item) =
        if run.stages.is_empty() { (is_left(cx, call, at, next)?, next) } else { sought(cx, call, (&run, at), next)? };
    if call.method != "peek" {
        let after = int(cx, call, IntOp::Add, item, Atom::Int(1));
        let kind = cx.usize_kind();
        set(cx, at.next, leaf(after, kind));
    }
    let kind = cx.usize_kind();
    let value = Value::Item(Box::new(Item { end: call, run, number: Operand { atom: item, kind } }));
    let value = if call.method == "peek" { Value::Lent(Box::new(value)) } else { value };
    Ok(Maybe::of(found, value))
}

/// Whether the item of this number is left.
fn is_left(cx: &mut Cx<'_>, call: &ExprMethodCall, at: Ends, item: Atom) -> Res<Operand> {
    let kind = cx.exactly(Kind::Bool);
    let Some(end) = at.end else { return Ok(Operand { atom: Atom::Bool(true), kind }) };
    let end = number(cx, call, end)?;
    let found = cx.apply(call, Op::Compare(Comparison::Lt), vec![item, end], kind);
    as_scalar(cx, call, &found)
}

/// The number of the first item from this one on that the stages let through.
fn sought(
    cx: &mut Cx<'_>,
    call: &ExprMethodCall,
    (run, at): (&Pipeline<'_>, Ends),
    next: Atom,
) -> Res<(Operand, Atom)> {
    let (flag, index) = (cx.exactly(Kind::Bool), cx.usize_kind());
    let found = cx.scope.hide(Holds::Operands(leaf(Atom::Bool(false), flag)));
    let number = cx.scope.hide(Holds::Operands(leaf(next, index)));
    let source = match at.end {
        Some(end) => {
            let end = self::number(cx, call, end)?;
            run.source.clone().between(cx, call, (next, end))
        }
        None => run.source.clone().skip(cx, call, next),
    };
    let rest = Pipeline { source, ..run.clone() };
    drive::drive_numbered(cx, call, None, &rest, &mut |cx, passed, _| {
        let here = int(cx, call, IntOp::Add, passed.atom, next);
        set(cx, number, leaf(here, index));
        set(cx, found, leaf(Atom::Bool(true), flag));
        Err(loops::leave_innermost(cx))
    })?;
    let (found, number) = (take(cx, found), take(cx, number));
    let (found, number) = (as_scalar(cx, call, &found)?, as_scalar(cx, call, &number)?);
    Ok((found, number.atom))
}

fn number(cx: &mut Cx<'_>, at: &impl ToTokens, of: Var) -> Res<Atom> {
    let held = get(cx, of);
    Ok(as_scalar(cx, at, &held)?.atom)
}

impl Pipeline<'_> {
    /// The same for a variable that is bound here, or for code that sees other names.
    pub(super) fn bound(self, cx: &Cx<'_>) -> Pipeline<'static> {
        let names = cx.scope.names();
        let stages = self.stages.into_iter().map(|stage| stage.bound(&names)).collect();
        Pipeline { source: self.source.bound(&names), stages, order: self.order }
    }
}

impl Stage<'_> {
    fn bound(self, names: &Names) -> Stage<'static> {
        match self {
            Stage::Map(f) => Stage::Map(f.bound(names)),
            Stage::Filter(f) => Stage::Filter(f.bound(names)),
            Stage::TakeWhile(f) => Stage::TakeWhile(f.bound(names)),
            Stage::FilterMap(f) => Stage::FilterMap(f.bound(names)),
            Stage::SkipWhile(f, started) => Stage::SkipWhile(f.bound(names), started),
            Stage::FlatMap(f) => Stage::FlatMap(f.bound(names)),
            Stage::Copied => Stage::Copied,
            Stage::Enumerate(counter) => Stage::Enumerate(counter),
            Stage::Flatten => Stage::Flatten,
            Stage::Inspect(f) => Stage::Inspect(f.bound(names)),
            Stage::MapWhile(f) => Stage::MapWhile(f.bound(names)),
            Stage::Scan(state, f) => Stage::Scan(state, f.bound(names)),
            Stage::Successor(state, f) => Stage::Successor(state, f.bound(names)),
            Stage::Take(counter, n) => Stage::Take(counter, n),
            Stage::Skip(counter, n) => Stage::Skip(counter, n),
            Stage::StepBy(counter, n) => Stage::StepBy(counter, n),
            Stage::Zip(counter, other, side) => Stage::Zip(counter, Box::new(other.bound(names)), side),
            Stage::Advance(number) => Stage::Advance(number),
        }
    }
}

impl Source<'_> {
    fn bound(self, names: &Names) -> Source<'static> {
        let inner = |source: Box<Source<'_>>| Box::new(source.bound(names));
        match self {
            Source::Range(count) => Source::Range(count),
            Source::From(from) => Source::From(from),
            Source::Elements { of, len, name } => Source::Elements { of, len, name },
            Source::Slices { of, stride, width, whole, len } => Source::Slices { of, stride, width, whole, len },
            Source::Foreign { base, len, by } => Source::Foreign { base, len, by },
            Source::Same(value, len) => Source::Same(value, len),
            Source::Cycle(source, len) => Source::Cycle(inner(source), len),
            Source::Copied(source) => Source::Copied(inner(source)),
            Source::Map(source, f) => Source::Map(inner(source), f.bound(names)),
            Source::Enumerate(source) => Source::Enumerate(inner(source)),
            Source::Zip(a, b, len) => Source::Zip(inner(a), inner(b), len),
            Source::Chain(a, b, len) => Source::Chain(inner(a), inner(b), len),
            Source::Every { inner: source, first, stride, len } => {
                Source::Every { inner: inner(source), first, stride, len }
            }
            Source::Reversed(source, len) => Source::Reversed(inner(source), len),
        }
    }
}
