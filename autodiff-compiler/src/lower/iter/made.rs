//! Iterators that functions of std make: `once(x)`, `repeat(x)`, `successors(Some(x), f)`.

use super::carried;
use super::function::Function;
use super::pipeline::{Pipeline, Stage, pipeline, plain, refuse_call};
use super::source::Source;
use crate::ir::{Atom, Order, Shape};
use crate::lower::classify::{as_closure, classify};
use crate::lower::memory::length::{ENDLESS, length};
use crate::lower::memory::new;
use crate::lower::option::take_apart::{give, or_undefined};
use crate::lower::state::claim;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::scope::{Holds, Operand, Operands};
use crate::lower::tokens::own;
use crate::lower::value::closure;
use crate::lower::value::expr::{any, expression};
use std::rc::Rc;
use syn::{Expr, ExprCall, parse_quote};

/// How the iterator of such a call is run through.
pub(crate) type Make = for<'e> fn(&mut Cx<'_>, &'e ExprCall) -> Res<Pipeline<'e>>;

/// The call that an expression is.
pub(super) fn made<'e>(cx: &mut Cx<'_>, e: &'e Expr, make: Make) -> Res<Pipeline<'e>> {
    let Expr::Call(call) = e else { unreachable!("its class is that of a call") };
    if let Expr::Path(path) = &*call.func {
        // That it is the function of std is claimed.
        claim::standard_function(cx, path);
    }
    make(cx, call)
}

pub(crate) fn once<'e>(cx: &mut Cx<'_>, call: &'e ExprCall) -> Res<Pipeline<'e>> {
    let value = value(cx, &call.args[0])?;
    Ok(plain(Source::Same(value, Atom::Int(1))))
}

pub(crate) fn repeat<'e>(cx: &mut Cx<'_>, call: &'e ExprCall) -> Res<Pipeline<'e>> {
    let value = value(cx, &call.args[0])?;
    Ok(plain(Source::Same(value, ENDLESS)))
}

pub(crate) fn repeat_n<'e>(cx: &mut Cx<'_>, call: &'e ExprCall) -> Res<Pipeline<'e>> {
    let value = value(cx, &call.args[0])?;
    let len = length(cx, &call.args[1])?;
    Ok(plain(Source::Same(value, len)))
}

pub(crate) fn repeat_with<'e>(cx: &mut Cx<'_>, call: &'e ExprCall) -> Res<Pipeline<'e>> {
    let f = of_nothing(cx, &call.args[0]);
    Ok(plain(Source::Map(Box::new(endless(cx)), f)))
}

pub(crate) fn from_fn<'e>(cx: &mut Cx<'_>, call: &'e ExprCall) -> Res<Pipeline<'e>> {
    let f = of_nothing(cx, &call.args[0]);
    Ok(Pipeline { source: endless(cx), stages: vec![Stage::MapWhile(f)], order: Order::Up })
}

pub(crate) fn zip<'e>(cx: &mut Cx<'_>, call: &'e ExprCall) -> Res<Pipeline<'e>> {
    let (a, b) = (pipeline(cx, &call.args[0])?, pipeline(cx, &call.args[1])?);
    if !a.stages.is_empty() || !b.stages.is_empty() {
        return Err(refuse_call(cx, call));
    }
    let (a, b) = (a.source.turned(cx, call, a.order), b.source.turned(cx, call, b.order));
    Ok(plain(a.zip(cx, call, b)))
}

/// `successors(first, f)`: whether there is a next item, and which, is carried along.
pub(crate) fn successors<'e>(cx: &mut Cx<'_>, call: &'e ExprCall) -> Res<Pipeline<'e>> {
    let first = &call.args[0];
    let (found, first) = match first {
        Expr::Call(some) if is_some(some) => (carried::flag(cx, true), value(cx, &some.args[0])?),
        first => {
            let option = classify(cx, first);
            let maybe = give(cx, &option)?;
            (Shape::Leaf(maybe.found), or_undefined(cx, call, &maybe)?)
        }
    };
    if first.leaves().into_iter().any(|o| cx.kinds.as_memory(o.kind).is_some()) {
        return Err(refuse_call(cx, call));
    }
    let state = cx.scope.hide(Holds::Operands(Shape::Tuple(vec![found, first])));
    let stages = vec![Stage::Successor(state, Function::of(cx, &call.args[1]))];
    Ok(Pipeline { source: endless(cx), stages, order: Order::Up })
}

fn is_some(call: &ExprCall) -> bool {
    matches!(&*call.func, Expr::Path(path) if own::is_variant(&path.path, &["Some"])) && call.args.len() == 1
}

fn value(cx: &mut Cx<'_>, e: &Expr) -> Res<Operands> {
    let value = expression(cx, e, &any())?;
    Ok(new::owned(cx, e, value))
}

/// Items of which there is always one more.
fn endless<'e>(cx: &mut Cx<'_>) -> Source<'e> {
    let kind = cx.usize_kind();
    Source::From(Operand { atom: Atom::Int(0), kind })
}

/// What is called without arguments, as a function of the item.
fn of_nothing<'e>(cx: &mut Cx<'_>, f: &Expr) -> Function<'e> {
    let (code, names) = match as_closure(f) {
        Some(code) => {
            let names = closure::made(cx, code).names.clone();
            let mut code = code.clone();
            code.inputs.push(parse_quote!(_));
            (Expr::Closure(code), names)
        }
        None => (parse_quote!(|_| #f()), cx.scope.names()),
    };
    Function::Bound(Rc::new((code, names)))
}
