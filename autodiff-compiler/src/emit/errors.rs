//! What is emitted when something was refused: the errors, and stubs, so that
//! callers of the companions do not light up as well.

use super::{Context, companion, shape};
use crate::config::{Companion, Config};
use crate::errors::Error;
use crate::ir::{Kind, ParamRole, Shape};
use crate::lower::{DeclaredForm, Signature};
use proc_macro2::{Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};

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
pub(crate) fn stubs(cx: &Context<'_>, config: &Config) -> TokenStream {
    let scalar = matches!(cx.signature.result.behind_refs(), Shape::Leaf(_));
    let types = Types::of(cx);
    let wanted = config.companions.iter().filter(|c| scalar || !(c.needs_scalar_result() || **c == Companion::Hvp));
    let mut out: TokenStream = wanted.map(|companion| stub(cx, &types, *companion)).collect();
    let (vjp, hvp) = (Companion::Vjp, Companion::Hvp);
    let hidden = if scalar { ("_vjp_jvp", "") } else { ("_adjoint_jvp", "_adjoint") };
    if config.companions.contains(&hvp) {
        out.extend(nested_stub(cx, &types, hidden.0, scalar));
    }
    if !scalar && config.companions.contains(&vjp) {
        let Types { own, incoming, plain, .. } = &types;
        let params: Vec<_> = own.iter().chain(incoming).cloned().collect();
        out.extend(plain_stub(cx, hidden.1, &params, &plain.returned));
    }
    out
}

/// The types that the signatures of the companions are made of.
struct Types {
    own: Vec<TokenStream>,
    tangents: Vec<TokenStream>,
    /// The cotangent of the result, if it has one, and of what goes in and out.
    incoming: Vec<TokenStream>,
    value: TokenStream,
    /// The tangent of the result.
    seed: TokenStream,
    /// With what goes in and out, and without.
    all: Cotangents,
    plain: Cotangents,
}

/// The cotangents of parameters.
struct Cotangents {
    returned: TokenStream,
    shadows: Vec<TokenStream>,
}

