//! Closures that give an `Option`: what follows runs where they give something.
//!
//! ```text
//! x.iter().filter_map(|v| if *v > 0.0 { Some(v.ln()) } else { None }).sum()
//!                                         if w5 > 0.0
//!                                             w6 = ln w5
//!                                             s += w6
//! ```

use crate::errors::Message;
use crate::ir::Shape;
use crate::lower::classify::as_closure;
use crate::lower::classify::classify;
use crate::lower::control::{branch, closure_returns};
use crate::lower::option::failure::Failure;
use crate::lower::option::take_apart::give;
use crate::lower::option::{asked, held, patterns};
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::scope::Operands;
use crate::lower::tokens::{jumps, own};
use crate::lower::value::block;
use crate::lower::value::callable;
use crate::lower::value::closure;
use crate::lower::value::condition;
use crate::lower::value::expr::{self, any, expression, scalar};
use quote::ToTokens;
use std::cell::RefCell;
use syn::{Expr, ExprIf, Stmt};

/// What a closure gives for an item.
pub(crate) enum Given<'g> {
    Some(Operands),
    /// Nothing, or an error.
    None(Failure<'g>),
}

/// What runs with that.
pub(crate) type Cases<'t> = &'t mut dyn FnMut(&mut Cx<'_>, Given<'_>) -> Res<()>;

/// Runs the cases of what the closure gives for the items.
pub(crate) fn each(cx: &mut Cx<'_>, f: &Expr, items: &[Operands], cases: Cases<'_>) -> Res<()> {
    if let Expr::Path(path) = f
        && let [item] = items
    {
        let named: syn::ExprClosure = syn::parse_quote!(|given| #path(given));
        return of_closure(cx, f, (&named, std::slice::from_ref(item)), cases);
    }
    let Some(code) = as_closure(f) else {
        return Err(cx.refuse(f, Message::UnsupportedExpression { what: "this function value".to_owned() }));
    };
    of_closure(cx, f, (code, items), cases)
}

fn of_closure(cx: &mut Cx<'_>, f: &Expr, (code, items): (&syn::ExprClosure, &[Operands]), cases: Cases<'_>) -> Res<()> {
    let body = closure_returns::of_option(&code.body);
    if jumps::returns(body.to_token_stream()) {
        let what = "`return` or `?` in a closure".to_owned();
        return Err(cx.refuse(&code.body, Message::UnsupportedExpression { what }));
    }
    let mark = cx.scope.mark();
    let done = closure::bind_arguments(cx, f, code, items).and_then(|()| value(cx, &body, cases));
    cx.scope.leave(mark);
    done
}

/// The value once more, where it is known that there is one and the closure gives an `Option` by
/// what it calls.
pub(crate) fn again(cx: &mut Cx<'_>, f: &Expr, item: &Operands) -> Res<Option<Operands>> {
    let Some(code) = as_closure(f) else { return Ok(None) };
    if !matches!(&*code.body, Expr::MethodCall(_) | Expr::Call(_)) {
        return Ok(None);
    }
    let mark = cx.scope.mark();
    let value = closure::bind_arguments(cx, f, code, std::slice::from_ref(item)).and_then(|()| {
        let option = classify(cx, &code.body);
        if option.gives_option() { give(cx, &option) } else { held::held(cx, &option) }
    });
    let value = value.and_then(|maybe| maybe.value.get(cx));
    cx.scope.leave(mark);
    value.map(Some)
}

/// Runs the cases of an expression.
fn value(cx: &mut Cx<'_>, e: &Expr, cases: Cases<'_>) -> Res<()> {
    match e {
        Expr::Paren(inner) => value(cx, &inner.expr, cases),
        Expr::Group(inner) => value(cx, &inner.expr, cases),
        Expr::Block(inner) if inner.label.is_none() => in_block(cx, &inner.block.stmts, cases),
        Expr::Path(path) if path.path.is_ident("None") => cases(cx, Given::None(Failure::Nothing)),
        Expr::Call(call) if is_made(call, &["Some", "Ok"]) => {
            let inside = expression(cx, &call.args[0], &any())?;
            cases(cx, Given::Some(inside))
        }
        Expr::Call(call) if is_made(call, &["Err"]) => cases(cx, Given::None(Failure::Given(&call.args[0]))),
        Expr::If(choice) => if_else(cx, choice, cases),
        // `c.then(|| e)`, `c.then_some(e)`
        Expr::MethodCall(call) if call.method == "then" || call.method == "then_some" => {
            let holds = scalar(cx, &call.receiver)?;
            let inside = &call.args[0];
            let cases = RefCell::new(cases);
            let mut yes = |cx: &mut Cx<'_>| {
                let value = if call.method == "then" {
                    callable::apply(cx, inside, &[])?
                } else {
                    expression(cx, inside, &any())?
                };
                (cases.borrow_mut())(cx, Given::Some(value)).map(|()| Shape::unit())
            };
            let mut no =
                |cx: &mut Cx<'_>| (cases.borrow_mut())(cx, Given::None(Failure::Nothing)).map(|()| Shape::unit());
            branch::when(cx, &call.receiver, holds, &mut yes, &mut no).map(|_| ())
        }
        e => {
            let option = classify(cx, e);
            let is_given = option.gives_option();
            if let Some(choice) = closure_returns::mapped(e).filter(|_| !is_given) {
                return value(cx, &choice, cases);
            }
            let value = if is_given { None } else { Some(expr::run(cx, &option, &any())?) };
            let held = value.filter(|value| matches!(value.behind_refs(), Shape::Leaf(o) if cx.may_be_data(o.kind)));
            if !is_given && held.is_none() {
                let what = "an `Option` that is neither `Some(..)`, `None` nor a choice between them".to_owned();
                return Err(cx.refuse(e, Message::UnsupportedExpression { what }));
            }
            let maybe = match held {
                Some(value) => held::of(cx, e, &value)?,
                None => give(cx, &option)?,
            };
            let cases = RefCell::new(cases);
            let mut yes = |cx: &mut Cx<'_>| {
                let value = maybe.value.get(cx)?;
                (cases.borrow_mut())(cx, Given::Some(value)).map(|()| Shape::unit())
            };
            let mut no =
                |cx: &mut Cx<'_>| (cases.borrow_mut())(cx, Given::None(maybe.failure.clone())).map(|()| Shape::unit());
            branch::when(cx, e, maybe.found, &mut yes, &mut no).map(|_| ())
        }
    }
}

