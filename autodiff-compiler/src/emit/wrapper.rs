//! Companions that call another companion of the same function, as a person would
//! write them.
//!
//! ```text
//! fn f_grad(x: &[f64], a: f64) -> (Vec<f64>, f64) {
//!     let mut x_bar = vec![0.0; x.len()];
//!     let mut a_bar = 0.0;
//!     f_vjp_into(x, a, 1.0, &mut x_bar, &mut a_bar);
//!     (x_bar, a_bar)
//! }
//! ```
//!
//! What the other takes and this one does not is made here: the cotangent of the
//! result is 1, that of everything else a zero.

use super::border::{Border, Parameter, Role, bare_or_tuple, unique};
use super::code::Suffix;
use super::{Context, companion, elements, located};
use crate::ir::{Form, Kind, Shape};
use crate::lower::Signature;
use crate::protocol::{Companion, Input, Output, Row};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote};

/// An item that may stand in a module or a block, and not in an `impl`: there, a
/// companion that is called by its name alone would be another function.
pub(crate) fn proof_of_module(cx: &Context<'_>) -> TokenStream {
    located::unwrapped(located::at(cx.signature.ident.span(), quote!(const _: () = ();)))
}

/// The companion as a call of `base`.
pub(crate) fn wrapper(cx: &Context<'_>, companion: Companion, base: Companion) -> TokenStream {
    let (row, base) = (companion.row(), base.row());
    let name = companion::name(cx, &format!("_{}", base.suffix));
    let border = Border::of(cx, &name.to_string());
    let params = border.parameters(row);
    let mut names = Names::of(&params);
    let Arguments { before, args } = arguments(cx, &border, (row, base), &params, &mut names);
    let (siblings, generics) = (&cx.siblings, &cx.signature.generic_arguments);
    let call = quote!(#siblings #name #generics (#(#args),*));
    let inside = inside(&border, (row, base), &params, &mut names, call);
    let head = companion::head(cx, row);
    let own_name = companion::name(cx, &format!("_{}", row.suffix));
    let Signature { generics, where_clause, ident, .. } = cx.signature;
    let declared = params.iter().map(|param| param.declaration(cx));
    let result = (!(row.gives == Output::Value && border.is_unit())).then(|| {
        let ty = located::verbatim(border.result(row.gives));
        quote!(-> #ty)
    });
    let inside = located::at(ident.span(), quote!(#before #inside));
    let declared = located::at(ident.span(), quote!(#(#declared),*));
    located::unwrapped(quote!(#head fn #own_name<#generics>(#declared) #result #where_clause { #inside }))
}

/// The names of what is made and returned, by what it is.
struct Names {
    taken: Vec<String>,
    made: Vec<(Role, Ident)>,
}

impl Names {
    fn of(params: &[Parameter]) -> Names {
        Names { taken: params.iter().map(|param| param.name.to_string()).collect(), made: Vec::new() }
    }

    fn fresh(&mut self, name: &str) -> Ident {
        unique(&mut self.taken, name)
    }

    fn make(&mut self, role: Role, name: &str) -> Ident {
        let ident = self.fresh(name);
        self.made.push((role, ident.clone()));
        ident
    }

    fn made(&self, role: Role) -> Option<&Ident> {
        self.made.iter().find(|(made, _)| *made == role).map(|(_, ident)| ident)
    }
}

/// What the other companion is called with, and what is done before.
struct Arguments {
    before: TokenStream,
    args: Vec<TokenStream>,
}

fn arguments(
    cx: &Context<'_>,
    border: &Border,
    (row, base): (&Row, &Row),
    params: &[Parameter],
    names: &mut Names,
) -> Arguments {
    let overwrites = row.takes.contains(&Input::Overwritten);
    let mut before = TokenStream::new();
    let mut args = Vec::new();
    for wanted in border.parameters(base) {
        if let Some(given) = params.iter().find(|param| param.role == wanted.role) {
            if let Role::Bar(i) = wanted.role
                && overwrites
            {
                before.extend(zeroed(cx, &given.name, border, i));
            }
            args.push(argument(cx, given));
            continue;
        }
        args.push(match wanted.role {
            Role::Seed => quote!(1.0),
            Role::SeedTangent => quote!(0.0),
            Role::Bar(i) | Role::BarTangent(i) => {
                let piece = &border.pieces[i];
                let ident = names.make(wanted.role, &wanted.name.to_string());
                let zero = zero(cx, &piece.shape().expect("a function without refusals has shapes"), &piece.place);
                before.extend(quote!(let mut #ident = #zero;));
                quote!(&mut #ident)
            }
            Role::Own(_) | Role::Tangent(_) => unreachable!("a wrapper has the arguments of what it calls"),
        });
    }
    Arguments { before, args }
}

fn argument(cx: &Context<'_>, given: &Parameter) -> TokenStream {
    let is_receiver = |i: usize| matches!(cx.signature.params[i].form, crate::lower::DeclaredForm::Receiver(_));
    match given.role {
        Role::Own(i) if is_receiver(i) => located::verbatim(quote!(self)),
        _ => given.name.to_token_stream(),
    }
}

/// The call, and what becomes of its result.
fn inside(
    border: &Border,
    (row, base): (&Row, &Row),
    params: &[Parameter],
    names: &mut Names,
    call: TokenStream,
) -> TokenStream {
    let stores = row.takes.iter().any(|input| matches!(input, Input::Added | Input::Overwritten))
        && !base.takes.contains(&Input::Added);
    if names.made.is_empty() && !stores {
        if same(border, row.gives, base.gives) {
            return call;
        }
        if let Output::Pair(_, second) = base.gives
            && same(border, row.gives, *second)
        {
            return quote!(#call.1);
        }
    }
    let mut taken = Vec::new();
    wanted(border, row.gives, names, &mut taken);
    let mut bound = Bound { names, stores, taken };
    let pattern = pattern(border, base.gives, &mut bound);
    let Bound { names, .. } = bound;
    let stored = if stores { self::stores(border, row, params, names) } else { TokenStream::new() };
    let result = expression(border, row.gives, names);
    // Nothing of it is read.
    if pattern.to_string() == "_" {
        return quote!(#call; #stored #result);
    }
    quote!(let #pattern = #call; #stored #result)
}

/// Whether two results are the same.
fn same(border: &Border, a: Output, b: Output) -> bool {
    match (a, b) {
        (Output::Pair(a, b), Output::Pair(c, d)) => same(border, *a, *c) && same(border, *b, *d),
        (Output::Gradient, Output::Cotangents) | (Output::GradientTangents, Output::CotangentTangents) => {
            border.pieces.iter().all(|piece| !piece.is_in_out())
        }
        (a, b) => a == b,
    }
}

/// The roles under which parts of a result go.
const VALUE: Role = Role::Seed;
const TANGENT: Role = Role::SeedTangent;

/// What the result of the wrapper is made of.
fn wanted(border: &Border, output: Output, names: &Names, out: &mut Vec<Role>) {
    match output {
        Output::Value => out.push(VALUE),
        Output::Tangent => out.push(TANGENT),
        Output::Cotangents | Output::Gradient => out.extend(border.returned(output).map(|(i, _)| Role::Bar(i))),
        Output::CotangentTangents | Output::GradientTangents => {
            out.extend(border.returned(output).map(|(i, _)| Role::BarTangent(i)));
        }
        Output::Pair(first, second) => {
            wanted(border, *first, names, out);
            wanted(border, *second, names, out);
        }
        Output::Graph | Output::Trace | Output::Text => unreachable!("it is no derivative"),
    }
}

/// What is bound of a result.
struct Bound<'n> {
    names: &'n mut Names,
    /// The cotangents are stored.
    stores: bool,
    taken: Vec<Role>,
}

/// The pattern that takes the result of the other companion apart; `_` for what
/// nobody reads.
fn pattern(border: &Border, output: Output, bound: &mut Bound<'_>) -> TokenStream {
    match output {
        Output::Value if border.is_unit() => quote!(_),
        Output::Value => bind(bound, VALUE, "value"),
        Output::Tangent if border.is_unit() => quote!(_),
        Output::Tangent => bind(bound, TANGENT, "value_dot"),
        Output::Cotangents | Output::Gradient => cotangents(border, output, bound, ("_bar", Role::Bar)),
        Output::CotangentTangents | Output::GradientTangents => {
            cotangents(border, output, bound, ("_bar_dot", Role::BarTangent))
        }
        Output::Pair(first, second) => {
            let (first, second) = (pattern(border, *first, bound), pattern(border, *second, bound));
            if first.to_string() == "_" && second.to_string() == "_" { quote!(_) } else { quote!((#first, #second)) }
        }
        Output::Graph | Output::Trace | Output::Text => unreachable!("it is no derivative"),
    }
}

fn cotangents(
    border: &Border,
    output: Output,
    bound: &mut Bound<'_>,
    (ending, role): (&str, fn(usize) -> Role),
) -> TokenStream {
    let entries: Vec<_> =
        border.returned(output).map(|(i, piece)| bind(bound, role(i), &format!("{}{ending}", piece.name))).collect();
    if entries.iter().all(|entry| entry.to_string() == "_") { quote!(_) } else { bare_or_tuple(&entries) }
}

fn bind(bound: &mut Bound<'_>, role: Role, name: &str) -> TokenStream {
    let is_read = bound.taken.contains(&role) || (bound.stores && matches!(role, Role::Bar(_)));
    if is_read { bound.names.make(role, name).into_token_stream() } else { quote!(_) }
}

/// What the wrapper returns.
fn expression(border: &Border, output: Output, names: &Names) -> TokenStream {
    let part = |role: Role| names.made(role).map_or_else(|| quote!(()), ToTokens::to_token_stream);
    match output {
        Output::Value if border.is_unit() => quote!(()),
        Output::Value => part(VALUE),
        Output::Tangent => part(TANGENT),
        Output::Cotangents | Output::Gradient => {
            bare_or_tuple(&border.returned(output).map(|(i, _)| part(Role::Bar(i))).collect::<Vec<_>>())
        }
        Output::CotangentTangents | Output::GradientTangents => {
            bare_or_tuple(&border.returned(output).map(|(i, _)| part(Role::BarTangent(i))).collect::<Vec<_>>())
        }
        Output::Pair(first, second) => {
            let (first, second) = (expression(border, *first, names), expression(border, *second, names));
            quote!((#first, #second))
        }
        Output::Graph | Output::Trace | Output::Text => unreachable!("it is no derivative"),
    }
}

/// Adds the cotangents into the shadows, or overwrites these.
fn stores(border: &Border, row: &Row, params: &[Parameter], names: &Names) -> TokenStream {
    fn added(shape: &Shape<Kind>, shadow: &TokenStream, cotangent: &TokenStream, out: &mut TokenStream) {
        match shape {
            Shape::Leaf(_) => out.extend(quote!(#shadow += #cotangent;)),
            Shape::Ref(inner) | Shape::Mut(inner) => added(inner, shadow, cotangent, out),
            Shape::Tuple(entries) => {
                for (i, entry) in entries.iter().enumerate() {
                    let i = Literal::usize_unsuffixed(i);
                    added(entry, &quote!(#shadow.#i), &quote!(#cotangent.#i), out);
                }
            }
        }
    }
    let mut out = TokenStream::new();
    for param in params {
        let Role::Bar(i) = param.role else { continue };
        let (shadow, cotangent) = (&param.name, names.made(Role::Bar(i)).expect("each cotangent is returned"));
        let shape = border.pieces[i].shape().expect("a function without refusals has shapes");
        match shape.behind_refs() {
            _ if row.takes.contains(&Input::Overwritten) => out.extend(quote!(*#shadow = #cotangent;)),
            Shape::Tuple(_) => added(&shape, &shadow.to_token_stream(), &cotangent.to_token_stream(), &mut out),
            _ => out.extend(quote!(*#shadow += #cotangent;)),
        }
    }
    out
}

/// A zero for the cotangent of what is at a place.
fn zero(cx: &Context<'_>, shape: &Shape<Kind>, place: &TokenStream) -> TokenStream {
    let krate = located::verbatim(cx.krate.clone());
    if let Some(zero) = elements::zero(&shape.owned(), Suffix::Bare) {
        return zero;
    }
    match shape {
        Shape::Leaf(Kind::Memory(memory)) => match elements::zero(&memory.elem, Suffix::Bare) {
            Some(zero) if matches!(memory.form, Form::Slice | Form::Vec) => {
                quote!(#krate::__private::vec![#zero; #place.len()])
            }
            _ => quote!(#krate::__private::zeros_like(&#place)),
        },
        Shape::Ref(inner) | Shape::Mut(inner) => match &**inner {
            Shape::Leaf(Kind::Memory(memory)) if elements::zero(&memory.elem, Suffix::Bare).is_none() => {
                quote!(#krate::__private::zeros_like(&*#place))
            }
            Shape::Leaf(_) => zero(cx, inner, place),
            _ => zero(cx, inner, &quote!((*#place))),
        },
        Shape::Tuple(entries) => {
            let entry = |(i, entry): (usize, &Shape<Kind>)| {
                let i = Literal::usize_unsuffixed(i);
                zero(cx, entry, &quote!(#place.#i))
            };
            super::shape::tuple(&entries.iter().enumerate().map(entry).collect::<Vec<_>>())
        }
        Shape::Leaf(_) => quote!(()),
    }
}

/// Overwrites a shadow with zeros.
fn zeroed(cx: &Context<'_>, shadow: &Ident, border: &Border, piece: usize) -> TokenStream {
    let shape = border.pieces[piece].shape().expect("a function without refusals has shapes").owned();
    let mut out = TokenStream::new();
    match &shape {
        Shape::Tuple(_) => zero_parts(cx, &shape, &shadow.to_token_stream(), &mut out),
        leaf => match elements::zero(leaf, Suffix::Bare) {
            Some(zero) => out.extend(quote!(*#shadow = #zero;)),
            None => fill(cx, leaf, (&shadow.to_token_stream(), &shadow.to_token_stream()), &mut out),
        },
    }
    out
}

fn zero_parts(cx: &Context<'_>, shape: &Shape<Kind>, place: &TokenStream, out: &mut TokenStream) {
    match shape {
        Shape::Tuple(entries) => {
            for (i, entry) in entries.iter().enumerate() {
                let i = Literal::usize_unsuffixed(i);
                zero_parts(cx, entry, &quote!(#place.#i), out);
            }
        }
        leaf => match elements::zero(leaf, Suffix::Bare) {
            Some(zero) => out.extend(quote!(#place = #zero;)),
            None => fill(cx, leaf, (place, &quote!(&mut #place)), out),
        },
    }
}

/// Zeros for memory whose extents its type does not say; also how it is lent.
fn fill(cx: &Context<'_>, leaf: &Shape<Kind>, (place, lent): (&TokenStream, &TokenStream), out: &mut TokenStream) {
    let krate = located::verbatim(cx.krate.clone());
    let Shape::Leaf(Kind::Memory(memory)) = leaf else { return };
    out.extend(match elements::zero(&memory.elem, Suffix::Bare) {
        Some(zero) => quote!(#place.fill(#zero);),
        None => quote!(#krate::__private::set_zero(#lent);),
    });
}
