//! The rule of a conversion: an `impl` of core's trait of them, around the companions of its
//! method.
//!
//! ```text
//! impl ops::Convert<Polar> for Vec3 {
//!     type Tangent = Polar;
//!     fn jvp(of: Polar, of_dot: Polar) -> (Vec3, Vec3) { convert_from_jvp(of, of_dot) }
//!     ..
//! }
//! ```

use super::border::{Border, cotangent_type, shadow_type, tangent_type};
use super::companion::name;
use super::{Context, OperatorOrder, border_facts};
use crate::lower::Conversion;
use crate::protocol::{Companion, Output};
use proc_macro2::{Group, TokenStream, TokenTree};
use quote::{format_ident, quote, quote_spanned};

/// The rule, for the companions of the method, or of one that did not compile.
pub(crate) fn conversion(cx: &Context<'_>, of: &Conversion, order: Option<OperatorOrder>) -> TokenStream {
    let Conversion { given, made, generics, .. } = of;
    let (krate, where_clause) = (&cx.krate, cx.signature.bounds(Companion::Jvp));
    let Some(param) = cx.signature.params.first() else { return TokenStream::new() };
    let companion = |companion: Companion, args: TokenStream| {
        let is_there = match companion {
            Companion::VjpIntoJvp => order == Some(OperatorOrder::Second),
            Companion::VjpJvp => order == Some(OperatorOrder::Second) && border_facts(cx).has_one_float,
            _ => order.is_some(),
        };
        let name = name(cx, &companion.ending());
        if is_there { quote!(#name(#args)) } else { quote!(#krate::__private::unavailable()) }
    };
    let jvp = companion(Companion::Jvp, quote!(of, of_dot));
    let vjp = companion(Companion::Vjp, quote!(of, y_bar));
    let vjp_into = companion(Companion::VjpInto, quote!(of, y_bar, of_bar));
    let vjp_jvp = companion(Companion::VjpJvp, quote!(of, y_bar, of_dot, y_bar_dot));
    let vjp_into_jvp = companion(Companion::VjpIntoJvp, quote!(of, y_bar, of_bar, of_dot, y_bar_dot, of_bar_dot));
    let types = match order {
        Some(_) => [
            Border::of(cx, "").result(Output::Tangent),
            tangent_type(krate, &param.form),
            shadow_type(krate, &param.form),
            cotangent_type(krate, &param.form),
        ],
        None => [made, given, given, given].map(Clone::clone),
    };
    let [dot, tangent, shadow, cotangent] = types.map(|ty| lent(ty, &of.lifetime));
    let order = order.unwrap_or(OperatorOrder::Second);
    let order = format_ident!("{order:?}Order");
    let claim = claim(of);
    quote! {
        #claim
        #[allow(unused, clippy::all, clippy::pedantic)]
        impl<#generics> #krate::ops::Convert<#given> for #made #where_clause {
            type Made = #dot;
            type Tangent = #tangent;
            type Shadow = #shadow;
            type Cotangent = #cotangent;
            type Order = #krate::ops::#order;
            #[inline]
            fn jvp(of: #given, of_dot: #tangent) -> (#made, #dot) { #jvp }
            #[inline]
            fn vjp(of: #given, y_bar: #dot) -> (#made, #cotangent) { #vjp }
            #[inline]
            fn vjp_into(of: #given, y_bar: #dot, of_bar: &mut #shadow) -> #made { #vjp_into }
            #[inline]
            fn vjp_jvp(of: #given, y_bar: #dot, of_dot: #tangent, y_bar_dot: #dot)
                -> ((#made, #cotangent), (#dot, #cotangent)) { #vjp_jvp }
            #[inline]
            fn vjp_into_jvp(
                of: #given,
                y_bar: #dot,
                of_bar: &mut #shadow,
                of_dot: #tangent,
                y_bar_dot: #dot,
                of_bar_dot: &mut #shadow,
            ) -> (#made, #dot) { #vjp_into_jvp }
        }
    }
}

/// A type, of which the references have this lifetime if they have none.
fn lent(ty: TokenStream, lifetime: &TokenStream) -> TokenStream {
    let mut tokens = ty.into_iter().peekable();
    let mut out = TokenStream::new();
    while let Some(token) = tokens.next() {
        let is_named = matches!(tokens.peek(), Some(TokenTree::Punct(next)) if next.as_char() == '\'');
        let is_reference = matches!(&token, TokenTree::Punct(and) if and.as_char() == '&') && !is_named;
        match token {
            TokenTree::Group(group) => {
                let inside = lent(group.stream(), lifetime);
                out.extend([TokenTree::from(Group::new(group.delimiter(), inside))]);
            }
            token => out.extend([token]),
        }
        if is_reference {
            out.extend(lifetime.clone());
        }
    }
    out
}

/// That the trait of the user's `impl` is std's: whatever has the one has the other.
fn claim(of: &Conversion) -> TokenStream {
    let path = &of.path;
    quote_spanned! {of.span=>
        const _: () = {
            fn of_std<T: ::core::convert::From<A>, A>() {}
            #[allow(dead_code)]
            fn of_user<T: #path<A>, A>() {
                of_std::<T, A>();
            }
        };
    }
}
