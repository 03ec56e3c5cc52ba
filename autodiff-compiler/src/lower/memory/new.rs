//! New memory: array literals, `vec!`, copies.

use super::length::length;
use crate::errors::Message;
use crate::ir::{Access, Atom, Form, Init, New, Place, Shape, Stmt, Value};
use crate::lower::state::agreement::conform;
use crate::lower::state::ascription;
use crate::lower::state::cx::{Cx, Res, origin};
use crate::lower::state::kinds::{KindVar, Known};
use crate::lower::state::scope::{Operand, Operands};
use crate::lower::value::expr::{Expect, any, expression};
use quote::ToTokens;
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Expr, Pat, Token};

/// Appends `w = new init`.
pub(crate) fn new(cx: &mut Cx<'_>, at: &dyn ToTokens, form: Form, elem: Shape<KindVar>, init: Init) -> Operands {
    let kind = cx.kinds.memory(form, elem);
    let dst = cx.fresh(kind);
    cx.homes.insert(dst, cx.around.len());
    cx.out.push(Stmt::New(New { dst, init, origin: origin(at) }));
    Shape::Leaf(Operand { atom: dst.into(), kind })
}

/// `[a, b, c]` or `vec![a, b, c]`.
pub(crate) fn list<'e>(
    cx: &mut Cx<'_>,
    at: &dyn ToTokens,
    form: Form,
    elems: impl Iterator<Item = &'e Expr>,
    expect: &Expect,
) -> Res<Operands> {
    let wanted = elem_of(cx, expect);
    let expected = wanted.as_ref().map_or_else(any, |wanted| wanted.map(&mut |kind| Some(*kind)));
    let values: Vec<_> = elems.map(|e| expression(cx, e, &expected)).collect();
    let values = values.into_iter().collect::<Res<Vec<_>>>()?;
    values.iter().try_for_each(|value| refuse_lent(cx, at, value))?;
    let values = of_one_form(cx, at, values);
    let elem = match values.first() {
        Some(first) => first.owned().map(&mut |o| o.kind),
        None => wanted.clone().unwrap_or_else(|| Shape::Leaf(cx.kinds.fresh(Known::Nothing))),
    };
    for value in &values {
        conform(cx, at, value, &elem)?;
    }
    if let (Some(wanted), Some(first)) = (&wanted, values.first()) {
        conform(cx, at, first, wanted)?;
    }
    values.iter().for_each(|value| ascription::of_kinds(cx, &elem, value));
    let values = values.iter().map(|v| v.owned().map(&mut |o| o.atom)).collect();
    Ok(new(cx, at, form, elem, Init::List(values)))
}

/// Memory owns what it holds: of a `&mut` it would hold a copy, and what is written
/// to that is lost.
pub(crate) fn refuse_lent(cx: &Cx<'_>, at: &dyn ToTokens, value: &Operands) -> Res<()> {
    if value.is_in_out() { Err(cx.refuse(at, Message::ReferenceKept)) } else { Ok(()) }
}

/// Slices, and arrays of different lengths, become vectors: `[&x[..2], &y]`.
fn of_one_form(cx: &mut Cx<'_>, at: &dyn ToTokens, values: Vec<Operands>) -> Vec<Operands> {
    let form = |value: &Operands| match value.behind_refs() {
        Shape::Leaf(operand) => cx.kinds.as_memory(operand.kind).map(|(form, _)| form.clone()),
        _ => None,
    };
    let forms: Vec<_> = values.iter().map(form).collect();
    let is_data = |form: &Option<Form>| matches!(form, Some(Form::Data(_)));
    // Beside data, what is not known yet is data of the same type.
    if forms.iter().any(is_data) || forms.iter().all(|form| *form == forms[0] && *form != Some(Form::Slice)) {
        return values;
    }
    values.into_iter().map(|value| as_vector(cx, at, value)).collect()
}

fn as_vector(cx: &mut Cx<'_>, at: &dyn ToTokens, value: Operands) -> Operands {
    let Shape::Leaf(Operand { atom: Atom::Value(base), kind }) = *value.behind_refs() else { return value };
    match cx.kinds.as_memory(kind).cloned() {
        Some((_, elem)) => copy(cx, at, Form::Vec, elem, Place::whole(base)),
        None => value,
    }
}

/// What the place of an array wants of its elements.
fn elem_of(cx: &Cx<'_>, expect: &Expect) -> Option<Shape<KindVar>> {
    match expect.behind_refs() {
        // What is in data, its fields say; that it is an array all the same, its place finds out.
        Shape::Leaf(Some(kind)) if cx.kinds.is_data(*kind) => None,
        Shape::Leaf(Some(kind)) => cx.kinds.as_memory(*kind).map(|(_, elem)| elem.clone()),
        _ => None,
    }
}

pub(crate) fn array(cx: &mut Cx<'_>, array: &syn::ExprArray, expect: &Expect) -> Res<Operands> {
    let len = array.elems.len().to_string();
    list(cx, array, Form::Array(len), array.elems.iter(), expect)
}

/// `[v; N]`
pub(crate) fn repeat(cx: &mut Cx<'_>, repeat: &syn::ExprRepeat, expect: &Expect) -> Res<Operands> {
    let len = crate::lower::tokens::text::text(repeat.len.to_token_stream());
    repeated(cx, repeat, Repeated { form: Form::Array(len), elem: &repeat.expr, len: None }, expect)
}

/// One value for all elements, so many times; an array's type says how many.
struct Repeated<'e> {
    form: Form,
    elem: &'e Expr,
    len: Option<&'e Expr>,
}

