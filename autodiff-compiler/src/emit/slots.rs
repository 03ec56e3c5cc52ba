//! Companions with a slot for each parameter, for callers that do not see the
//! type of an argument.
//!
//! A companion has a tangent for each parameter *that has a float in it*. Which
//! those are, a caller knows from its arguments, unless one is a constant, a
//! field or anything else that it does not see. Such a caller passes `Some` of
//! what it has and `None` of what it does not know to a form of the companion
//! that stands beside it:
//!
//! ```text
//! fn g_jvp(c: &[f64], n: usize, x: f64, c_dot: &[f64], x_dot: f64) -> (f64, f64)
//! fn g_jvp_slots(c: &[f64], n: usize, x: f64, c_dot: Option<&[f64]>, n_dot: Option<()>, x_dot: Option<f64>, ..)
//! ```
//!
//! An empty slot of a parameter with floats is a zero, that of any other means
//! nothing. A function that is no method cannot tell what the path to its own
//! companion is, so the caller gives that, too.

use super::body::{self, Body};
use super::errors::{cotangent_type, is_in_out, shadow_type, tangent_type};
use super::{Context, companion, located, shape};
use crate::ir::{Call, Kind, ParamRole, Shape};
use crate::lower::{Declared, DeclaredForm, Signature};
use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::{format_ident, quote};

