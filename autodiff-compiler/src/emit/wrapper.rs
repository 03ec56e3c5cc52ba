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

use super::border::{Border, Parameter, Role, bare_or_tuple, given_type, is_nothing, pair, unique};
use super::{Context, companion, located, zeros};
use crate::ir::{Atom, Kind, Shape};
use crate::lower::Signature;
use crate::protocol::{Companion, Input, Output, Row};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote};

/// The outputs that no wrapper takes apart.
macro_rules! no_derivative {
    () => {
        Output::Nothing
            | Output::Jacobian
            | Output::Hessian
            | Output::Pattern
            | Output::SparseMatrix
            | Output::Besides(_)
            | Output::Pullback
            | Output::Graph
            | Output::Trace
            | Output::Position
            | Output::Text
    };
}

/// An item that may stand in a module or a block, and not in an `impl`: there, a
/// companion that is called by its name alone would be another function.
pub(crate) fn proof_of_module(cx: &Context<'_>) -> TokenStream {
    located::unwrapped(located::at(
        cx.signature.ident.span(),
        quote!(
            const _: () = ();
        ),
    ))
}

/// The companion as a call of `base`, which `around` holds if it stands nowhere else.
pub(crate) fn wrapper(cx: &Context<'_>, companion: Companion, base: Companion, around: &TokenStream) -> TokenStream {
    let base_name = companion::name(cx, &base.ending());
    let (row, base) = (companion.row(), base.row());
    let border = Border::of(cx, &base_name.to_string());
    let params = border.parameters(row);
    let mut names = Names::of(&params);
    let wrapper = Wrapper { border: &border, row, base, params: &params };
    let Arguments { mut before, args } = arguments(cx, &wrapper, &mut names);
    if cx.signature.fallible.is_some() && wrapper.stores() && row.takes.contains(&Input::Overwritten) {
        // Where there is nothing, the call leaves this companion.
        for param in &params {
            if let Role::Bar(i) = param.role {
                before.extend(zeros::overwritten(&cx.krate, &param.name, &shape_of(&border, i)));
            }
        }
    }
    let (siblings, generics) = (&cx.siblings, located::verbatim(cx.signature.generic_arguments.clone()));
    let call = quote!(#siblings #base_name #generics (#(#args),*));
    let inside = inside(cx, &wrapper, &mut names, call);
    let (head, name) = (companion::head(cx, row), companion::name(cx, &companion.ending()));
    let Signature { generics, ident, imports, .. } = cx.signature;
    let where_clause = cx.signature.bounds(companion);
    let declared = params.iter().map(|param| param.declaration(cx));
    let ty = given_type(cx, row, border.result(row.gives));
    let result = (!is_nothing(&ty)).then(|| {
        let ty = located::verbatim(ty);
        quote!(-> #ty)
    });
    let inside = located::at(ident.span(), quote!(#around #imports #before #inside));
    let declared = located::at(ident.span(), quote!(#(#declared),*));
    located::unwrapped(quote!(#head fn #name<#generics>(#declared) #result #where_clause { #inside }))
}

/// A companion that is written around another one.
struct Wrapper<'a> {
    border: &'a Border,
    row: &'a Row,
    base: &'a Row,
    params: &'a [Parameter],
}

impl Wrapper<'_> {
    /// Whether it puts cotangents that the other one returns into shadows.
    fn stores(&self) -> bool {
        let is_shadow = |input: &Input| matches!(input, Input::Added | Input::Overwritten);
        self.row.takes.iter().any(is_shadow) && !self.base.takes.iter().any(is_shadow)
    }
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

/// The seed of a result that is one float.
fn seed(cx: &Context<'_>, seed: Atom) -> TokenStream {
    if let Some(ty) = &cx.signature.other_name {
        let krate = &cx.krate;
        let one = if seed == Atom::ONE { quote!(ONE) } else { quote!(ZERO) };
        return quote!(<#ty as #krate::__private::OneFloat>::#one);
    }
    let kind = match cx.signature.result.behind_refs() {
        Shape::Leaf(kind) => *kind,
        _ => Kind::F64,
    };
    super::parameter::literal(&cx.krate, seed, kind)
}

fn arguments(cx: &Context<'_>, wrapper: &Wrapper<'_>, names: &mut Names) -> Arguments {
    let Wrapper { border, row, base, params } = wrapper;
    let overwrites = row.takes.contains(&Input::Overwritten);
    let mut before = TokenStream::new();
    let mut args = Vec::new();
    for wanted in border.parameters(base) {
        if let Some(given) = params.iter().find(|param| param.role == wanted.role) {
            if let Role::Bar(i) = wanted.role
                && overwrites
            {
                before.extend(zeros::overwritten(&cx.krate, &given.name, &shape_of(border, i)));
            }
            args.push(argument(cx, given));
            continue;
        }
        args.push(match wanted.role {
            Role::Seed => seed(cx, Atom::ONE),
            Role::SeedTangent => seed(cx, Atom::ZERO),
            Role::Bar(i) | Role::BarTangent(i) => {
                let ident = names.make(wanted.role, &wanted.name.to_string());
                let zero = zeros::like(&cx.krate, &shape_of(border, i), &border.pieces[i].place);
                before.extend(quote!(let mut #ident = #zero;));
                quote!(&mut #ident)
            }
            Role::Own(_) | Role::Tangent(_) | Role::Tape | Role::Matrix | Role::Coloring => {
                unreachable!("a wrapper has the arguments of what it calls")
            }
        });
    }
    Arguments { before, args }
}

fn argument(cx: &Context<'_>, given: &Parameter) -> TokenStream {
    let is_receiver = |i: usize| cx.signature.params[i].name == "self";
    match given.role {
        Role::Own(i) if is_receiver(i) => located::verbatim(quote!(self)),
        _ => given.name.to_token_stream(),
    }
}

/// The kinds of the cotangent of a piece.
fn shape_of(border: &Border, piece: usize) -> Shape<Kind> {
    border.pieces[piece].shape().expect("a function without refusals has shapes")
}

/// The call, and what becomes of its result.
fn inside(cx: &Context<'_>, wrapper: &Wrapper<'_>, names: &mut Names, call: TokenStream) -> TokenStream {
    let Wrapper { border, row, base, .. } = wrapper;
    let stores = wrapper.stores();
    if names.made.is_empty() && !stores {
        if same(border, row.gives, base.gives) {
            return call;
        }
        if let Output::Pair(_, second) = base.gives
            && same(border, row.gives, *second)
        {
            let call = cx.signature.asked(call);
            return cx.signature.given(quote!(#call.1));
        }
    }
    let call = cx.signature.asked(call);
    let mut taken = Vec::new();
    wanted(border, row.gives, &mut taken);
    let mut bound = Bound { names, stores, taken };
    let pattern = pattern(border, base.gives, &mut bound);
    let Bound { names, .. } = bound;
    let stored = if stores { self::stores(wrapper, names) } else { TokenStream::new() };
    let result = expression(border, row.gives, names);
    let result = if is_nothing(&result) { TokenStream::new() } else { result };
    let result = cx.signature.given(result);
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
fn wanted(border: &Border, output: Output, out: &mut Vec<Role>) {
    match output {
        Output::Value => out.push(VALUE),
        Output::Tangent => out.push(TANGENT),
        Output::Cotangents | Output::Gradient => out.extend(border.returned(output).map(|(i, _)| Role::Bar(i))),
        Output::CotangentTangents | Output::GradientTangents => {
            out.extend(border.returned(output).map(|(i, _)| Role::BarTangent(i)));
        }
        Output::Pair(first, second) => {
            wanted(border, *first, out);
            wanted(border, *second, out);
        }
        no_derivative!() => unreachable!("it is no derivative"),
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
        no_derivative!() => unreachable!("it is no derivative"),
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
    let is_read = bound.taken.contains(&role) || (bound.stores && matches!(role, Role::Bar(_) | Role::BarTangent(_)));
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
        Output::Pair(first, second) => pair(&expression(border, *first, names), &expression(border, *second, names)),
        no_derivative!() => unreachable!("it is no derivative"),
    }
}

/// Adds the cotangents into the shadows, or overwrites these.
fn stores(wrapper: &Wrapper<'_>, names: &Names) -> TokenStream {
    let Wrapper { border, row, params, .. } = wrapper;
    let mut out = TokenStream::new();
    for param in *params {
        let (Role::Bar(i) | Role::BarTangent(i)) = param.role else { continue };
        let (shadow, cotangent) = (&param.name, names.made(param.role).expect("each cotangent is returned"));
        let shape = shape_of(border, i);
        match shape.behind_refs() {
            _ if row.takes.contains(&Input::Overwritten) => out.extend(quote!(*#shadow = #cotangent;)),
            Shape::Tuple(_) => added(&shape, &shadow.to_token_stream(), &cotangent.to_token_stream(), &mut out),
            _ => out.extend(quote!(*#shadow += #cotangent;)),
        }
    }
    out
}

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
