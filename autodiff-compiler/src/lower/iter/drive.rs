//! Running through the items of an iterator: a loop over the numbers of its
//! source, with the stages in its body.

use super::filter_map;
use super::function::{self, Function, seen, under};
use super::pipeline::{self, Pipeline, Stage, pipeline};
use crate::errors::Message;
use crate::ir::{Atom, IntOp, Kind, Op, Shape};
use crate::lower::classify::as_closure;
use crate::lower::control::branch;
use crate::lower::control::loops;
use crate::lower::control::short_circuit::{Word, short_circuit};
use crate::lower::control::trip_count::Plan;
use crate::lower::option::held;
use crate::lower::state::cx::{Cx, Res, Stop};
use crate::lower::state::scope::{Holds, Operand, Operands, Var};
use crate::lower::value::block;
use crate::lower::value::callable;
use crate::lower::value::closure;
use crate::lower::value::expr::{any, as_scalar};
use crate::lower::value::pattern::{self, Refutability};
use quote::ToTokens;
use syn::{Expr, ExprForLoop};

/// `for pat in iterable { .. }`
pub(crate) fn for_loop(cx: &mut Cx<'_>, e: &ExprForLoop) -> Res<Operands> {
    let mut pipeline = pipeline(cx, &e.expr)?;
    pipeline.source.name(&e.pat);
    cx.run_through.push(e.expr.to_token_stream());
    let done = drive(cx, e, e.label.as_ref(), &pipeline, &mut |cx, item| {
        let mark = cx.scope.mark();
        let done = pattern::bind(cx, Refutability::Irrefutable, &e.pat, &item)
            .and_then(|()| block::block(cx, &e.body, &any()).map(|_| ()));
        cx.scope.leave(mark);
        done
    });
    cx.run_through.pop();
    done?;
    Ok(Shape::unit())
}

