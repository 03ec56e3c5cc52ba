//! Shadows of what may have references among its parts.
//!
//! A field under `#[constant]` may be a reference, `#[constant] grid: &'a Grid`, and a shadow has it, too. There is
//! no derivative behind it, to be read or to be added to. Whether a part is one, rustc knows:
//!
//! ```text
//! self_bar.grid?.spacing += w3_bar     if let Some(part) = Shadow(&mut self_bar.grid).part() { part.spacing += w3_bar; }
//! w3_dot = self_dot.grid?.spacing      match Shadow(&self_dot.grid).part() { Some(part) => part.spacing, None => 0.0 }
//! ```

use super::body::Body;
use super::code::{self, Suffix};
use super::memory::{Handle, Holds, Spot, handle};
use crate::ir::{Atom, Load, Place, Step};
use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{format_ident, quote};

/// A place behind parts that may be references.
pub(super) struct Part {
    /// These, from the outside.
    behind: Vec<(Ident, Spot)>,
    /// The place, where there is a shadow of all of them.
    pub(super) spot: Spot,
}

/// The place, if it is one.
pub(super) fn part(body: &mut Body<'_>, place: &Place) -> Option<Part> {
    let (mut base, mut path) = (place.base, place.path.clone());
    while let Some(Handle::Part(of)) = body.handles.get(&base) {
        path.splice(0..0, of.path.iter().cloned());
        base = of.base;
    }
    if !path.contains(&Step::Shadow) {
        return None;
    }
    let (mut behind, mut spot) = (Vec::new(), handle(body, base));
    for step in &path {
        if let Step::Shadow = step {
            let name = format_ident!("__part_{}", behind.len(), span = Span::mixed_site());
            let inside = Spot::new(&name, Holds::Exclusive);
            behind.push((name, std::mem::replace(&mut spot, inside)));
        } else {
            spot = spot.step(body, step);
        }
    }
    Some(Part { behind, spot })
}

/// What is there, or zero.
pub(super) fn load(body: &mut Body<'_>, load: &Load, part: Part) -> TokenStream {
    let zero = code::atom(body, Atom::ZERO, body.kind(load.dst), Suffix::Typed).tokens;
    let (some, none, shadow) = (body.private("Some"), body.private("None"), asked(body));
    let read = part.spot.read().tokens;
    let value = part.behind.into_iter().rev().fold(read, |read, (name, of)| {
        let of = of.shared();
        quote!(match #shadow(#of).part() { #some(#name) => #read, #none => #zero })
    });
    let doc = body.doc(&load.origin);
    let name = body.names.define(body.func, load.dst);
    quote!(#doc let #name = #value;)
}

/// The statement, where there is something to store to.
pub(super) fn store(body: &mut Body<'_>, part: Part, store: TokenStream) -> TokenStream {
    let (some, shadow) = (body.private("Some"), asked(body));
    part.behind.into_iter().rev().fold(store, |store, (name, of)| {
        let of = of.exclusive();
        quote!(if let #some(#name) = #shadow(#of).part() { #store })
    })
}

/// What is there, to be lent; or zeros that nobody reads afterwards.
///
/// ```text
/// accumulate(&mut *match Shadow(&mut self_bar.grid).part() {
///     Some(part) => LentMut::Part(&mut part.origin),
///     None => LentMut::Zero(self_bar.grid.origin.zero_like()),
/// }, ..)
/// ```
pub(super) fn lent(body: &mut Body<'_>, part: Part) -> Spot {
    let (some, none, shadow, krate) = (body.private("Some"), body.private("None"), asked(body), body.krate.clone());
    let constant = body.private("constant");
    let Part { behind, spot } = part;
    // The steps are there already: a value that is written where it is read is written once.
    let whole = behind.iter().rev().fold(spot.shared(), |whole, (name, of)| replaced(whole, name, of.reader()));
    let zero = |lent: &TokenStream| quote!(#lent::Zero(#krate::Differentiable::zero_like(#whole)));
    let [shared, exclusive] = ["Lent", "LentMut"].map(|name| {
        let name = Ident::new(name, Span::call_site());
        quote!(#constant::#name)
    });
    let (read, written) = (spot.shared(), spot.exclusive());
    let nested = |inside: TokenStream, zero: TokenStream, of: &dyn Fn(&Spot) -> TokenStream| {
        behind.iter().rev().fold(inside, |inside, (name, part)| {
            let part = of(part);
            quote!(match #shadow(#part).part() { #some(#name) => #inside, #none => #zero })
        })
    };
    let read = nested(quote!(#shared::Part(#read)), zero(&shared), &Spot::shared);
    let written = nested(quote!(#exclusive::Part(#written)), zero(&exclusive), &Spot::exclusive);
    Spot { tokens: quote!((&mut *#written)), read: Some(quote!((&*#read))), holds: Holds::Exclusive }
}

/// The tokens with others in the place of a name.
fn replaced(tokens: TokenStream, name: &Ident, by: &TokenStream) -> TokenStream {
    let tokens = tokens.into_iter().map(|token| match token {
        TokenTree::Ident(ident) if ident == *name => by.clone(),
        TokenTree::Group(group) => {
            let mut inside = Group::new(group.delimiter(), replaced(group.stream(), name, by));
            inside.set_span(group.span());
            TokenTree::Group(inside).into()
        }
        token => token.into(),
    });
    tokens.collect()
}

fn asked(body: &mut Body<'_>) -> TokenStream {
    body.import("constant::OfOwned as _");
    body.private("Shadow")
}
