//! Types that are floats under another name: `type Length = f64`.
//!
//! A type that is written down and that the macro does not know is data. Where data of which
//! no field is known meets a float, either rustc refuses the program, or the type is an alias.
//! So it is noted that it is one, and the function is lowered once more. Each companion says so
//! in a form that compiles only if it is true ([`claims`]).

use super::cx::{Cx, Unseen};
use super::kinds::{KindVar, Known};
use crate::errors::Errors;
use crate::ir::Kind;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

/// Two things that are of one type and cannot be: perhaps one of them is an alias.
pub(crate) fn found(cx: &Cx<'_>, (a, left): (KindVar, Known), (b, right): (KindVar, Known)) {
    if let [Some(variable), _] | [_, Some(variable)] = [(a, b), (b, a)].map(|(data, of)| made_by_type(cx, data, of)) {
        cx.errors.is_late(&variable);
        return;
    }
    for (data, known) in [(a, right), (b, left)] {
        match (type_of_data(cx, data), known) {
            (Some(name), Known::SomeFloat | Known::CallResult) => cx.errors.is_float(&name, Kind::of_parameter(&name)),
            (Some(name), Known::Exactly(kind)) if kind.is_float() => cx.errors.is_float(&name, kind),
            (None, Known::Exactly(kind)) if kind.is_float() => two_names(cx, data, kind),
            _ => {}
        }
    }
}

/// The variable of this kind that a function of a type makes, `State::zeros()`, and that was
/// taken for a float before it met data.
fn made_by_type(cx: &Cx<'_>, data: KindVar, of: KindVar) -> Option<String> {
    let is_it = |unseen: &&Unseen| unseen.is_made_by_type && cx.kinds.is_same(unseen.kind, of);
    let unseen = cx.unseen_variables.iter().filter(|_| cx.kinds.is_data(data)).find(is_it)?;
    Some(unseen.name.clone())
}

/// `Length` and `f64`, or `Length` and `Time`.
fn two_names(cx: &Cx<'_>, alias: KindVar, kind: Kind) {
    if let Known::Exactly(Kind::Param(name)) = cx.kinds.known(alias)
        && cx.errors.alias(name) == Some(Kind::Param(name))
        && kind != Kind::Param(name)
        // Of two aliases, the later one in the alphabet is the other one.
        && !matches!(kind, Kind::Param(other) if cx.errors.alias(other).is_some() && *other > *name)
    {
        cx.errors.is_float(name, kind);
    }
}

/// The name of a type of data of which no field is known.
pub(crate) fn type_of_data(cx: &Cx<'_>, kind: KindVar) -> Option<String> {
    let name = cx.kinds.blank_data(kind)?;
    (name != "Self" && syn::parse_str::<syn::Ident>(name).is_ok()).then(|| name.to_owned())
}

/// Whether data may be added to a number, and stay data. A type of an unknown name is taken for
/// an alias there; one that is called as vectors and complex numbers are is not, as data is
/// right whatever it is.
pub(crate) fn adds_numbers(cx: &Cx<'_>, kind: KindVar) -> bool {
    cx.kinds.is_data(kind) && type_of_data(cx, kind).is_none_or(|name| sounds_like_a_vector(&name))
}

fn sounds_like_a_vector(name: &str) -> bool {
    let name = name.strip_prefix('D').unwrap_or(name);
    ["Complex", "Vec", "Vector", "Mat", "Quat"].into_iter().any(|word| {
        name.strip_prefix(word)
            .is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit() || matches!(c, 'A' | 'f' | 'd')))
    })
}

/// What a number is cast to, and is not known: of a type that is data elsewhere, an alias.
pub(crate) fn of_cast(cx: &Cx<'_>, ty: &str) {
    let name = cx.kinds.known_data(ty).and_then(|kind| type_of_data(cx, kind));
    if let Some(name) = name {
        cx.errors.is_float(&name, Kind::of_parameter(&name));
    }
}

/// Whether people call an alias of a float so. A method of a type by such a name is that of a
/// float, if it has a float's name.
pub(crate) fn sounds_like_a_float(name: &str) -> bool {
    matches!(name, "Real" | "Float" | "Scalar" | "Number" | "Num" | "Flt" | "Fp" | "FloatType" | "F" | "T")
}

/// What was concluded, for rustc to check.
pub(crate) fn claims(errors: &Errors) -> Vec<TokenStream> {
    let mut claims = Vec::new();
    for (name, _) in errors.aliases() {
        let (ty, Some(kind)) = (Ident::new(&name, Span::call_site()), errors.alias(&name)) else { continue };
        let of = Ident::new("of", Span::mixed_site());
        claims.push(quote!(let _ = __autodiff_crate::__private::scalar::<#ty>;));
        if kind.type_name() != name {
            let float = Ident::new(kind.type_name(), Span::call_site());
            claims.push(quote!(let _: fn(#ty) -> #float = |#of| #of;));
        }
    }
    if !claims.is_empty() {
        claims.push(quote!(
            use __autodiff_crate::__private::Scalar as _;
        ));
    }
    claims
}
