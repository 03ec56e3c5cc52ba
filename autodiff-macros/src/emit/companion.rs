//! A companion function: signature, documentation, body.

use super::body::{self, Body};
use super::code::{self, Suffix};
use super::{Context, shape};
use crate::ir::{Atom, Func, Param, ParamForm, ParamRole, Shape};
use crate::lower::Signature;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};

/// One companion to emit.
pub(crate) struct Target<'a> {
    pub(crate) func: &'a Func,
    /// What its name ends in, with the underscore.
    pub(crate) suffix: &'a str,
    /// The line that states its contract.
    pub(crate) doc: String,
    pub(crate) kept: Kept,
}

/// Where the cotangents go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    /// Everything is returned.
    Returned,
    /// Returned, for other companions to call: left out of the documentation.
    Hidden,
    /// The cotangents are added into shadows behind `&mut`.
    Added,
    /// The cotangents overwrite what is behind `&mut`.
    Written,
}

/// The tokens of a companion.
pub(crate) fn companion(cx: &Context<'_>, target: &Target<'_>) -> TokenStream {
    let func = target.func;
    let mut body = Body::new(func);
    let params: Vec<_> = func.params.iter().enumerate().map(|(i, p)| parameter(cx, &mut body, i, p)).collect();
    let shadows = match target.kept {
        Kept::Returned | Kept::Hidden => Vec::new(),
        Kept::Added | Kept::Written => self::shadows(cx, &mut body),
    };
    let shadow_params = shadows.iter().map(|shadow| {
        let (name, ty) = (&shadow.name, &shadow.ty);
        quote!(#name: &mut #ty)
    });
    let stmts = body::statements(cx, &mut body, &func.body.stmts);
    let (ty, tail) = tail(&mut body, target, &shadows);
    let imports = body.imports(cx);
    let head = head(cx, target.suffix, &target.doc, target.kept == Kept::Hidden);
    let items = cx.items;
    let Signature { generics, where_clause, .. } = cx.signature;
    let name = name(cx, target.suffix);
    quote! {
        #head fn #name<#generics>(#(#params,)* #(#shadow_params),*) -> #ty #where_clause {
            #(#items)*
            #imports
            #stmts
            #tail
        }
    }
}

/// Attributes, documentation and visibility of a companion.
pub(crate) fn head(cx: &Context<'_>, suffix: &str, doc: &str, hidden: bool) -> TokenStream {
    let Signature { attrs, vis, name, .. } = cx.signature;
    let contract = format!(" Companion `{}{suffix}` of `{name}`. {doc}", cx.base);
    let documented = attrs.to_string().contains("doc");
    let blank = documented.then(|| quote!(#[doc = ""]));
    let hidden = hidden.then(|| quote!(#[doc(hidden)]));
    quote! {
        #attrs
        #blank
        #[doc = #contract]
        #hidden
        #[inline]
        #[allow(unused, nonstandard_style, clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)]
        #vis
    }
}

/// The name of a companion, at the span of the user's function.
pub(crate) fn name(cx: &Context<'_>, suffix: &str) -> Ident {
    format_ident!("{}{suffix}", cx.base, span = cx.signature.ident.span())
}

pub(crate) fn parameter(cx: &Context<'_>, body: &mut Body<'_>, i: usize, param: &Param) -> TokenStream {
    match &param.form {
        ParamForm::Receiver(tokens) => tokens.clone(),
        ParamForm::Opaque { pattern, ty } => quote!(#pattern: #ty),
        ParamForm::Scalars(scalars) => {
            let func = body.func;
            let pattern = shape::pattern(&mut body.names, func, scalars);
            // The user's own type for the user's own parameters.
            let ty = match cx.signature.params.get(i).map(|declared| &declared.form) {
                Some(crate::lower::DeclaredForm::Scalars { ty, .. }) => ty.clone(),
                _ => shape::shape_type(&scalars.map(&mut |w| func.kind(*w))),
            };
            quote!(#pattern: #ty)
        }
    }
}

/// A `&mut` parameter that takes a cotangent.
struct Shadow {
    name: Ident,
    ty: TokenStream,
    shape: Shape<()>,
}

fn shadows(cx: &Context<'_>, body: &mut Body<'_>) -> Vec<Shadow> {
    let func = body.func;
    let own = func.params.iter().take(cx.signature.params.len());
    let differentiable = own.filter(|p| p.role == ParamRole::Differentiable);
    differentiable
        .filter_map(|param| {
            let scalars = param.form.shape()?;
            let kinds = scalars.map(&mut |w| func.kind(*w)).owned().filter_map(&mut |k| k.is_float().then_some(*k));
            let mut name = format!("{}_bar", param.name);
            while func.params.iter().any(|p| p.name == name) {
                name.push('_');
            }
            let name = body.names.reserve(&name);
            Some(Shadow { name, ty: shape::shape_type(&kinds), shape: kinds.map(&mut |_| ()) })
        })
        .collect()
}

/// The result type and what stands at the end of the body.
fn tail(body: &mut Body<'_>, target: &Target<'_>, shadows: &[Shadow]) -> (TokenStream, TokenStream) {
    let func = target.func;
    let mut yields = func.body.yields.clone().into_iter();
    if shadows.is_empty() {
        let ty = shape::shape_type(&func.result.owned());
        let tail = body::result(body, &func.result, &mut yields);
        return (ty, tail);
    }
    let Shape::Tuple(parts) = &func.result else { unreachable!("a vjp returns a pair") };
    let value = body::result(body, &parts[0], &mut yields);
    let mut stores = TokenStream::new();
    for shadow in shadows {
        let place = match &shadow.shape {
            Shape::Leaf(()) => {
                let name = &shadow.name;
                quote!(*#name)
            }
            _ => shadow.name.to_token_stream(),
        };
        store(body, target.kept, &place, &shadow.shape, &mut yields, &mut stores);
    }
    (shape::shape_type(&parts[0].owned()), quote!(#stores #value))
}

/// Stores one cotangent, leaf by leaf.
fn store(
    body: &mut Body<'_>,
    kept: Kept,
    place: &TokenStream,
    shape: &Shape<()>,
    yields: &mut impl Iterator<Item = Atom>,
    out: &mut TokenStream,
) {
    match shape {
        Shape::Leaf(()) => {
            let atom = yields.next().expect("one atom for each float");
            out.extend(match (kept, atom.split_sign()) {
                (Kept::Added, _) if atom == Atom::ZERO => TokenStream::new(),
                (Kept::Added, (true, atom)) => {
                    let value = operand(body, atom);
                    quote!(#place -= #value;)
                }
                (Kept::Added, (false, atom)) => {
                    let value = operand(body, atom);
                    quote!(#place += #value;)
                }
                _ => {
                    let value = operand(body, atom);
                    quote!(#place = #value;)
                }
            });
        }
        Shape::Ref(inner) => store(body, kept, place, inner, yields, out),
        Shape::Tuple(entries) => {
            for (i, entry) in entries.iter().enumerate() {
                let field = proc_macro2::Literal::usize_unsuffixed(i);
                store(body, kept, &quote!(#place.#field), entry, yields, out);
            }
        }
    }
}

fn operand(body: &mut Body<'_>, atom: Atom) -> TokenStream {
    let kind = body.kind_of(atom).unwrap_or(crate::ir::Kind::F64);
    code::atom(body, atom, kind, Suffix::Bare).tokens
}
