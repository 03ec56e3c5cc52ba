//! The rule of a total: an `impl` of the trait of it in core, around the companions of its method.
//!
//! ```text
//! impl ops::Sum<V3> for V3 {
//!     fn value(items: &[V3]) -> V3 { <V3 as core::iter::Sum<V3>>::sum(items.iter().cloned()) }
//!     // and, in debug, that a `Sum<&V3>` comes to the same
//!     fn jvp(..) -> (V3, V3) { total_sum_jvp(items, items_dot) }
//!     ..
//! }
//! ```

use super::companion::name;
use super::{Context, OperatorOrder};
use crate::lower::{Taken, Total};
use crate::protocol::Companion;
use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};

/// The rule, for the companions of `of.function`, or of one that did not compile.
pub(crate) fn total(cx: &Context<'_>, of: &Total, order: Option<OperatorOrder>) -> TokenStream {
    let Total { name: trait_name, method, item, taken, output, generics, .. } = of;
    let krate = &cx.krate;
    let where_clause = cx.signature.bounds(Companion::Jvp);
    let companion = |companion: Companion, args: TokenStream| match order {
        None => quote!(#krate::__private::unavailable()),
        Some(OperatorOrder::First) if companion == Companion::VjpIntoJvp => {
            quote!(#krate::__private::unavailable())
        }
        Some(_) => {
            let name = name(cx, &companion.ending());
            quote!(#name(#args))
        }
    };
    let jvp = companion(Companion::Jvp, quote!(items, items_dot));
    let vjp = companion(Companion::VjpInto, quote!(items, y_bar, items_bar));
    let args = quote!(items, y_bar, items_bar, items_dot, y_bar_dot, items_bar_dot);
    let vjp_jvp = companion(Companion::VjpIntoJvp, args);
    let (given, items, other) = match taken {
        Taken::ByValue => (quote!(#item), quote!(items.iter().cloned()), "References"),
        Taken::ByReference => (quote!(&#item), quote!(items.iter()), "Items"),
    };
    let other = format_ident!("{trait_name}Of{other}");
    let order = order.unwrap_or(OperatorOrder::Second);
    let order = format_ident!("{order:?}Order");
    let claim = claim(of);
    quote! {
        #claim
        #[allow(unused, clippy::all, clippy::pedantic)]
        impl<#generics> #krate::ops::#trait_name<#item> for #output #where_clause {
            type Order = #krate::ops::#order;
            #[inline]
            fn value(items: &[#item]) -> #output { <#output as ::core::iter::#trait_name<#given>>::#method(#items) }
            fn agree(items: &[#item], total: &#output) {
                use #krate::ops::agreement::{Alone as _, #other as _, Totals};
                (&Totals { items, total }).agree();
            }
            #[inline]
            fn jvp(items: &[#item], items_dot: &[#item]) -> (#output, #output) { #jvp }
            #[inline]
            fn vjp_into(items: &[#item], y_bar: #output, items_bar: &mut [#item]) -> #output { #vjp }
            #[inline]
            fn vjp_into_jvp(
                items: &[#item],
                y_bar: #output,
                items_bar: &mut [#item],
                items_dot: &[#item],
                y_bar_dot: #output,
                items_bar_dot: &mut [#item],
            ) -> (#output, #output) { #vjp_jvp }
        }
    }
}

/// That the trait of the user's `impl` is std's: whatever has the one has the other.
fn claim(of: &Total) -> TokenStream {
    let (path, name) = (&of.path, &of.name);
    quote_spanned! {name.span()=>
        const _: () = {
            fn of_std<T: ::core::iter::#name<A>, A>() {}
            #[allow(dead_code)]
            fn of_user<T: #path<A>, A>() {
                of_std::<T, A>();
            }
        };
    }
}
