//! What methods of arrays give, as far as a type in the signature tells: `x: &Array2<f64>`.
//!
//! What a call gives is a number as long as nothing says otherwise, so `x.dot(w) + b` would be
//! one. Of an array it is known better. Nothing is proved by the name of a type: what is taken
//! for data is differentiated through traits, whatever it is, and rustc says where an extent
//! is no `usize`.

use super::cx::Cx;
use super::kinds::KindVar;
use super::scope::{Operand, Operands};
use crate::ir::{Form, Shape};
use proc_macro2::TokenStream;
use syn::{Expr, Type};

/// How many dimensions an array has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rank {
    /// `Array1`
    Vector,
    /// `Array2`
    Matrix,
    /// It is an array of one or the other.
    Some,
}

/// What a method of an array gives: `dot`, `row(i)`, `len()`.
pub(crate) fn given(cx: &mut Cx<'_>, receiver: KindVar, name: &str, args: &[Operands]) -> Option<KindVar> {
    let rank = rank(cx, receiver)?;
    let of = match name {
        "len" | "nrows" | "ncols" | "len_of" => return Some(cx.usize_kind()),
        "rows" | "outer_iter" | "axis_iter" => {
            let row = cx.kinds.data("");
            cx.arrays.push((row, if rank == Rank::Matrix { Rank::Vector } else { Rank::Some }));
            return Some(cx.kinds.memory(Form::Vec, Shape::Leaf(row)));
        }
        "dot" => product(rank, args.first().and_then(|arg| rank_of(cx, arg)))?,
        "row" | "column" | "sum_axis" if rank == Rank::Matrix => Rank::Vector,
        "t" | "mapv" | "map" | "view" | "to_owned" => rank,
        "row" | "column" | "sum_axis" | "slice" | "index_axis" => Rank::Some,
        _ => return None,
    };
    let kind = cx.kinds.data("");
    cx.arrays.push((kind, of));
    Some(kind)
}

/// What `Array1::zeros(n)`, `Array2::from_elem(..)` make.
pub(crate) fn made(cx: &mut Cx<'_>, ty: &str, kind: KindVar) {
    if let Some(rank) = of_name(ty) {
        cx.arrays.push((kind, rank));
    }
}

/// The product of two arrays; of two vectors it is a number.
fn product(left: Rank, right: Option<Rank>) -> Option<Rank> {
    match (left, right?) {
        (Rank::Matrix, Rank::Matrix) => Some(Rank::Matrix),
        (Rank::Matrix, Rank::Vector) | (Rank::Vector, Rank::Matrix) => Some(Rank::Vector),
        (Rank::Matrix, Rank::Some) | (Rank::Some, Rank::Matrix) => Some(Rank::Some),
        _ => None,
    }
}

fn rank_of(cx: &Cx<'_>, value: &Operands) -> Option<Rank> {
    match value.behind_refs() {
        Shape::Leaf(Operand { kind, .. }) => rank(cx, *kind),
        _ => None,
    }
}

fn rank(cx: &Cx<'_>, kind: KindVar) -> Option<Rank> {
    let found = cx.arrays.iter().find(|(of, _)| cx.kinds.is_same(*of, kind)).map(|(_, rank)| *rank);
    found.or_else(|| of_name(cx.kinds.type_of(kind)?))
}

/// That of a type as it is written: `Array2<f64>`, `ndarray::Array1<f64>`.
fn of_name(ty: &str) -> Option<Rank> {
    let path = ty.split('<').next()?;
    match path.rsplit("::").next()?.trim() {
        "Array1" => Some(Rank::Vector),
        "Array2" => Some(Rank::Matrix),
        _ => None,
    }
}

/// Whether a constant parameter is an array, or a view of one: its products have companions
/// with slots.
pub(crate) fn is_constant(cx: &Cx<'_>, e: &Expr) -> bool {
    let Expr::Path(path) = e else { return false };
    path.path.get_ident().is_some_and(|name| cx.constant_arrays.contains(&name.to_string()))
}

/// Notes a parameter without a derivative.
pub(crate) fn note_constant(cx: &mut Cx<'_>, name: &str, ty: &TokenStream) {
    let is_array = |ty: &Type| match behind(ty) {
        Type::Path(path) => path.path.segments.last().is_some_and(|last| {
            let name = last.ident.to_string();
            ["Array1", "Array2", "ArrayView1", "ArrayView2"].contains(&&*name)
        }),
        _ => false,
    };
    if syn::parse2(ty.clone()).is_ok_and(|ty| is_array(&ty)) {
        cx.constant_arrays.insert(name.to_owned());
    }
}

fn behind(ty: &Type) -> &Type {
    match ty {
        Type::Reference(inner) => behind(&inner.elem),
        Type::Paren(inner) => behind(&inner.elem),
        Type::Group(inner) => behind(&inner.elem),
        _ => ty,
    }
}
