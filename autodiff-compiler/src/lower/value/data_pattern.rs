//! Patterns of structs and of variants with a payload: `Body { m, v: w, .. }`,
//! `V3(x, y, z)`, `Shape::Circle { r }`.

use super::pattern::{self, Refutability};
use crate::errors::Message;
use crate::ir::{Atom, Shape, Step};
use crate::lower::control::short_circuit::{self, Word};
use crate::lower::memory::data::Constructor;
use crate::lower::memory::place::{self, Found, Located};
use crate::lower::state::alias;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::kinds::Known;
use crate::lower::state::scope::{Operand, Operands};
use crate::lower::state::settle;
use crate::lower::tokens::own;
use syn::spanned::Spanned;
use syn::{Expr, Pat, PatTuple, Path};

/// The fields with the patterns that take them. Nothing but a variant has been tested:
/// where it is not that, nobody may read them.
pub(crate) fn entries<'p>(
    cx: &mut Cx<'_>,
    refutability: Refutability,
    pat: &'p Pat,
    value: &Operands,
) -> Res<Vec<(&'p Pat, Operands)>> {
    let Some(whole) = located(cx, value) else { return Err(pattern::refuse(cx, pat)) };
    let constructor = constructor(cx, refutability, pat, &whole);
    let mut all = Vec::new();
    for (field, inner) in fields(cx, pat)? {
        let part = part(cx, inner, (&whole, constructor.field(field)), value);
        all.push((inner, part));
    }
    Ok(all)
}

/// The entries of data that is a tuple: an element of a `Vec<(Spring, Spring)>` in a struct.
pub(crate) fn tuple(cx: &mut Cx<'_>, pat: &PatTuple, value: &Operands) -> Option<Operands> {
    let Shape::Leaf(operand) = value.behind_refs() else { return None };
    let is_open = cx.may_be_data(operand.kind);
    let whole = if is_open { located(cx, value)? } else { return None };
    let fields = pat.elems.iter().enumerate();
    let fields = fields.map(|(i, pat)| part(cx, pat, (&whole, Step::Named(i.to_string().into())), value));
    Some(Shape::Tuple(fields.collect()))
}

/// The entries of data that is taken for a tuple of so many.
pub(crate) fn parts_of(cx: &mut Cx<'_>, at: &Expr, (value, count): (&Operands, usize)) -> Option<Operands> {
    let Shape::Leaf(operand) = value.behind_refs() else { return None };
    let whole = if cx.may_be_data(operand.kind) { located(cx, value)? } else { return None };
    let wild: Pat = syn::parse_quote_spanned!(at.span()=> _);
    let parts = (0..count).map(|i| part(cx, &wild, (&whole, Step::Named(i.to_string().into())), value));
    Some(Shape::Tuple(parts.collect()))
}

/// Whether a pattern tests a variant, of a value that is data.
pub(crate) fn is_of_data(cx: &mut Cx<'_>, value: &Operands) -> bool {
    located(cx, value).is_some()
}

/// Whether fitting the pattern is more than fitting its parts.
fn may_fail(cx: &mut Cx<'_>, pat: &Pat, value: &Operands) -> bool {
    located(cx, value)
        .is_none_or(|whole| matches!(constructor(cx, Refutability::Refutable, pat, &whole), Constructor::Variant(_)))
}

/// `Shape::Circle { .. }`, of a pattern for more.
fn of_variant(pat: &Pat) -> Option<Pat> {
    let path = path(pat)?;
    syn::parse::Parser::parse2(Pat::parse_single, quote::quote!(#path { .. })).ok()
}

/// Where the data is that is taken apart; `None` if it is none.
fn located(cx: &mut Cx<'_>, value: &Operands) -> Option<Located> {
    let Shape::Leaf(operand) = value.behind_refs() else { return None };
    if cx.known(*operand) == Known::Unseen {
        alias::is_bare(cx, operand.kind);
    }
    if matches!(cx.known(*operand), Known::Part | Known::CallResult) {
        settle::data_kind(cx, operand.kind);
    }
    let Found::Place(whole) = place::of(cx, value.clone()) else { return None };
    let whole = place::behind(cx, whole);
    let Shape::Leaf(kind) = whole.ty else { return None };
    settle::data_kind(cx, kind);
    cx.kinds.is_data(kind).then_some(whole)
}

fn path(pat: &Pat) -> Option<&Path> {
    match pat {
        Pat::TupleStruct(of) => Some(&of.path),
        Pat::Struct(of) => Some(&of.path),
        _ => None,
    }
}

/// Where a pattern could fail, a name alone may be that of a variant, unless the type is
/// called so.
fn constructor(cx: &Cx<'_>, refutability: Refutability, pat: &Pat, whole: &Located) -> Constructor {
    let Some(path) = path(pat) else { unreachable!("it has a path") };
    let (Constructor::Struct, Refutability::Refutable, Some(name)) =
        (Constructor::of(cx, path), refutability, path.get_ident())
    else {
        return Constructor::of(cx, path);
    };
    let Shape::Leaf(kind) = whole.ty else { unreachable!("data is a leaf") };
    let is_type = name == "Self" || cx.kinds.type_of(kind).is_some_and(|ty| ty == name.to_string().as_str());
    if is_type { Constructor::Struct } else { Constructor::variant(path) }
}

/// The patterns of the fields.
fn parts(pat: &Pat) -> Box<dyn Iterator<Item = &Pat> + '_> {
    match pat {
        Pat::TupleStruct(of) => Box::new(of.elems.iter()),
        Pat::Struct(of) => Box::new(of.fields.iter().map(|field| &*field.pat)),
        _ => Box::new(std::iter::empty()),
    }
}

/// The fields that a pattern names.
fn fields<'p>(cx: &Cx<'_>, pat: &'p Pat) -> Res<Vec<(crate::ir::Name, &'p Pat)>> {
    match pat {
        Pat::Struct(of) => Ok(of.fields.iter().map(|field| (settle::name(&field.member), &*field.pat)).collect()),
        Pat::TupleStruct(of) => {
            let count = of.elems.iter().take_while(|inner| !matches!(inner, Pat::Rest(_))).count();
            if count + 1 < of.elems.len() {
                // How many there are, only the type says.
                let what = "a field after `..`; write `_` for each of those before it: this pattern".to_owned();
                return Err(cx.refuse(&of.elems[count], Message::UnsupportedExpression { what }));
            }
            let named = of.elems.iter().take(count).enumerate();
            Ok(named.map(|(i, inner)| (i.to_string().into(), inner)).collect())
        }
        _ => Err(pattern::refuse(cx, pat)),
    }
}

