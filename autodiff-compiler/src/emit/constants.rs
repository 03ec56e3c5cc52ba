//! Constants of a caller, for parameters that may be constants of the callee (core's `along!` and `spare`).
//!
//! A caller gives a zero, in the place of the tangent or the shadow of an argument that is a constant of its
//! own. Who has a parameter under `#[constant]` says by a type beside each companion what takes that:
//!
//! ```text
//! enum g_jvp {}                                     // of g(x: f64, #[constant] k: f64)
//! impl g_jvp {
//!     fn along<R>(of: impl Fn(f64, f64, f64) -> R) -> impl Fn(f64, f64, f64, ConstantParameter) -> R {
//!         move |p_0: f64, p_1: f64, dot_0: f64, _: ConstantParameter| of(p_0, p_1, dot_0)
//!     }
//! }
//!
//! g_jvp(x, 2.0, x_dot, 0.0)    along!(g_jvp)(x, 2.0, x_dot, spare(0.0))
//! ```

use super::body::Body;
use super::border::{Border, bare_or_tuple, cotangent_type, hidden, is_in_out, shadow_type, tangent_type};
use super::second::Says;
use super::{Context, fields, located, second, sets, shape};
use crate::ir::{Call, ParamRole, Shape};
use crate::lower::{Declared, DeclaredForm, Signature};
use crate::protocol::{Companion, Input, Output, Row};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

/// The companions of which callees say so: those of which the derivatives of a caller are made.
const COMPANIONS: [Companion; 7] = [
    Companion::Jvp,
    Companion::Vjp,
    Companion::VjpInto,
    Companion::VjpIntoJvp,
    Companion::Adjoint,
    Companion::AdjointJvp,
    Companion::VjpJvp,
];

/// Whether a call leaves it to rustc what the callee takes for the constants among its arguments.
pub(super) fn are_asked_for(body: &Body<'_>, call: &Call) -> bool {
    let is_one = || COMPANIONS.iter().any(|companion| companion.ending() == call.companion);
    call.constants.as_ref().is_some_and(|of| !of.own.is_empty() || !fields::all(body, call).is_empty())
        && call.slots.is_none()
        && is_one()
        && !sets::are_asked_for(body, call)
}

