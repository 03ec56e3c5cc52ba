//! Which of the two sides of a product are scalars.
//!
//! `+` and `-` have one kind. A product need not: a scalar times a vector is a vector. So
//! what is not known of the sides and of the product follows by the laws of a vector
//! space, as far as it does:
//!
//! ```text
//! scalar * v        has the kind of v
//! v / scalar        has the kind of v
//! a * scalar = scalar         then a is a scalar, too
//! a * b = scalar              then both are, if that can be proved
//! ```
//!
//! The last is a guess: a user's `*` may be an inner product. It is made because energies,
//! `0.5 * self.m * self.v * self.v`, are to come out as plain arithmetic. So it is made only of parts
//! of a type that is written down, and each companion says what was guessed in a form that
//! compiles only if it is true: `let _: fn(&Spring) -> f64 = |of| of.k;`. The way out is a
//! `let` with a type.
//!
//! A scalar that was not found out is handled as data is: by traits, with the same result. So
//! rustc decides what `v * v` is where the guess cannot be made, or contradicts the rest.

use super::alias;
use super::cx::Cx;
use super::kinds::{KindVar, Known};
use super::scope::Operand;
use crate::ir::{Brackets, IntOp, Kind, Step};
use crate::lower::state::claim;
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

/// A product, a quotient or a remainder, of which nothing was known yet.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Product {
    op: IntOp,
    sides: [Operand; 2],
    pub(crate) result: KindVar,
    /// Where it is written.
    span: Span,
}

/// A part of data that is taken for a float.
#[derive(Clone, Debug)]
pub(crate) struct Guess {
    ty: String,
    way: Vec<Step>,
    kind: KindVar,
    span: Span,
}

/// The kind of a product.
pub(crate) fn of(cx: &mut Cx<'_>, span: Span, op: IntOp, sides: [Operand; 2]) -> KindVar {
    let result = cx.kinds.fresh(Known::Part);
    cx.products.push(Product { op, sides, result, span });
    settle(cx);
    result
}

/// Whether it is a side of a product of which not all is known.
pub(crate) fn has_side(cx: &Cx<'_>, kind: KindVar) -> bool {
    cx.products.iter().any(|product| product.sides.iter().any(|side| cx.kinds.is_same(side.kind, kind)))
}

/// Draws what conclusions there are.
pub(crate) fn settle(cx: &mut Cx<'_>) {
    loop {
        let before = cx.products.len();
        for product in cx.products.clone() {
            if conclude(cx, product) {
                cx.products.retain(|open| open.result != product.result);
            }
        }
        if cx.products.len() == before {
            return;
        }
    }
}

/// What a call gives that stands in a product with data may be data, too: `t * step(q)` of two
/// matrices. Nothing has told, and data is right whatever it is.
pub(crate) fn presume_nothing(cx: &mut Cx<'_>) {
    for Product { sides, result, .. } in cx.products.clone() {
        if ![sides[0].kind, sides[1].kind, result].into_iter().any(|kind| cx.kinds.is_data(kind)) {
            continue;
        }
        for side in sides {
            if !is_presumed(cx, side.kind) {
                continue;
            }
            let part = cx.kinds.fresh(Known::Part);
            // Nothing contradicts what is not known.
            let _ = cx.kinds.unify(side.kind, part);
        }
    }
}

/// The kind of a multiple of what a call gives, `direction(t) * k`, of which nothing says that it is a
/// number: what the call gives.
pub(crate) fn scaled(cx: &mut Cx<'_>, op: IntOp, [left, right]: [KindVar; 2]) -> Option<KindVar> {
    let (of, by) = match op {
        IntOp::Mul | IntOp::Div if is_presumed(cx, left) && is_float(cx, right) => (left, right),
        IntOp::Mul if is_float(cx, left) && is_presumed(cx, right) => (right, left),
        _ => return None,
    };
    cx.multiples.push((of, by));
    Some(of)
}

/// Whether it is known to be a float.
pub(crate) fn is_float(cx: &Cx<'_>, kind: KindVar) -> bool {
    match cx.kinds.known(kind) {
        Known::Exactly(kind) => kind.is_float(),
        known => known == Known::SomeFloat,
    }
}

/// Where nothing has told, it is a number of the type of the other.
pub(crate) fn settle_multiples(cx: &mut Cx<'_>) {
    for (of, by) in std::mem::take(&mut cx.multiples) {
        let known = cx.kinds.known(of);
        if known != Known::Part && cx.kinds.as_memory(of).is_none() {
            // What contradicts it, rustc says.
            let _ = cx.kinds.unify(of, by);
        }
    }
}

