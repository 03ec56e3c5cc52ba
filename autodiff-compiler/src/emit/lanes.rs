//! Several directions at once: their type, and the operations that it has.

use super::body::Body;
use super::code::{Binding, Code, Suffix, atom, infix};
use super::shape;
use crate::errors::Message;
use crate::ir::{Atom, Call, Kind, Shape};
use crate::protocol::{Companion, Row};
use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::quote;

/// The parameter of a companion that says how many directions there are. Code of the user's may
/// stand in the companion, and means nothing by this name.
const DIRECTIONS: &str = "__AUTODIFF_LANES";

/// The type of what stands in the place of a float in a companion, lanes or marks, as a text; `None`
/// where the path of the crate is none that a text can say.
pub(crate) fn ty(krate: &TokenStream, row: &Row) -> Option<String> {
    let path = krate.to_string();
    let name = if row.has_marks() { "Marks" } else { "Lanes" };
    (!path.contains('$')).then(|| format!("{path}::__private::{name}<{DIRECTIONS}>"))
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
    let directions = Literal::usize_unsuffixed(directions);
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
    if companion.row().is_sparse() { Message::NoSparsity { name } } else { Message::NoLanes { name } }
}

/// Whether a callee is given lanes: then it runs for each of them.
pub(super) fn are_given(body: &Body<'_>, call: &Call) -> bool {
    call.operands().into_iter().any(|atom| body.kind_of(atom).is_some_and(Kind::has_lanes))
}

/// An argument of such a run.
pub(super) fn argument(body: &mut Body<'_>, call: &Call, arg: &Shape<Atom>) -> TokenStream {
    let given = super::argument::argument(body, call, arg);
    if !arg.leaves().into_iter().any(|atom| body.kind_of(*atom).is_some_and(Kind::has_lanes)) {
        return given;
    }
    let lane_of = body.private(if has_marks(body) { "unmarked" } else { "lane_of" });
    let lane = lane();
    match arg {
        Shape::Ref(_) => quote!(&#lane_of(#given, #lane)),
        _ => quote!(#lane_of(&#given, #lane)),
    }
}

/// The runs, for one lane after the other; of marks there is one, and everything depends on all.
pub(super) fn each(body: &Body<'_>, call: &Call, run: &TokenStream) -> TokenStream {
    let each_lane = body.private(if has_marks(body) { "each_marks" } else { "each_lane" });
    let (lane, directions) = (lane(), Ident::new(DIRECTIONS, Span::call_site()));
    let is_pair = call.derivative() != Some(&call.dst);
    let run = if is_pair { run.clone() } else { quote!(((), #run)) };
    let all = quote!(#each_lane::<#directions, _, _>(|#lane| #run));
    if is_pair { all } else { quote!(#all.1) }
}

fn has_marks(body: &Body<'_>) -> bool {
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
    let right = atom(body, args[1], Kind::F64, Suffix::Bare);
    if binding == Binding::Postfix {
        let right = right.tokens;
        return Code::new(quote!(#left.#operator(#right)), binding);
    }
    let right = right.tighter_than(binding);
    Code::new(quote!(#left #operator #right), binding)
}
