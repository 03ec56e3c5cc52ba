//! Structs that are written down: `Body { m, v: w, ..old }`.

use super::new;
use super::place::{self, Found};
use crate::ir::{Init, New, Place, Shape, Stmt};
use crate::lower::classify::classify;
use crate::lower::state::agreement::conform;
use crate::lower::state::cx::{Cx, Res, origin};
use crate::lower::state::kinds::KindVar;
use crate::lower::state::scope::{Operand, Operands};
use crate::lower::state::settle;
use crate::lower::value::expr::{Expect, expression};
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Expr, ExprStruct, FieldValue};

/// The fields run in the order in which they are written.
pub(crate) fn literal(cx: &mut Cx<'_>, e: &ExprStruct) -> Res<Operands> {
    let ty = crate::lower::border::types::text(&e.path);
    let kind = cx.kinds.known_data(&ty).unwrap_or_else(|| cx.kinds.data(""));
    let fields: Vec<_> = e.fields.iter().map(|field| self::field(cx, kind, field)).collect();
    let fields = fields.into_iter().collect::<Res<Vec<_>>>()?;
    let rest = match &e.rest {
        Some(rest) => Some(updated(cx, kind, rest)?),
        None => None,
    };
    let dst = cx.fresh(kind);
    cx.homes.insert(dst, cx.around.len());
    let init = Init::Data { path: e.path.to_token_stream(), fields, rest };
    cx.out.push(Stmt::New(New { dst, init, origin: origin(e) }));
    Ok(Shape::Leaf(Operand { atom: dst.into(), kind }))
}

type Given = (crate::ir::Name, Shape<crate::ir::Atom>);

fn field(cx: &mut Cx<'_>, data: KindVar, field: &FieldValue) -> Res<Given> {
    let name = settle::name(&field.member);
    let wanted = cx.kinds.field(data, &name);
    let expect: Expect = wanted.map(&mut |kind| Some(*kind));
    let value = expression(cx, &field.expr, &expect)?;
    new::refuse_lent(cx, field, &value)?;
    let value = new::owned(cx, &field.expr, value.owned());
    cx.kinds.set_field(data, &name, &value.map(&mut |o| o.kind));
    let wanted = cx.kinds.field(data, &name);
    conform(cx, field, &value, &wanted)?;
    Ok((name, value.map(&mut |o| o.atom)))
}

/// What the fields that are not written come from.
fn updated(cx: &mut Cx<'_>, kind: KindVar, rest: &Expr) -> Res<Place> {
    let classified = classify(cx, rest);
    let found = match place::locate(cx, &classified)? {
        Found::Value(value) => {
            if let Shape::Leaf(operand) = value.behind_refs() {
                settle::data_kind(cx, operand.kind);
            }
            place::of(cx, value)
        }
        found => found,
    };
    let Found::Place(place) = found else {
        let what = "an update of this".to_owned();
        return Err(cx.refuse(rest, crate::errors::Message::UnsupportedExpression { what }));
    };
    if let Shape::Leaf(own) = place.ty {
        settle::data_kind(cx, own);
        cx.unify(rest, own, kind)?;
    }
    Ok(place.place())
}

/// Whether a float is written in it.
pub(crate) fn has_float_literal(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Literal(literal) => matches!(syn::Lit::new(literal), syn::Lit::Float(_)),
        TokenTree::Group(group) => has_float_literal(group.stream()),
        _ => false,
    })
}