/// Whether all is known, or as much as can be.
fn conclude(cx: &mut Cx<'_>, product: Product) -> bool {
    let Product { op, sides, result, span } = product;
    let [left, right] = sides.map(|side| side.kind);
    let [l, r, of] = [left, right, result].map(|kind| is_scalar(cx, kind));
    let same = match (l, r, of) {
        // What is left of the user's data by a number may be anything.
        (false, true, false) if op == IntOp::Rem && cx.kinds.is_data(left) => return false,
        // A matrix by what a call gives, which may be a vector.
        (false, _, false) if is_presumed(cx, right) && cx.kinds.is_data(left) => return false,
        (_, false, false) if is_presumed(cx, left) && cx.kinds.is_data(right) => return false,
        // A scalar by something, or something by a scalar.
        (true, false, false) if op == IntOp::Mul => vec![(right, result)],
        (false, true, false) => vec![(left, result)],
        // An operator of the user's gives a scalar.
        (_, _, true) if [left, right].into_iter().any(|side| cx.kinds.is_data(side)) => Vec::new(),
        (true, false, true) | (false, true, true) | (true, true, _) => vec![(left, right), (right, result)],
        // `1.0 / z` of a complex number.
        (true, false, false) if cx.kinds.is_data(right) => return false,
        // `1.0 / v`: only a scalar divides.
        (true, false, false) => vec![(left, right), (right, result)],
        (false, false, true) if guesses(cx, sides) => {
            sides.into_iter().for_each(|side| guess(cx, side, span));
            vec![(left, right), (right, result)]
        }
        _ => return false,
    };
    // Nothing contradicts what is not known.
    same.into_iter().for_each(|(a, b)| {
        let _ = cx.kinds.unify(a, b);
    });
    true
}

/// The kind of a sum of a scalar and data, which is that of the data: `1.0 + z` of a complex
/// number. So it is of a product with data in it, unless that turns out to be a scalar.
pub(crate) fn mixed(cx: &Cx<'_>, sides: [Operand; 2]) -> Option<KindVar> {
    let [left, right] = sides.map(|side| side.kind);
    match [left, right].map(|kind| may_add_a_scalar(cx, kind)) {
        [true, false] if is_scalar(cx, right) => Some(left),
        [false, true] if is_scalar(cx, left) => Some(right),
        _ => None,
    }
}

/// Whether it is data that numbers are added to, or a product of such data.
fn may_add_a_scalar(cx: &Cx<'_>, kind: KindVar) -> bool {
    let of_data = |product: &Product| product.sides.iter().any(|side| alias::adds_numbers(cx, side.kind));
    alias::adds_numbers(cx, kind)
        || cx.products.iter().any(|product| cx.kinds.is_same(product.result, kind) && of_data(product))
}

/// Whether it is a complex number, as a product with one is.
pub(crate) fn is_complex(cx: &Cx<'_>, kind: KindVar) -> bool {
    let mut products: Vec<KindVar> = Vec::new();
    loop {
        let is_one = |kind: KindVar, known: &[KindVar]| {
            alias::is_complex(cx, kind) || known.iter().any(|other| cx.kinds.is_same(*other, kind))
        };
        let more = cx.products.iter().find(|product| {
            !is_one(product.result, &products) && product.sides.iter().any(|side| is_one(side.kind, &products))
        });
        match more {
            Some(product) => products.push(product.result),
            None => return is_one(kind, &products),
        }
    }
}

fn is_scalar(cx: &Cx<'_>, kind: KindVar) -> bool {
    matches!(
        cx.kinds.known(kind),
        Known::SomeFloat
            | Known::SomeInt
            | Known::Exactly(Kind::F64 | Kind::F32 | Kind::Param(_) | Kind::Int(_))
            | Known::CallResult
    )
}

/// Whether it is a scalar only as long as nothing says that it is not.
fn is_presumed(cx: &Cx<'_>, kind: KindVar) -> bool {
    matches!(cx.kinds.known(kind), Known::CallResult)
}

/// Whether both sides are to be taken for scalars.
fn guesses(cx: &Cx<'_>, sides: [Operand; 2]) -> bool {
    cx.errors.products_are_of_floats() && sides.iter().all(|side| can_be_guessed(cx, *side))
}

