//! Seeds that adjoints may borrow, and the room in which the shadows lie that are such seeds.

use super::body::Body;
use super::second::as_seen;
use super::{call, located, memory};
use crate::analysis::{Spared, lent};
use crate::ir::{Atom, Call, Called, Func, Place, Record, Shape, Value};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use std::collections::BTreeMap;

/// Lets an adjoint that may read a record have its seed as it likes: memory that it may borrow.
///
/// ```text
/// let w5_bar = w5_room.zeros_like(&w5_tape[i]);
/// ..
/// reverse!((a, b, c), g_vjp_into)(&tape, at, &x, given_seed!(&mut w5_room, g_vjp_into), &mut x_bar)
/// ```
pub(super) fn seed(body: &mut Body<'_>, call: &Call, args: &mut [TokenStream]) {
    let at = call.roles.len();
    let (Record::Read(_), Some(Shape::Leaf(Atom::Value(w)))) = (call.record, call.args.get(at)) else { return };
    if body.kind(*w).memory().is_none() || call.callee.called != Called::Path {
        return;
    }
    let seed = match body.rooms.get(w) {
        Some(room) => room.to_token_stream(),
        None => {
            let (core, arg) = (body.private("callee"), &args[at]);
            quote!(#core::Seed::new(#arg))
        }
    };
    let companion = call::companion_path(&body.krate, &call.callee, Spared::COMPANION);
    let (given, companion) = (body.private("given_seed"), located::verbatim(as_seen(companion)));
    args[at] = quote!(#given!(&mut #seed, #companion));
}

/// `let w5_bar = w5_room.zeros_like(&w5);`, where the shadow is lent in the end.
pub(super) fn shadow(body: &mut Body<'_>, shadow: Value, of: &Place) -> TokenStream {
    let (room, like) = (body.rooms[&shadow].clone(), memory::spot(body, of).shared());
    quote!(#room.zeros_like(#like))
}

/// The rooms of shadows that are lent, by their shadows.
pub(super) fn rooms(func: &Func) -> BTreeMap<Value, Ident> {
    let name = |i: usize| format_ident!("__room_{i}", span = Span::mixed_site());
    lent(func).into_iter().enumerate().map(|(i, shadow)| (shadow, name(i))).collect()
}

/// What makes them, before everything else.
pub(super) fn made(body: &Body<'_>) -> TokenStream {
    let callee = body.private("callee");
    body.rooms.values().map(|room| quote!(let mut #room = #callee::Seed::none();)).collect()
}
