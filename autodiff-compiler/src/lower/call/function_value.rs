//! Calls of functions that are data: `f(x)`, where `f` is a parameter.
//!
//! ```text
//! f(x)    w3 = f.call(w2)    f.call_jvp(w2, &f_dot, w2_dot)    f.call_vjp_into(w2, w3_bar, &mut f_bar, &mut w2_bar)
//! ```

use super::argument::Arguments;
use super::function::{CompanionCall, companion};
use crate::errors::Message;
use crate::ir::{Called, Shape};
use crate::lower::state::agreement::conform;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::functions::FunctionType;
use crate::lower::state::kinds::KindVar;
use crate::lower::state::scope::{Binding, Holds, Operand, Operands};
use crate::lower::value::expr::{Expect, expression};
use crate::std_names;
use proc_macro2::{Ident, Span, TokenStream};
use std::rc::Rc;
use syn::{Expr, ExprCall, UnOp};

/// What is known of a function, if values of this kind are one.
pub(crate) fn of_kind(cx: &Cx<'_>, kind: KindVar) -> Option<Rc<FunctionType>> {
    cx.functions.iter().find(|(other, _)| cx.kinds.is_same(*other, kind)).map(|(_, of)| Rc::clone(of))
}

/// The function that a value is.
pub(crate) fn of_value(cx: &Cx<'_>, value: &Operands) -> Option<(Operand, Rc<FunctionType>)> {
    let Shape::Leaf(operand) = value.behind_refs() else { return None };
    Some((*operand, of_kind(cx, operand.kind)?))
}

/// Whether there is a function among the arguments.
pub(crate) fn is_among(cx: &Cx<'_>, args: &[Operands]) -> bool {
    args.iter().any(|arg| of_value(cx, arg).is_some())
}

/// Functions are passed to companions by reference, however the user writes it.
pub(crate) fn lent(cx: &Cx<'_>, value: Operands) -> Operands {
    match of_value(cx, &value) {
        Some((function, _)) => Shape::Ref(Box::new(Shape::Leaf(function))),
        None => value,
    }
}

/// `f(x)`, if `f` is such a value.
pub(crate) fn call(cx: &mut Cx<'_>, call: &ExprCall) -> Option<Res<Operands>> {
    // A name is not looked up for nothing: which of two it is would have to be proved.
    if cx.functions.is_empty() {
        return None;
    }
    let (function, of) = called(cx, &call.func)?;
    Some(apply(cx, call, function, &of))
}

/// The function that an expression names: `f`, `(*f)`, `(&f)`.
fn called(cx: &mut Cx<'_>, e: &Expr) -> Option<(Operand, Rc<FunctionType>)> {
    match e {
        Expr::Paren(inner) => called(cx, &inner.expr),
        Expr::Group(inner) => called(cx, &inner.expr),
        Expr::Reference(inner) => called(cx, &inner.expr),
        Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => called(cx, &unary.expr),
        Expr::Path(path) => {
            let name = path.path.get_ident()?;
            let Some(Binding::Var(var)) = cx.scope.find(name).filter(|_| !cx.scope.is_foreign(name)) else {
                return None;
            };
            let Holds::Operands(value) = cx.scope.get(var).clone() else { return None };
            of_value(cx, &value)
        }
        _ => None,
    }
}

fn apply(cx: &mut Cx<'_>, call: &ExprCall, function: Operand, of: &FunctionType) -> Res<Operands> {
    if call.args.len() != of.args.len() {
        let what = "a call with another number of arguments".to_owned();
        return Err(cx.refuse(call, Message::UnsupportedExpression { what }));
    }
    cx.borrowed.extend(function.atom.value());
    let mut values = vec![Shape::Ref(Box::new(Shape::Leaf(function)))];
    for (arg, wanted) in call.args.iter().zip(&of.args) {
        let wanted = wanted.map(&mut |kind| cx.exactly(*kind));
        let expect: Expect = wanted.map(&mut |kind| Some(*kind));
        let value = expression(cx, arg, &expect)?;
        conform(cx, arg, &value, &wanted)?;
        values.push(passed(value, &wanted));
    }
    let arguments = Arguments::of(cx, values);
    let result: Expect = of.result.map(&mut |kind| Some(cx.exactly(*kind)));
    let callee = CompanionCall {
        at: call,
        called: Called::Function,
        prefix: TokenStream::new(),
        name: Ident::new("call", Span::mixed_site()),
        generics: TokenStream::new(),
        places: &call.args,
        primal: "",
    };
    let value = companion(cx, callee, &arguments, &result)?;
    arguments.finish(cx, call)?;
    Ok(value)
}

/// The argument as the function takes it: `y` behind as many references.
fn passed(value: Operands, wanted: &Shape<KindVar>) -> Operands {
    match (value, wanted) {
        (Shape::Ref(inner) | Shape::Mut(inner), Shape::Ref(wanted)) => Shape::Ref(Box::new(passed(*inner, wanted))),
        (value, Shape::Ref(wanted)) => Shape::Ref(Box::new(passed(value, wanted))),
        (value, _) => value,
    }
}

/// Whether a method is called on data, which may take functions. What may be data and is
/// called as std calls it, `self.weights.map(..)`, may be an array, if it is a field.
pub(crate) fn is_taken(cx: &Cx<'_>, receiver: &Res<Operands>, name: &str) -> bool {
    let Ok(Shape::Leaf(of)) = receiver.as_ref().map(Shape::behind_refs) else { return false };
    let is_no_array = || !std_names::is_of_std(name) || cx.kinds.way_to(of.kind).is_none();
    cx.kinds.is_data(of.kind) || (cx.may_be_data(of.kind) && is_no_array())
}
