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
//! nothing. A method's `self` has a slot like any parameter: whether it is a constant, the
//! caller does not see. A function that is no method cannot tell what the path to its own
//! companion is, so the caller gives that, too.

use super::body::Body;
use super::border::{Border, bare_or_tuple, cotangent_type, hidden, is_in_out, shadow_type, tangent_type};
use super::{Context, companion, located, shape};
use crate::ir::{Atom, Call, Called, Kind, ParamRole, Shape};
use crate::lower::{Declared, DeclaredForm, Signature};
use crate::protocol::{Companion, Input, Output, Row};
use proc_macro2::{Ident, Literal, TokenStream, TokenTree};
use quote::{format_ident, quote};

/// Makes slots of the arguments of a call that has them.
pub(super) fn fill(body: &Body<'_>, call: &Call, args: &mut Vec<TokenStream>) {
    let Some(slots) = call.slots.as_ref().filter(|_| !call.companion.is_empty()) else { return };
    let (some, none) = (body.private("Some"), body.private("None"));
    for i in slots.at.iter().copied() {
        let arg = &args[i];
        args[i] = if call.args[i] == Shape::unit() { none.clone() } else { quote!(#some(#arg)) };
    }
    if call.callee.is_method() {
        // The receiver stands before the method and is none of the arguments: each round of
        // slots begins with its own, which is empty.
        let rounds = slots.at.iter().step_by(slots.own.max(1));
        rounds.rev().for_each(|first| args.insert(*first, none.clone()));
    }
    args.push(if call.callee.is_method() || matches!(call.callee.called, Called::Method(_)) {
        quote!(())
    } else {
        let plain = format!("{}{}", call.callee.name, call.companion);
        let companion = located::verbatim(super::call::callee(&body.krate, call, &plain));
        let as_taken = body.private("companion");
        quote!(#as_taken(#companion))
    });
}

/// The form with slots of a companion, if it has one.
pub(crate) fn slots(cx: &Context<'_>, companion: Companion) -> TokenStream {
    let signature = cx.signature;
    // One argument alone is seen, or there is nothing to differentiate.
    if signature.params.len() < 2 || signature.params.iter().any(|param| !can_be_zero(param)) {
        return TokenStream::new();
    }
    slotted(cx, companion)
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

pub(super) fn mentions_impl(ty: &TokenStream) -> bool {
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

    /// A function, of which rustc says what it wants if it is a name: `simpson(density, ..)`.
    fn function(&mut self, krate: &TokenStream, name: &Ident, ty: &Ident) {
        self.params.push(quote!(#name: impl #krate::__private::function::Lent<#ty>));
        self.types.push(quote!(&#ty));
        self.before.extend(quote!(let #name = #krate::__private::function::Lent::lent(&#name);));
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
fn slotted(cx: &Context<'_>, companion: Companion) -> TokenStream {
    let Signature { generics, imports, .. } = cx.signature;
    let where_clause = cx.signature.bounds(companion);
    let Form { params, types, passed, before, is_method } = form(cx, companion.row());
    let Results { given: gives, returned, conversion } = results(cx, companion.row());
    let [gives, returned] = [gives, returned].map(|ty| cx.signature.given_type(ty));
    let given = cx.signature.given(conversion);
    let by_name = companion::name(cx, &companion.ending());
    let (last, call) = if is_method {
        (quote!(_: ()), quote!(self.#by_name(#(#passed),*)))
    } else {
        let krate = &cx.krate;
        let companion = quote!(companion: #krate::__private::Named<impl ::core::ops::Fn(#(#types),*) -> #gives>);
        (companion, quote!((companion.0)(#(#passed),*)))
    };
    let call = cx.signature.asked(call);
    let name = companion::name(cx, &format!("{}_slots", companion.ending()));
    let doc = format!("`{by_name}`, for callers that do not see all types.");
    let head = companion::headed(cx, &doc, true);
    quote! {
        #head fn #name<#generics>(#(#params,)* #last) -> #returned #where_clause {
            #imports
            #before
            let result = #call;
            #given
        }
    }
}

/// What a companion takes, in its order.
fn form(cx: &Context<'_>, row: &Row) -> Form {
    let Signature { params, result, .. } = cx.signature;
    let krate = &cx.krate;
    let part = shape::differentiable(result);
    let seed = shape::shape_type(krate, &shape::owned(&part));
    let mut form = Form::default();
    let plain = |form: &mut Form, name: &str| {
        if !part.leaves().is_empty() {
            form.plain(&hidden(name), &seed);
        }
    };
    for input in row.takes {
        match input {
            Input::Own => own_parameters(cx, &mut form),
            Input::Tangents => tangents(&mut form, krate, params),
            Input::Seed => plain(&mut form, "seed"),
            Input::SeedTangent => plain(&mut form, "seed_dot"),
            Input::Added | Input::Overwritten => shadows(&mut form, krate, params, "bar"),
            Input::AddedTangents => shadows(&mut form, krate, params, "bar_dot"),
            // There is a form with slots where nothing goes in and out, or where
            // it has its shadow among the others.
            Input::InOut | Input::InOutTangents | Input::Matrix | Input::Values | Input::Columns | Input::Star => {}
            Input::Tape | Input::Record => {}
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

fn results(cx: &Context<'_>, row: &Row) -> Results {
    let given = Border::of(cx, "").result(row.gives);
    let Cotangents { slotted, pattern, expression } = Cotangents::of(&cx.krate, &cx.signature.params);
    let [value, seed] = [Output::Value, Output::Tangent].map(|output| Border::of(cx, "").result(output));
    match row.gives {
        Output::Pair(Output::Value, Output::Cotangents) => Results {
            given,
            returned: quote!((#value, #slotted)),
            conversion: quote!(match result { (value, #pattern) => (value, #expression) }),
        },
        Output::Pair(Output::Pair(..), Output::Pair(..)) => Results {
            given,
            returned: quote!(((#value, #slotted), (#seed, #slotted))),
            conversion: quote! {{
                let ((value, #pattern), (value_dot, dots)) = result;
                let first = #expression;
                let #pattern = dots;
                ((value, first), (value_dot, #expression))
            }},
        },
        _ => Results { returned: given.clone(), given, conversion: quote!(result) },
    }
}

fn numbered(name: &str, i: usize) -> Ident {
    hidden(&format!("{name}_{i}"))
}

/// The parameters of the function.
fn own_parameters(cx: &Context<'_>, form: &mut Form) {
    let Signature { params, functions, .. } = cx.signature;
    for (i, param) in params.iter().enumerate() {
        if let Some((_, function)) = functions.iter().find(|(at, _)| *at == i) {
            form.function(&cx.krate, &numbered("p", i), &function.ty);
            continue;
        }
        match (&param.receiver, &param.form) {
            (Some(tokens), _) | (None, DeclaredForm::Receiver(tokens)) => {
                form.is_method = true;
                form.params.push(tokens.clone());
            }
            (None, DeclaredForm::Opaque { ty, .. } | DeclaredForm::Scalars { ty, .. }) => {
                form.plain(&numbered("p", i), ty);
            }
        }
    }
}

/// Where a parameter is.
fn place_of(i: usize, param: &Declared) -> Ident {
    if param.receiver.is_some() { Ident::new("self", proc_macro2::Span::call_site()) } else { numbered("p", i) }
}

fn tangents(form: &mut Form, krate: &TokenStream, params: &[Declared]) {
    for (i, param) in params.iter().enumerate() {
        let name = numbered("dot", i);
        match (&param.form, param.role) {
            (DeclaredForm::Scalars { shape, .. }, ParamRole::Differentiable) => {
                let (ty, zero) = (tangent_type(krate, &param.form), zero(krate, shape, &place_of(i, param)));
                form.slot(krate, &name, Slot { ty, zero, borrow: borrow(shape) });
            }
            _ => form.ignored(&name),
        }
    }
}

fn shadows(form: &mut Form, krate: &TokenStream, params: &[Declared], what: &str) {
    for (i, param) in params.iter().enumerate() {
        let name = numbered(what, i);
        match (&param.form, param.role) {
            (DeclaredForm::Scalars { shape, .. }, ParamRole::Differentiable) => {
                let (ty, zero) = (shadow_type(krate, &param.form), zero(krate, shape, &place_of(i, param)));
                form.slot(krate, &name, Slot { ty: quote!(&mut #ty), zero, borrow: quote!(&mut) });
            }
            _ => form.ignored(&name),
        }
    }
}

/// A zero for a parameter, made by trait: where there is no `alloc`, the form is an
/// error only if it is called.
fn zero(krate: &TokenStream, shape: &Shape<Kind>, place: &Ident) -> TokenStream {
    fn part(krate: &TokenStream, shape: &Shape<Kind>, place: &TokenStream) -> TokenStream {
        match shape {
            Shape::Leaf(kind) if !kind.is_differentiable() => quote!(()),
            Shape::Leaf(Kind::Memory(_)) => quote!(#krate::__private::zeros_like(&#place)),
            Shape::Leaf(kind) => super::parameter::literal(krate, Atom::ZERO, *kind),
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

/// The cotangents of the parameters, as they come and as they are returned.
struct Cotangents {
    slotted: TokenStream,
    pattern: TokenStream,
    expression: TokenStream,
}

impl Cotangents {
    fn of(krate: &TokenStream, params: &[Declared]) -> Cotangents {
        let (mut names, mut types, mut values) = (Vec::new(), Vec::new(), Vec::new());
        for (i, param) in params.iter().enumerate() {
            let has_one = param.role == ParamRole::Differentiable && !is_in_out(&param.form);
            let name = numbered("cotangent", i);
            if has_one {
                names.push(quote!(#name));
            }
            types.push(if has_one { cotangent_type(krate, &param.form) } else { quote!(()) });
            values.push(if has_one { quote!(#name) } else { quote!(()) });
        }
        Cotangents { slotted: shape::tuple(&types), pattern: bare_or_tuple(&names), expression: shape::tuple(&values) }
    }
}