/// Makes slots of the arguments of a call that has them.
pub(super) fn fill(body: &Body<'_>, call: &Call, args: &mut Vec<TokenStream>) {
    let Some(slots) = call.slots.as_ref().filter(|_| !call.companion.is_empty()) else { return };
    let (some, none) = (body.private("Some"), body.private("None"));
    for i in slots.at.iter().copied() {
        let arg = &args[i];
        args[i] = if call.args[i] == Shape::unit() { none.clone() } else { quote!(#some(#arg)) };
    }
    let is_method = matches!(call.callee.prefix.clone().into_iter().last(),
        Some(TokenTree::Punct(dot)) if dot.as_char() == '.');
    let plain = format!("{}{}", call.callee.name, call.companion);
    args.push(if is_method { quote!(()) } else { located::verbatim(body::callee(call, &plain)) });
}

/// The forms with slots of the companions that end in `suffixes`.
pub(crate) fn slots(cx: &Context<'_>, suffixes: &[&str]) -> TokenStream {
    let signature = cx.signature;
    let own = signature.params.iter().filter(|p| !matches!(p.form, DeclaredForm::Receiver(_))).count();
    // One argument alone is seen, or there is nothing to differentiate.
    if own < 2 || signature.params.iter().any(|param| !can_be_zero(param)) {
        return TokenStream::new();
    }
    suffixes.iter().map(|suffix| slotted(cx, suffix)).collect()
}

/// Whether the tangent of a parameter can be made where none is given, and its
/// type named.
fn can_be_zero(param: &Declared) -> bool {
    match &param.form {
        DeclaredForm::Receiver(_) => true,
        DeclaredForm::Opaque { ty, .. } => !mentions_impl(ty),
        DeclaredForm::Scalars { shape, .. } => !has_inner_references(shape.behind_refs()),
    }
}

fn has_inner_references(shape: &Shape<Kind>) -> bool {
    match shape {
        Shape::Leaf(_) => false,
        Shape::Tuple(entries) => entries.iter().any(has_inner_references),
        Shape::Ref(_) | Shape::Mut(_) => true,
    }
}

fn mentions_impl(ty: &TokenStream) -> bool {
    ty.clone().into_iter().any(|token| match token {
        TokenTree::Ident(word) => word == "impl",
        TokenTree::Group(group) => mentions_impl(&group.stream()),
        _ => false,
    })
}

/// The parameters of a form, what it passes on, and what it does before.
#[derive(Default)]
struct Form {
    params: Vec<TokenStream>,
    /// The types of what is passed on, for functions that are no methods.
    types: Vec<TokenStream>,
    passed: Vec<TokenStream>,
    before: TokenStream,
    is_method: bool,
}

impl Form {
    fn plain(&mut self, name: &Ident, ty: &TokenStream) {
        self.params.push(quote!(#name: #ty));
        self.types.push(ty.clone());
        self.passed.push(quote!(#name));
    }

    /// An argument that may be left out: then it is `zero`, passed as the type
    /// wants it.
    fn slot(&mut self, krate: &TokenStream, name: &Ident, slot: Slot) {
        let Slot { ty, zero, borrow } = slot;
        let zeros = format_ident!("{name}_zeros");
        self.params.push(quote!(#name: ::core::option::Option<#ty>));
        self.before.extend(quote! {
            let mut #zeros;
            let #name: #ty = match #name {
                #krate::__private::Some(given) => given,
                #krate::__private::None => {
                    #zeros = #zero;
                    #borrow #zeros
                }
            };
        });
        self.types.push(ty);
        self.passed.push(quote!(#name));
    }

    /// The slot of a parameter that has no tangent.
    fn ignored(&mut self, name: &Ident) {
        self.params.push(quote!(#name: ::core::option::Option<()>));
    }
}

/// What may go into a slot.
struct Slot {
    ty: TokenStream,
    zero: TokenStream,
    /// `&`, `&mut` or nothing.
    borrow: TokenStream,
}

/// One form with slots, which passes on to the companion.
fn slotted(cx: &Context<'_>, suffix: &str) -> TokenStream {
    let Signature { generics, where_clause, .. } = cx.signature;
    let Form { params, types, passed, before, is_method } = form(cx, suffix);
    let Results { given, returned, conversion } = results(cx, suffix);
    let by_name = companion::name(cx, suffix);
    let (last, call) = if is_method {
        (quote!(_: ()), quote!(self.#by_name(#(#passed),*)))
    } else {
        (quote!(companion: impl ::core::ops::FnOnce(#(#types),*) -> #given), quote!(companion(#(#passed),*)))
    };
    let name = companion::name(cx, &format!("{suffix}_slots"));
    let head = companion::head(cx, &format!("{suffix}_slots"), "For callers that do not see all types.", true);
    located::unwrapped(located::verbatim(quote! {
        #head fn #name<#generics>(#(#params,)* #last) -> #returned #where_clause {
            #before
            let result = #call;
            #conversion
        }
    }))
}

/// What a companion takes, in its order.
fn form(cx: &Context<'_>, suffix: &str) -> Form {
    let Signature { params, result, .. } = cx.signature;
    let krate = &cx.krate;
    let part = shape::differentiable(result);
    let seed = shape::shape_type(krate, &shape::owned(&part));
    let has_seed = suffix.starts_with("_vjp") && !part.leaves().is_empty();
    let is_into = suffix.starts_with("_vjp_into");
    let mut form = Form::default();
    own_parameters(&mut form, params);
    if has_seed {
        form.plain(&local("seed"), &seed);
    }
    if is_into {
        shadows(&mut form, krate, params, "bar");
    }
    if suffix.ends_with("_jvp") {
        tangents(&mut form, krate, params);
        if has_seed {
            form.plain(&local("seed_dot"), &seed);
        }
        if is_into {
            shadows(&mut form, krate, params, "bar_dot");
        }
    }
    form
}

/// What the companion gives, what the form returns, and how one is made of the
/// other, which is called `result`.
struct Results {
    given: TokenStream,
    returned: TokenStream,
    conversion: TokenStream,
}

fn results(cx: &Context<'_>, suffix: &str) -> Results {
    let Signature { params, result, .. } = cx.signature;
    let [value, seed] =
        [result, &shape::differentiable(result)].map(|s| shape::shape_type(&cx.krate, &shape::owned(s)));
    let has_tangent = suffix.ends_with("_jvp");
    if !suffix.starts_with("_vjp") || suffix.starts_with("_vjp_into") {
        let given = if has_tangent { quote!((#value, #seed)) } else { value };
        return Results { returned: given.clone(), given, conversion: quote!(result) };
    }
    let Cotangents { plain, slotted, pattern, expression } = Cotangents::of(&cx.krate, params);
    if !has_tangent {
        return Results {
            given: quote!((#value, #plain)),
            returned: quote!((#value, #slotted)),
            conversion: quote!(match result { (value, #pattern) => (value, #expression) }),
        };
    }
    Results {
        given: quote!(((#value, #plain), (#seed, #plain))),
        returned: quote!(((#value, #slotted), (#seed, #slotted))),
        conversion: quote! {{
            let ((value, #pattern), (value_dot, dots)) = result;
            let first = #expression;
            let #pattern = dots;
            ((value, first), (value_dot, #expression))
        }},
    }
}

/// A name of this form's own.
fn local(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}

fn numbered(name: &str, i: usize) -> Ident {
    local(&format!("{name}_{i}"))
}

/// The parameters of the function.
fn own_parameters(form: &mut Form, params: &[Declared]) {
    for (i, param) in params.iter().enumerate() {
        match &param.form {
            DeclaredForm::Receiver(tokens) => {
                form.is_method = true;
                form.params.push(tokens.clone());
            }
            DeclaredForm::Opaque { ty, .. } | DeclaredForm::Scalars { ty, .. } => form.plain(&numbered("p", i), ty),
        }
    }
}

fn is_receiver(param: &Declared) -> bool {
    matches!(param.form, DeclaredForm::Receiver(_))
}

fn tangents(form: &mut Form, krate: &TokenStream, params: &[Declared]) {
    for (i, param) in params.iter().enumerate().filter(|(_, param)| !is_receiver(param)) {
        let name = numbered("dot", i);
        match (&param.form, param.role) {
            (DeclaredForm::Scalars { shape, .. }, ParamRole::Differentiable) => {
                let (ty, zero) = (tangent_type(krate, &param.form), zero(krate, shape, &numbered("p", i)));
                form.slot(krate, &name, Slot { ty, zero, borrow: borrow(shape) });
            }
            _ => form.ignored(&name),
        }
    }
}

fn shadows(form: &mut Form, krate: &TokenStream, params: &[Declared], what: &str) {
    for (i, param) in params.iter().enumerate().filter(|(_, param)| !is_receiver(param)) {
        let name = numbered(what, i);
        match (&param.form, param.role) {
            (DeclaredForm::Scalars { shape, .. }, ParamRole::Differentiable) => {
                let (ty, zero) = (shadow_type(krate, &param.form), zero(krate, shape, &numbered("p", i)));
                form.slot(krate, &name, Slot { ty: quote!(&mut #ty), zero, borrow: quote!(&mut) });
            }
            _ => form.ignored(&name),
        }
    }
}

/// How a tangent is passed: as its parameter is.
fn borrow(shape: &Shape<Kind>) -> TokenStream {
    match shape {
        Shape::Ref(inner) => {
            let inner = borrow(inner);
            quote!(& #inner)
        }
        Shape::Mut(_) => quote!(&mut),
        Shape::Leaf(_) | Shape::Tuple(_) => TokenStream::new(),
    }
}

/// A zero for a parameter.
fn zero(krate: &TokenStream, shape: &Shape<Kind>, place: &Ident) -> TokenStream {
    fn part(krate: &TokenStream, shape: &Shape<Kind>, place: &TokenStream) -> TokenStream {
        match shape {
            Shape::Leaf(kind) if !kind.is_differentiable() => quote!(()),
            Shape::Leaf(Kind::Memory(_)) => quote!(#krate::__private::zeros_like(&#place)),
            Shape::Leaf(_) => quote!(0.0),
            Shape::Ref(inner) | Shape::Mut(inner) => part(krate, inner, &quote!((*#place))),
            Shape::Tuple(entries) => {
                let entries = entries.iter().enumerate().map(|(i, entry)| {
                    let i = Literal::usize_unsuffixed(i);
                    part(krate, entry, &quote!(#place.#i))
                });
                shape::tuple(&entries.collect::<Vec<_>>())
            }
        }
    }
    part(krate, shape, &quote!(#place))
}

/// The cotangents of the parameters, as they come and as they are returned.
struct Cotangents {
    plain: TokenStream,
    slotted: TokenStream,
    pattern: TokenStream,
    expression: TokenStream,
}

impl Cotangents {
    fn of(krate: &TokenStream, params: &[Declared]) -> Cotangents {
        let (mut plain, mut names, mut types, mut values) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (i, param) in params.iter().enumerate().filter(|(_, param)| !is_receiver(param)) {
            let has_one = param.role == ParamRole::Differentiable && !is_in_out(&param.form);
            let (ty, name) = (cotangent_type(krate, &param.form), numbered("cotangent", i));
            if has_one {
                plain.push(ty.clone());
                names.push(quote!(#name));
            }
            types.push(if has_one { ty } else { quote!(()) });
            values.push(if has_one { quote!(#name) } else { quote!(()) });
        }
        let bare = |entries: &[TokenStream]| match entries {
            [one] => one.clone(),
            many => shape::tuple(many),
        };
        Cotangents {
            plain: bare(&plain),
            slotted: shape::tuple(&types),
            pattern: bare(&names),
            expression: shape::tuple(&values),
        }
    }
}
