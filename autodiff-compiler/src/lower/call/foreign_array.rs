//! Arrays of the crate `ndarray` that are made of active elements.
//!
//! ```text
//! array![x, y]                        Literal::vector(vec![x, y])
//! array![[a, b], [c, d]]              Literal::matrix(2, vec![a, b, c, d])
//! Array1::from_iter(items)            Array1::from_vec(Vec::from_iter(items))
//! items.collect::<Array1<_>>()        Array1::from_iter(items)
//! Array1::from_shape_fn(n, |i| e)     { let mut all = Array1::zeros(n); for i in 0..n { all[i] = e } all }
//! stack![Axis(0), a, b]               Joined::stack(0, vec![a.to_owned(), b.to_owned()])
//! ```
//!
//! That the macros and the functions are ndarray's, each companion claims.

use super::argument::Arguments;
use super::function::{self, CompanionCall};
use crate::ir::{Atom, Called, Form, Shape};
use crate::lower::classify::{Class, classify};
use crate::lower::iter::collect;
use crate::lower::memory::new;
use crate::lower::state::arrays;
use crate::lower::state::claim;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::mentions::mentions_float;
use crate::lower::state::scope::{Operand, Operands};
use crate::lower::value::expr::{Expect, any, expression};
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Expr, ExprCall, ExprMethodCall, ExprPath, GenericArgument, Macro, PathArguments, Token, Type};

/// `array![..]` of active elements, in one dimension or two.
pub(crate) fn literal(cx: &mut Cx<'_>, mac: &Macro) -> Option<Res<Operands>> {
    let path: Vec<String> = mac.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    let is_meant = match &path[..] {
        [name] => name == "array",
        [root, name] => root == "ndarray" && name == "array",
        _ => false,
    };
    // A product with an array of constants is one of arrays.
    if !is_meant || !(mentions_float(cx, &mac.tokens) || has_float(mac.tokens.clone())) {
        return None;
    }
    let elems = elements(mac.tokens.clone())?;
    let rows: Option<Vec<_>> = elems.iter().map(row).collect();
    claim::foreign_macro(cx, mac, "array");
    Some(match rows {
        None => made(cx, mac, ("vector", None), &elems),
        Some(rows) => {
            let columns = rows.first()?.len();
            if rows.iter().any(|row| row.len() != columns || row.iter().any(|e| self::row(e).is_some())) {
                return None;
            }
            made(cx, mac, ("matrix", Some(columns)), &rows.concat())
        }
    })
}

/// `stack![axis, a, b]` and `concatenate![axis, a, b]`.
pub(crate) fn joined(cx: &mut Cx<'_>, mac: &Macro) -> Option<Res<Operands>> {
    let path: Vec<String> = mac.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    let name = match &path[..] {
        [name] => name,
        [root, name] if root == "ndarray" => name,
        _ => return None,
    };
    if !matches!(&**name, "stack" | "concatenate") || !mentions_float(cx, &mac.tokens) {
        return None;
    }
    let mut elems = elements(mac.tokens.clone())?.into_iter();
    let axis = elems.next()?;
    let parts = elems.collect();
    claim::joined(cx, mac, name);
    join(cx, mac, name, (&axis, parts))
}

/// `ndarray::concatenate(axis, &[a, b]).unwrap()` is what the macro is.
pub(crate) fn joined_by_call(cx: &mut Cx<'_>, call: &ExprMethodCall) -> Option<Res<Operands>> {
    let (Expr::Call(join), true) = (&*call.receiver, call.method == "unwrap" || call.method == "expect") else {
        return None;
    };
    let (Expr::Path(path), Some(axis), Some(Expr::Reference(list))) =
        (&*join.func, join.args.first(), join.args.get(1))
    else {
        return None;
    };
    let (Expr::Array(list), name) = (&*list.expr, path.path.segments.last()?.ident.to_string()) else { return None };
    if !matches!(&*name, "stack" | "concatenate") || !mentions_float(cx, &list.to_token_stream()) {
        return None;
    }
    claim::join(cx, path);
    self::join(cx, call, &name, (axis, list.elems.iter().cloned().collect()))
}