/// Marks what may be left out.
pub(super) fn spare(body: &mut Body<'_>, call: &Call, args: &mut [TokenStream]) {
    let Some(constants) = call.constants.as_ref().filter(|_| are_asked_for(body, call)) else { return };
    for i in constants.at.iter().copied() {
        let spare = match call.args[i] {
            Shape::Ref(_) => "spare_ref",
            Shape::Mut(_) => "spare_mut",
            Shape::Leaf(_) | Shape::Tuple(_) => "spare",
        };
        let (spare, arg) = (body.private(spare), &args[i]);
        args[i] = quote!(#spare(#arg));
    }
    for (i, field) in fields::all(body, call) {
        for (at, _) in constants.fields.iter().filter(|(_, of)| *of == i) {
            let given = match call.args[*at] {
                Shape::Ref(_) => "given_ref",
                Shape::Mut(_) => "given_mut",
                Shape::Leaf(_) | Shape::Tuple(_) => "given",
            };
            let (given, asked, arg) = (Ident::new(given, Span::call_site()), fields::asked(body, &field), &args[*at]);
            args[*at] = quote!(#asked.#given(#arg));
        }
    }
}

/// Whether a parameter has floats, and its companions have nothing for them.
pub(crate) fn has_constants(signature: &Signature) -> bool {
    signature.params.iter().any(is_constant)
}

fn is_constant(param: &Declared) -> bool {
    let has_floats = |form: &DeclaredForm| match form {
        DeclaredForm::Scalars { shape, .. } => shape.leaves().into_iter().any(|kind| kind.is_differentiable()),
        DeclaredForm::Opaque { .. } | DeclaredForm::Receiver(_) => false,
    };
    param.role == ParamRole::Constant && has_floats(&param.form)
}

/// The type beside a companion, if callers ask for it and no other type stands there.
pub(crate) fn told_of_constants(cx: &Context<'_>, companion: Companion) -> TokenStream {
    if !COMPANIONS.contains(&companion) {
        return TokenStream::new();
    }
    let vis = &cx.signature.vis;
    let marked = (companion == Companion::Jvp).then(|| {
        quote! {
            #[inline]
            #vis fn marked<F, A, R>(_: F, given: A, otherwise: impl ::core::ops::FnOnce(A) -> R) -> R {
                otherwise(given)
            }
        }
    });
    let along = along(cx, companion);
    second::beside(cx, companion, &quote!(#marked #along))
}

/// What such a type says of constants.
pub(super) fn along(cx: &Context<'_>, companion: Companion) -> TokenStream {
    let vis = &cx.signature.vis;
    if !has_constants(cx.signature) {
        return quote! {
            #[inline]
            #vis fn along<F>(of: F) -> F { of }
        };
    }
    adaptor(cx, companion, Adaptor::default())
}

/// The same of what `reverse` gives in such a type: a function with the parameters of the companion that reads a
/// record, which may borrow its seed.
pub(super) fn along_record(cx: &Context<'_>, says: Says<'_>) -> TokenStream {
    if !has_constants(cx.signature) {
        return along_whole(cx);
    }
    let krate = &cx.krate;
    let mut of_record = Adaptor { name: "along_record", borrows_seed: says.borrows_seed, ..Adaptor::default() };
    of_record.plain(hidden("tape"), quote!(&#krate::__private::callee::Tape));
    of_record.plain(hidden("at"), quote!(::core::primitive::usize));
    adaptor(cx, Companion::VjpInto, of_record)
}

/// The same where `reverse` gives back what the caller has, which takes what the caller gives.
pub(super) fn along_whole(cx: &Context<'_>) -> TokenStream {
    let vis = &cx.signature.vis;
    quote! {
        #[inline]
        #vis fn along_record<F>(of: F) -> F { of }
    }
}

/// What takes something for each parameter that has a float in it, and passes on what the companion takes.
struct Adaptor {
    name: &'static str,
    /// The types that it takes.
    taken: Vec<TokenStream>,
    params: Vec<TokenStream>,
    /// The types that it passes on.
    types: Vec<TokenStream>,
    passed: Vec<Ident>,
    borrows_seed: bool,
}

impl Default for Adaptor {
    fn default() -> Self {
        let (taken, params, types, passed) = <_>::default();
        Adaptor { name: "along", taken, params, types, passed, borrows_seed: false }
    }
}

impl Adaptor {
    fn plain(&mut self, name: Ident, ty: TokenStream) {
        self.params.push(quote!(#name: #ty));
        self.taken.push(ty.clone());
        self.types.push(ty);
        self.passed.push(name);
    }

    fn dropped(&mut self, krate: &TokenStream) {
        let ty = constant_parameter(krate);
        self.params.push(quote!(_: #ty));
        self.taken.push(ty);
    }

    /// Something for each parameter with floats.
    fn each(&mut self, cx: &Context<'_>, name: &str, ty: impl Fn(&DeclaredForm) -> TokenStream) {
        for (i, param) in cx.signature.params.iter().enumerate() {
            if param.role == ParamRole::Differentiable {
                self.plain(numbered(name, i), ty(&param.form));
            } else if is_constant(param) {
                self.dropped(&cx.krate);
            }
        }
    }
}

fn constant_parameter(krate: &TokenStream) -> TokenStream {
    quote!(#krate::__private::callee::constants::ConstantParameter)
}

fn numbered(name: &str, i: usize) -> Ident {
    hidden(&format_ident!("{name}_{i}").to_string())
}

fn adaptor(cx: &Context<'_>, companion: Companion, mut adaptor: Adaptor) -> TokenStream {
    let (signature, row) = (cx.signature, companion.row());
    row.takes.iter().for_each(|input| takes(cx, *input, &mut adaptor));
    let Adaptor { name, taken, params, types, passed, .. } = adaptor;
    let [taken, params, types] =
        [taken, params, types].map(|all| all.into_iter().map(located::verbatim).collect::<Vec<_>>());
    let results = results(cx, row);
    let (generics, clause, vis) = (&signature.generics, signature.bounds(companion), &signature.vis);
    let comma = (!generics.is_empty() && !generics.to_string().ends_with(',')).then(|| quote!(,));
    let name = hidden_at_call(name);
    match results {
        None => quote! {
            #[inline]
            #vis fn #name<#generics #comma R>(of: impl ::core::ops::Fn(#(#types),*) -> R)
                -> impl ::core::ops::Fn(#(#taken),*) -> R #clause
            {
                move |#(#params),*| of(#(#passed),*)
            }
        },
        Some(Results { given, returned, conversion }) => {
            let [given, returned] = [given, returned].map(|ty| signature.given_type(ty));
            let asked = signature.asked(quote!(of(#(#passed),*)));
            let converted = signature.given(conversion);
            quote! {
                #[inline]
                #vis fn #name<#generics>(of: impl ::core::ops::Fn(#(#types),*) -> #given)
                    -> impl ::core::ops::Fn(#(#taken),*) -> #returned #clause
                {
                    move |#(#params),*| -> #returned {
                        let result = #asked;
                        #converted
                    }
                }
            }
        }
    }
}

/// A name that callers say.
fn hidden_at_call(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// What a companion takes, in its order.
fn takes(cx: &Context<'_>, input: Input, adaptor: &mut Adaptor) {
    let (krate, signature) = (&cx.krate, cx.signature);
    let seed = shape::owned(&shape::differentiable(&signature.result));
    let mut of_result = |name: &str| {
        if !seed.leaves().is_empty() {
            let ty = shape::shape_type(krate, &seed);
            let is_borrowed = adaptor.borrows_seed && input == Input::Seed;
            adaptor.plain(hidden(name), if is_borrowed { quote!(&mut #ty) } else { ty });
        }
    };
    let shadow = |form: &DeclaredForm| {
        let ty = shadow_type(krate, form);
        quote!(&mut #ty)
    };
    match input {
        Input::Own => {
            for (i, param) in signature.params.iter().enumerate() {
                if let DeclaredForm::Opaque { ty, .. } | DeclaredForm::Scalars { ty, .. } = &param.form {
                    adaptor.plain(numbered("p", i), ty.clone());
                }
            }
        }
        Input::Seed => of_result("seed"),
        Input::SeedTangent => of_result("seed_dot"),
        Input::Tangents => adaptor.each(cx, "dot", |form| tangent_type(krate, form)),
        Input::Added => adaptor.each(cx, "bar", shadow),
        Input::AddedTangents => adaptor.each(cx, "bar_dot", shadow),
        Input::InOut | Input::InOutTangents => {
            let through = signature.params.iter().enumerate();
            for (i, param) in through.filter(|(_, p)| p.role == ParamRole::Differentiable && is_in_out(&p.form)) {
                adaptor.plain(numbered(if input == Input::InOut { "bar" } else { "bar_dot" }, i), shadow(&param.form));
            }
        }
        Input::Tape | Input::Record | Input::Overwritten => {}
        Input::Matrix | Input::Values | Input::Columns | Input::Star => {}
    }
}

/// What the companion gives, what is returned, and how one is made of the other, which is called `result`.
struct Results {
    given: TokenStream,
    returned: TokenStream,
    conversion: TokenStream,
}

/// `None` where it gives no cotangent.
fn results(cx: &Context<'_>, row: &Row) -> Option<Results> {
    let border = Border::of(cx, "");
    let given = border.result(row.gives);
    let [value, seed] = [Output::Value, Output::Tangent].map(|output| border.result(output));
    let (mut names, mut values, mut types) = (Vec::new(), Vec::new(), Vec::new());
    for (i, param) in cx.signature.params.iter().enumerate() {
        let name = numbered("cotangent", i);
        if param.role == ParamRole::Differentiable && !is_in_out(&param.form) {
            names.push(quote!(#name));
            values.push(quote!(#name));
            types.push(cotangent_type(&cx.krate, &param.form));
        } else if is_constant(param) {
            values.push(constant_parameter(&cx.krate));
            types.push(constant_parameter(&cx.krate));
        }
    }
    if names.is_empty() {
        // All that has a cotangent goes in and out.
        return None;
    }
    let [pattern, all, ty] = [names, values, types].map(|entries| bare_or_tuple(&entries));
    let (returned, conversion) = match row.gives {
        Output::Cotangents => (ty, quote!({ let #pattern = result; #all })),
        Output::Pair(Output::Value, Output::Cotangents) => {
            (quote!((#value, #ty)), quote!({ let (value, #pattern) = result; (value, #all) }))
        }
        Output::Pair(Output::Cotangents, Output::CotangentTangents) => {
            let twice = quote!({ let (#pattern, dots) = result; let first = #all; let #pattern = dots; (first, #all) });
            (quote!((#ty, #ty)), twice)
        }
        Output::Pair(Output::Pair(..), Output::Pair(..)) => {
            let twice = quote! {{
                let ((value, #pattern), (value_dot, dots)) = result;
                let first = #all;
                let #pattern = dots;
                ((value, first), (value_dot, #all))
            }};
            (quote!(((#value, #ty), (#seed, #ty))), twice)
        }
        _ => return None,
    };
    Some(Results { given, returned, conversion })
}
