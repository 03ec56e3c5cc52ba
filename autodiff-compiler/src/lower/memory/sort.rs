//! Sorting, and questions about order.
//!
//! The order has no derivative. What moves does: a copy is read in the order that
//! the comparison gives.
//!
//! ```text
//! x.sort_by(f64::total_cmp);      order = sorted_by(x, f64::total_cmp)
//!                                 t = new copy x
//!                                 for k in 0..len x
//!                                     x[k] = t[order[k]]
//! ```

use super::new;
use super::place::{self, Located};
use super::slice_method::{OnMemory, at, each};
use crate::ir::{Access, Atom, Form, IntKind, Kind, OnActive, Place, Shape, Step, hole};
use crate::lower::classify::as_closure;
use crate::lower::foreign::code;
use crate::lower::foreign::code::Passed;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::kinds::Known;
use crate::lower::state::mentions::variables;
use crate::lower::state::scope::{Operand, Operands};
use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{Expr, ExprMethodCall};

/// `x.sort_by(compare)` and the like.
pub(crate) fn sort(cx: &mut Cx<'_>, on: &OnMemory<'_>) -> Res<Operands> {
    let OnMemory { call, place, elem, .. } = on;
    let order = order(cx, call, place);
    let form = if on.form == Form::Slice { Form::Vec } else { on.form.clone() };
    let copy = new::copy(cx, call, form, elem.clone(), place.place());
    let (Some(order), Some(copy)) = (base(&order), base(&copy)) else { unreachable!("memory is named by a handle") };
    let copy = Located { base: copy, path: Vec::new(), ty: place.ty.clone() };
    let kind = cx.usize_kind();
    each(cx, call, place, &mut |cx, k| {
        let from = cx.fresh(kind);
        let entry = Place { base: order, path: vec![Step::Index(k)], access: Access::Again };
        cx.out.load(from, entry);
        let value = place::read(cx, call, &at(&copy, from.into(), elem));
        place::write(cx, call, &at(place, k, elem), &value)
    })?;
    Ok(Shape::unit())
}

fn base(value: &Operands) -> Option<crate::ir::Value> {
    match value {
        Shape::Leaf(Operand { atom: Atom::Value(base), .. }) => Some(*base),
        _ => None,
    }
}

/// The permutation.
fn order(cx: &mut Cx<'_>, call: &ExprMethodCall, place: &Located) -> Operands {
    let mut args = Vec::new();
    let elements = elements(cx, call, place, &mut args);
    let span = call.method.span();
    let by_key = call.method.to_string().ends_with("_key");
    let function = format_ident!("{}", if by_key { "sorted_by_key" } else { "sorted_by" }, span = span);
    let compare = match call.args.first() {
        Some(f) => given(cx, f, &mut args),
        None => quote_spanned!(span=> ::core::cmp::Ord::cmp),
    };
    let code = quote_spanned!(span=> __autodiff_crate::__private::#function(&#elements[..], #compare));
    let index = cx.usize_kind();
    let kind = cx.kinds.memory(Form::Vec, Shape::Leaf(index));
    code::apply_as(cx, call, Passed::new(code, args, OnActive::Inactive), kind)
}

/// An argument: a closure with what it captures bound around it, of memory a
/// reference.
fn given(cx: &mut Cx<'_>, e: &Expr, args: &mut Vec<Atom>) -> TokenStream {
    let Some(closure) = as_closure(e) else { return code::verbatim_code(cx, &e.to_token_stream(), args) };
    let tokens = closure.to_token_stream();
    let mut bindings = TokenStream::new();
    for (name, value) in variables(cx, &tokens) {
        let is_memory = |o: &Operand| cx.kinds.as_memory(o.kind).is_some();
        let borrows = matches!(&value, Shape::Leaf(operand) if is_memory(operand));
        let code = code::operand_code(cx, &value, args);
        bindings.extend(if borrows { quote!(let #name = &#code;) } else { quote!(let #name = #code;) });
    }
    if bindings.is_empty() {
        return tokens;
    }
    let capture = closure.capture.is_none().then(|| quote!(move));
    quote!({ #bindings #capture #tokens })
}

/// The hole for the memory that a method is called on.
fn elements(cx: &mut Cx<'_>, call: &ExprMethodCall, place: &Located, args: &mut Vec<Atom>) -> TokenStream {
    let whole = place::read(cx, call, place);
    args.extend(whole.leaves().into_iter().map(|o| o.atom));
    hole(args.len() - 1).into_token_stream()
}

/// `x.partition_point(|v| *v < t)`
pub(crate) fn number(cx: &mut Cx<'_>, on: &OnMemory<'_>) -> Res<Operands> {
    question(cx, on, Known::Exactly(Kind::Int(IntKind::Usize)))
}

/// `x.contains(&v)`
pub(crate) fn truth(cx: &mut Cx<'_>, on: &OnMemory<'_>) -> Res<Operands> {
    question(cx, on, Known::Exactly(Kind::Bool))
}

/// `x.binary_search(&k)`
pub(crate) fn answer(cx: &mut Cx<'_>, on: &OnMemory<'_>) -> Res<Operands> {
    question(cx, on, Known::Exactly(Kind::Opaque))
}

/// An answer without a derivative.
fn question(cx: &mut Cx<'_>, on: &OnMemory<'_>, known: Known) -> Res<Operands> {
    let call = on.call;
    let mut args = Vec::new();
    let elements = elements(cx, call, on.place, &mut args);
    let mut given = TokenStream::new();
    for arg in &call.args {
        let arg = self::given(cx, arg, &mut args);
        given.extend(quote_spanned!(call.method.span()=> #arg,));
    }
    let method = &call.method;
    let code = quote_spanned!(method.span()=> #elements.#method(#given));
    Ok(code::apply(cx, call, Passed::new(code, args, OnActive::Inactive), known))
}