/// `Some(x)`, `Ok(x)`, `Err(e)`
fn is_made(call: &syn::ExprCall, names: &[&str]) -> bool {
    matches!(&*call.func, Expr::Path(path) if own::is_variant(&path.path, names)) && call.args.len() == 1
}

/// A choice between two `Option`s.
fn if_else(cx: &mut Cx<'_>, choice: &ExprIf, cases: Cases<'_>) -> Res<()> {
    let cell = RefCell::new(cases);
    let mut yes =
        |cx: &mut Cx<'_>| in_block(cx, &choice.then_branch.stmts, &mut **cell.borrow_mut()).map(|()| Shape::unit());
    let mut no = |cx: &mut Cx<'_>| match &choice.else_branch {
        Some((_, other)) => value(cx, other, &mut **cell.borrow_mut()).map(|()| Shape::unit()),
        None => (cell.borrow_mut())(cx, Given::None(Failure::Nothing)).map(|()| Shape::unit()),
    };
    // What a call gives is data only where its uses are seen: its names are bound in the arm.
    if let Expr::Let(guard) = &*choice.cond {
        let matched = classify(cx, &guard.expr);
        if patterns::takes_any(&guard.pat) && (matched.gives_option() || asked::is_given(cx, &matched)) {
            return patterns::if_let(cx, (&guard.pat, &matched), &mut yes, &mut no).map(|_| ());
        }
    }
    let mark = cx.scope.mark();
    let holds = condition::condition(cx, &choice.cond);
    let done = holds.and_then(|holds| branch::when(cx, &choice.cond, holds, &mut yes, &mut no));
    cx.scope.leave(mark);
    done.map(|_| ())
}

/// Statements, and the `Option` at their end.
fn in_block(cx: &mut Cx<'_>, stmts: &[Stmt], cases: Cases<'_>) -> Res<()> {
    let Some((Stmt::Expr(last, None), before)) = stmts.split_last() else {
        return match stmts.first() {
            Some(stmt) => {
                let what = "a block without an `Option` at its end".to_owned();
                Err(cx.refuse(stmt, Message::UnsupportedExpression { what }))
            }
            None => cases(cx, Given::None(Failure::Nothing)),
        };
    };
    let mark = cx.scope.mark();
    block::hoist_items(cx, stmts);
    let run = |(i, stmt): (usize, &Stmt)| block::statement(cx, stmt, &stmts[i + 1..]);
    let done = before.iter().enumerate().try_for_each(run).and_then(|()| value(cx, last, cases));
    cx.scope.leave(mark);
    done
}
