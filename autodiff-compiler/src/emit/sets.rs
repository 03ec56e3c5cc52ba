//! What depends on what in a callee (core's `marked!`).
//!
//! A companion along a direction that has a form with sets in the place of tangents says so by a type
//! beside it, as one that adds into shadows says what it reads ([`super::second`]):
//!
//! ```text
//! enum f_jvp {}
//! impl f_jvp {
//!     fn marked<const N: usize, ..>(found: F, given: (&[f64], &[Marks<N>]), ..) -> (Vec<f64>, Vec<Marks<N>>) {
//!         let (x, x_dot) = given;
//!         f_jvp_marks(x, x_dot)
//!     }
//! }
//! ```
//!
//! A caller asks with all arguments in a tuple, and says what runs where there is no such form:
//!
//! ```text
//! marked!((f_jvp), callee, (x, x_dot), |(x, x_dot)| each_marks(|all| callee(x, &unmarked(x_dot, all))))
//! ```

use super::body::Body;
use super::border::{Border, Role};
use super::companion::{Parts, Target, parts};
use super::second::{as_seen, beside};
use super::{Context, argument, call, companion, constants, lanes, located};
use crate::analysis::takes_marks;
use crate::ir::{Call, Func};
use crate::protocol::Companion;
use proc_macro2::{Ident, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};

/// The type beside the companion along a direction.
pub(crate) fn told_of_sets(cx: &Context<'_>, func: &Func) -> TokenStream {
    let (vis, krate) = (&cx.signature.vis, &cx.krate);
    let [jvp, marks] = [Companion::Jvp, Companion::JvpMarks].map(|of| companion::name(cx, &of.ending()));
    let Parts { params, result, .. } = parts(cx, &Target { func, companion: Companion::JvpMarks });
    let own = Border::of(cx, "").parameters(Companion::JvpMarks.row()).into_iter();
    let own: Vec<_> = own.filter(|param| matches!(param.role, Role::Own(_))).map(|param| param.ty).collect();
    let tangents: Vec<_> = params.into_iter().skip(own.len()).map(type_of).collect();
    let types: Vec<_> = own.into_iter().chain(tangents).map(located::verbatim).collect();
    let names: Vec<_> = (0..types.len()).map(given).collect();
    let directions = lanes::directions();
    let name = jvp.to_string();
    let along = constants::along(cx, Companion::Jvp);
    let marked = quote! {
        #[inline]
        #vis fn marked<const #directions: ::core::primitive::usize, F: 'static, R>(
            found: F,
            given: (#(#types,)*),
            otherwise: impl ::core::ops::FnOnce((#(#types,)*)) -> R,
        ) #result {
            #krate::__private::callee::assert_is(found, #jvp, #name);
            let (#(#names,)*) = given;
            #marks(#(#names),*)
        }
    };
    beside(cx, Companion::Jvp, &quote!(#marked #along))
}

/// The type of a tangent, `x_dot: &[f64]`.
fn type_of(param: TokenStream) -> TokenStream {
    let is_colon =
        |token: &TokenTree| matches!(token, TokenTree::Punct(p) if p.as_char() == ':' && p.spacing() == Spacing::Alone);
    param.into_iter().skip_while(|token| !is_colon(token)).skip(1).collect()
}

/// Whether a callee is asked for such a form. A caller that may stand in a block asks nobody, as it does not
/// see which function is meant.
pub(super) fn are_asked_for(body: &Body<'_>, call: &Call) -> bool {
    lanes::has_marks(body) && body.spared.is_some() && takes_marks(body.func, call)
}

/// What is called where there is no such form: the function that the question is about.
pub(super) fn callee(body: &Body<'_>, call: &Call, callee: TokenStream) -> TokenStream {
    if are_asked_for(body, call) { name().to_token_stream() } else { callee }
}

fn name() -> Ident {
    Ident::new("__callee", Span::mixed_site())
}

/// Whether an argument is a tangent.
pub(super) fn is_tangent(call: &Call, at: usize) -> bool {
    call.given_tangents().any(|(other, _)| other == at)
}

/// What stands for an argument.
pub(super) fn given(at: usize) -> Ident {
    format_ident!("__argument_{at}", span = Span::mixed_site())
}

/// The question, and what runs otherwise.
pub(super) fn asked(body: &mut Body<'_>, call: &Call, otherwise: &TokenStream) -> TokenStream {
    let marked = body.private("marked");
    let path = call::companion_path(&body.krate, &call.callee, &call.companion);
    let path = located::verbatim(as_seen(path));
    let arguments = call.args.iter().enumerate().map(|(at, arg)| {
        if is_tangent(call, at) { lanes::series_argument(body, call, arg) } else { argument::argument(body, call, arg) }
    });
    let arguments: Vec<_> = arguments.collect();
    let names: Vec<_> = (0..arguments.len()).map(given).collect();
    let callee = name();
    quote!(#marked!((#path), #callee, (#(#arguments,)*), |(#(#names,)*)| #otherwise))
}
