//! The elements of constant collections, whose types the macro does not see.

use super::code;
use super::purity;
use crate::errors::Message;
use crate::ir::{Atom, Foreign, Form, OnActive, Op, Repeat, Shape};
use crate::lower::classify::Classified;
use crate::lower::state::cx::{Cx, Res, error_at};
use crate::lower::state::kinds::{KindVar, Known};
use crate::lower::state::scope::Operands;
use crate::lower::value::expr::{self, any, as_scalar};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use std::rc::Rc;
use syn::spanned::Spanned;
use syn::{Expr, UnOp};

/// The elements as a slice, of which their use tells what they are.
pub(crate) fn slice(cx: &mut Cx<'_>, collection: &Classified<'_>) -> Res<Operands> {
    let elem = Shape::Leaf(cx.kinds.fresh(Known::Nothing));
    let kind = cx.kinds.memory(Form::Slice, elem);
    let base = elements(cx, collection, kind)?;
    Ok(Shape::Ref(Box::new(crate::lower::state::hidden::leaf(base, kind))))
}

/// The elements of a foreign collection, as a slice.
pub(crate) fn elements(cx: &mut Cx<'_>, collection: &Classified<'_>, kind: KindVar) -> Res<Atom> {
    let mut args = Vec::new();
    let place = place_code(cx, collection, &mut args)?;
    let e = collection.e;
    let repeat = purity::repeat(cx, &place, &args);
    let code = quote_spanned!(e.span()=> __autodiff_crate::__private::elements(&#place));
    let on_active = OnActive::Error(Box::new(error_at(e, Message::NotIterable)));
    let value = apply(cx, e, code, args, (kind, on_active, repeat));
    Ok(as_scalar(cx, e, &value)?.atom)
}

/// A part of foreign data where it stands: nothing is moved out of it.
pub(crate) fn place_code(cx: &mut Cx<'_>, place: &Classified<'_>, args: &mut Vec<Atom>) -> Res<TokenStream> {
    Ok(match place.e {
        Expr::Paren(_) | Expr::Group(_) | Expr::Reference(_) => place_code(cx, place.front(), args)?,
        Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => place_code(cx, place.front(), args)?,
        Expr::Field(field) => {
            let (base, member) = (place_code(cx, place.front(), args)?, &field.member);
            quote!(#base.#member)
        }
        Expr::Index(index) => {
            let base = place_code(cx, place.front(), args)?;
            let position = code::expression_code(cx, &index.index, args)?;
            quote_spanned!(index.bracket_token.span.join()=> #base[#position])
        }
        Expr::Path(_) if !place.is_rooted() => {
            let value = expr::run(cx, place, &any())?;
            code::operand_code(cx, value.behind_refs(), args)
        }
        _ => code::code(cx, place, args)?,
    })
}

/// Appends foreign code.
pub(crate) fn apply(
    cx: &mut Cx<'_>,
    at: &dyn ToTokens,
    code: TokenStream,
    args: Vec<Atom>,
    (kind, on_active, repeat): (KindVar, OnActive, Repeat),
) -> Operands {
    cx.apply(at, Op::Foreign(Rc::new(Foreign { code, on_active, repeat, ty: None, is_number: false })), args, kind)
}
