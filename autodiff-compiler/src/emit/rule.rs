//! The companions of a function whose partials a person has stated.
//!
//! ```text
//! fn f_jvp(x: f64, a: f64, x_dot: f64, a_dot: f64) -> (f64, f64) {
//!     let y: f64 = f(x, a);
//!     (y, zero_wins(x_dot, dx) + zero_wins(a_dot, da))
//! }
//! fn f_vjp(x: f64, a: f64, y_bar: f64) -> (f64, (f64, f64)) {
//!     let y: f64 = f(x, a);
//!     (y, (by_partial(y_bar, dx), by_partial(y_bar, da)))
//! }
//! ```
//!
//! Nothing is known of how large a partial can get, so a zero wins in each product.
//! `by_partial` is that product for a function under `#[grad]`: it has a companion.

use super::border::{Border, Parameter, Role, bare_or_tuple, given_type, hidden};
use super::{Context, companion, located};
use crate::ir::{Kind, ParamRole};
use crate::lower::Signature;
use crate::protocol::Companion;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The partials of a function, as a person has stated them.
pub(crate) struct ByRule {
    /// The type of each float.
    pub(crate) kind: Kind,
    /// What the partials call the result, if it has a name there.
    pub(crate) result: Option<String>,
    /// A formula for each differentiable argument, in order.
    pub(crate) partials: Vec<TokenStream>,
}

/// Who reads a companion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reader {
    Rustc,
    /// The pipeline, which differentiates it: what has no derivative is marked.
    Grad,
}

/// The forward tangent.
pub(crate) fn tangent_by_rule(cx: &Context<'_>, rule: &ByRule) -> TokenStream {
    let product = product(cx, rule, "zero_wins");
    written(cx, rule, (Companion::Jvp, Reader::Rustc), |params| {
        let tangents = params.iter().filter(|param| matches!(param.role, Role::Tangent(_)));
        let terms = tangents.zip(&rule.partials).map(|(tangent, partial)| {
            let (name, partial) = (&tangent.name, located::verbatim(partial.clone()));
            quote!(#product(#name, #partial))
        });
        quote!(#(#terms)+*)
    })
}

/// The adjoint.
pub(crate) fn adjoint_by_rule(cx: &Context<'_>, rule: &ByRule, reader: Reader) -> TokenStream {
    let product = product(cx, rule, "by_partial");
    written(cx, rule, (Companion::Vjp, reader), |params| {
        let seed = params.iter().find(|param| param.role == Role::Seed).map(|param| &param.name);
        let cotangents = rule.partials.iter().map(|partial| {
            let partial = located::verbatim(partial.clone());
            quote!(#product(#seed, #partial))
        });
        bare_or_tuple(&cotangents.collect::<Vec<_>>())
    })
}

/// The path of a product, at the type of the floats.
fn product(cx: &Context<'_>, rule: &ByRule, name: &str) -> TokenStream {
    let krate = &cx.krate;
    let name = if rule.kind == Kind::F32 { format!("{name}_f32") } else { name.to_owned() };
    let name = hidden(&name);
    quote!(#krate::__private::#name)
}

/// The companion that runs the function, and gives its value and what `derivative` makes
/// of the other parameters.
fn written(
    cx: &Context<'_>,
    rule: &ByRule,
    (companion, reader): (Companion, Reader),
    derivative: impl Fn(&[Parameter]) -> TokenStream,
) -> TokenStream {
    let row = companion.row();
    let border = Border::of(cx, "");
    let params = border.parameters(row);
    let Signature { ident, generics, generic_arguments, .. } = cx.signature;
    let where_clause = cx.signature.bounds(companion);
    let mark = |param: &Parameter| match param.role {
        Role::Own(i) if reader == Reader::Grad && cx.signature.params[i].role == ParamRole::Constant => {
            quote!(#[constant])
        }
        _ => TokenStream::new(),
    };
    let own = params.iter().filter(|param| matches!(param.role, Role::Own(_)));
    let args = own.map(|param| {
        let (mark, name) = (mark(param), &param.name);
        quote!(#mark #name)
    });
    let result = result_ident(cx, rule);
    let (value, gives) = (border.result(crate::protocol::Output::Value), border.result(row.gives));
    let arguments = located::verbatim(generic_arguments.clone());
    let call = quote!(#ident #arguments (#(#args),*));
    let derivative = derivative(&params);
    let (call, given) = (cx.signature.asked(call), cx.signature.given(quote!((#result, #derivative))));
    let inside = quote!(let #result: #value = #call; #given);
    let declared = params.iter().map(|param| {
        let (mark, declaration) = (mark(param), param.declaration(cx));
        quote!(#mark #declaration)
    });
    let [declared, inside] = [quote!(#(#declared),*), inside].map(|tokens| located::at(ident.span(), tokens));
    let (head, name) = (companion::head(cx, row), companion::name(cx, &companion.ending()));
    let gives = located::verbatim(given_type(cx, row, gives));
    located::unwrapped(quote!(#head fn #name<#generics>(#declared) -> #gives #where_clause { #inside }))
}

/// What the result is called in a companion.
fn result_ident(cx: &Context<'_>, rule: &ByRule) -> Ident {
    let taken = |name: &String| cx.signature.params.iter().any(|param| param.name == *name);
    let mut name = rule.result.clone().unwrap_or_else(|| "value".to_owned());
    while rule.result.is_none() && taken(&name) {
        name.push('_');
    }
    super::names::local(&name)
}
