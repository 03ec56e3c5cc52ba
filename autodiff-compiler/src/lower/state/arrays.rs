//! What methods of arrays give, as far as a type in the signature tells: `x: &Array2<f64>`.
//!
//! What a call gives is a number as long as nothing says otherwise, so `x.dot(w) + b` would be
//! one. Of an array it is known better. Nothing is proved by the name of a type: what is taken
//! for data is differentiated through traits, whatever it is, and rustc says where an extent
//! is no `usize`.

use super::cx::Cx;
use super::kinds::{KindVar, Known};
use super::products;
use super::scope::{Operand, Operands};
use super::settle;
use crate::ir::{Form, Kind, Shape, Value};
use crate::std_names;
use proc_macro2::TokenStream;
use std::collections::BTreeSet;
use syn::{Expr, Type};

/// What is known of kinds besides.
#[derive(Default)]
pub(crate) struct Noted {
    /// What functions of arrays give, of which nothing else is known.
    of_arrays: Vec<KindVar>,
    /// What functions of a `Unit` of nalgebra make.
    units: Vec<KindVar>,
    /// What functions of a matrix or a vector of nalgebra make.
    matrices: Vec<KindVar>,
    /// Structs that are written down: none of std's collections is.
    structs: Vec<KindVar>,
    /// Elements of constant collections: references, or numbers that have been read.
    items: BTreeSet<Value>,
}

impl Noted {
    pub(crate) fn add_item(&mut self, item: &Operands) {
        self.items.extend(item.leaves().into_iter().filter_map(|operand| operand.atom.value()));
    }

    pub(crate) fn is_item(&self, value: Value) -> bool {
        self.items.contains(&value)
    }
}

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
    if is_extent(name, args.len()) {
        return Some(cx.usize_kind());
    }
    if is_iterator_of_lines(name) && args.is_empty() {
        let line = cx.kinds.data("");
        return Some(cx.kinds.memory(Form::Vec, Shape::Leaf(line)));
    }
    let rank = rank(cx, receiver)?;
    let of = match name {
        "len" | "nrows" | "ncols" | "len_of" => return Some(cx.usize_kind()),
        // The extents of the axes.
        "shape" => {
            let extent = cx.usize_kind();
            return Some(cx.kinds.memory(Form::Slice, Shape::Leaf(extent)));
        }
        "sum" | "var" | "std" => return Some(cx.kinds.fresh(Known::SomeFloat)),
        "rows" | "columns" | "outer_iter" | "axis_iter" => {
            let row = cx.kinds.data("");
            cx.arrays.push((row, if rank == Rank::Matrix { Rank::Vector } else { Rank::Some }));
            return Some(cx.kinds.memory(Form::Vec, Shape::Leaf(row)));
        }
        "to_vec" => {
            let number = cx.kinds.fresh(Known::SomeFloat);
            return Some(cx.kinds.memory(Form::Vec, Shape::Leaf(number)));
        }
        "dot" => product(rank, args.first().and_then(|arg| rank_of(cx, arg)))?,
        "row" | "column" | "diag" | "sum_axis" | "var_axis" | "std_axis" if rank == Rank::Matrix => Rank::Vector,
        "insert_axis" if rank == Rank::Vector => Rank::Matrix,
        "t" | "mapv" | "map" | "view" | "to_owned" => rank,
        "row" | "column" | "diag" | "sum_axis" | "slice" | "index_axis" => Rank::Some,
        // `a.exp()`, of each element.
        _ if name == "pow2" || std_names::float_method(name).is_some() => rank,
        _ => return None,
    };
    let kind = cx.kinds.data("");
    cx.arrays.push((kind, of));
    Some(kind)
}

/// Notes what a function of an array gives: nothing tells whether it is one, too.
pub(crate) fn note(cx: &mut Cx<'_>, args: &[Operands], given: &Shape<KindVar>) {
    if let Shape::Leaf(kind) = given
        && cx.kinds.known(*kind) == Known::Part
        && args.iter().any(|arg| rank_of(cx, arg).is_some())
    {
        cx.noted.of_arrays.push(*kind);
    }
}

/// What a function of an array gives is one as well if it is lent to an operator, `1.0 - &z`: nobody lends a
/// number so. Where the function is refused otherwise, it is one in each sum with a number.
pub(crate) fn in_sum(cx: &mut Cx<'_>, side: Operand, is_lent: IsLent) {
    let is_noted = cx.noted.of_arrays.iter().any(|of| cx.kinds.is_same(*of, side.kind));
    let is_told = is_lent == IsLent::Yes || cx.errors.calls_are_data();
    if is_noted && is_told && cx.known(side) == Known::Part {
        settle::data_kind(cx, side.kind);
        cx.arrays.push((side.kind, Rank::Some));
    }
}

/// Whether a side of an operator is written as a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IsLent {
    Yes,
    No,
}

