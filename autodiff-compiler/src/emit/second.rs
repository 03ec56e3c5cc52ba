//! What callers are told of an adjoint that does without some of the arguments once the function
//! has run (core's `after!` and `reads!`).
//!
//! ```text
//! pub enum f_vjp_into {}
//! impl f_vjp_into {
//!     pub const fn reads(argument: usize) -> bool { matches!(argument, 0 | 1) }
//!     pub fn after<F: 'static>(found: F) -> fn(&[f64], &mut [f64]) { f_adjoint_into }
//! }
//! ```
//!
//! What is said of the adjoint that reads a record is in [`super::in_two`].

use super::body::Body;
use super::border::{Border, Role};
use super::slots::mentions_impl;
use super::{Context, companion, constants, in_two, located};
use crate::analysis::{Reader, Spared};
use crate::ir::{Call, Kind, Record, Shape, Value};
use crate::lower::{DeclaredForm, Signature};
use crate::protocol::Companion;
use proc_macro2::{Literal, Span, TokenStream, TokenTree};
use quote::quote;

/// What a type beside the companion says.
pub(crate) struct Told<'a> {
    /// What the adjoint of a function that has run reads, if it does without some of it.
    pub(crate) after: Option<Says<'a>>,
    /// What the adjoint reads that reads a record, if there is one.
    pub(crate) reverse: Option<Says<'a>>,
}

/// What is said of an adjoint.
#[derive(Clone, Copy)]
pub(crate) struct Says<'a> {
    /// Of each argument, whether it is read.
    pub(crate) reads: &'a [bool],
    pub(crate) borrows_seed: bool,
}

