//! A companion function: signature, documentation, body.

use super::body::{self, Body};
use super::border::is_in_out;
use super::foreign::with_crate;
use super::shadows::{self, Shadow};
use super::{Context, lanes, located, names, room, shape, uses};
use crate::ir::{Func, Param, ParamForm, ParamRole, Shape};
use crate::lower::{Declared, Signature};
use crate::protocol::{Companion, Input, Row};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use std::ops::Range;

/// One companion to emit.
pub(crate) struct Target<'a> {
    pub(crate) func: &'a Func,
    pub(crate) companion: Companion,
}

impl Target<'_> {
    fn kept(&self) -> Kept {
        let takes = self.companion.row().takes;
        if takes.contains(&Input::Overwritten) {
            Kept::Written
        } else if takes.contains(&Input::Added) && !takes.contains(&Input::AddedTangents) {
            Kept::Added
        } else {
            // The transform of a companion that adds has the shadows as parameters.
            Kept::Returned
        }
    }
}

/// Where the cotangents go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    /// Everything is returned.
    Returned,
    /// The cotangents are added into shadows behind `&mut`.
    Added,
    /// The cotangents overwrite what is behind `&mut`.
    Written,
}

impl Kept {
    pub(crate) fn is_returned(self) -> bool {
        self == Kept::Returned
    }
}