/// What there is of a mean, if there is one.
pub(crate) fn mean(cx: &mut Cx<'_>, receiver: KindVar, name: &str) -> Option<KindVar> {
    (name == "mean" && rank(cx, receiver).is_some()).then(|| cx.kinds.fresh(Known::SomeFloat))
}

/// Whether it is an array. None of the methods above changes it, and rustc is asked whether
/// that is true.
pub(crate) fn only_reads(cx: &Cx<'_>, receiver: KindVar, name: &str) -> bool {
    const READS: [&str; 16] = [
        "len",
        "nrows",
        "ncols",
        "dot",
        "row",
        "column",
        "t",
        "mapv",
        "map",
        "sum",
        "sum_axis",
        "slice",
        "rows",
        "columns",
        "outer_iter",
        "to_vec",
    ];
    READS.contains(&name) && rank(cx, receiver).is_some()
}

/// Whether people run so through a matrix. That it is one, core says, which makes the vector.
fn is_iterator_of_lines(name: &str) -> bool {
    matches!(name, "row_iter" | "column_iter")
}

/// Whether people ask so how many rows or columns there are. That it is a `usize`, rustc says.
fn is_extent(name: &str, args: usize) -> bool {
    matches!(name, "nrows" | "ncols") && args == 0
}

/// What `Array1::zeros(n)`, `Array2::from_elem(..)` make.
pub(crate) fn made(cx: &mut Cx<'_>, ty: &str, kind: KindVar) {
    if let Some(rank) = of_name(ty) {
        cx.arrays.push((kind, rank));
    }
}

/// Notes what a function of such a type makes, `UnitQuaternion::from_euler_angles(..)`, `Vector3::new(..)`.
pub(crate) fn made_by(cx: &mut Cx<'_>, ty: &str, made: &Shape<KindVar>) {
    if let (true, Shape::Leaf(kind)) = (is_name_of_unit(ty), made) {
        cx.noted.units.push(*kind);
    }
    if let (true, Shape::Leaf(kind)) = (is_name_of_matrix(ty), made) {
        cx.noted.matrices.push(*kind);
    }
}

/// Notes a struct that is written down, `Edge { a, b }`.
pub(crate) fn is_struct(cx: &mut Cx<'_>, kind: KindVar) {
    cx.noted.structs.push(kind);
}

/// The product of two arrays; of two vectors it is a number.
fn product(left: Rank, right: Option<Rank>) -> Option<Rank> {
    // Of a matrix and something it is an array, whatever that is.
    match (left, right.unwrap_or(Rank::Some)) {
        (Rank::Matrix, Rank::Matrix) => Some(Rank::Matrix),
        (Rank::Matrix, Rank::Vector) | (Rank::Vector, Rank::Matrix) => Some(Rank::Vector),
        (Rank::Matrix, Rank::Some) | (Rank::Some, Rank::Matrix) => Some(Rank::Some),
        _ => None,
    }
}

/// What two arrays give by an operator: an array of as many dimensions as that of them which has more. With a
/// float, an array gives one like itself.
pub(crate) fn together(cx: &mut Cx<'_>, sides: [KindVar; 2]) -> Option<KindVar> {
    let of = match sides.map(|side| rank(cx, side)) {
        [Some(left), Some(right)] if left == right => left,
        [Some(left), Some(right)] if left == Rank::Matrix || right == Rank::Matrix => Rank::Matrix,
        [Some(_), Some(_)] => Rank::Some,
        [Some(of), None] if products::is_float(cx, sides[1]) => of,
        [None, Some(of)] if products::is_float(cx, sides[0]) => of,
        _ => return None,
    };
    let kind = cx.kinds.data("");
    cx.arrays.push((kind, of));
    Some(kind)
}

fn rank_of(cx: &Cx<'_>, value: &Operands) -> Option<Rank> {
    match value.behind_refs() {
        Shape::Leaf(Operand { kind, .. }) => rank(cx, *kind),
        _ => None,
    }
}

/// How many dimensions it has, if it is one.
pub(crate) fn rank(cx: &Cx<'_>, kind: KindVar) -> Option<Rank> {
    let found = cx.arrays.iter().find(|(of, _)| cx.kinds.is_same(*of, kind)).map(|(_, rank)| *rank);
    found.or_else(|| of_name(cx.kinds.type_of(kind)?))
}

/// Whether it is known to be an array, or a matrix.
pub(crate) fn is_array(cx: &Cx<'_>, kind: KindVar) -> bool {
    rank(cx, kind).is_some()
}

