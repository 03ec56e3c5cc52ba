//! What is run for its effect: `println!`, `assert!`.

use super::Context;
use super::body::Body;
use super::code::{self, Suffix, shaped};
use super::{located, memory};
use crate::ir::{Atom, Effect, EffectFlow, Shape};
use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
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
    let leaves = effect.flow == EffectFlow::Leaves;
    let mut value = |of: &Shape<Atom>| if leaves { given(body, of) } else { named(body, of) };
    let values: Vec<_> = effect.names.iter().map(|(_, of)| value(of)).collect();
    let (receivers, others): (Vec<_>, Vec<_>) =
        effect.names.iter().map(|(name, _)| name).zip(values).partition(|(name, _)| *name == "self");
    let tokens = match receivers.first() {
        Some((_, value)) if !is_receiver(value) => {
            let this = Ident::new("this", Span::mixed_site());
            let tokens = called(tokens, &this);
            let bound = located::verbatim(this.to_token_stream());
            quote!({ let #bound = #value; #tokens })
        }
        _ => tokens,
    };
    let (names, values): (Vec<_>, Vec<_>) = others.into_iter().unzip();
    let names: Vec<_> = names.into_iter().map(|name| located::verbatim(name.to_token_stream())).collect();
    match (&names[..], &values[..]) {
        ([], _) => quote!(#tokens;),
        ([name], [value]) => quote!({ let #name = #value; #tokens; }),
        // All at once: what one of them is may be called as another.
        _ => quote!({ let (#(#names),*) = (#(#values),*); #tokens; }),
    }
}

/// A value by the name that code has for it: where it is, if it is memory.
pub(super) fn named(body: &mut Body<'_>, value: &Shape<Atom>) -> TokenStream {
    match value {
        Shape::Mut(inner) => shaped(body, &Shape::Ref(inner.clone()), Suffix::Typed),
        _ => match code::handle_of(body, value) {
            Some(handle) => memory::bound(body, handle),
            None => shaped(body, value, Suffix::Typed),
        },
    }
}

/// The same for code after which nothing else is run: it gets what it names.
fn given(body: &mut Body<'_>, value: &Shape<Atom>) -> TokenStream {
    let Some(handle) = code::handle_of(body, value).filter(|_| matches!(value, Shape::Leaf(_))) else {
        return named(body, value);
    };
    let spot = memory::handle(body, handle);
    if spot.is_variable() {
        return spot.tokens;
    }
    let (clone, of) = (body.private("Clone"), spot.shared());
    quote!(#clone::clone(#of))
}

/// Whether it is the receiver of the companion, which is called `self` there as well.
fn is_receiver(value: &TokenStream) -> bool {
    let words = located::unwrapped(value.clone()).into_iter().filter(|token| !matches!(token, TokenTree::Punct(_)));
    words.map(|token| token.to_string()).eq(["self"])
}

/// No `let` binds a `self`: where it is another value by now, it has another name.
fn called(tokens: TokenStream, this: &Ident) -> TokenStream {
    let named = tokens.into_iter().map(|token| match token {
        TokenTree::Ident(ident) if ident == "self" => TokenTree::Ident(this.clone()),
        TokenTree::Group(group) => {
            let mut inside = Group::new(group.delimiter(), called(group.stream(), this));
            inside.set_span(group.span());
            TokenTree::Group(inside)
        }
        token => token,
    });
    named.collect()
}