/// The tokens of a companion.
pub(crate) fn companion(cx: &Context<'_>, target: &Target<'_>) -> TokenStream {
    let Parts { params, inside, result } = parts(cx, target);
    let head = head(cx, target.companion.row());
    let generics = lanes::generics(target.companion.row(), &cx.signature.generics);
    let where_clause = cx.signature.bounds(target.companion);
    let name = name(cx, &target.companion.ending());
    let [params, inside] = [quote!(#(#params),*), inside].map(|tokens| located::at(cx.signature.ident.span(), tokens));
    located::unwrapped(quote!(#head fn #name<#generics>(#params) #result #where_clause { #inside }))
}

/// What a companion is made of.
pub(crate) struct Parts {
    pub(crate) params: Vec<TokenStream>,
    pub(crate) inside: TokenStream,
    /// `-> R`
    pub(crate) result: Option<TokenStream>,
}

/// The parts of a companion.
pub(crate) fn parts(cx: &Context<'_>, target: &Target<'_>) -> Parts {
    let func = target.func;
    let (mut body, params) = opened(cx, target);
    let kept = target.kept();
    let shadows = if kept.is_returned() { Vec::new() } else { shadows::shadows(cx, &mut body, kept) };
    let params = shadows::among(cx, func, params, &shadows);
    let checks = match target.companion {
        Companion::AdjointInto | Companion::ReverseInto => TokenStream::new(),
        _ => shadows::checks(cx, &mut body, &shadows),
    };
    let stmts = body::statements(cx, &mut body, &func.body.stmts);
    let (ty, tail) = tail(cx, &mut body, (target, &shadows));
    let ty = cx.signature.given_type(if is_unit(target) { quote!(()) } else { ty });
    let result = (!is_unit(target) || cx.signature.fallible.is_some()).then(|| quote!(-> #ty));
    let before = before(cx, &body);
    Parts { params, inside: quote!(#before #checks #stmts #tail), result }
}

/// A body that is about to be written, and the parameters around it.
pub(super) fn opened<'f>(cx: &Context<'_>, target: &Target<'f>) -> (Body<'f>, Vec<TokenStream>) {
    opened_without(cx, target, 0..0)
}

/// The same without some of the parameters, which are none of the companion's.
pub(super) fn opened_without<'f>(
    cx: &Context<'_>,
    target: &Target<'f>,
    without: Range<usize>,
) -> (Body<'f>, Vec<TokenStream>) {
    let func = target.func;
    let mut body = Body::new(cx, func);
    body.companion = Some(target.companion);
    for param in &func.params {
        // It has the identifier that the user's code means.
        if let ParamForm::Opaque { .. } = param.form {
            body.names.reserve(&param.name);
        }
    }
    let own = func.params.iter().enumerate().filter(|(i, _)| !without.contains(i));
    let params = own.map(|(i, p)| parameter(cx, &mut body, i, p)).collect();
    body.names.avoid(names::free(func, cx.items));
    (body, params)
}

/// What stands before the statements of a body that has been written.
pub(super) fn before(cx: &Context<'_>, body: &Body<'_>) -> TokenStream {
    let (items, imports) = (cx.items, body.imports());
    let items = located::verbatim(with_crate(cx, &quote!(#(#items)*)));
    let (tape, rooms) = (body.tape.made(body), room::made(body));
    quote!(#items #imports #tape #rooms)
}

/// Whether a companion returns nothing, or nothing for each part of its result.
fn is_unit(target: &Target<'_>) -> bool {
    match &target.func.result {
        Shape::Tuple(parts) if !target.kept().is_returned() => parts[0] == Shape::unit(),
        Shape::Tuple(parts) => parts.iter().all(|part| *part == Shape::unit()),
        _ => false,
    }
}

/// The result type and what stands at the end of the body.
fn tail(
    cx: &Context<'_>,
    body: &mut Body<'_>,
    (target, shadows): (&Target<'_>, &[Shadow]),
) -> (TokenStream, TokenStream) {
    let func = body.func;
    body.site = uses::site(&func.body);
    let mut yields = func.body.yields.iter().copied();
    if target.kept().is_returned() {
        let tail = if is_unit(target) { TokenStream::new() } else { body::result(body, &func.result, &mut yields) };
        return (shape::shape_type(&body.krate, &shape::owned(&func.result)), cx.signature.given(tail));
    }
    let Shape::Tuple(parts) = &func.result else { unreachable!("a vjp returns a pair") };
    let value = body::result(body, &parts[0], &mut yields);
    let value = if is_unit(target) { TokenStream::new() } else { value };
    let stores = shadows::stores(body, target.kept(), shadows, &mut yields);
    let value = cx.signature.given(value);
    (shape::shape_type(&body.krate, &shape::owned(&parts[0])), quote!(#stores #value))
}

/// Attributes, documentation and visibility of a companion.
pub(crate) fn head(cx: &Context<'_>, row: &Row) -> TokenStream {
    headed(cx, &documentation(cx, row), row.is_hidden())
}

/// What the companion says of itself.
fn documentation(cx: &Context<'_>, row: &Row) -> String {
    let params = &cx.signature.params;
    let is_differentiable = |param: &&Declared| param.role == ParamRole::Differentiable;
    let wrt: Vec<&Declared> = params.iter().filter(is_differentiable).collect();
    let places: Vec<&Declared> = wrt.iter().copied().filter(|param| is_in_out(&param.form)).collect();
    let is_unit = cx.signature.result == Shape::unit();
    let mut doc = row.doc_of_unit.filter(|_| is_unit).unwrap_or(row.doc).to_owned();
    if let Some(more) = row.doc_of_places.filter(|_| !places.is_empty()) {
        doc = format!("{doc} {more}");
    }
    let order = if wrt.len() > 1 { ", in that order" } else { "" };
    let doc = doc.replace("{f}", &format!("`{}`", cx.signature.name));
    doc.replace("{wrt}", &in_words(&wrt)).replace("{order}", order).replace("{places}", &in_words(&places))
}

/// The same with another first line. What the function's own documentation says
/// comes after it.
pub(super) fn headed(cx: &Context<'_>, doc: &str, is_hidden: bool) -> TokenStream {
    let Signature { attrs, vis, .. } = cx.signature;
    let contract = format!(" {doc}");
    let documented = attrs.to_string().contains("doc");
    let blank = documented.then(|| quote!(#[doc = ""]));
    let hidden = is_hidden.then(|| quote!(#[doc(hidden)]));
    quote! {
        #[doc = #contract]
        #blank
        #attrs
        #hidden
        #[inline]
        #[allow(unused, nonstandard_style, trivial_casts, trivial_numeric_casts)]
        #[allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)]
        #vis
    }
}

/// `x`, `y` and `z`.
fn in_words(params: &[&Declared]) -> String {
    let mut names: Vec<String> = params.iter().map(|param| format!("`{}`", param.name)).collect();
    match (names.pop(), names.is_empty()) {
        (None, _) => "nothing".to_owned(),
        (Some(one), true) => one,
        (Some(last), false) => format!("{} and {last}", names.join(", ")),
    }
}

/// The name of a companion, at the span of the user's function.
pub(crate) fn name(cx: &Context<'_>, suffix: &str) -> Ident {
    format_ident!("{}{suffix}", cx.base, span = cx.signature.ident.span())
}

pub(crate) fn parameter(cx: &Context<'_>, body: &mut Body<'_>, i: usize, param: &Param) -> TokenStream {
    match &param.form {
        ParamForm::Receiver(tokens) => located::verbatim(tokens.clone()),
        ParamForm::Opaque { pattern, ty } => located::verbatim(quote!(#pattern: #ty)),
        ParamForm::Scalars(scalars) => {
            let func = body.func;
            let pattern = shape::parameter(body, &param.name, scalars);
            let declared = cx.signature.params.get(i);
            if let Some(receiver) = declared.and_then(|declared| declared.receiver.as_ref()) {
                if let Shape::Leaf(w) = scalars.behind_refs()
                    && func.kind(*w).is_float()
                {
                    // A float, which no pattern takes out of a `self`.
                    body.places.insert(*w, located::verbatim(quote!((*self))));
                }
                return located::verbatim(receiver.clone());
            }
            // The user's own type for the user's own parameters.
            let ty = match declared.map(|declared| &declared.form) {
                Some(crate::lower::DeclaredForm::Scalars { ty, .. }) => located::verbatim(ty.clone()),
                _ => shape::shape_type(&body.krate, &scalars.map(&mut |w| func.kind(*w))),
            };
            quote!(#pattern: #ty)
        }
    }
}
