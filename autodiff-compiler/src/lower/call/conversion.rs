//! `x.to_f64().unwrap()`, `T::from(x).unwrap()`, `T::from_f64(x).unwrap()`: what `num_traits`
//! converts from one float to another is a cast, of which the answer is always there.

use super::parameter;
use crate::errors::Message;
use crate::ir::{Kind, OnActive, Op, Shape, hole};
use crate::lower::foreign::code::{self, Passed};
use crate::lower::state::cx::{Cx, Res, error_at};
use crate::lower::state::kinds::Known;
use crate::lower::state::mentions::mentions_float;
use crate::lower::state::numeric;
use crate::lower::state::scope::{Operand, Operands};
use crate::lower::value::expr::scalar;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::spanned::Spanned;
use syn::{Expr, ExprCall, ExprMethodCall, ExprPath};

/// The value of such an expression, if it is one and a float is converted.
pub(super) fn taken(cx: &mut Cx<'_>, call: &ExprMethodCall) -> Option<Res<Operands>> {
    let is_taken = matches!(call.method.to_string().as_str(), "unwrap" | "expect");
    match &*call.receiver {
        _ if !is_taken => None,
        Expr::MethodCall(inner) => to_primitive(cx, call, inner),
        Expr::Call(inner) => to_parameter(cx, call, inner),
        _ => None,
    }
}

/// `x.to_f64().unwrap()`, of an `x` whose type is a parameter.
fn to_primitive(cx: &mut Cx<'_>, call: &ExprMethodCall, inner: &ExprMethodCall) -> Option<Res<Operands>> {
    let to = match inner.method.to_string().as_str() {
        "to_f64" => Kind::F64,
        "to_f32" => Kind::F32,
        _ => return None,
    };
    let is_asked = inner.args.is_empty() && !cx.floats.is_empty();
    (is_asked && mentions_float(cx, &inner.receiver.to_token_stream())).then(|| {
        let operand = scalar(cx, &inner.receiver)?;
        if let (Some(of), Known::Nothing | Known::CallResult | Known::Part) = (cx.kinds.float, cx.known(operand)) {
            let of = cx.exactly(of);
            cx.unify(&inner.receiver, operand.kind, of)?;
        }
        match cx.known(operand) {
            Known::Exactly(of @ Kind::Param(_)) => {
                numeric::numeric(cx, inner.method.span(), (of, "to_primitive"));
                Ok(cast(cx, call, operand, to))
            }
            _ => {
                let (of, method) = (hole(0), &inner.method);
                let code = quote_spanned!(method.span()=> #of.#method());
                Ok(as_it_is(cx, call, (code, operand), to, method))
            }
        }
    })
}

/// `T::from(x).unwrap()`, `T::from_f64(x).unwrap()`, of a float `x`; of an integer as well,
/// where `FromPrimitive::from_usize(n).unwrap()` does not say of which type it is.
fn to_parameter(cx: &mut Cx<'_>, call: &ExprMethodCall, inner: &ExprCall) -> Option<Res<Operands>> {
    let (Expr::Path(path), 1) = (&*inner.func, inner.args.len()) else { return None };
    let name = &path.path.segments.last()?.ident;
    let (to, function) = match parameter::of(cx, path) {
        Some(to) if mentions_float(cx, &inner.args.to_token_stream()) => (to, path.to_token_stream()),
        Some(_) => return None,
        None => of_the_only_parameter(cx, path)?,
    };
    let wanted = match name.to_string().as_str() {
        "from_f64" => Some(Kind::F64),
        "from_f32" => Some(Kind::F32),
        name if name.starts_with("from") => None,
        _ => return None,
    };
    Some(converted(cx, call, (inner, name), (to, function), wanted))
}

/// The function of a trait, of the one parameter that is a float. If it is of another type, it is
/// a mismatch of rustc's.
fn of_the_only_parameter(cx: &Cx<'_>, path: &ExprPath) -> Option<(Kind, TokenStream)> {
    let ([float], None) = (&cx.floats[..], &path.qself) else { return None };
    let mut of_trait = path.path.clone();
    let name = of_trait.segments.pop()?.ident;
    of_trait.segments.pop_punct();
    let is_known = matches!(of_trait.segments.last()?.ident.to_string().as_str(), "FromPrimitive" | "NumCast");
    let ty = &float.ident;
    let function = quote_spanned!(path.span()=> <#ty as #of_trait>::#name);
    is_known.then(|| (Kind::of_parameter(&ty.to_string()), function))
}

fn converted(
    cx: &mut Cx<'_>,
    call: &ExprMethodCall,
    (inner, name): (&ExprCall, &Ident),
    (to, function): (Kind, TokenStream),
    wanted: Option<Kind>,
) -> Res<Operands> {
    let operand = scalar(cx, &inner.args[0])?;
    if let Some(wanted) = wanted {
        let wanted = cx.exactly(wanted);
        cx.unify(&inner.args[0], operand.kind, wanted)?;
    }
    let known = cx.known(operand);
    if !known.may_be_float() || known == Known::Part {
        let of = hole(0);
        let code = quote_spanned!(inner.paren_token.span.join()=> #function(#of));
        return Ok(as_it_is(cx, call, (code, operand), to, name));
    }
    match wanted {
        Some(_) => numeric::of_primitives(cx, inner.func.span(), to),
        None => numeric::numeric(cx, inner.func.span(), (to, "numeric")),
    }
    Ok(if known == Known::Exactly(to) { Shape::Leaf(operand) } else { cast(cx, call, operand, to) })
}

fn cast(cx: &mut Cx<'_>, call: &ExprMethodCall, operand: Operand, to: Kind) -> Operands {
    let kind = cx.exactly(to);
    cx.apply(call, Op::Cast(to), vec![operand.atom], kind)
}

/// What is not seen through: of an active value, its derivative would be lost.
fn as_it_is(
    cx: &mut Cx<'_>,
    call: &ExprMethodCall,
    (code, operand): (TokenStream, Operand),
    to: Kind,
    name: &Ident,
) -> Operands {
    let on_active = OnActive::Error(Box::new(error_at(name, Message::UnknownMethod { name: name.to_string() })));
    let (method, arguments) = (&call.method, &call.args);
    let code = quote_spanned!(method.span()=> #code.#method(#arguments));
    code::apply(cx, call, Passed::new(code, vec![operand.atom], on_active), Known::Exactly(to))
}
