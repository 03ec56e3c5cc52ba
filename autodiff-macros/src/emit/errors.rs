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

/// The companions that were promised, with bodies that are never run.
pub(crate) fn stubs(cx: &Context<'_>, config: &Config) -> TokenStream {
    let scalar = matches!(cx.signature.result.behind_refs(), Shape::Leaf(_));
    config
        .companions
        .iter()
        .filter(|c| scalar || !(c.needs_scalar_result() || **c == Companion::Hvp))
        .map(|companion| stub(cx, *companion))
        .collect()
}

fn stub(cx: &Context<'_>, kind: Companion) -> TokenStream {
    let Context { signature, krate, .. } = cx;
    let own: Vec<TokenStream> = signature.params.iter().map(own_parameter).collect();
    let floats: Vec<Shape<Kind>> = signature
        .params
        .iter()
        .filter(|p| p.role == ParamRole::Differentiable)
        .filter_map(|p| match &p.form {
            DeclaredForm::Scalars { shape, .. } => Some(float_part(shape)),
            _ => None,
        })
        .collect();
    let tangents: Vec<_> = floats.iter().map(|f| { let ty = shape::shape_type(f); quote!(_: #ty) }).collect();
    let owned: Vec<_> = floats.iter().map(Shape::owned).collect();
    let shadows: Vec<_> = owned.iter().map(|f| { let ty = shape::shape_type(f); quote!(_: &mut #ty) }).collect();
    let value = shape::shape_type(&signature.result.owned());
    let seed = shape::shape_type(&float_part(&signature.result).owned());
    let cotangents = shape::shape_type(&Shape::bare_or_tuple(owned));
    let (more, result) = match kind {
        Companion::Jvp => (tangents, quote!((#value, #seed))),
        Companion::Vjp => (vec![quote!(_: #seed)], quote!((#value, #cotangents))),
        Companion::VjpInto => (std::iter::once(quote!(_: #seed)).chain(shadows).collect(), value),
        Companion::Grad => (Vec::new(), cotangents),
        Companion::ValueAndGrad => (Vec::new(), quote!((#value, #cotangents))),
        Companion::GradInto => (shadows, value),
        Companion::Hvp => (tangents, quote!((#cotangents, #cotangents))),
        Companion::Graph => return plain_stub(cx, "_graph", &[], &quote!(#krate::Graph)),
        Companion::Trace => (Vec::new(), quote!(#krate::Trace)),
    };
    let params: Vec<_> = own.into_iter().chain(more).collect();
    plain_stub(cx, &format!("_{}", kind.suffix()), &params, &result)
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

fn float_part(shape: &Shape<Kind>) -> Shape<Kind> {
    shape.filter_map(&mut |kind| kind.is_float().then_some(*kind))
}
