//! What is run for its effect: `println!`, `assert!`.

use super::Context;
use super::body::Body;
use super::code::{self, Suffix, shaped};
use super::{located, memory};
use crate::ir::{Atom, Effect, EffectFlow, Shape};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

pub(crate) fn effect(cx: &Context<'_>, body: &mut Body<'_>, effect: &Effect) -> TokenStream {
    let code = effect_code(cx, body, effect);
    match &body.once {
        Some(sweep) if effect.flow == EffectFlow::Continues => quote!(if #sweep == 0 { #code }),
        _ => code,
    }
}

fn effect_code(cx: &Context<'_>, body: &mut Body<'_>, effect: &Effect) -> TokenStream {
    let tokens = located::verbatim(super::foreign::with_crate(cx, &effect.tokens));
    let mut value = |value: &Shape<Atom>| match value {
        Shape::Mut(inner) => shaped(body, &Shape::Ref(inner.clone()), Suffix::Typed),
        _ => match code::handle_of(body, value) {
            Some(handle) => memory::bound(body, handle),
            None => shaped(body, value, Suffix::Typed),
        },
    };
    let values: Vec<_> = effect.names.iter().map(|(_, of)| value(of)).collect();
    let names: Vec<_> = effect.names.iter().map(|(name, _)| located::verbatim(name.to_token_stream())).collect();
    match (&names[..], &values[..]) {
        ([], _) => quote!(#tokens;),
        ([name], [value]) => quote!({ let #name = #value; #tokens; }),
        // All at once: what one of them is may be called as another.
        _ => quote!({ let (#(#names),*) = (#(#values),*); #tokens; }),
    }
}