fn repeated(cx: &mut Cx<'_>, at: &dyn ToTokens, repeated: Repeated<'_>, expect: &Expect) -> Res<Operands> {
    let Repeated { form, elem, len } = repeated;
    let wanted = elem_of(cx, expect);
    let expected = wanted.as_ref().map_or_else(any, |wanted| wanted.map(&mut |kind| Some(*kind)));
    let value = expression(cx, elem, &expected)?;
    refuse_lent(cx, at, &value)?;
    if let Some(wanted) = &wanted {
        conform(cx, at, &value, wanted)?;
        ascription::of_kinds(cx, wanted, &value);
    }
    let len = match len {
        Some(len) => Some(length(cx, len)?),
        None => None,
    };
    let kinds = value.owned().map(&mut |o| o.kind);
    let value = value.owned().map(&mut |o| o.atom);
    Ok(new(cx, at, form, kinds, Init::Repeat(value, len)))
}

/// `vec![..]`
pub(crate) fn vec(cx: &mut Cx<'_>, mac: &syn::Macro, expect: &Expect) -> Res<Operands> {
    crate::lower::state::claim::lowered_macro(cx, mac);
    let repeat = |input: ParseStream<'_>| {
        let elem: Expr = input.parse()?;
        input.parse::<Token![;]>()?;
        Ok((elem, input.parse::<Expr>()?))
    };
    if let Ok((elem, len)) = repeat.parse2(mac.tokens.clone()) {
        return repeated(cx, mac, Repeated { form: Form::Vec, elem: &elem, len: Some(&len) }, expect);
    }
    match Punctuated::<Expr, Token![,]>::parse_terminated.parse2(mac.tokens.clone()) {
        Ok(elems) => list(cx, mac, Form::Vec, elems.iter(), expect),
        Err(_) => {
            let what = "`vec!` with these arguments".to_owned();
            Err(cx.refuse(&mac.path, Message::UnsupportedExpression { what }))
        }
    }
}

/// `Vec::new()`, `Vec::with_capacity(n)`.
pub(crate) fn empty(cx: &mut Cx<'_>, at: &dyn ToTokens, capacity: Option<Atom>, expect: &Expect) -> Operands {
    let elem = elem_of(cx, expect).unwrap_or_else(|| Shape::Leaf(cx.kinds.fresh(Known::Nothing)));
    new(cx, at, Form::Vec, elem, Init::Empty(capacity))
}

/// A copy of the memory that a handle names: `to_vec`, `clone`.
pub(crate) fn copy(cx: &mut Cx<'_>, at: &dyn ToTokens, form: Form, elem: Shape<KindVar>, place: Place) -> Operands {
    new(cx, at, form, elem, Init::Copy(place))
}

/// A value of its own: memory that another variable names is copied. Rust moves
/// or copies it; nobody can tell the difference.
pub(crate) fn owned(cx: &mut Cx<'_>, e: &Expr, value: Operands) -> Operands {
    if is_fresh(e) { value } else { copied(cx, e, &value) }
}

pub(crate) fn copied(cx: &mut Cx<'_>, at: &dyn ToTokens, value: &Operands) -> Operands {
    match value {
        Shape::Leaf(Operand { atom: Atom::Value(base), kind }) => match cx.kinds.as_memory(*kind).cloned() {
            Some((Form::Data(_), _)) => copy_of_data(cx, at, *base, *kind),
            // What a call gives is its caller's, but not a part of something else.
            Some((Form::Some, _)) if !cx.views.contains_key(base) => value.clone(),
            Some((form @ (Form::Vec | Form::Array(_) | Form::Some), elem)) => {
                let place = Place { base: *base, path: Vec::new(), access: Access::Again };
                copy(cx, at, form, elem, place)
            }
            _ => value.clone(),
        },
        Shape::Tuple(entries) => {
            let mut all = Vec::new();
            for entry in entries {
                all.push(copied(cx, at, entry));
            }
            Shape::Tuple(all)
        }
        // A reference stays one.
        value => value.clone(),
    }
}

/// A clone of data.
pub(crate) fn copy_of_data(cx: &mut Cx<'_>, at: &dyn ToTokens, base: Value, kind: KindVar) -> Operands {
    let dst = cx.fresh(kind);
    cx.homes.insert(dst, cx.around.len());
    cx.out.push(Stmt::New(New { dst, init: Init::Copy(Place::whole(base)), origin: origin(at) }));
    Shape::Leaf(Operand { atom: dst.into(), kind })
}

/// Whether memory that an expression gives has no other name.
fn is_fresh(e: &Expr) -> bool {
    match e {
        Expr::Paren(inner) => is_fresh(&inner.expr),
        Expr::Group(inner) => is_fresh(&inner.expr),
        Expr::Path(_) | Expr::Field(_) | Expr::Index(_) | Expr::Unary(_) | Expr::Tuple(_) => false,
        Expr::Block(_) | Expr::If(_) | Expr::Match(_) | Expr::Loop(_) => false,
        _ => true,
    }
}

/// Lets memory that has just been made go by the user's name for it.
pub(crate) fn christen(cx: &mut Cx<'_>, pat: &Pat, value: &Operands) {
    if let (Pat::Ident(ident), Shape::Leaf(Operand { atom: Atom::Value(w), kind })) =
        (crate::lower::value::pattern::without_type(pat), value)
        && cx.kinds.as_memory(*kind).is_some()
        && cx.out.values[w.index()].name.is_none()
    {
        cx.out.values[w.index()].name = Some(ident.ident.to_string());
    }
}
