//! Running through the items of an iterator: a loop over the numbers of its
//! source, with the stages in its body.

use super::counted;
use super::pipeline::{Pipeline, pipeline};
use super::stages;
use crate::ir::{Atom, Kind, Shape};
use crate::lower::control::checkpoint;
use crate::lower::control::loops;
use crate::lower::control::trip_count::Plan;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::scope::{Holds, Operand, Operands};
use crate::lower::value::block;
use crate::lower::value::callable;
use crate::lower::value::expr::{any, as_scalar};
use crate::lower::value::pattern::{self, Refutability};
use quote::ToTokens;
use syn::{Expr, ExprForLoop};

/// `for pat in iterable { .. }`
pub(crate) fn for_loop(cx: &mut Cx<'_>, e: &ExprForLoop) -> Res<Operands> {
    let mut pipeline = pipeline(cx, &e.expr)?;
    pipeline.source.name(&e.pat);
    cx.run_through.push(e.expr.to_token_stream());
    cx.checkpoints = checkpoint::wanted(cx, &e.attrs)?;
    // What is said of it is not a part of its text.
    let bare = (!e.attrs.is_empty()).then(|| ExprForLoop { attrs: Vec::new(), ..e.clone() });
    let done = drive(cx, bare.as_ref().unwrap_or(e), e.label.as_ref(), &pipeline, &mut |cx, item| {
        let mark = cx.scope.mark();
        let done = pattern::bind(cx, Refutability::Irrefutable, &e.pat, &item)
            .and_then(|()| block::block(cx, &e.body, &any()).map(|_| ()));
        cx.scope.leave(mark);
        done
    });
    cx.run_through.pop();
    cx.checkpoints = None;
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
        let next = |cx: &mut Cx<'_>| counted::next(cx, at, counter.expect("what has no index is counted"));
        let number = index.unwrap_or_else(|| next(cx));
        let item = source.item(cx, at, number)?;
        stages::staged(cx, at, &pipeline.stages, item, &mut |cx, item| body(cx, number, item))
    });
    counter.into_iter().for_each(|counter| cx.scope.forget(counter));
    done.map(|_| ())
}

/// What a closure says of a reference to the item.
pub(crate) fn condition(cx: &mut Cx<'_>, f: &Expr, item: &Operands) -> Res<Operand> {
    let value = callable::apply(cx, f, &[Shape::Ref(Box::new(item.clone()))])?;
    let operand = as_scalar(cx, f, &value)?;
    let bool_kind = cx.exactly(Kind::Bool);
    cx.unify(f, operand.kind, bool_kind)?;
    Ok(operand)
}