/// Whether a side can be taken for a scalar, and be proved to be one: a product is, if its
/// sides are.
fn can_be_guessed(cx: &Cx<'_>, side: Operand) -> bool {
    let product = |product: &&Product| cx.kinds.is_same(product.result, side.kind);
    match cx.known(side) {
        Known::Nothing => true,
        Known::Part => {
            side.atom.value().is_some_and(|w| cx.of_types.contains(&w))
                || cx.kinds.way_to(side.kind).is_some_and(|(_, way)| can_be_proved(&way))
                || cx.products.iter().find(product).is_some_and(|product| {
                    product.sides.iter().all(|inner| {
                        // A product that it is a side of itself says nothing.
                        !cx.kinds.is_same(inner.kind, side.kind)
                            && (is_scalar(cx, inner.kind) || can_be_guessed(cx, *inner))
                    })
                })
        }
        _ => false,
    }
}

/// What is behind a reference that moves is reached through boxes, some of which are looked
/// into and are none.
fn can_be_proved(way: &[Step]) -> bool {
    !way.contains(&Step::Behind)
}

/// Takes a side for a scalar. Of a product, the sides follow.
fn guess(cx: &mut Cx<'_>, side: Operand, span: Span) {
    if cx.known(side) == Known::Nothing {
        claim::float(cx, side);
    } else if let Some((ty, way)) = cx.kinds.way_to(side.kind) {
        let (ty, kind) = (ty.to_owned(), side.kind);
        cx.guesses.push(Guess { ty, way, kind, span });
    }
}

/// What was guessed, for rustc to check.
pub(crate) fn proofs(cx: &Cx<'_>) -> Vec<TokenStream> {
    let mut all: Vec<TokenStream> = Vec::new();
    for Guess { ty, way, kind, span } in &cx.guesses {
        let kind = cx.kinds.resolve(*kind);
        let (true, Ok(ty)) = (kind.has_name(), ty.parse()) else {
            continue;
        };
        let ty: TokenStream = ty;
        let scalar = syn::Ident::new(kind.type_name(), *span);
        let of = syn::Ident::new("of", Span::mixed_site());
        let part = reached(&of, way, *span);
        let proof = quote!(let _: fn(&#ty) -> #scalar = |#of| #part;);
        if !all.iter().any(|known| known.to_string() == proof.to_string()) {
            all.push(proof);
        }
    }
    all
}

/// The part of a whole that these steps lead to.
pub(crate) fn reached(of: &syn::Ident, way: &[Step], span: Span) -> TokenStream {
    way.iter().fold(of.to_token_stream(), |whole, step| part(&whole, step, span))
}

/// The part of a whole that a step leads to.
fn part(whole: &TokenStream, step: &Step, span: Span) -> TokenStream {
    let tokens = |text: &str| -> TokenStream { text.parse().expect("the text of tokens is tokens") };
    match step {
        Step::Named(name) => {
            let name = tokens(name);
            quote_spanned!(span=> #whole.#name)
        }
        Step::Payload { variant, .. } if variant.is_empty() => {
            quote_spanned!(span=> (*__autodiff_crate::__private::there(&#whole)))
        }
        Step::Payload { variant, field } => {
            let (variant, field) = (tokens(variant), tokens(field));
            let inside = syn::Ident::new("inside", Span::mixed_site());
            let pattern = match step.position() {
                Some(position) => {
                    let before = (0..position).map(|_| quote!(_,));
                    quote!(#variant(#(#before)* #inside, ..))
                }
                None => quote!(#variant { #field: #inside, .. }),
            };
            quote_spanned!(span=> (*match &#whole {
                #pattern => #inside,
                _ => __autodiff_crate::__private::no_variant(),
            }))
        }
        Step::Entry { at, written } => {
            let zeros = at.iter().map(|_| quote!(0));
            match written {
                Brackets::Plain => quote_spanned!(span=> #whole[0]),
                Brackets::Own => quote_spanned!(span=> #whole[__autodiff_crate::__private::some_index()]),
                Brackets::Tuple => quote_spanned!(span=> #whole[(#(#zeros),*)]),
                Brackets::Array => quote_spanned!(span=> #whole[[#(#zeros),*]]),
                Brackets::Nth => quote_spanned!(span=> #whole[__autodiff_crate::__private::Nth(0)]),
            }
        }
        Step::Behind => quote_spanned!(span=> (*#whole)),
        // It is read through a `Deref`.
        Step::Inside => whole.clone(),
        Step::Index(_) | Step::Range { .. } | Step::Field(_) => quote_spanned!(span=> #whole[0]),
        Step::AsSlice => quote_spanned!(span=> #whole.as_slice()),
        Step::Shadow | Step::Part => whole.clone(),
    }
}