fn join(cx: &mut Cx<'_>, at: &dyn ToTokens, name: &str, (axis, parts): (&Expr, Vec<Expr>)) -> Option<Res<Operands>> {
    let Expr::Call(axis) = axis else { return None };
    let number = axis.args.first().filter(|_| axis.func.to_token_stream().to_string().ends_with("Axis"))?.clone();
    let parts: Vec<Expr> = parts.into_iter().map(|part| syn::parse_quote!((#part).to_owned())).collect();
    let values = expression(cx, &number, &any()).and_then(|number| {
        let list = new::list(cx, at, Form::Vec, parts.iter(), &any())?;
        Ok(vec![number, list])
    });
    let prefix = quote!(__autodiff_crate::__private::Joined::);
    let rank = if name == "stack" { "Array2" } else { "" };
    Some(values.and_then(|values| call(cx, at, (prefix, name, rank), values)))
}

/// Whether a literal among the tokens is a float.
pub(super) fn has_float(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => has_float(group.stream()),
        TokenTree::Literal(literal) => matches!(syn::Lit::new(literal), syn::Lit::Float(_)),
        _ => false,
    })
}

fn elements(tokens: TokenStream) -> Option<Vec<Expr>> {
    Some(Punctuated::<Expr, Token![,]>::parse_terminated.parse2(tokens).ok()?.into_iter().collect())
}

/// The elements of a row that is written out.
fn row(e: &Expr) -> Option<Vec<Expr>> {
    match e {
        Expr::Array(row) => Some(row.elems.iter().cloned().collect()),
        Expr::Paren(inner) => row(&inner.expr),
        Expr::Group(inner) => row(&inner.expr),
        _ => None,
    }
}

fn made(cx: &mut Cx<'_>, mac: &Macro, (maker, columns): (&str, Option<usize>), elems: &[Expr]) -> Res<Operands> {
    let list = new::list(cx, mac, Form::Vec, elems.iter(), &any())?;
    let kind = cx.usize_kind();
    let columns = columns.map(|columns| Shape::Leaf(Operand { atom: Atom::Int(columns as i128), kind }));
    let values = columns.into_iter().chain([list]).collect();
    let ty = if maker == "vector" { "Array1" } else { "Array2" };
    let prefix = quote!(__autodiff_crate::__private::Literal::);
    call(cx, mac, (prefix, maker, ty), values)
}

/// A call of what makes an array.
fn call(
    cx: &mut Cx<'_>,
    at: &dyn ToTokens,
    (prefix, maker, ty): (TokenStream, &str, &str),
    values: Vec<Operands>,
) -> Res<Operands> {
    let kind = cx.kinds.data("");
    arrays::made(cx, ty, kind);
    let arguments = Arguments::plain(values);
    function::companion(cx, self::maker(at, (prefix, maker), TokenStream::new()), &arguments, &Shape::Leaf(Some(kind)))
}

/// A function that makes what a literal says.
pub(super) fn maker<'a>(
    at: &'a dyn ToTokens,
    (prefix, name): (TokenStream, &str),
    generics: TokenStream,
) -> CompanionCall<'a> {
    const NO_PLACES: &Punctuated<Expr, Token![,]> = &Punctuated::new();
    CompanionCall {
        at,
        called: Called::Path,
        prefix,
        name: Ident::new(name, Span::call_site()),
        generics,
        places: NO_PLACES,
        primal: "",
    }
}

/// `Array1::from_iter(items)` and `from_shape_fn`, if floats are read.
pub(crate) fn constructor(cx: &mut Cx<'_>, path: &ExprPath, written: &ExprCall) -> Option<Res<Operands>> {
    let mut names = path.path.segments.iter().rev().map(|segment| segment.ident.to_string());
    let (name, ty) = (names.next()?, names.next()?);
    match (&*ty, &*name, written.args.len()) {
        ("Array1", "from_iter", 1) if mentions_float(cx, &written.args.to_token_stream()) => {
            claim::array_maker(cx, path, &ty);
            Some(of_items(cx, path, written))
        }
        ("Array1" | "Array2", "from_shape_fn", 2) if matches!(classify(cx, &written.args[1]).class, Class::Closure) => {
            let block = of_indices(path, (&*ty, &written.args[0], &written.args[1]))?;
            claim::array_maker(cx, path, &ty);
            Some(expression(cx, &block, &any()))
        }
        _ => None,
    }
}

/// `items.collect::<Array1<f64>>()`, also where its place says so, is `Array1::from_iter(items)`.
pub(crate) fn collected(cx: &mut Cx<'_>, call: &ExprMethodCall, expect: &Expect) -> Option<Res<Operands>> {
    let is_collect = call.method == "collect" && call.args.is_empty();
    let ty = match (&call.turbofish, expect) {
        _ if !is_collect => return None,
        (Some(generics), _) => match generics.args.first()? {
            GenericArgument::Type(ty) => ty.clone(),
            _ => return None,
        },
        (None, Shape::Leaf(Some(kind))) => syn::parse_str(cx.kinds.type_of(*kind)?).ok()?,
        (None, _) => return None,
    };
    let Type::Path(ty) = ty else { return None };
    let (mut path, items) = (ty.path, &call.receiver);
    path.segments.iter_mut().for_each(|segment| segment.arguments = PathArguments::None);
    let written: ExprCall = syn::parse2(quote!(#path::from_iter(#items))).ok()?;
    let Expr::Path(function) = &*written.func else { return None };
    constructor(cx, function, &written)
}

fn of_items(cx: &mut Cx<'_>, path: &ExprPath, written: &ExprCall) -> Res<Operands> {
    let expect: Expect = any();
    let items = collect::from_iter(cx, written, &expect)?;
    let (prefix, _) = function::split(path);
    call(cx, written, (prefix, "from_vec", "Array1"), vec![items])
}

/// The loop; of a matrix, if its extents are written out.
fn of_indices(path: &ExprPath, (ty, shape, f): (&str, &Expr, &Expr)) -> Option<Expr> {
    let (prefix, _) = function::split(path);
    let name = |text: &str| Ident::new(text, Span::mixed_site());
    let (all, element, i, j, rows, columns) =
        (name("all"), name("element"), name("i"), name("j"), name("rows"), name("columns"));
    let block = if ty == "Array1" {
        quote!({
            let #rows: usize = #shape;
            let #element = #f;
            let mut #all = #prefix zeros(#rows);
            for #i in 0..#rows { #all[#i] = #element(#i); }
            #all
        })
    } else {
        let Expr::Tuple(shape) = shape else { return None };
        let (height, width) = (shape.elems.first()?, shape.elems.get(1)?);
        quote!({
            let (#rows, #columns): (usize, usize) = (#height, #width);
            let #element = #f;
            let mut #all = #prefix zeros((#rows, #columns));
            for #i in 0..#rows { for #j in 0..#columns { #all[[#i, #j]] = #element((#i, #j)); } }
            #all
        })
    };
    syn::parse2(block).ok()
}
