//! Functions that a variable holds, of those that the function names: one that is chosen, or
//! a collection of them.
//!
//! Such a variable holds the number of the function, and a call of it is a choice between
//! calls (Reynolds, *Definitional interpreters for higher-order programming languages*, 1972;
//! [ADR 51](../../../../docs/adr/0051-a-function-that-is-chosen-is-a-number.md)):
//!
//! ```text
//! let f: &dyn Fn(f64) -> f64 = if c { &a } else { &b };    f = if c { 0 } else { 1 }
//! f(x)                                                     if f == 0 { a(x) } else { b(x) }
//!
//! let fs: [fn(f64) -> f64; 2] = [f64::sin, |x| x * x];     fs = [0, 1]
//! for f in fs { sum += f(x); }                             the same of each number
//! ```
//!
//! All that can be called is written in one `let`, so no other function is ever meant: what is
//! assigned or pushed to the variable later is a closure in another place, which is refused.

use super::function;
use super::numbered::bare;
use crate::errors::Message;
use crate::ir::{Atom, Comparison, Kind, Op, Shape};
use crate::lower::control::branch;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::functions::{Alternative, Chosen};
use crate::lower::state::kinds::KindVar;
use crate::lower::state::scope::{Operand, Operands};
use crate::lower::state::settle;
use crate::lower::value::closure;
use crate::lower::value::expr::{Expect, any, as_scalar, expression};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use std::rc::Rc;
use syn::{Expr, ExprCall, ExprClosure, Pat, UnOp};

/// The functions that values of this kind are numbers of.
fn of_kind(cx: &Cx<'_>, kind: KindVar) -> Option<Rc<Chosen>> {
    cx.chosen.iter().rev().find(|(of, _)| cx.kinds.is_same(*of, kind)).map(|(_, chosen)| Rc::clone(chosen))
}

/// The function that a value is the number of.
pub(crate) fn of_value(cx: &Cx<'_>, value: &Operands) -> Option<(Operand, Rc<Chosen>)> {
    let Shape::Leaf(operand) = value.behind_refs() else { return None };
    Some((*operand, of_kind(cx, operand.kind)?))
}

/// `f(x)`, `fs[i](x)`, `(pair.1)(x)`, if that is such a number.
pub(crate) fn call(cx: &mut Cx<'_>, call: &ExprCall, expect: &Expect) -> Option<Res<Operands>> {
    if cx.chosen.is_empty() {
        return None;
    }
    let function = called(&call.func);
    let kind = settle::kind_at(cx, function)?;
    of_kind(cx, kind)?;
    Some(of_arguments(cx, call, function, expect))
}

fn of_arguments(cx: &mut Cx<'_>, call: &ExprCall, function: &Expr, expect: &Expect) -> Res<Operands> {
    let number = expression(cx, function, &any())?;
    let values = call.args.iter().map(|arg| expression(cx, arg, &any())).collect::<Res<Vec<_>>>()?;
    match of_value(cx, &number) {
        Some((number, chosen)) => apply(cx, call, (number, &chosen), (&values, expect)),
        None => Err(cx.refuse(call, Message::FunctionHeld)),
    }
}

fn called(e: &Expr) -> &Expr {
    match e {
        Expr::Paren(inner) => called(&inner.expr),
        Expr::Group(inner) => called(&inner.expr),
        Expr::Reference(inner) => called(&inner.expr),
        Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => called(&unary.expr),
        e => e,
    }
}

/// A closure that calls the function that a variable holds the number of, for a function that
/// takes functions: `simpson(f, a, b)`.
pub(crate) fn as_closure(cx: &mut Cx<'_>, arg: &Expr) -> Option<ExprClosure> {
    if cx.chosen.is_empty() {
        return None;
    }
    let kind = settle::kind_at(cx, bare(arg))?;
    let chosen = of_kind(cx, kind)?;
    let types = chosen.of.iter().find_map(|alternative| match alternative {
        Alternative::Closure(closure) => Some(closure.code.inputs.iter().map(type_of).collect::<Vec<_>>()),
        Alternative::Named(_) => None,
    });
    let types = types.unwrap_or_else(|| vec![quote!(_)]);
    let names: Vec<Ident> = (0..types.len()).map(|i| format_ident!("x{i}", span = Span::mixed_site())).collect();
    let params = names.iter().zip(&types).map(|(name, ty)| match ty.to_string().as_str() {
        "_" => name.to_token_stream(),
        _ => quote!(#name: #ty),
    });
    let function = bare(arg);
    syn::parse2(quote!(|#(#params),*| (#function)(#(#names),*))).ok()
}

fn type_of(pat: &Pat) -> TokenStream {
    match pat {
        Pat::Type(typed) => typed.ty.to_token_stream(),
        _ => quote!(_),
    }
}

/// The choice between the calls of all functions that there are.
pub(crate) fn apply(
    cx: &mut Cx<'_>,
    at: &dyn ToTokens,
    (number, chosen): (Operand, &Chosen),
    (values, expect): (&[Operands], &Expect),
) -> Res<Operands> {
    among(cx, at, number, (&chosen.of, 0), (values, expect))
}

/// The choice between those from a number on.
fn among(
    cx: &mut Cx<'_>,
    at: &dyn ToTokens,
    number: Operand,
    (of, from): (&[Alternative], usize),
    (values, expect): (&[Operands], &Expect),
) -> Res<Operands> {
    let run = |cx: &mut Cx<'_>, i: usize| match &of[i] {
        Alternative::Closure(closure) => {
            let here = cx.scope.swap_names(closure.names.clone());
            let result = closure::apply(cx, at, &closure.code, (values, expect));
            cx.scope.swap_names(here);
            result
        }
        Alternative::Named(path) => function::of_path(cx, at, path, (values, expect)),
    };
    match number.atom {
        // Which one it is, is known.
        Atom::Int(i) => run(cx, usize::try_from(i).unwrap_or(from).min(of.len() - 1)),
        _ if from + 1 == of.len() => run(cx, from),
        atom => {
            let same = Op::Compare(Comparison::Eq);
            let kind = cx.exactly(Kind::Bool);
            let test = cx.apply(at, same, vec![atom, Atom::Int(from as i128)], kind);
            let test = as_scalar(cx, at, &test)?;
            branch::when(cx, at, test, &mut |cx| run(cx, from), &mut |cx| {
                among(cx, at, number, (of, from + 1), (values, expect))
            })
        }
    }
}
