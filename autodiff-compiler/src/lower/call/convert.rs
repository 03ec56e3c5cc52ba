//! `x.into()`: its place says to what.

use super::argument::Arguments;
use super::function::{self, CompanionCall};
use crate::ir::{Atom, Called, Form, Kind, OnActive, Op, Shape};
use crate::lower::data;
use crate::lower::foreign::code::{self, Passed};
use crate::lower::memory::place;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::kinds::{KindVar, Known};
use crate::lower::state::scope::{Operand, Operands};
use crate::lower::value::expr::{Expect, as_scalar};
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Expr, ExprCall, ExprMethodCall, Token};

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

/// The same to a type that the place says, or what it is used for: that is its `from`, which has
/// companions.
pub(crate) fn into(cx: &mut Cx<'_>, call: &ExprMethodCall, value: &Operands, expect: &Expect) -> Option<Res<Operands>> {
    let is_into = call.method == "into" && call.args.is_empty() && call.turbofish.is_none();
    if !is_into || !function::any_float(cx, std::slice::from_ref(value)) {
        return None;
    }
    let is_scalar = matches!(expect, Shape::Leaf(Some(kind)) if cx.kinds.as_memory(*kind).is_none());
    let may_be_data = matches!(value.behind_refs(), Shape::Leaf(operand) if cx.may_be_data(operand.kind));
    // `Sphere { center: [x, y, z].into(), .. }`: no array becomes a number.
    let is_part = matches!(expect, Shape::Leaf(Some(kind)) if cx.kinds.known(*kind) == Known::Part);
    let is_array = is_part && is_array(cx, value);
    if is_scalar && !may_be_data && !is_array {
        return None;
    }
    let lent = is_reference(cx, &call.receiver).then(|| Shape::Ref(Box::new(value.behind_refs().clone())));
    let value = lent.as_ref().unwrap_or(value);
    let prefix = match written(cx, expect) {
        Some(ty) => quote_spanned!(call.method.span()=> <#ty>::),
        // What it is used for says to what, which rustc sees.
        None if may_be_data || is_array => quote!(__autodiff_crate::__private::ops::Inferred::),
        None => return None,
    };
    if let (true, Shape::Leaf(Operand { atom: Atom::Value(w), .. })) = (may_be_data, value.behind_refs()) {
        let way = if lent.is_some() { "converted_where_it_is" } else { "converted" };
        cx.out.push(data::is_of_std(&call.method, way, *w));
    }
    Some(from(cx, (call, call.method.span()), (prefix, value), (&call.args, expect)))
}

fn is_array(cx: &Cx<'_>, value: &Operands) -> bool {
    matches!(value, Shape::Leaf(operand) if matches!(cx.kinds.as_memory(operand.kind), Some((Form::Array(_), _))))
}

/// Whether an expression is a reference, and is converted as one: `From<&A>` is not `From<A>`.
fn is_reference(cx: &Cx<'_>, e: &Expr) -> bool {
    match e {
        Expr::Paren(inner) => is_reference(cx, &inner.expr),
        Expr::Group(inner) => is_reference(cx, &inner.expr),
        Expr::Reference(reference) => reference.mutability.is_none(),
        e => matches!(place::held(cx, e), Some(Shape::Ref(_))),
    }
}

/// `f64::from(v)`: a cast of a float, exact for what else it takes.
pub(super) fn from_float_type(
    cx: &mut Cx<'_>,
    call: &ExprCall,
    (kind, arg): (Kind, &Operands),
    expect: &Expect,
) -> Res<Operands> {
    if let Some(value) = of_data(cx, call, (kind, arg), expect) {
        return value;
    }
    let operand = as_scalar(cx, call, arg)?;
    let to = cx.exactly(kind);
    if cx.known(operand).may_be_float() {
        return Ok(cx.apply(call, Op::Cast(kind), vec![operand.atom], to));
    }
    let mut atoms = Vec::new();
    let (func, code) = (&call.func, code::operand_code(cx, arg, &mut atoms));
    // A type of one's own may have floats in it, and its `From` is not seen.
    let is_unseen = cx.may_be_data(operand.kind) || matches!(cx.known(operand), Known::Part | Known::CallResult);
    let code = if is_unseen { quote!(__autodiff_crate::__private::discrete(#code)) } else { code };
    let code = quote_spanned!(call.paren_token.span.join()=> #func(#code));
    Ok(code::apply(cx, call, Passed::new(code, atoms, OnActive::Inactive), Known::Exactly(kind)))
}

/// `f64::from(p)` of data, which has companions.
fn of_data(
    cx: &mut Cx<'_>,
    call: &ExprCall,
    (kind, value): (Kind, &Operands),
    expect: &Expect,
) -> Option<Res<Operands>> {
    let Shape::Leaf(operand) = value.behind_refs() else { return None };
    if !cx.kinds.is_data(operand.kind) {
        return None;
    }
    let name = primitive(kind)?;
    let result: Expect = Shape::Leaf(Some(cx.exactly(kind)));
    let expect = if matches!(expect, Shape::Leaf(Some(_))) { expect } else { &result };
    let prefix = quote_spanned!(call.func.span()=> <#name>::);
    Some(from(cx, (call, call.func.span()), (prefix, value), (&call.args, expect)))
}

/// `<T>::from(value)`
fn from(
    cx: &mut Cx<'_>,
    (at, span): (&dyn ToTokens, Span),
    (prefix, value): (TokenStream, &Operands),
    (places, expect): (&Punctuated<Expr, Token![,]>, &Expect),
) -> Res<Operands> {
    let callee = CompanionCall {
        at,
        called: Called::Path,
        prefix,
        name: syn::Ident::new("from", span),
        generics: TokenStream::new(),
        places,
        primal: "",
    };
    let arguments = Arguments::of(cx, vec![value.clone()]);
    let value = function::companion(cx, callee, &arguments, expect)?;
    arguments.finish(cx, &at).map(|()| value)
}

/// The type of a place, if generated code can write it: a float, data whose type is written
/// somewhere, arrays and tuples of such.
fn written(cx: &Cx<'_>, expect: &Expect) -> Option<TokenStream> {
    match expect {
        Shape::Leaf(kind) => of_kind(cx, (*kind)?),
        Shape::Tuple(entries) if entries.len() > 1 => {
            let entries = entries.iter().map(|entry| written(cx, entry)).collect::<Option<Vec<_>>>()?;
            Some(quote!((#(#entries),*)))
        }
        _ => None,
    }
}

fn of_kind(cx: &Cx<'_>, kind: KindVar) -> Option<TokenStream> {
    match cx.kinds.as_memory(kind) {
        Some((Form::Data(data), _)) if !data.ty.is_empty() => data.ty.parse().ok(),
        Some((Form::Array(len), Shape::Leaf(elem))) => {
            let (len, elem) = (len.parse::<TokenStream>().ok()?, of_kind(cx, *elem)?);
            Some(quote!([#elem; #len]))
        }
        Some(_) => None,
        None => match cx.kinds.known(kind) {
            Known::Exactly(kind) if kind.has_name() => primitive(kind),
            _ => None,
        },
    }
}

/// The type of a scalar. That of a type parameter is in scope.
fn primitive(kind: Kind) -> Option<TokenStream> {
    let name: TokenStream = kind.type_name().parse().ok()?;
    Some(if let Kind::Param(_) = kind { name } else { quote!(::core::primitive::#name) })
}
