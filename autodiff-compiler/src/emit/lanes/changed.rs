//! Callees that change what they are given, and run for one lane after the other.
//!
//! ```text
//! match (x, &mut x_bar, y_bar) {
//!     (__argument_0, __argument_1, __argument_2) => changed_lanes(__argument_1, |__argument_1| {
//!         each_lane(|lane| (g_vjp_into(__argument_0, lane_of(&__argument_2, lane), &mut __argument_1[lane]), ()))
//!     }),
//! }
//! ```
//!
//! The arguments are computed before any of them is lent: one may be read of what another one is.

use super::super::argument;
use super::super::body::Body;
use super::{directions, has_lanes, lane, lane_of, sets, shape};
use crate::ir::{Atom, Call, Shape};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// What the callee is given for one lane of what has been computed before.
pub(super) fn argument(body: &mut Body<'_>, (at, arg): (usize, &Shape<Atom>), given: &TokenStream) -> TokenStream {
    let lane = lane();
    match arg {
        Shape::Mut(_) => quote!(&mut #given[#lane]),
        Shape::Tuple(entries) if has_lanes(body, arg) => {
            let entry = |(i, entry): (usize, &Shape<Atom>)| {
                let i = Literal::usize_unsuffixed(i);
                argument(body, (at, entry), &quote!(#given.#i))
            };
            shape::tuple(&entries.iter().enumerate().map(entry).collect::<Vec<_>>())
        }
        Shape::Ref(inner) if matches!(**inner, Shape::Tuple(_)) && has_lanes(body, arg) => {
            let inner = argument(body, (at, inner), given);
            quote!(&#inner)
        }
        arg if has_lanes(body, arg) => lane_of(body, arg, given),
        _ => given.clone(),
    }
}

/// The runs.
pub(super) fn each(body: &mut Body<'_>, call: &Call, run: &TokenStream) -> TokenStream {
    let [each_lane, changed, copied] = ["each_lane", "changed_lanes", "copied_lanes"].map(|name| body.private(name));
    let (lane, directions) = (lane(), directions());
    let arguments: Vec<_> = call.args.iter().map(|arg| argument::argument(body, call, arg)).collect();
    let names: Vec<_> = (0..arguments.len()).map(sets::given).collect();
    let is_pair = call.derivative().is_some_and(|derivative| *derivative != call.dst);
    let run = match is_pair {
        true if call.dst.leaves().is_empty() => quote!({ #run; ((), ()) }),
        true => run.clone(),
        false if call.derivative().is_some() => quote!(((), #run)),
        false => quote!((#run, ())),
    };
    let all = quote!(#each_lane::<#directions, _, _>(|#lane| #run));
    let taken = call.args.iter().zip(&names).filter(|(arg, _)| matches!(arg, Shape::Mut(_)));
    let all = taken.fold(all, |all, (arg, name)| {
        let apart = if has_lanes(body, arg) { &changed } else { &copied };
        quote!(#apart::<#directions, _, _>(#name, |#name| #all))
    });
    let all = quote!(match (#(#arguments,)*) { (#(#names,)*) => #all });
    match (is_pair, call.derivative()) {
        (true, _) => all,
        (false, Some(_)) => quote!(#all.1),
        (false, None) if call.dst.leaves().is_empty() => all,
        (false, None) => quote!(#all.0),
    }
}