/// Runs a loop over the items.
pub(crate) fn drive(
    cx: &mut Cx<'_>,
    at: &dyn ToTokens,
    label: Option<&syn::Label>,
    pipeline: &Pipeline<'_>,
    body: &mut dyn FnMut(&mut Cx<'_>, Operands) -> Res<()>,
) -> Res<()> {
    drive_numbered(cx, at, label, pipeline, &mut |cx, _, item| body(cx, item))
}

/// The same, with the number that the source has for each item.
pub(crate) fn drive_numbered(
    cx: &mut Cx<'_>,
    at: &dyn ToTokens,
    label: Option<&syn::Label>,
    pipeline: &Pipeline<'_>,
    body: &mut dyn FnMut(&mut Cx<'_>, Operand, Operands) -> Res<()>,
) -> Res<()> {
    let source = &pipeline.source;
    // A source without an end runs until the body leaves, and its items are counted.
    let (plan, counter) = if source.is_endless() {
        let kind = cx.usize_kind();
        let zero = Operand { atom: Atom::Int(0), kind };
        (Plan::Forever, Some(cx.scope.hide(Holds::Operands(Shape::Leaf(zero)))))
    } else {
        (Plan::Count(source.count(cx, pipeline.order)), None)
    };
    let done = loops::repeat(cx, at, label, plan, &mut |cx, index| {
        let counted = |cx: &mut Cx<'_>| counted(cx, at, counter.expect("what has no index is counted"));
        let number = index.unwrap_or_else(|| counted(cx));
        let item = source.item(cx, at, number)?;
        staged(cx, at, &pipeline.stages, item, &mut |cx, item| body(cx, number, item))
    });
    counter.into_iter().for_each(|counter| cx.scope.forget(counter));
    done.map(|_| ())
}

/// The number that a counter has come to, which is one further afterwards.
fn counted(cx: &mut Cx<'_>, at: &dyn ToTokens, counter: Var) -> Operand {
    let Holds::Operands(Shape::Leaf(number)) = cx.scope.get(counter).clone() else {
        unreachable!("a counter is an integer")
    };
    let next = cx.apply(at, Op::Int(IntOp::Add), vec![number.atom, Atom::Int(1)], number.kind);
    cx.scope.set(counter, Holds::Operands(next));
    number
}

/// The item of this number once more, unless it depends on those before it.
pub(crate) fn item_again(
    cx: &mut Cx<'_>,
    at: &dyn ToTokens,
    pipeline: &Pipeline<'_>,
    number: Operand,
) -> Res<Option<Operands>> {
    let mut item = pipeline.source.item(cx, at, number)?;
    for stage in &pipeline.stages {
        item = match stage {
            Stage::Map(f) => function::apply(cx, f, &[item])?,
            Stage::Copied => item.owned(),
            Stage::Filter(_) | Stage::TakeWhile(_) | Stage::SkipWhile(..) => item,
            // That there is one has been found out.
            Stage::FilterMap(f) => match seen(cx, f, |cx, f| filter_map::again(cx, f, &item))? {
                Some(value) => value,
                None => return Ok(None),
            },
            Stage::Enumerate(_) | Stage::Flatten | Stage::FlatMap(_) => return Ok(None),
        };
    }
    Ok(Some(item))
}

/// What an item is, with nothing in it; `None` if there is memory in it, which
/// ends with its iteration.
pub(crate) fn item_shape(cx: &mut Cx<'_>, at: &dyn ToTokens, pipeline: &Pipeline<'_>) -> Res<Option<Operands>> {
    let item = first_item(cx, at, pipeline)?;
    let is_memory = |o: &Operand| cx.kinds.as_memory(o.kind).is_some();
    let holds_memory = item.leaves().into_iter().any(is_memory);
    Ok((!holds_memory).then(|| item.map(&mut |o| Operand { atom: Atom::Undef, kind: o.kind })))
}

/// The first item, which is lowered and dropped.
fn first_item(cx: &mut Cx<'_>, at: &dyn ToTokens, pipeline: &Pipeline<'_>) -> Res<Operands> {
    let before = cx.scope.snapshot();
    let count = pipeline.source.count(cx, pipeline.order);
    let mut shape = Err(Stop::Never);
    let dry = branch::bare(cx, &mut |cx| {
        let mut item = pipeline.source.item(cx, at, count.from)?;
        for stage in &pipeline.stages {
            item = match stage {
                Stage::Map(f) => function::apply(cx, f, &[item])?,
                Stage::Copied => item.owned(),
                Stage::Filter(_) | Stage::TakeWhile(_) | Stage::SkipWhile(..) => item,
                Stage::Enumerate(_) => {
                    let kind = cx.usize_kind();
                    Shape::Tuple(vec![Shape::Leaf(Operand { atom: Atom::Int(0), kind }), item])
                }
                Stage::Flatten if held::is_one(cx, &item) => held::of(cx, at, &item)?.value.get(cx)?,
                Stage::Flatten => {
                    let inner = pipeline::flattened(cx, at, &item)?;
                    first_item(cx, at, &inner)?
                }
                Stage::FlatMap(f) => flat_map(cx, f, &item, &mut |cx, inner| first_item(cx, at, inner))?,
                Stage::FilterMap(f) => {
                    let mut like = None;
                    let mut note = |_: &mut Cx<'_>, value: Operands| {
                        like = Some(value);
                        Ok(())
                    };
                    seen(cx, f, |cx, f| filter_map::each(cx, f, &item, &mut note))?;
                    like.ok_or(Stop::Never)?
                }
            };
        }
        shape = Ok(item);
        Ok(Shape::unit())
    });
    dry?;
    cx.scope.restore(&before);
    shape
}

/// Runs what is left of the stages, then the body.
fn staged(
    cx: &mut Cx<'_>,
    at: &dyn ToTokens,
    stages: &[Stage<'_>],
    item: Operands,
    body: &mut dyn FnMut(&mut Cx<'_>, Operands) -> Res<()>,
) -> Res<()> {
    let Some((stage, rest)) = stages.split_first() else { return body(cx, item) };
    match stage {
        Stage::Map(f) => {
            let item = function::apply(cx, f, &[item])?;
            staged(cx, at, rest, item, body)
        }
        Stage::Copied => staged(cx, at, rest, item.owned(), body),
        Stage::Enumerate(counter) => {
            let number = counted(cx, at, *counter);
            staged(cx, at, rest, Shape::Tuple(vec![Shape::Leaf(number), item]), body)
        }
        Stage::SkipWhile(f, started) => {
            let kept = has_started(cx, at, f, (*started, &item))?;
            let mut then = |cx: &mut Cx<'_>| staged(cx, at, rest, item.clone(), body).map(|()| Shape::unit());
            branch::when(cx, at, kept, &mut then, &mut |_| Ok(Shape::unit())).map(|_| ())
        }
        Stage::FilterMap(f) => {
            let names = cx.scope.names();
            let mut then =
                |cx: &mut Cx<'_>, value| under(cx, names.clone(), |cx| staged(cx, at, rest, value, &mut *body));
            seen(cx, f, |cx, f| filter_map::each(cx, f, &item, &mut then))
        }
        Stage::Flatten if held::is_one(cx, &item) => {
            let maybe = held::of(cx, at, &item)?;
            let mut then = |cx: &mut Cx<'_>| {
                let value = maybe.value.get(cx)?;
                staged(cx, at, rest, value, body).map(|()| Shape::unit())
            };
            branch::when(cx, at, maybe.found, &mut then, &mut |_| Ok(Shape::unit())).map(|_| ())
        }
        Stage::Flatten => {
            let inner = pipeline::flattened(cx, at, &item)?;
            flattened(cx, at, &inner, rest, body)
        }
        Stage::FlatMap(f) => flat_map(cx, f, &item, &mut |cx, inner| flattened(cx, at, inner, rest, body)),
        Stage::Filter(f) => {
            let kept = seen(cx, f, |cx, f| condition(cx, f, &item))?;
            let mut then = |cx: &mut Cx<'_>| staged(cx, at, rest, item.clone(), body).map(|()| Shape::unit());
            branch::when(cx, at, kept, &mut then, &mut |_| Ok(Shape::unit())).map(|_| ())
        }
        Stage::TakeWhile(f) => {
            let kept = seen(cx, f, |cx, f| condition(cx, f, &item))?;
            let mut then = |cx: &mut Cx<'_>| staged(cx, at, rest, item.clone(), body).map(|()| Shape::unit());
            branch::when(cx, at, kept, &mut then, &mut |cx| Err(loops::leave_innermost(cx))).map(|_| ())
        }
    }
}

/// Whether an item has come that is not skipped, this one included.
fn has_started(
    cx: &mut Cx<'_>,
    at: &dyn ToTokens,
    f: &Function<'_>,
    (started, item): (Var, &Operands),
) -> Res<Operand> {
    let kind = cx.exactly(Kind::Bool);
    let Holds::Operands(Shape::Leaf(before)) = cx.scope.get(started).clone() else { unreachable!("a flag is a bool") };
    let kept = short_circuit(cx, at, before, Word::Or, &mut |cx| {
        let skipped = seen(cx, f, |cx, f| condition(cx, f, item))?;
        Ok(cx.apply(at, Op::Not, vec![skipped.atom], kind))
    })?;
    cx.scope.set(started, Holds::Operands(kept.clone()));
    as_scalar(cx, at, &kept)
}

/// Runs the items of what a closure gives for an item.
fn flat_map<T>(
    cx: &mut Cx<'_>,
    f: &Function<'_>,
    item: &Operands,
    run: &mut dyn FnMut(&mut Cx<'_>, &Pipeline<'_>) -> Res<T>,
) -> Res<T> {
    let names = cx.scope.names();
    seen(cx, f, |cx, f| {
        let Some(code) = as_closure(f) else {
            return Err(cx.refuse(f, Message::UnsupportedExpression { what: "this function value".to_owned() }));
        };
        let mark = cx.scope.mark();
        let done = closure::bind_arguments(cx, f, code, std::slice::from_ref(item))
            .and_then(|()| pipeline(cx, &code.body))
            .map(|inner| inner.bound(cx))
            .and_then(|inner| under(cx, names, |cx| run(cx, &inner)));
        cx.scope.leave(mark);
        done
    })
}

/// A loop in the loop, which a jump out of the items leaves as well.
fn flattened(
    cx: &mut Cx<'_>,
    at: &dyn ToTokens,
    inner: &Pipeline<'_>,
    rest: &[Stage<'_>],
    body: &mut dyn FnMut(&mut Cx<'_>, Operands) -> Res<()>,
) -> Res<()> {
    let level = cx.flattened + 1;
    drive(cx, at, None, inner, &mut |cx, item| {
        let around = std::mem::replace(&mut cx.flattened, level);
        let done = staged(cx, at, rest, item, body);
        cx.flattened = around;
        done
    })
}

/// What a closure says of a reference to the item.
pub(crate) fn condition(cx: &mut Cx<'_>, f: &Expr, item: &Operands) -> Res<Operand> {
    let value = callable::apply(cx, f, &[Shape::Ref(Box::new(item.clone()))])?;
    let operand = as_scalar(cx, f, &value)?;
    let bool_kind = cx.exactly(Kind::Bool);
    cx.unify(f, operand.kind, bool_kind)?;
    Ok(operand)
}
