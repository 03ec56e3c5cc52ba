//! What is emitted when something was refused: the errors, and stubs, so that
//! callers of the companions do not light up as well.

use super::border::{Border, given_type};
use super::{Context, companion, lanes, located};
use crate::errors::Error;
use crate::ir::Shape;
use crate::protocol::{Companion, Facts, plan};
use proc_macro2::{Group, Ident, Literal, Punct, Spacing, TokenStream, TokenTree};
use quote::quote;

/// `::core::compile_error!("..")` at each place.
pub(crate) fn compile_errors(errors: Vec<Error>) -> TokenStream {
    errors.into_iter().flat_map(|error| compile_error(&error)).collect()
}

/// Spanned from the first token to the last, as rustc underlines from where a
/// macro's path starts to where its arguments end.
fn compile_error(error: &Error) -> TokenStream {
    let punct = |c, spacing| {
        let mut punct = Punct::new(c, spacing);
        punct.set_span(error.start);
        TokenTree::Punct(punct)
    };
    let ident = |name| TokenTree::Ident(Ident::new(name, error.start));
    let mut text = Literal::string(&error.message.text());
    text.set_span(error.end);
    let mut group = Group::new(proc_macro2::Delimiter::Brace, TokenTree::Literal(text).into());
    group.set_span(error.end);
    let colon = || [punct(':', Spacing::Joint), punct(':', Spacing::Alone)];
    let path = colon().into_iter().chain([ident("core")]).chain(colon()).chain([ident("compile_error")]);
    path.chain([punct('!', Spacing::Alone), TokenTree::Group(group)]).collect()
}

/// The companions that were promised, with bodies that are never run: those of
/// the user, and those that the companions of callers name.
pub(crate) fn stubs(cx: &Context<'_>, wanted: &[Companion]) -> TokenStream {
    let border = Border::of(cx, "");
    let facts = Facts {
        has_primal: false,
        // A trait asks for no gradient of what gives data, nor does a stub give one.
        has_one_float: matches!(cx.signature.result.behind_refs(), Shape::Leaf(kind) if kind.memory().is_none()),
        has_other_name: false,
        spares_arguments: false,
        tells_callers: false,
        tells_of_constants: false,
        records: false,
        has_memory: false,
        adds_into_shadows: false,
        has_shadows: false,
        grows: false,
        are_nameable: false,
        may_have_lanes: true,
        is_short: false,
    };
    plan(wanted, facts).into_iter().map(|(companion, _)| stub(cx, &border, companion)).collect()
}

fn stub(cx: &Context<'_>, border: &Border, companion: Companion) -> TokenStream {
    let row = companion.row();
    let (head, name) = (companion::head(cx, row), companion::name(cx, &companion.ending()));
    let (generics, where_clause) = (&cx.signature.generics, cx.signature.bounds(companion));
    let krate = &cx.krate;
    let params = border.parameters(row).into_iter().map(|param| param.declaration(cx)).collect::<Vec<_>>();
    let result = if row.has_lanes() {
        quote!(#krate::__private::Unavailable)
    } else {
        given_type(cx, row, border.result(row.gives))
    };
    let generics = lanes::generics(row, generics);
    let stub =
        quote!(#head fn #name<#generics>(#(#params),*) -> #result #where_clause { #krate::__private::unavailable() });
    located::unwrapped(stub)
}