impl Cotangents {
    fn of<'s>(krate: &TokenStream, forms: impl Iterator<Item = &'s DeclaredForm>) -> Self {
        let (owned, shadows): (Vec<_>, Vec<_>) =
            forms.map(|form| (cotangent_type(krate, form), shadow_parameter(krate, form))).unzip();
        let returned = match &owned[..] {
            [one] => one.clone(),
            many => shape::tuple(many),
        };
        Cotangents { returned, shadows: shadows.into_iter().map(|ty| quote!(_: #ty)).collect() }
    }
}

impl Types {
    fn of(cx: &Context<'_>) -> Types {
        let (signature, krate) = (cx.signature, &cx.krate);
        let differentiable =
            || signature.params.iter().filter(|p| p.role == ParamRole::Differentiable).map(|p| &p.form);
        let tangents = differentiable().map(|form| tangent_type(krate, form)).map(|ty| quote!(_: #ty)).collect();
        let pieces: Vec<_> = differentiable().flat_map(pieces).collect();
        let opaque = signature.result.leaves().contains(&&Kind::Opaque);
        let own_type = given(krate, &signature.result_ty);
        let float_part = shape::differentiable(&signature.result);
        let of_result = |part: &Shape<Kind>| {
            if opaque { own_type.clone() } else { shape::shape_type(krate, &shape::owned(part)) }
        };
        let (value, seed) = (of_result(&signature.result), of_result(&float_part));
        let has_seed = opaque || !float_part.leaves().is_empty();
        let seed_taken = if opaque { taken() } else { seed.clone() };
        let in_out = pieces.iter().filter(|form| is_in_out(form)).map(|form| tangent_type(krate, form));
        let incoming = has_seed.then_some(seed_taken).into_iter().chain(in_out).map(|ty| quote!(_: #ty)).collect();
        Types {
            own: signature.params.iter().map(own_parameter).collect(),
            tangents,
            incoming,
            value,
            seed,
            all: Cotangents::of(krate, pieces.iter()),
            plain: Cotangents::of(krate, pieces.iter().filter(|form| !is_in_out(form))),
        }
    }
}

/// What of a parameter has a cotangent of its own.
fn pieces(form: &DeclaredForm) -> Vec<DeclaredForm> {
    match form {
        DeclaredForm::Scalars { ty, shape } => {
            let floats = |piece: &&&Shape<Kind>| piece.leaves().into_iter().any(|kind| kind.is_differentiable());
            let pieces = shape.pieces();
            let form = |piece: &&Shape<Kind>| DeclaredForm::Scalars { ty: ty.clone(), shape: (*piece).clone() };
            pieces.iter().filter(floats).map(form).collect()
        }
        DeclaredForm::Opaque { ident, ty } => vec![DeclaredForm::Opaque { ident: ident.clone(), ty: ty.clone() }],
        DeclaredForm::Receiver(tokens) => vec![DeclaredForm::Receiver(tokens.clone())],
    }
}

pub(super) fn is_in_out(form: &DeclaredForm) -> bool {
    matches!(form, DeclaredForm::Scalars { shape, .. } if shape.is_in_out())
}

pub(super) fn tangent_type(krate: &TokenStream, form: &DeclaredForm) -> TokenStream {
    match form {
        DeclaredForm::Scalars { shape, .. } => shape::shape_type(krate, &shape::differentiable(shape)),
        DeclaredForm::Opaque { .. } => taken(),
        DeclaredForm::Receiver(_) => quote!(&Self),
    }
}

/// The type of something that a stub takes and that was refused: any.
fn taken() -> TokenStream {
    quote!(impl ::core::marker::Sized)
}

pub(super) fn cotangent_type(krate: &TokenStream, form: &DeclaredForm) -> TokenStream {
    match form {
        DeclaredForm::Scalars { shape, .. } => shape::shape_type(krate, &shape::owned(&shape::differentiable(shape))),
        DeclaredForm::Opaque { ty, .. } => given(krate, ty),
        DeclaredForm::Receiver(_) => quote!(Self),
    }
}

/// What stands behind the `&mut` of a shadow.
pub(super) fn shadow_type(krate: &TokenStream, form: &DeclaredForm) -> TokenStream {
    match form {
        DeclaredForm::Scalars { shape, .. } => super::shadows::shadow_type(krate, &shape::differentiable(shape)),
        form => cotangent_type(krate, form),
    }
}

/// The type of something that a stub gives and that was refused: as it is written,
/// if it can be anywhere.
fn given(krate: &TokenStream, ty: &TokenStream) -> TokenStream {
    fn is_plain(ty: &TokenStream) -> bool {
        ty.clone().into_iter().all(|token| match token {
            TokenTree::Ident(word) => word != "impl" && word != "dyn" && word != "str",
            TokenTree::Punct(punct) => matches!(punct.as_char(), ':' | '<' | '>' | ','),
            TokenTree::Group(group) => is_plain(&group.stream()),
            TokenTree::Literal(_) => true,
        })
    }
    if is_plain(ty) { ty.clone() } else { quote!(#krate::__private::Unavailable) }
}

/// The type of the parameter that takes a shadow.
fn shadow_parameter(krate: &TokenStream, form: &DeclaredForm) -> TokenStream {
    match form {
        DeclaredForm::Opaque { .. } => taken(),
        form => {
            let ty = shadow_type(krate, form);
            quote!(&mut #ty)
        }
    }
}

fn stub(cx: &Context<'_>, types: &Types, kind: Companion) -> TokenStream {
    let krate = &cx.krate;
    let Types { own, tangents, incoming, value, seed, all, plain } = types;
    let (gradient, cotangents) = (&all.returned, &plain.returned);
    let (more, result) = match kind {
        Companion::Jvp => (tangents.clone(), quote!((#value, #seed))),
        Companion::Vjp => (incoming.clone(), quote!((#value, #cotangents))),
        Companion::VjpInto => (incoming.iter().chain(&plain.shadows).cloned().collect(), value.clone()),
        Companion::Grad => (Vec::new(), gradient.clone()),
        Companion::ValueAndGrad => (Vec::new(), quote!((#value, #gradient))),
        Companion::GradInto => (all.shadows.clone(), value.clone()),
        Companion::Hvp => (tangents.clone(), quote!((#gradient, #gradient))),
        Companion::Report => return plain_stub(cx, "_report", &[], &quote!(&'static str)),
        Companion::Graph => return plain_stub(cx, "_graph", &[], &quote!(#krate::Graph)),
        Companion::Trace => (Vec::new(), quote!(#krate::Trace)),
    };
    let params: Vec<_> = own.iter().cloned().chain(more).collect();
    plain_stub(cx, &format!("_{}", kind.suffix()), &params, &result)
}

/// The tangent of an adjoint, with its value or without.
fn nested_stub(cx: &Context<'_>, types: &Types, suffix: &str, with_value: bool) -> TokenStream {
    let Types { own, tangents, incoming, value, seed, plain, .. } = types;
    let cotangents = &plain.returned;
    let params: Vec<_> = own.iter().chain(incoming).chain(tangents).chain(incoming).cloned().collect();
    let result = if with_value { quote!((#value, #cotangents)) } else { cotangents.clone() };
    let tangent = if with_value { quote!((#seed, #cotangents)) } else { cotangents.clone() };
    plain_stub(cx, suffix, &params, &quote!((#result, #tangent)))
}

fn plain_stub(cx: &Context<'_>, suffix: &str, params: &[TokenStream], result: &TokenStream) -> TokenStream {
    let (head, name) = (companion::head(cx, suffix, "", false), companion::name(cx, suffix));
    let Signature { generics, where_clause, .. } = cx.signature;
    let krate = &cx.krate;
    quote!(#head fn #name<#generics>(#(#params),*) -> #result #where_clause { #krate::__private::unavailable() })
}

fn own_parameter(declared: &crate::lower::Declared) -> TokenStream {
    match &declared.form {
        DeclaredForm::Receiver(tokens) => tokens.clone(),
        DeclaredForm::Opaque { ty, .. } | DeclaredForm::Scalars { ty, .. } => {
            let underscore = Ident::new("_", Span::call_site()).into_token_stream();
            quote!(#underscore: #ty)
        }
    }
}
