//! Methods of constants, and of what is named outside of the function.

use super::code;
use crate::errors::Message;
use crate::ir::{Atom, Kind, OnActive, Shape};
use crate::lower::call::method::on_active;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::kinds::Known;
use crate::lower::state::scope::Operands;
use crate::lower::value::expr::Expect;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::{Expr, ExprMethodCall};

/// Whether values are compared with the ends of a range.
fn is_range(e: &Expr) -> bool {
    match e {
        Expr::Paren(inner) => is_range(&inner.expr),
        Expr::Group(inner) => is_range(&inner.expr),
        e => matches!(e, Expr::Range(_)),
    }
}

/// A method of a constant: with an active argument, it has companions.
pub(crate) fn on_foreign(cx: &mut Cx<'_>, call: &ExprMethodCall, expect: &Expect) -> Res<Operands> {
    let mut atoms = Vec::new();
    cx.chain.push(call.method.clone());
    let receiver = code::expression_code(cx, &call.receiver, &mut atoms);
    cx.chain.pop();
    let receiver = receiver?;
    let has_closure = call.args.iter().any(|arg| matches!(arg, Expr::Closure(_)));
    if atoms.is_empty() && !has_closure && !is_range(&call.receiver) {
        return on_constant(cx, call, &receiver, expect);
    }
    let args: Vec<_> = call.args.iter().map(|arg| code::argument(cx, arg)).collect();
    let args = args.into_iter().collect::<Res<Vec<_>>>()?;
    if is_range(&call.receiver) && call.method == "contains" {
        let code: Vec<_> = args.iter().map(|arg| code::operand_code(cx, arg, &mut atoms)).collect();
        let code = quote!((#receiver).contains(#(#code),*));
        return Ok(code::apply(cx, call, code, atoms, Known::Exactly(Kind::Bool), OnActive::Inactive));
    }
    let args = call.args.iter().zip(&args);
    let code: Vec<_> = args.map(|(e, arg)| code::argument_code(cx, e, arg, &mut atoms)).collect();
    Ok(passed_through(cx, call, &receiver, &code, atoms))
}

/// A method of what is named outside of the function, or of a constant parameter.
fn on_constant(cx: &mut Cx<'_>, call: &ExprMethodCall, receiver: &TokenStream, expect: &Expect) -> Res<Operands> {
    let arguments = crate::lower::call::argument::arguments(cx, call.args.iter())?;
    let floats = arguments.values.iter().flat_map(Shape::leaves).any(|o| cx.kinds.may_hold_float(o.kind));
    if floats {
        let (prefix, name, generics) = (quote!(#receiver.), call.method.clone(), call.turbofish.to_token_stream());
        let target = crate::lower::call::function::Target { at: call, prefix, name, generics, places: &call.args };
        let value = crate::lower::call::function::companion(cx, target, &arguments, expect)?;
        arguments.finish(cx, call)?;
        return Ok(value);
    }
    if !arguments.is_finished() {
        return Err(cx.refuse(call, Message::MutableReference));
    }
    let mut atoms = Vec::new();
    let values = arguments.values.iter();
    let code: Vec<_> = values.map(|arg| code::operand_code(cx, arg, &mut atoms)).collect();
    Ok(passed_through(cx, call, receiver, &code, atoms))
}

/// A method that runs as it is.
fn passed_through(
    cx: &mut Cx<'_>,
    call: &ExprMethodCall,
    receiver: &TokenStream,
    code: &[TokenStream],
    atoms: Vec<Atom>,
) -> Operands {
    let (method, turbofish) = (&call.method, &call.turbofish);
    let code = quote_spanned!(method.span()=> #receiver.#method #turbofish (#(#code),*));
    let on_active = on_active(cx, call, None);
    code::apply(cx, call, code, atoms, Known::Nothing, on_active)
}
