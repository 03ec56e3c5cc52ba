//! Types that turn out to be other names of a number or a tuple where something of the body is written
//! beside them.

use super::alias::{is_alias, sounds_like_a_float};
use super::cx::Cx;
use super::kinds::{KindVar, Known};
use super::products;
use super::scope::Operands;
use crate::ir::{Atom, Kind, Shape};
use crate::lower::tokens::text::is_constant_name;
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;

/// `let z: Length = x * y;`: a number is of a type that the macro does not know, which then is another
/// name of a float.
pub(crate) fn ascribed(cx: &Cx<'_>, ty: &syn::Type, value: &Operands) {
    let name = ty.to_token_stream().to_string();
    let Shape::Leaf(operand) = value.behind_refs() else { return };
    // A constant may be of that type, `let up: V3 = UP * k;`, and is tried as data first.
    if mentions_constant(cx.body.clone()) && !cx.errors.constants_are_data() && !sounds_like_a_float(&name) {
        return;
    }
    match cx.known(*operand) {
        Known::Exactly(kind) if kind.is_float() && is_alias(&name) => cx.errors.is_float(&name, kind),
        Known::SomeFloat if is_alias(&name) => cx.errors.is_float(&name, Kind::of_parameter(&name)),
        _ => {}
    }
}

/// A tuple is written where a type is wanted that the macro does not know, `-> Point`, which then is
/// another name of it. Of methods, those beside them say what they give, and there it is data.
pub(crate) fn is_of_tuple(cx: &Cx<'_>, kind: KindVar, entries: &[Shape<Atom>]) {
    let Some(name) = cx.kinds.written(kind).filter(|name| is_alias(name)) else { return };
    let of_entry = |entry: &Shape<Atom>| match entry {
        Shape::Leaf(Atom::Float(_)) => Some(cx.kinds.float.unwrap_or(Kind::F64)),
        Shape::Leaf(Atom::Value(w) | Atom::Neg(w)) => {
            let kind = cx.kind_of[w.index()];
            match cx.kinds.known(kind) {
                // People give names to tuples of numbers, as a rule.
                Known::Part | Known::CallResult => Some(cx.kinds.float.unwrap_or(Kind::F64)),
                _ => products::is_float(cx, kind).then(|| cx.kinds.resolve(kind)),
            }
        }
        _ => None,
    };
    let floats: Option<Vec<Kind>> = entries.iter().map(of_entry).collect();
    if let (Some(floats), true) = (floats, cx.neighbours.methods.is_empty()) {
        cx.errors.is_tuple_of(name, floats);
    }
}

/// What a type is that has turned out to be another name of a tuple.
pub(crate) fn tuple(cx: &mut Cx<'_>, path: &syn::TypePath) -> Option<Shape<KindVar>> {
    let name = path.path.get_ident().filter(|_| path.qself.is_none())?.to_string();
    let floats = cx.errors.tuple_aliases().remove(&name)?;
    Some(Shape::Tuple(floats.into_iter().map(|float| Shape::Leaf(cx.exactly(float))).collect()))
}

fn mentions_constant(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(word) => is_constant_name(&word.to_string()),
        TokenTree::Group(group) => mentions_constant(group.stream()),
        _ => false,
    })
}
