//! Matrices of the crate `nalgebra` that are made of active elements.
//!
//! ```text
//! vector![x, y]                       StaticLiteral::vector::<_, 2>([x, y])
//! matrix![a, b; c, d]                 StaticLiteral::matrix::<_, 2, 2, 4>([a, b, c, d])
//! dvector![x, y]                      DynamicLiteral::vector(vec![x, y])
//! dmatrix![a, b; c, d]                DynamicLiteral::matrix(2, vec![a, b, c, d])
//! DVector::from_fn(n, |i, _| e)       DVector::from_fn(n, |i: usize, _: usize| e)
//! DVector::from_iterator(n, items)    DVector::from_iterator(n, Vec::from_iter(items))
//! ```
//!
//! That a macro is nalgebra's, each companion claims. What has the name of a function is found
//! through its type.

use super::argument;
use super::foreign_array::{has_float, maker};
use super::function;
use crate::ir::{Atom, Form, Shape};
use crate::lower::classify::{Class, classify};
use crate::lower::iter::collect;
use crate::lower::memory::new;
use crate::lower::state::claim;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::kinds::Known;
use crate::lower::state::mentions::mentions_float;
use crate::lower::state::scope::{Operand, Operands};
use crate::lower::value::expr::{Expect, any};
use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Expr, ExprCall, ExprPath, Macro, Pat, Token};

/// One of the macros, of active elements.
pub(crate) fn literal(cx: &mut Cx<'_>, mac: &Macro) -> Option<Res<Operands>> {
    let path: Vec<String> = mac.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    let name = match &path[..] {
        [name] => name,
        [root, name] if root == "nalgebra" || root == "na" => name,
        _ => return None,
    };
    if !["vector", "dvector", "matrix", "dmatrix", "point"].contains(&&**name) {
        return None;
    }
    if !(mentions_float(cx, &mac.tokens) || has_float(mac.tokens.clone())) {
        return None;
    }
    let rows: Option<Vec<_>> = rows(mac.tokens.clone()).into_iter().map(row).collect();
    let rows = rows?;
    let columns = rows.first()?.len();
    let is_matrix = name.ends_with("matrix");
    if rows.iter().any(|row| row.len() != columns) || (!is_matrix && rows.len() > 1) {
        return None;
    }
    claim::foreign_macro(cx, mac, name);
    Some(made(cx, mac, name, &rows))
}

/// What stands between semicolons.
fn rows(tokens: TokenStream) -> Vec<TokenStream> {
    let is_end = |token: &TokenTree| matches!(token, TokenTree::Punct(end) if end.as_char() == ';');
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let rows = tokens.split(is_end).map(|row| row.iter().cloned().collect());
    rows.filter(|row: &TokenStream| !row.is_empty()).collect()
}

fn row(tokens: TokenStream) -> Option<Vec<Expr>> {
    Some(Punctuated::<Expr, Token![,]>::parse_terminated.parse2(tokens).ok()?.into_iter().collect())
}

fn made(cx: &mut Cx<'_>, mac: &Macro, name: &str, rows: &[Vec<Expr>]) -> Res<Operands> {
    let (height, elems) = (rows.len(), rows.concat());
    let (width, count) = (rows[0].len(), elems.len());
    let is_dynamic = name.starts_with('d');
    let form = if is_dynamic { Form::Vec } else { Form::Array(count.to_string()) };
    let list = new::list(cx, mac, form, elems.iter(), &any())?;
    let kind = cx.usize_kind();
    let columns = Shape::Leaf(Operand { atom: Atom::Int(width as i128), kind });
    let (ty, make, generics, values) = match name {
        "dvector" => (quote!(DynamicLiteral), "vector", TokenStream::new(), vec![list]),
        "dmatrix" => (quote!(DynamicLiteral), "matrix", TokenStream::new(), vec![columns, list]),
        "matrix" => (quote!(StaticLiteral), "matrix", quote!(::<_, #height, #width, #count>), vec![list]),
        _ => (quote!(StaticLiteral), name, quote!(::<_, #count>), vec![list]),
    };
    let kind = cx.kinds.data("");
    let prefix = quote!(__autodiff_crate::__private::#ty::);
    function::companion(
        cx,
        maker(mac, (prefix, make), generics),
        &argument::Arguments::plain(values),
        &Shape::Leaf(Some(kind)),
    )
}

/// A constructor that is given a function of the indices, or items.
pub(crate) fn constructor(cx: &mut Cx<'_>, path: &ExprPath, call: &ExprCall, expect: &Expect) -> Option<Res<Operands>> {
    match of_indices(path, call) {
        Some(typed) => Some(function::call(cx, &typed, expect)),
        None => of_items(cx, path, call, expect),
    }
}

/// How many rows and columns a constructor of a type is given, `DVector::from_fn(self.t.len(), f)`, is an integer
/// where nothing else is known of it: rustc says whether that is true.
pub(super) fn extents(cx: &mut Cx<'_>, path: &ExprPath, args: &[Operands]) {
    let takes_extents =
        |name: &str| matches!(name, "from_fn" | "from_iterator" | "from_row_iterator" | "from_element" | "repeat");
    let is_one = path.path.segments.len() > 1
        && path.path.segments.last().is_some_and(|last| takes_extents(&last.ident.to_string()));
    let (true, Some((_, extents))) = (is_one, args.split_last()) else { return };
    let usize_kind = cx.usize_kind();
    for extent in extents {
        if let Shape::Leaf(operand) = extent
            && cx.known(*operand) == Known::Nothing
        {
            // Nothing contradicts what is not known.
            let _ = cx.kinds.unify(operand.kind, usize_kind);
        }
    }
}

/// `X::from_fn(n, |i, j| e)`, where the types of the indices are not written: they are numbers
/// of rows and columns. Of a function that takes anything else, rustc says so.
fn of_indices(path: &ExprPath, call: &ExprCall) -> Option<ExprCall> {
    let is_from_fn = path.path.segments.len() > 1 && path.path.segments.last()?.ident == "from_fn";
    let Expr::Closure(closure) = call.args.last()? else { return None };
    let is_untyped = closure.inputs.iter().all(|pat| matches!(pat, Pat::Ident(_) | Pat::Wild(_)));
    (is_from_fn && closure.inputs.len() == 2 && is_untyped).then(|| {
        let mut call = call.clone();
        if let Some(Expr::Closure(closure)) = call.args.last_mut() {
            for pat in &mut closure.inputs {
                *pat = Pat::Type(syn::parse_quote!(#pat: usize));
            }
        }
        call
    })
}

/// `X::from_iterator(n, items)`, where the items are those of a chain.
fn of_items(cx: &mut Cx<'_>, path: &ExprPath, call: &ExprCall, expect: &Expect) -> Option<Res<Operands>> {
    let name = path.path.segments.last()?.ident.to_string();
    if !matches!(name.as_str(), "from_iterator" | "from_row_iterator") || path.path.segments.len() < 2 {
        return None;
    }
    let items = call.args.last()?;
    let is_chain = matches!(classify(cx, items).class, Class::Iterator(_));
    (is_chain && mentions_float(cx, &items.to_token_stream())).then(|| {
        let extents: Vec<&Expr> = call.args.iter().take(call.args.len() - 1).collect();
        let mut arguments = argument::arguments(cx, extents.into_iter())?;
        let mut written = call.clone();
        written.args = std::iter::once(items.clone()).collect();
        let expected: Expect = any();
        arguments.values.push(collect::from_iter(cx, &written, &expected)?);
        let value = function::function(cx, (call, call), path, &arguments, expect)?;
        arguments.finish(cx, call)?;
        Ok(value)
    })
}
