//! Constant collections of which the macro knows no type: `#[constant] data:
//! &[Point]`, `self.weights`. Their elements are foreign code.

use super::code;
use crate::errors::Message;
use crate::ir::{Atom, Foreign, Form, Kind, OnActive, Op, Repeat, Shape, hole};
use crate::lower::iter::ends::leaf;
use crate::lower::iter::pipeline;
use crate::lower::iter::source::{Source, usize_kind};
use crate::lower::state::cx::{Cx, Res, error_at};
use crate::lower::state::kinds::{KindVar, Known};
use crate::lower::state::scope::{Binding, Holds, Operands};
use crate::lower::tokens::purity;
use crate::lower::value::expr::Expect;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use std::rc::Rc;
use syn::spanned::Spanned;
use syn::{Expr, ExprMethodCall, UnOp};

/// Runs through a foreign collection.
pub(crate) fn source<'e>(cx: &mut Cx<'_>, e: &Expr) -> Res<Source<'e>> {
    let kind = cx.exactly(Kind::Opaque);
    let base = elements(cx, e, kind)?;
    let kind = usize_kind(cx);
    let hole = hole(0);
    let len = apply(cx, e, quote!(#hole.len()), vec![base], (kind, OnActive::Part, Repeat::Free));
    let len = crate::lower::value::expr::as_scalar(cx, e, &len)?.atom;
    Ok(Source::Foreign { base, len })
}

/// The element of this number; a reference, as `iter` gives it.
pub(crate) fn item(cx: &mut Cx<'_>, at: &impl ToTokens, base: Atom, k: Atom) -> Operands {
    let (base_hole, index) = (hole(0), hole(1));
    let code = quote!({
        use __autodiff_crate::__private::{OfAny as _, OfNumber as _};
        (&__autodiff_crate::__private::Item(&#base_hole[#index])).item()
    });
    let kind = cx.kinds.fresh(Known::Nothing);
    Shape::Ref(Box::new(apply(cx, at, code, vec![base, k], (kind, OnActive::Part, Repeat::Free))))
}

/// `let k: &[f64] = &self.k`: what foreign code refers to has the declared type.
pub(crate) fn declared(cx: &mut Cx<'_>, e: &Expr, expect: &Expect) -> Option<Res<Operands>> {
    let (Expr::Reference(reference), Shape::Ref(inner)) = (e, expect) else { return None };
    let Shape::Leaf(Some(kind)) = **inner else { return None };
    let (form, _) = cx.kinds.as_memory(kind)?;
    let is_slice = *form == Form::Slice;
    if !is_foreign(cx, e) && !is_of_constant(cx, &reference.expr) {
        return None;
    }
    let base = if is_slice { elements(cx, e, kind) } else { referred(cx, reference, kind) };
    Some(base.map(|base| Shape::Ref(Box::new(leaf(base, kind)))))
}

/// A constant, or a part of one.
fn is_of_constant(cx: &Cx<'_>, e: &Expr) -> bool {
    match e {
        Expr::Path(_) => code::is_rooted(cx, e),
        Expr::Paren(inner) => is_of_constant(cx, &inner.expr),
        Expr::Group(inner) => is_of_constant(cx, &inner.expr),
        Expr::Field(field) => is_of_constant(cx, &field.base),
        Expr::Index(index) => is_of_constant(cx, &index.expr),
        _ => false,
    }
}

/// What a reference refers to, behind it.
fn referred(cx: &mut Cx<'_>, e: &syn::ExprReference, kind: KindVar) -> Res<Atom> {
    let mut args = Vec::new();
    let place = place_code(cx, &e.expr, &mut args)?;
    let repeat = purity::repeat(cx, &place, &args);
    let on_active = OnActive::Error(Box::new(error_at(e, Message::NotIterable)));
    let value = apply(cx, e, quote!(&#place), args, (kind, on_active, repeat));
    Ok(crate::lower::value::expr::as_scalar(cx, e, &value)?.atom)
}

/// Whether an expression is a chain of adaptors on a foreign collection.
pub(crate) fn is_chain(cx: &Cx<'_>, e: &Expr) -> bool {
    match e {
        Expr::Paren(inner) => is_chain(cx, &inner.expr),
        Expr::Group(inner) => is_chain(cx, &inner.expr),
        Expr::MethodCall(call) => is_start(cx, call) || (pipeline::is_adaptor(call) && is_chain(cx, &call.receiver)),
        _ => false,
    }
}

/// `data.iter()`
pub(crate) fn is_start(cx: &Cx<'_>, call: &ExprMethodCall) -> bool {
    (call.method == "iter" || call.method == "into_iter") && call.args.is_empty() && is_foreign(cx, &call.receiver)
}

/// Whether an expression names a part of what only foreign code reads.
pub(crate) fn is_foreign(cx: &Cx<'_>, e: &Expr) -> bool {
    match e {
        Expr::Paren(inner) => is_foreign(cx, &inner.expr),
        Expr::Group(inner) => is_foreign(cx, &inner.expr),
        Expr::Reference(inner) => inner.mutability.is_none() && is_foreign(cx, &inner.expr),
        Expr::Field(field) => is_foreign(cx, &field.base),
        Expr::Index(index) => is_foreign(cx, &index.expr),
        Expr::Unary(unary) => matches!(unary.op, UnOp::Deref(_)) && is_foreign(cx, &unary.expr),
        Expr::Path(path) => match path.path.get_ident().and_then(|name| cx.scope.find(name)) {
            Some(Binding::Opaque) => true,
            Some(Binding::Var(var)) => match cx.scope.get(var) {
                Holds::Operands(value) => is_unknown(cx, value),
                _ => false,
            },
            None => false,
        },
        _ => false,
    }
}

fn is_unknown(cx: &Cx<'_>, value: &Operands) -> bool {
    let Shape::Leaf(operand) = value.behind_refs() else { return false };
    matches!(cx.known(*operand), Known::Nothing | Known::Unseen | Known::Exactly(Kind::Opaque))
        && !operand.atom.is_literal()
}

/// The elements of a foreign collection, as a slice.
fn elements(cx: &mut Cx<'_>, e: &Expr, kind: KindVar) -> Res<Atom> {
    let mut args = Vec::new();
    let place = place_code(cx, e, &mut args)?;
    let repeat = purity::repeat(cx, &place, &args);
    let code = quote_spanned!(e.span()=> __autodiff_crate::__private::elements(&#place));
    let on_active = OnActive::Error(Box::new(error_at(e, Message::NotIterable)));
    let value = apply(cx, e, code, args, (kind, on_active, repeat));
    Ok(crate::lower::value::expr::as_scalar(cx, e, &value)?.atom)
}

/// A part of foreign data where it stands: nothing is moved out of it.
fn place_code(cx: &mut Cx<'_>, e: &Expr, args: &mut Vec<Atom>) -> Res<TokenStream> {
    Ok(match e {
        Expr::Paren(inner) => place_code(cx, &inner.expr, args)?,
        Expr::Group(inner) => place_code(cx, &inner.expr, args)?,
        Expr::Reference(inner) => place_code(cx, &inner.expr, args)?,
        Expr::Unary(unary) => place_code(cx, &unary.expr, args)?,
        Expr::Field(field) => {
            let (base, member) = (place_code(cx, &field.base, args)?, &field.member);
            quote!(#base.#member)
        }
        Expr::Index(index) => {
            let base = place_code(cx, &index.expr, args)?;
            let position = code::expression_code(cx, &index.index, args)?;
            quote_spanned!(index.bracket_token.span.join()=> #base[#position])
        }
        Expr::Path(_) if !code::is_foreign(cx, e) => {
            let value = crate::lower::value::expr::expression(cx, e, &crate::lower::value::expr::any())?;
            code::operand_code(cx, value.behind_refs(), args)
        }
        _ => code::expression_code(cx, e, args)?,
    })
}

fn apply(
    cx: &mut Cx<'_>,
    at: &impl ToTokens,
    code: TokenStream,
    args: Vec<Atom>,
    (kind, on_active, repeat): (KindVar, OnActive, Repeat),
) -> Operands {
    cx.apply(at, Op::Foreign(Rc::new(Foreign { code, on_active, repeat, ty: None })), args, kind)
}
