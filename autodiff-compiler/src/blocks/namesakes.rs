//! Methods of a block that are called as a companion is: `fn f` and `fn f_grad`.
//!
//! The companions of an `impl Trait for X` stand in an inherent `impl X`, and there
//! `X::f_grad` is the companion and no longer the method of the trait. So the method keeps
//! its name. In a trait both would be members of one name.

use crate::errors::{Errors, Message};
use crate::expand::{Asked, Place};
use crate::lower::Method;
use crate::protocol::{self, Companion, Exists};
use proc_macro2::{Ident, TokenStream, TokenTree};

/// What is asked of a method, without the companions that a method of the block has the name
/// of, and that no other companion calls: the gradients.
pub(super) fn left_out(mut asked: Asked, method: &Method, methods: &[Method], place: Place) -> Asked {
    let base = asked.config.name.clone().unwrap_or_else(|| method.function.sig.ident.to_string());
    if stands_beside(place) {
        asked
            .config
            .companions
            .retain(|companion| !is_for_users(*companion) || namesake(methods, &companion.of(&base)).is_none());
    }
    asked
}

/// Refuses the methods that one of these companions has the name of.
pub(super) fn refuse(errors: &Errors, (companions, of): (&TokenStream, &Method), methods: &[Method], place: Place) {
    if !stands_beside(place) {
        return;
    }
    // A method with a `#[cfg]` inside is asked again under both verdicts.
    for name in functions(companions).into_iter().filter(|name| *name != of.function.sig.ident) {
        if let Some(method) = namesake(methods, &name.to_string()) {
            errors.report(Message::NameOfCompanion { name: method.to_string() }.at(method.span()));
        }
    }
}

/// Whether rustc would take a companion for the method, or both for one: the gradients are not
/// among what an `impl` fills.
fn stands_beside(place: Place) -> bool {
    matches!(place, Place::Beside | Place::BesideTrait | Place::InTrait)
}

/// Whether a companion is there for users alone, without their asking.
fn is_for_users(companion: Companion) -> bool {
    let row = companion.row();
    row.asked == protocol::Asked::Always && row.exists == Exists::OfOneFloat
}

fn namesake<'a>(methods: &'a [Method], name: &str) -> Option<&'a Ident> {
    methods.iter().map(|method| &method.function.sig.ident).find(|ident| *ident == name)
}

/// The names of the functions that are written here, and not inside of others.
fn functions(tokens: &TokenStream) -> Vec<Ident> {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let names = tokens.windows(2).filter_map(|pair| match pair {
        [TokenTree::Ident(word), TokenTree::Ident(name)] if word == "fn" => Some(name.clone()),
        _ => None,
    });
    names.collect()
}
