//! `x.into()`: its place says to what.

use super::argument::Arguments;
use super::function::{self, CompanionCall};
use crate::ir::{Called, Form, Op, Shape};
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::kinds::Known;
use crate::lower::state::scope::Operands;
use crate::lower::value::expr::Expect;
use proc_macro2::TokenStream;
use quote::quote_spanned;
use syn::ExprMethodCall;

/// `x.into()` from one float type to another.
pub(crate) fn float(
    cx: &mut Cx<'_>,
    call: &ExprMethodCall,
    receiver: &Res<Operands>,
    expect: &Expect,
) -> Option<Operands> {
    let (Ok(Shape::Leaf(operand)), Shape::Leaf(Some(to))) = (receiver, expect) else { return None };
    let float = |known| if let Known::Exactly(kind) = known { Some(kind).filter(|kind| kind.is_float()) } else { None };
    let (from, kind) = (float(cx.known(*operand))?, float(cx.kinds.known(*to))?);
    let is_into = call.method == "into" && call.args.is_empty();
    match kind {
        _ if !is_into => None,
        kind if kind == from => Some(Shape::Leaf(*operand)),
        kind => Some(cx.apply(call, Op::Cast(kind), vec![operand.atom], *to)),
    }
}

/// The same to a type of the user's that is written down: that is its `from`, which has
/// companions.
pub(crate) fn into(cx: &mut Cx<'_>, call: &ExprMethodCall, value: &Operands, expect: &Expect) -> Option<Res<Operands>> {
    let is_into = call.method == "into" && call.args.is_empty() && call.turbofish.is_none();
    let Shape::Leaf(Some(to)) = expect else { return None };
    let Some((Form::Data(data), _)) = cx.kinds.as_memory(*to).filter(|_| is_into) else { return None };
    if data.ty.is_empty() || !function::any_float(cx, std::slice::from_ref(value)) {
        return None;
    }
    let ty: TokenStream = data.ty.parse().ok()?;
    let span = call.method.span();
    let callee = CompanionCall {
        at: call,
        called: Called::Path,
        prefix: quote_spanned!(span=> <#ty>::),
        name: syn::Ident::new("from", span),
        generics: TokenStream::new(),
        places: &call.args,
        primal: "",
    };
    let arguments = Arguments::of(cx, vec![value.clone()]);
    let value = function::companion(cx, callee, &arguments, expect);
    Some(value.and_then(|value| arguments.finish(cx, call).map(|()| value)))
}