/// What a field is: behind a reference, a reference to it.
fn part(cx: &mut Cx<'_>, inner: &Pat, (whole, step): (&Located, Step), value: &Operands) -> Operands {
    let Shape::Leaf(kind) = whole.ty else { unreachable!("data is a leaf") };
    let ty = cx.kinds.field_at(kind, &step);
    let place = whole.then(step, ty);
    if matches!(value, Shape::Mut(_)) || borrows_mut(inner) {
        return place::borrow_mut(cx, inner, &place);
    }
    let field = place::in_bounds(cx, |cx| place::read(cx, inner, &place));
    match value {
        Shape::Ref(_) => {
            cx.borrowed.extend(field.leaves().into_iter().filter_map(|o| o.atom.value()));
            Shape::Ref(Box::new(field))
        }
        _ => field,
    }
}

/// A variant, and what it holds. That is looked at only where it is the variant.
pub(crate) fn test(cx: &mut Cx<'_>, pat: &Pat, value: &Operands) -> Res<Option<Operand>> {
    if !may_fail(cx, pat, value) {
        return parts_test(cx, pat, value);
    }
    let Some(bare) = of_variant(pat) else { return Err(pattern::refuse(cx, pat)) };
    let Some(is_it) = pattern::constant_test(cx, &bare, value)? else { return Ok(None) };
    if parts(pat).all(pattern::always_fits) {
        return Ok(Some(is_it));
    }
    let both = short_circuit::short_circuit(cx, pat, is_it, Word::And, &mut |cx| {
        let fit = parts_test(cx, pat, value)?;
        let yes = Operand { atom: Atom::Bool(true), kind: is_it.kind };
        Ok(Shape::Leaf(fit.unwrap_or(yes)))
    })?;
    pattern::leaf(cx, pat, &both).map(Some)
}

fn parts_test(cx: &mut Cx<'_>, pat: &Pat, value: &Operands) -> Res<Option<Operand>> {
    if parts(pat).all(pattern::always_fits) {
        return Ok(None);
    }
    let mut tests = Vec::new();
    for (pat, entry) in entries(cx, Refutability::Refutable, pat, value)? {
        tests.extend(pattern::test(cx, pat, &entry)?);
    }
    pattern::all_of(cx, pat, tests, Word::And)
}

/// `ref mut name`
pub(crate) fn borrows_mut(pat: &Pat) -> bool {
    matches!(pat, Pat::Ident(ident) if ident.by_ref.is_some() && ident.mutability.is_some())
}

/// Whether something in a pattern is `ref mut`.
pub(crate) fn refers_mut(pat: &Pat) -> bool {
    match pat {
        Pat::Struct(fields) => fields.fields.iter().any(|f| refers_mut(&f.pat)),
        Pat::TupleStruct(tuple) => tuple.elems.iter().any(refers_mut),
        Pat::Tuple(tuple) => tuple.elems.iter().any(refers_mut),
        Pat::Type(typed) => refers_mut(&typed.pat),
        pat => borrows_mut(pat),
    }
}

/// `if let Some(v) = &mut o { .. }`: a part of data, or a copy of one, that is changed where the
/// pattern finds something in it, holds a value.
pub(crate) fn asked_in_place(cx: &mut Cx<'_>, pat: &Pat, e: &Expr) {
    let is_some = matches!(pat, Pat::TupleStruct(of) if own::is_variant(&of.path, &["Some"]) && of.elems.len() == 1);
    let place = match e {
        Expr::Reference(of) if of.mutability.is_some() => &of.expr,
        e if refers_mut(pat) => e,
        _ => return,
    };
    if is_some && let Some(kind) = settle::result_kind(cx, place).filter(|kind| cx.kinds.known(*kind) == Known::Part) {
        settle::data_kind(cx, kind);
        cx.kinds.field(kind, &"Some.0".into());
    }
}