/// Whether it is of a type with a name, and no array.
pub(crate) fn is_of_own_type(cx: &Cx<'_>, kind: KindVar) -> bool {
    let is_struct = || cx.noted.structs.iter().any(|of| cx.kinds.is_same(*of, kind));
    let has_name = cx.kinds.type_of(kind).is_some_and(|ty| !ty.is_empty());
    cx.kinds.is_data(kind) && rank(cx, kind).is_none() && (has_name || is_struct())
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

/// Whether it is a `Unit` of nalgebra, as its type is written: what is inside is read through a
/// `Deref`, which nobody writes through.
pub(crate) fn is_unit(cx: &Cx<'_>, kind: KindVar) -> bool {
    let name =
        |ty: &str| ty.split('<').next().and_then(|path| path.rsplit("::").next().map(|name| name.trim().to_owned()));
    let of = cx.kinds.type_of(kind).and_then(name);
    of.is_some_and(|name| is_name_of_unit(&name)) || cx.noted.units.iter().any(|of| cx.kinds.is_same(*of, kind))
}

fn is_name_of_unit(name: &str) -> bool {
    matches!(name, "Unit" | "UnitQuaternion" | "UnitComplex") || name.starts_with("UnitVector")
}

/// Whether it is an array, a matrix or a vector of another crate, as its type is written.
pub(crate) fn is_one(cx: &Cx<'_>, kind: KindVar) -> bool {
    rank(cx, kind).is_some() || number(cx, kind).is_some()
}

/// What the entries are of a vector, a matrix or an array whose type is written with its
/// floats: `Array2<f64>`, `Vector3<f32>`. Generated code says so, and rustc whether it is true.
pub(crate) fn number(cx: &Cx<'_>, kind: KindVar) -> Option<Kind> {
    let (path, generics) = cx.kinds.type_of(kind)?.split_once('<')?;
    let name = path.rsplit("::").next()?.trim();
    let is_sized = |of: &str| {
        let rest = name.strip_prefix(of);
        rest.is_some_and(|rest| !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit() || c == 'x'))
    };
    let is_such = matches!(name, "Array1" | "Array2" | "DVector" | "DMatrix" | "SVector" | "SMatrix")
        || ["Vector", "RowVector", "Matrix", "Point"].into_iter().any(is_sized);
    let first = generics.split([',', '>']).next()?.trim();
    match first {
        "f64" if is_such => Some(Kind::F64),
        "f32" if is_such => Some(Kind::F32),
        _ => None,
    }
}

/// What is known of the entries of a matrix or a vector of `nalgebra`, as its type is written.
pub(crate) fn number_of_matrix(cx: &Cx<'_>, kind: KindVar) -> Option<Known> {
    if cx.noted.matrices.iter().any(|of| cx.kinds.is_same(*of, kind)) {
        return Some(Known::SomeFloat);
    }
    let path = cx.kinds.type_of(kind)?.split('<').next()?;
    let is_matrix = is_name_of_matrix(path.rsplit("::").next()?.trim());
    if is_matrix { number(cx, kind).map(Known::Exactly) } else { None }
}

/// `Vector3`, `DVector`, `Matrix2x3`.
fn is_name_of_matrix(name: &str) -> bool {
    let is_sized = |sizes: &str| !sizes.is_empty() && sizes.chars().all(|c| c.is_ascii_digit() || c == 'x');
    let of_size = ["Vector", "RowVector", "Matrix"].into_iter().any(|of| name.strip_prefix(of).is_some_and(is_sized));
    of_size || matches!(name, "DVector" | "DMatrix" | "SVector" | "SMatrix" | "RowDVector" | "RowSVector")
}

/// A parameter without a derivative that is an array, or a view of one: its products have
/// companions with slots.
pub(crate) fn constant(cx: &Cx<'_>, e: &Expr) -> Option<Rank> {
    match e {
        Expr::Path(path) => cx.constant_arrays.get(&path.path.get_ident()?.to_string()).copied(),
        Expr::Reference(inner) => constant(cx, &inner.expr),
        Expr::Paren(inner) => constant(cx, &inner.expr),
        Expr::Group(inner) => constant(cx, &inner.expr),
        _ => None,
    }
}

/// What a product with such an array gives.
pub(crate) fn product_of_constant(cx: &mut Cx<'_>, rank: Rank, name: &str, args: &[Operands]) -> Option<KindVar> {
    let other = args.first().and_then(|arg| rank_of(cx, arg));
    let of = if name == "dot" { product(rank, other)? } else { return None };
    let kind = cx.kinds.data("");
    cx.arrays.push((kind, of));
    Some(kind)
}

/// Whether an expression is `x.outer_iter()`, `x.rows()`, and the like.
pub(crate) fn gives_lines(e: &Expr) -> bool {
    matches!(e, Expr::MethodCall(call) if ["outer_iter", "axis_iter", "rows", "columns", "row_iter", "column_iter"].iter().any(|name| call.method == name))
}

/// Notes a parameter without a derivative.
pub(crate) fn note_constant(cx: &mut Cx<'_>, name: &str, ty: &TokenStream) {
    let rank = |ty: &Type| match behind(ty) {
        Type::Path(path) => match &*path.path.segments.last()?.ident.to_string() {
            "Array1" | "ArrayView1" => Some(Rank::Vector),
            "Array2" | "ArrayView2" => Some(Rank::Matrix),
            _ => None,
        },
        _ => None,
    };
    if let Some(rank) = syn::parse2(ty.clone()).ok().and_then(|ty| rank(&ty)) {
        cx.constant_arrays.insert(name.to_owned(), rank);
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
