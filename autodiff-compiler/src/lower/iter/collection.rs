//! Constant collections of which the macro knows no type: `#[constant] data:
//! &[Point]`, `self.weights`. Their elements are foreign code.

use crate::errors::Message;
use crate::ir::{Atom, Form, Kind, OnActive, Repeat, Shape, hole};
use crate::lower::classify::Classified;
use crate::lower::foreign::elements::{apply, elements, place_code};
use crate::lower::foreign::purity;
use crate::lower::iter::source::Source;
use crate::lower::state::arrays::{self, Rank};
use crate::lower::state::cx::{Cx, Res, error_at};
use crate::lower::state::hidden::leaf;
use crate::lower::state::kinds::{KindVar, Known};
use crate::lower::state::scope::Operands;
use crate::lower::value::expr::{Expect, as_scalar};
use crate::std_names;
use quote::{ToTokens, quote, quote_spanned};
use syn::Expr;
use syn::spanned::Spanned;

/// Runs through a foreign collection.
pub(crate) fn source<'e>(cx: &mut Cx<'_>, collection: &Classified<'_>) -> Res<Source<'e>> {
    let base = row(cx, collection)?;
    let e = collection.e;
    let kind = cx.usize_kind();
    let hole = hole(0);
    let len = apply(cx, e, quote!(#hole.len()), vec![base], (kind, OnActive::Part, Repeat::Free));
    let len = as_scalar(cx, e, &len)?.atom;
    Ok(Source::Foreign { base, len, by: By::Index })
}

/// The elements in a row: where they are, or of a map, whose elements are in none, copies of them.
fn row(cx: &mut Cx<'_>, collection: &Classified<'_>) -> Res<Atom> {
    let (e, kind, mut args) = (collection.bare().e, cx.exactly(Kind::Opaque), Vec::new());
    let (code, repeat) = match e {
        // `map.values()`
        Expr::MethodCall(entries) if std_names::gives_entries(&entries.method.to_string()) => {
            let (front, method) = (place_code(cx, collection.bare().front(), &mut args)?, &entries.method);
            let repeat = purity::repeat(cx, &front, &args);
            (quote_spanned!(e.span()=> __autodiff_crate::__private::collected(#front.#method())), repeat)
        }
        _ => {
            let place = place_code(cx, collection, &mut args)?;
            let repeat = purity::repeat(cx, &place, &args);
            let code = quote_spanned!(e.span()=> {
                #[allow(unused_imports)]
                use __autodiff_crate::__private::{OfRow as _, OfRowMade as _};
                (&__autodiff_crate::__private::RunThrough(&#place)).row()
            });
            (code, repeat)
        }
    };
    let on_active = OnActive::Error(Box::new(error_at(e, Message::NotIterable)));
    let value = apply(cx, e, code, args, (kind, on_active, repeat));
    Ok(as_scalar(cx, e, &value)?.atom)
}

/// How an item is had of what is run through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    /// It is an element.
    Index,
    /// It is a row, which a view shows.
    Row,
}

/// The rows of a constant matrix: `x.outer_iter()`, `x.rows()`.
pub(crate) fn lines<'e>(cx: &mut Cx<'_>, call: &syn::ExprMethodCall) -> Option<Res<Source<'e>>> {
    let is_meant = call.args.is_empty() && (call.method == "outer_iter" || call.method == "rows");
    (is_meant && arrays::constant(cx, &call.receiver) == Some(Rank::Matrix)).then(|| {
        let (matrix, kind) = (&call.receiver, cx.exactly(Kind::Opaque));
        let base = apply(
            cx,
            call,
            quote!(__autodiff_crate::__private::lines(&#matrix)),
            Vec::new(),
            (kind, OnActive::Inactive, Repeat::Free),
        );
        let base = as_scalar(cx, call, &base)?.atom;
        let (kind, hole) = (cx.usize_kind(), hole(0));
        let len = apply(cx, call, quote!(#hole.nrows()), vec![base], (kind, OnActive::Part, Repeat::Free));
        let len = as_scalar(cx, call, &len)?.atom;
        Ok(Source::Foreign { base, len, by: By::Row })
    })
}

/// The element of this number; a reference, as `iter` gives it.
pub(crate) fn item(cx: &mut Cx<'_>, at: &dyn ToTokens, base: Atom, (k, by): (Atom, By)) -> Operands {
    let (base_hole, index) = (hole(0), hole(1));
    if by == By::Row {
        let kind = cx.kinds.fresh(Known::Nothing);
        return apply(cx, at, quote!(#base_hole.row(#index)), vec![base, k], (kind, OnActive::Part, Repeat::Free));
    }
    let code = quote!({
        use __autodiff_crate::__private::{OfAny as _, OfNumber as _};
        (&__autodiff_crate::__private::Item(&#base_hole[#index])).item()
    });
    let kind = cx.kinds.fresh(Known::Nothing);
    let item = apply(cx, at, code, vec![base, k], (kind, OnActive::Part, Repeat::Free));
    cx.noted.add_item(&item);
    Shape::Ref(Box::new(item))
}

/// `*item`, of what a constant collection gives: a reference, or a number that has been read.
pub(crate) fn behind(cx: &mut Cx<'_>, at: &dyn ToTokens, value: &Operands) -> Option<Operands> {
    let Shape::Leaf(operand) = value.behind_refs() else { return None };
    let is_item = operand.atom.value().is_some_and(|w| cx.noted.is_item(w));
    let may_be_reference = matches!(cx.known(*operand), Known::Nothing | Known::Unseen | Known::Exactly(Kind::Opaque));
    if !is_item || !may_be_reference {
        return None;
    }
    let hole = hole(0);
    let code = quote!(*{
        use __autodiff_crate::__private::{OfRead as _, OfReference as _};
        (&__autodiff_crate::__private::Behind(&#hole)).behind()
    });
    Some(apply(cx, at, code, vec![operand.atom], (operand.kind, OnActive::Part, Repeat::Free)))
}

/// `let k: &[f64] = &self.k`: what foreign code refers to has the declared type.
pub(crate) fn declared(cx: &mut Cx<'_>, initial: &Classified<'_>, expect: &Expect) -> Option<Res<Operands>> {
    let (Expr::Reference(reference), Shape::Ref(inner)) = (initial.e, expect) else { return None };
    let Shape::Leaf(Some(kind)) = **inner else { return None };
    let (form, _) = cx.kinds.as_memory(kind)?;
    let is_slice = *form == Form::Slice;
    if !initial.is_foreign_collection() && !is_of_constant(initial.front()) {
        return None;
    }
    let base = if is_slice { elements(cx, initial, kind) } else { referred(cx, reference, initial.front(), kind) };
    Some(base.map(|base| Shape::Ref(Box::new(leaf(base, kind)))))
}

/// A constant, or a part of one.
fn is_of_constant(what: &Classified<'_>) -> bool {
    match what.e {
        Expr::Path(_) => what.is_rooted(),
        Expr::Paren(_) | Expr::Group(_) | Expr::Field(_) | Expr::Index(_) => is_of_constant(what.front()),
        _ => false,
    }
}

/// What a reference refers to, behind it.
fn referred(cx: &mut Cx<'_>, e: &syn::ExprReference, referred: &Classified<'_>, kind: KindVar) -> Res<Atom> {
    let mut args = Vec::new();
    let place = place_code(cx, referred, &mut args)?;
    let repeat = purity::repeat(cx, &place, &args);
    let on_active = OnActive::Error(Box::new(error_at(e, Message::NotIterable)));
    let value = apply(cx, e, quote!(&#place), args, (kind, on_active, repeat));
    Ok(as_scalar(cx, e, &value)?.atom)
}
