//! What is done to an item that may be dropped, and to those behind it: the stages of an iterator,
//! in the body of its loop.

use super::carried;
use super::counted;
use super::drive;
use super::filter_map::{self, Given};
use super::function::{self, Function, seen, under};
use super::pipeline::{self, Pipeline, Stage, pipeline};
use crate::errors::Message;
use crate::ir::{Atom, Kind, Op, Shape};
use crate::lower::classify::as_closure;
use crate::lower::control::branch;
use crate::lower::control::loops;
use crate::lower::control::short_circuit::{Word, short_circuit};
use crate::lower::option::held;
use crate::lower::state::cx::{Cx, Res, Stop};
use crate::lower::state::scope::{Holds, Operand, Operands, Var};
use crate::lower::value::closure;
use crate::lower::value::expr::as_scalar;
use quote::ToTokens;

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
            Stage::Take(..) | Stage::Skip(..) | Stage::StepBy(..) | Stage::Advance(_) | Stage::Inspect(_) => item,
            // That there is one has been found out.
            Stage::FilterMap(f) | Stage::MapWhile(f) => match seen(cx, f, |cx, f| filter_map::again(cx, f, &item))? {
                Some(value) => value,
                None => return Ok(None),
            },
            Stage::Enumerate(_) | Stage::Flatten | Stage::FlatMap(_) => return Ok(None),
            Stage::Scan(..) | Stage::Successor(..) | Stage::Zip(..) => return Ok(None),
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
                Stage::Take(..) | Stage::Skip(..) | Stage::StepBy(..) | Stage::Advance(_) | Stage::Inspect(_) => item,
                Stage::Zip(_, other, side) => {
                    let other = other.nth(cx, at, Atom::Int(0))?;
                    counted::beside(item, other, *side)
                }
                Stage::Successor(state, _) => carried::successor_like(cx, *state),
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
                Stage::FilterMap(f) | Stage::MapWhile(f) | Stage::Scan(_, f) => {
                    let items = match stage {
                        Stage::Scan(state, _) => vec![carried::lent(cx, at, *state).0, item],
                        _ => vec![item],
                    };
                    let mut like = None;
                    let mut note = |_: &mut Cx<'_>, given: Given<'_>| {
                        if let Given::Some(value) = given {
                            like = Some(value);
                        }
                        Ok(())
                    };
                    seen(cx, f, |cx, f| filter_map::each(cx, f, &items, &mut note))?;
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
pub(super) fn staged(
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
            let number = counted::next(cx, at, *counter);
            staged(cx, at, rest, Shape::Tuple(vec![Shape::Leaf(number), item]), body)
        }
        Stage::SkipWhile(f, started) => {
            let kept = has_started(cx, at, f, (*started, &item))?;
            let mut then = |cx: &mut Cx<'_>| staged(cx, at, rest, item.clone(), body).map(|()| Shape::unit());
            branch::when(cx, at, kept, &mut then, &mut |_| Ok(Shape::unit())).map(|_| ())
        }
        Stage::FilterMap(f) | Stage::MapWhile(f) => {
            let names = cx.scope.names();
            let mut cases = |cx: &mut Cx<'_>, given: Given<'_>| match (given, stage) {
                (Given::Some(value), _) => under(cx, names.clone(), |cx| staged(cx, at, rest, value, &mut *body)),
                // The next item may give something.
                (Given::None(_), Stage::FilterMap(_)) => Ok(()),
                (Given::None(_), _) => Err(loops::leave_innermost(cx)),
            };
            seen(cx, f, |cx, f| filter_map::each(cx, f, &[item], &mut cases))
        }
        Stage::Inspect(f) => {
            function::apply(cx, f, &[Shape::Ref(Box::new(item.clone()))])?;
            staged(cx, at, rest, item, body)
        }
        Stage::Scan(..) | Stage::Successor(..) => {
            let mut then = |cx: &mut Cx<'_>, item| staged(cx, at, rest, item, &mut *body);
            carried::stage(cx, at, (stage, item), &mut then)
        }
        Stage::Take(..) | Stage::Skip(..) | Stage::StepBy(..) | Stage::Zip(..) | Stage::Advance(_) => {
            let mut then = |cx: &mut Cx<'_>, item| staged(cx, at, rest, item, &mut *body);
            counted::stage(cx, at, (stage, item), &mut then)
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
            let kept = seen(cx, f, |cx, f| drive::condition(cx, f, &item))?;
            let mut then = |cx: &mut Cx<'_>| staged(cx, at, rest, item.clone(), body).map(|()| Shape::unit());
            branch::when(cx, at, kept, &mut then, &mut |_| Ok(Shape::unit())).map(|_| ())
        }
        Stage::TakeWhile(f) => {
            let kept = seen(cx, f, |cx, f| drive::condition(cx, f, &item))?;
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
        let skipped = seen(cx, f, |cx, f| drive::condition(cx, f, item))?;
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
    drive::drive(cx, at, None, inner, &mut |cx, item| {
        let around = std::mem::replace(&mut cx.flattened, level);
        let done = staged(cx, at, rest, item, body);
        cx.flattened = around;
        done
    })
}