/// The type beside the companion that adds into shadows.
pub(crate) fn told(cx: &Context<'_>, told: &Told<'_>) -> TokenStream {
    let after = after(cx, told.after);
    let whole = run_whole(cx, told.after);
    let inside = match told.reverse {
        Some(says) => {
            let (recording, in_two) = (private(cx, "recording"), in_two::told(cx, says));
            quote!(#after #recording! { { #in_two } { #whole } })
        }
        None => quote!(#after #whole),
    };
    let along = constants::along(cx, Companion::VjpInto);
    beside(cx, Companion::VjpInto, &quote!(#inside #along))
}

/// A type by the name of a companion.
pub(super) fn beside(cx: &Context<'_>, companion: Companion, inside: &TokenStream) -> TokenStream {
    let (vis, name) = (&cx.signature.vis, companion::name(cx, &companion.ending()));
    located::unwrapped(quote! {
        #[doc(hidden)]
        #[allow(unused, nonstandard_style, missing_docs, missing_debug_implementations, missing_copy_implementations)]
        #[allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)]
        #vis enum #name {}

        #[doc(hidden)]
        #[allow(unused, nonstandard_style, missing_docs, private_interfaces)]
        #[allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)]
        impl #name { #inside }
    })
}

pub(super) fn private(cx: &Context<'_>, name: &str) -> TokenStream {
    let (krate, name) = (&cx.krate, proc_macro2::Ident::new(name, Span::call_site()));
    quote!(#krate::__private::#name)
}

/// The adjoint sweep alone, where it does without something.
fn after(cx: &Context<'_>, says: Option<Says<'_>>) -> TokenStream {
    let (vis, is_read) = (&cx.signature.vis, is_read(says));
    let after = match says {
        Some(says) => {
            let (second, proof) = (companion::name(cx, &Companion::AdjointInto.ending()), proof(cx));
            let types = types(cx, Companion::AdjointInto, None);
            // Who runs it at once gives it the seed.
            let second = match seed_of(cx, Companion::AdjointInto, says) {
                Some(seed) => {
                    let names = names(types.len());
                    let taken = names
                        .iter()
                        .enumerate()
                        .map(|(i, name)| if i == seed { quote!(mut #name) } else { quote!(#name) });
                    let given = names
                        .iter()
                        .enumerate()
                        .map(|(i, name)| if i == seed { quote!(&mut #name) } else { quote!(#name) });
                    quote!(|#(#taken),*| #second(#(#given),*))
                }
                None => quote!(#second),
            };
            quote!(#vis fn after<F: 'static>(found: F) -> fn(#(#types),*) { #proof #second })
        }
        None => quote!(#vis fn after<F>(found: F) -> F { found }),
    };
    quote! {
        #[inline]
        #vis const fn reads(argument: ::core::primitive::usize) -> ::core::primitive::bool { #is_read }
        #[inline]
        #after
    }
}

/// A function that records nothing, and its adjoint sweep.
fn run_whole(cx: &Context<'_>, says: Option<Says<'_>>) -> TokenStream {
    let (vis, is_read, given) = (&cx.signature.vis, is_read(says), given(cx, Companion::AdjointInto, says));
    let reverse = match says {
        Some(_) => {
            let (second, proof) = (companion::name(cx, &Companion::AdjointInto.ending()), proof(cx));
            let types = types(cx, Companion::AdjointInto, says);
            let (names, tape) = (names(types.len()), private(cx, "callee"));
            quote! {
                #vis fn reverse<F: 'static, W>(found: F, _: W) -> fn(&#tape::Tape, ::core::primitive::usize, #(#types),*) {
                    #proof
                    |_, _, #(#names),*| #second(#(#names),*)
                }
            }
        }
        None => quote!(#vis fn reverse<F, W>(_: F, whole: W) -> W { whole }),
    };
    let along = match says {
        Some(says) => constants::along_record(cx, says),
        None => constants::along_whole(cx),
    };
    quote! {
        #[inline]
        #vis const fn reverse_reads(argument: ::core::primitive::usize) -> ::core::primitive::bool { #is_read }
        #[inline]
        #vis fn augmented<F, W>(_: F, whole: W) -> W { whole }
        #[inline]
        #reverse
        #given
        #along
    }
}

fn names(count: usize) -> Vec<proc_macro2::Ident> {
    (0..count).map(|i| quote::format_ident!("__argument_{i}")).collect()
}

/// How the adjoint that reads a record is given its seed: as it lies there, or by value.
pub(super) fn given(cx: &Context<'_>, companion: Companion, says: Option<Says<'_>>) -> TokenStream {
    let (vis, core) = (&cx.signature.vis, private(cx, "callee"));
    let (ty, seed) = match says.and_then(|says| seed_of(cx, companion, says)) {
        Some(_) => (quote!(&mut M), quote!(seed.lent())),
        None => (quote!(M), quote!(seed.taken())),
    };
    quote! {
        #[inline]
        #vis fn given<M>(seed: &mut #core::Seed<M>) -> #ty { #seed }
    }
}

/// The position of the seed among what an adjoint takes, if it borrows it.
fn seed_of(cx: &Context<'_>, companion: Companion, says: Says<'_>) -> Option<usize> {
    let params = Border::of(cx, "").parameters(companion.row());
    params.iter().position(|param| param.role == Role::Seed).filter(|_| says.borrows_seed)
}

/// Whether an argument is among those that are read.
pub(super) fn is_read(says: Option<Says<'_>>) -> TokenStream {
    let Some(says) = says else { return quote!(true) };
    let read = says.reads.iter().enumerate().filter(|(_, reads)| **reads).map(|(i, _)| Literal::usize_unsuffixed(i));
    let read: Vec<_> = read.collect();
    if read.is_empty() { quote!(false) } else { quote!(::core::matches!(argument, #(#read)|*)) }
}

/// That the function that was found is the one that the type speaks of.
pub(super) fn proof(cx: &Context<'_>) -> TokenStream {
    let (callee, into) = (private(cx, "callee"), companion::name(cx, &Companion::VjpInto.ending()));
    let name = into.to_string();
    quote!(#callee::assert_is(found, #into, #name);)
}

/// The types of what a companion takes, of which it may borrow the seed.
pub(super) fn types(cx: &Context<'_>, companion: Companion, says: Option<Says<'_>>) -> Vec<TokenStream> {
    let borrowed = says.and_then(|says| seed_of(cx, companion, says));
    let types = Border::of(cx, "").parameters(companion.row()).into_iter().enumerate();
    let types = types.map(|(i, param)| {
        let ty = param.ty;
        if borrowed == Some(i) { quote!(&mut #ty) } else { ty }
    });
    types.map(located::verbatim).collect()
}

/// Whether the type of a companion can be written down.
pub(crate) fn has_plain_types(signature: &Signature) -> bool {
    let is_plain = |form: &DeclaredForm| match form {
        DeclaredForm::Opaque { ty, .. } | DeclaredForm::Scalars { ty, .. } => !mentions_impl(ty),
        DeclaredForm::Receiver(_) => false,
    };
    signature.params.iter().all(|param| is_plain(&param.form)) && !signature.result.leaves().contains(&&Kind::Opaque)
}

/// Whether the result is a value, of which a companion gives the same type.
pub(crate) fn gives_value(signature: &Signature) -> bool {
    fn is_owned(shape: &Shape<Kind>) -> bool {
        match shape {
            Shape::Leaf(_) => true,
            Shape::Tuple(entries) => entries.iter().all(is_owned),
            Shape::Ref(_) | Shape::Mut(_) => false,
        }
    }
    is_owned(&signature.result)
}

/// Whether the call is of a function that has run, which may be asked for its adjoint sweep alone.
pub(super) fn runs_after(body: &Body<'_>, call: &Call) -> bool {
    call.record == Record::None && body.spared.as_ref().is_some_and(|spared| spared.runs_after(call))
}

/// The form of the companion that a caller runs: of a callee that has run, its adjoint sweep.
pub(super) fn callee(body: &mut Body<'_>, call: &Call, callee: TokenStream) -> TokenStream {
    let how = match (runs_after(body, call), constants::are_asked_for(body, call)) {
        (false, false) => return located::verbatim(callee),
        (false, true) => "along",
        (true, false) => "after",
        (true, true) => "along_after",
    };
    let (after, companion) = (body.private(how), located::verbatim(as_seen(callee)));
    quote!(#after!(#companion))
}

/// A copy that is made only for callees that read it.
///
/// ```text
/// let y_was = copied_for!(y.to_vec(), (1, rate_vjp_into));
/// ```
pub(super) fn copy(body: &mut Body<'_>, copy: Value, code: TokenStream) -> TokenStream {
    let readers = body.spared.as_ref().and_then(|spared| spared.readers(copy)).map(<[Reader]>::to_vec);
    let Some(readers) = readers else { return code };
    let copied_for = body.private("copied_for");
    let asked = readers.iter().map(|reader| {
        let companion = super::call::companion_path(&body.krate, &reader.callee, Spared::COMPANION);
        let companion = located::verbatim(as_seen(companion));
        let argument = Literal::usize_unsuffixed(reader.argument);
        let reverse = (reader.record != Record::None).then(|| quote!(reverse));
        quote!((#reverse #argument, #companion))
    });
    quote!(#copied_for!(#code, #(#asked)||*))
}

/// A path that a `use` finds where the code finds it: by the edition of this crate, as one of
/// 2015 would look in the root.
pub(super) fn as_seen(path: TokenStream) -> TokenStream {
    const KEYWORDS: [&str; 4] = ["crate", "self", "super", "$crate"];
    let mut tokens = path.into_iter();
    let first = tokens.next().map(|token| match token {
        TokenTree::Ident(mut name) if !KEYWORDS.contains(&&*name.to_string()) => {
            name.set_span(name.span().resolved_at(Span::call_site()));
            TokenTree::Ident(name)
        }
        token => token,
    });
    first.into_iter().chain(tokens).collect()
}
