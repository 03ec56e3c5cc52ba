//! Several directions at once: their type, and the operations that it has.

mod changed;

use super::body::Body;
use super::code::{Binding, Code, Suffix, atom, infix};
use super::{sets, shape};
use crate::errors::Message;
use crate::ir::{Atom, Call, IntKind, Kind, Lanes, LanesOf, Shape};
use crate::protocol::{Companion, Row};
use autodiff_core::rule::{ArgKind, Rule};
use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};

/// The parameter of a companion that says how many directions there are. Code of the user's may
/// stand in the companion, and means nothing by this name.
const DIRECTIONS: &str = "__AUTODIFF_LANES";

/// The types of what stands in the place of a float in a companion, lanes or marks, as texts; `None`
/// where the path of the crate is none that a text can say.
pub(crate) fn types(krate: &TokenStream, row: &Row) -> Option<LanesOf> {
    let path = krate.to_string();
    let name = match row {
        row if row.has_marks() => "Marks",
        row if row.has_series() => "Series",
        _ => "Lanes",
    };
    let ty = |float: &str| format!("{path}::__private::{name}<{DIRECTIONS}{float}>");
    (!path.contains('$')).then(|| LanesOf::new(&ty(""), &ty(", f32")))
}

/// The parameters of a companion: those of the function, and how many directions it has.
pub(super) fn generics(row: &Row, own: &TokenStream) -> TokenStream {
    if !row.has_lanes() {
        return own.clone();
    }
    let directions = Ident::new(DIRECTIONS, Span::call_site());
    let comma = separator(own);
    quote!(#own #comma const #directions: ::core::primitive::usize)
}

/// What a call of such a companion says for them: `::<T, 8>` of `::<T>`.
pub(super) fn arguments(own: &TokenStream, directions: usize) -> TokenStream {
    with(own, &Literal::usize_unsuffixed(directions).into())
}

/// The same of a callee that is given as many coefficients as its caller: `::<T, K>` of `::<T>`. Where
/// the call says nothing, rustc finds out.
pub(super) fn arguments_of_callee(own: &TokenStream) -> TokenStream {
    if own.is_empty() { TokenStream::new() } else { with(own, &Ident::new(DIRECTIONS, Span::call_site()).into()) }
}

fn with(own: &TokenStream, directions: &TokenTree) -> TokenStream {
    let mut inside: TokenStream = own.clone().into_iter().skip(3).collect();
    let mut tokens: Vec<TokenTree> = inside.into_iter().collect();
    tokens.pop();
    inside = tokens.into_iter().collect();
    let comma = separator(&inside);
    quote!(::<#inside #comma #directions>)
}

/// Why there is no such companion.
pub(crate) fn none_of_several(companion: Companion) -> Message {
    let name = companion.row().suffix.to_owned();
    match companion.row() {
        row if row.is_sparse() => Message::NoSparsity { name },
        row if row.has_series() => Message::NoSeries { name },
        _ => Message::NoLanes { name },
    }
}

/// Whether a callee is given lanes: then it runs for each of them.
pub(super) fn are_given(body: &Body<'_>, call: &Call) -> bool {
    !call.is_of_series() && call.operands().into_iter().any(|atom| body.kind_of(atom).is_some_and(Kind::has_lanes))
}

/// An argument of such a run, and its position.
pub(super) fn argument(body: &mut Body<'_>, call: &Call, (at, arg): (usize, &Shape<Atom>)) -> TokenStream {
    if has_marks(body) && is_changed(body, arg) {
        return in_place(at).to_token_stream();
    }
    if changes_lanes(body, call) {
        let given = sets::given(at).to_token_stream();
        return changed::argument(body, (at, arg), &given);
    }
    if !sets::are_asked_for(body, call) {
        return one_of(body, call, arg);
    }
    let given = sets::given(at).to_token_stream();
    if has_lanes(body, arg) || sets::is_tangent(call, at) { lane_of(body, arg, &given) } else { given }
}

/// What the callee is given for this lane. Each entry of a tuple is taken apart by itself: a literal beside
/// lanes is of the type that the callee says.
fn one_of(body: &mut Body<'_>, call: &Call, arg: &Shape<Atom>) -> TokenStream {
    if !has_lanes(body, arg) {
        return super::argument::argument(body, call, arg);
    }
    match arg {
        Shape::Tuple(entries) => {
            let entries: Vec<_> = entries.iter().map(|entry| one_of(body, call, entry)).collect();
            shape::tuple(&entries)
        }
        Shape::Ref(inner) if matches!(**inner, Shape::Tuple(_)) => {
            let inner = one_of(body, call, inner);
            quote!(&#inner)
        }
        arg => {
            let given = super::argument::argument(body, call, arg);
            lane_of(body, arg, &given)
        }
    }
}

fn lane_of(body: &mut Body<'_>, arg: &Shape<Atom>, given: &TokenStream) -> TokenStream {
    let lane_of = body.private(if has_marks(body) { "unmarked" } else { "lane_of" });
    let lane = lane();
    match arg {
        Shape::Ref(_) => quote!(&#lane_of(#given, #lane)),
        _ => quote!(#lane_of(&#given, #lane)),
    }
}

fn has_lanes(body: &Body<'_>, arg: &Shape<Atom>) -> bool {
    arg.leaves().into_iter().any(|atom| body.kind_of(*atom).is_some_and(Kind::has_lanes))
}

/// Whether it is a tangent that the callee changes.
fn is_changed(body: &Body<'_>, arg: &Shape<Atom>) -> bool {
    matches!(arg, Shape::Mut(_)) && has_lanes(body, arg)
}

/// What stands for such a tangent in the call.
fn in_place(at: usize) -> Ident {
    format_ident!("__tangent_{at}", span = Span::mixed_site())
}

/// The run, within what marks the tangents that the callee changes.
///
/// ```text
/// changed(&mut y_dot, lane, |__tangent_3| g_jvp(x, y, &unmarked(&x_dot, lane), __tangent_3))
/// ```
fn within_changed(body: &mut Body<'_>, call: &Call, run: TokenStream) -> TokenStream {
    let lane = lane();
    let tangents: Vec<_> = call.given_tangents().filter(|(_, arg)| is_changed(body, arg)).collect();
    tangents.into_iter().fold(run, |run, (at, arg)| {
        let changed = body.private(if call.adds_to_tangent(at) { "added_to" } else { "changed" });
        let given = if sets::are_asked_for(body, call) {
            sets::given(at).to_token_stream()
        } else {
            super::argument::argument(body, call, arg)
        };
        let tangent = in_place(at);
        quote!(#changed(#given, #lane, |#tangent| #run))
    })
}

/// Whether the callee changes something, and takes no lanes.
fn changes_lanes(body: &Body<'_>, call: &Call) -> bool {
    !has_marks(body) && call.args.iter().any(|arg| matches!(arg, Shape::Mut(_)))
}

/// The runs, for one lane after the other; of marks there is one, and everything depends on all.
pub(super) fn each(body: &mut Body<'_>, call: &Call, run: &TokenStream) -> TokenStream {
    if changes_lanes(body, call) {
        return changed::each(body, call, run);
    }
    let each_lane = body.private(if has_marks(body) { "each_marks" } else { "each_lane" });
    let (lane, directions) = (lane(), Ident::new(DIRECTIONS, Span::call_site()));
    let is_pair = call.derivative() != Some(&call.dst);
    let run = within_changed(body, call, run.clone());
    let run = match is_pair {
        // What gives nothing may give nothing twice.
        true if call.dst.leaves().is_empty() => quote!({ #run; ((), ()) }),
        true => run,
        false => quote!(((), #run)),
    };
    let all = quote!(#each_lane::<#directions, _, _>(|#lane| #run));
    let all = if sets::are_asked_for(body, call) { sets::asked(body, call, &all) } else { all };
    if is_pair { all } else { quote!(#all.1) }
}

pub(super) fn has_marks(body: &Body<'_>) -> bool {
    body.companion.is_some_and(|companion| companion.row().has_marks())
}

fn lane() -> Ident {
    Ident::new("lane", Span::mixed_site())
}

/// A comma after what stands in a list, unless there is one.
fn separator(list: &TokenStream) -> Option<TokenStream> {
    let last = list.clone().into_iter().last()?;
    (!matches!(last, TokenTree::Punct(comma) if comma.as_char() == ',')).then(|| quote!(,))
}

/// The parameter that says how many directions there are.
pub(super) fn directions() -> Ident {
    Ident::new(DIRECTIONS, Span::call_site())
}

/// What a callee is given in the place of a tangent, where that is a series, or a set: of what does not
/// move, none.
pub(super) fn series_argument(body: &mut Body<'_>, call: &Call, arg: &Shape<Atom>) -> TokenStream {
    match arg {
        Shape::Leaf(atom) if atom.is_literal() => {
            let name = if has_marks(body) { "Marks" } else { "Series" };
            let (series, directions) = (body.private(name), directions());
            quote!(#series::<#directions, _>::ZERO)
        }
        Shape::Leaf(_) => super::argument::argument(body, call, arg),
        Shape::Ref(inner) if super::code::handle_of(body, inner).is_none() => {
            let inner = series_argument(body, call, inner);
            quote!(&#inner)
        }
        Shape::Ref(_) | Shape::Mut(_) => super::argument::argument(body, call, arg),
        Shape::Tuple(entries) => {
            let entries: Vec<_> = entries.iter().map(|entry| series_argument(body, call, entry)).collect();
            shape::tuple(&entries)
        }
    }
}

/// `series::hypot(a, b, a_dot, b_dot, h)`
pub(super) fn series(body: &mut Body<'_>, rule: &Rule, args: &[Atom], kind: Kind) -> Code {
    let path = body.private("series");
    let name = Ident::new(rule.name, Span::call_site());
    let exponent = |i: usize| rule.args.get(i).is_some_and(|arg| arg.kind == ArgKind::Int);
    let is_series = |i: usize| (rule.args.len()..args.len() - 1).contains(&i);
    let kinds = (0..args.len()).map(|i| match i {
        i if is_series(i) => kind,
        i if exponent(i) => Kind::Int(IntKind::I32),
        _ => one(kind),
    });
    let args: Vec<_> = args.iter().zip(kinds).map(|(arg, kind)| atom(body, *arg, kind, Suffix::Bare).tokens).collect();
    Code::new(quote!(#path::#name(#(#args),*)), Binding::Postfix)
}

/// The float in the place of which these stand.
fn one(lanes: Kind) -> Kind {
    match lanes {
        Kind::Lanes(lanes) => lanes.one(),
        kind => kind,
    }
}

/// The same numbers in the place of another float.
pub(super) fn cast(body: &mut Body<'_>, to: Lanes, arg: Atom) -> Code {
    let (inner, ty) = (atom(body, arg, Kind::Lanes(to), Suffix::Typed), shape::kind_type(to.one()));
    let inner = inner.at_least(Binding::Postfix);
    Code::new(quote!(#inner.cast::<#ty>()), Binding::Postfix)
}

/// Nothing, along all directions: no other literal is known of several.
pub(super) fn zero(kind: Kind) -> Code {
    let ty = shape::kind_type(kind);
    Code::new(quote!(<#ty>::ZERO), Binding::Postfix)
}

/// What is linear in lanes, which come first; the other factor is one number for all of them.
pub(super) fn linear(body: &mut Body<'_>, name: &str, args: &[Atom], kind: Kind) -> Code {
    let (binding, operator) = match name {
        "add" => return infix(body, args, kind, Binding::Sum, quote!(+)),
        "sub" => return infix(body, args, kind, Binding::Sum, quote!(-)),
        "mul" => (Binding::Product, quote!(*)),
        "div" => (Binding::Product, quote!(/)),
        "scale" => (Binding::Postfix, quote!(zero_wins)),
        "mask" => (Binding::Postfix, quote!(if_used)),
        _ => return atom(body, args[0], kind, Suffix::Typed).negated(),
    };
    let left = atom(body, args[0], kind, Suffix::Typed).at_least(binding);
    let right = atom(body, args[1], one(kind), Suffix::Bare);
    if binding == Binding::Postfix {
        let right = right.tokens;
        return Code::new(quote!(#left.#operator(#right)), binding);
    }
    let right = right.tighter_than(binding);
    Code::new(quote!(#left #operator #right), binding)
}
