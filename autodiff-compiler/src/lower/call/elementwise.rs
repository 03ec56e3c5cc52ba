//! Methods of matrices and arrays that run a closure on each element, as the loops that they
//! are.
//!
//! ```text
//! a.fold(init, f)                     a.iter().fold(init, f)
//! a.apply(|x| ..), a.map_inplace(f)   a.iter_mut().for_each(f)
//! a.mapv_into(f)                      a.mapv(f)
//! a.add_assign(&b)                    a += &b
//! a.copy_from_slice(x)                a.as_mut_slice().copy_from_slice(x)
//! a.mapv_inplace(f)                   for x in a.iter_mut() { *x = f(*x) }
//! a.zip_mut_with(&b, f)               Zip::from(&mut a).and(&b).for_each(f)
//! a.map_axis(Axis(1), f)              Array1::from_iter(a.axis_iter(Axis(0)).map(f))
//! ```
//!
//! Whether these are the elements of such a collection, core is asked, as it is of every
//! `iter` of what is not of std.

use super::zip;
use crate::ir::{Form, IntKind, Kind, OnActive, hole};
use crate::lower::foreign::code::{self, Passed};
use crate::lower::foreign::macros;
use crate::lower::memory::length::length;
use crate::lower::state::arrays::{self, Rank};
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::kinds::Known;
use crate::lower::state::scope::Operands;
use crate::lower::state::settle;
use crate::lower::value::expr::{any, as_scalar, expression};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Expr, ExprIndex, ExprMethodCall, Macro};

/// The loop, if it is one.
pub(super) fn rewritten(cx: &mut Cx<'_>, call: &ExprMethodCall) -> Option<Expr> {
    if let Some(zip) = zipped(cx, call) {
        return Some(zip);
    }
    if let Some(together) = zip::rewritten(cx, call).or_else(|| shape(cx, call)) {
        return Some(together);
    }
    let name = call.method.to_string();
    // What is left of the array, nobody has.
    if name == "mapv_into" && !settle::kind_at(cx, &call.receiver).is_some_and(|kind| arrays::is_of_own_type(cx, kind))
    {
        let mut read = call.clone();
        read.method = Ident::new("mapv", call.method.span());
        return Some(Expr::MethodCall(read));
    }
    if name == "copy_from_slice" && call.args.len() == 1 && is_matrix(cx, &call.receiver) {
        let (of, from) = (&call.receiver, &call.args);
        return syn::parse2(quote!(#of.as_mut_slice().copy_from_slice(#from))).ok();
    }
    if let Some(sign) = assigning(&name).filter(|_| call.args.len() == 1 && is_matrix(cx, &call.receiver)) {
        let (of, by) = (&call.receiver, &call.args);
        return syn::parse2(quote!(#of #sign #by)).ok();
    }
    let is_such =
        matches!((&*name, call.args.len()), ("fold" | "zip_apply", 2) | ("apply" | "map_inplace" | "mapv_inplace", 1));
    // A method of the user's may have such a name.
    let is_seen = is_such && settle::kind_at(cx, &call.receiver).is_some_and(|kind| arrays::is_one(cx, kind));
    if !(is_seen || name == "mapv_inplace" && is_such && is_array(cx, &call.receiver)) {
        return None;
    }
    let (of, args) = (&call.receiver, &call.args);
    let code = match &*name {
        "fold" => quote!(#of.iter().fold(#args)),
        "zip_apply" => {
            let ([f, x, y], with, called) = (["f", "x", "y"].map(mixed), &args[0], &args[1]);
            quote!({ let mut #f = #called; for (#x, #y) in #of.iter_mut().zip(#with.iter()) { #f(#x, *#y); } })
        }
        // A function by its name is called by it.
        "mapv_inplace" if args.first().is_some_and(|f| is_function(cx, f)) => {
            let x = mixed("x");
            quote!(for #x in #of.iter_mut() { *#x = #args(*#x); })
        }
        "mapv_inplace" => {
            let (f, x) = (mixed("f"), mixed("x"));
            quote!({ let #f = #args; for #x in #of.iter_mut() { *#x = #f(*#x); } })
        }
        _ => quote!(#of.iter_mut().for_each(#args)),
    };
    syn::parse2(code).ok()
}

/// The operator that a method of std's is, which nobody gives a matrix anew.
fn assigning(method: &str) -> Option<TokenStream> {
    match method {
        "add_assign" => Some(quote!(+=)),
        "sub_assign" => Some(quote!(-=)),
        "mul_assign" => Some(quote!(*=)),
        "div_assign" => Some(quote!(/=)),
        _ => None,
    }
}

fn is_matrix(cx: &Cx<'_>, e: &Expr) -> bool {
    settle::kind_at(cx, e).is_some_and(|kind| arrays::number_of_matrix(cx, kind).is_some())
}

/// Whether it is a function by its name, and no variable.
fn is_function(cx: &Cx<'_>, f: &Expr) -> bool {
    let Expr::Path(path) = f else { return false };
    path.path.get_ident().is_none_or(|name| cx.scope.find(name).is_none() && !cx.scope.is_foreign(name))
}

/// `a.zip_mut_with(&b, f)`, of what is seen or proved to be an array.
fn zipped(cx: &mut Cx<'_>, call: &ExprMethodCall) -> Option<Expr> {
    let (of, args) = (&call.receiver, &call.args);
    if call.method != "zip_mut_with" || args.len() != 2 {
        return None;
    }
    if !is_array(cx, of) {
        return None;
    }
    let (with, f) = (&args[0], &args[1]);
    syn::parse2(quote!(__autodiff_crate::__private::Zip::from(&mut #of).and(#with).for_each(#f))).ok()
}

/// Whether it is seen to be an array, or may be one by what is called on it, which then is claimed.
fn is_array(cx: &mut Cx<'_>, of: &Expr) -> bool {
    let Some(kind) = settle::kind_at(cx, of) else { return false };
    if arrays::rank(cx, kind).is_some() {
        return true;
    }
    if cx.kinds.as_memory(kind).is_some_and(|(form, _)| !matches!(form, Form::Data(_)))
        || arrays::is_of_own_type(cx, kind)
    {
        return false;
    }
    let proof: Macro = syn::parse_quote_spanned!(of.span()=> assert!(__autodiff_crate::__private::is_array(&#of)));
    if macros::statement(cx, &proof).is_err() {
        return false;
    }
    settle::data_kind(cx, kind);
    cx.arrays.push((kind, Rank::Some));
    true
}

/// `a.dim()` as the extents that it is made of, and `a.map_axis(axis, f)` as the array of what `f`
/// gives for each line.
fn shape(cx: &mut Cx<'_>, call: &ExprMethodCall) -> Option<Expr> {
    let (of, args) = (&call.receiver, &call.args);
    let rank = settle::kind_at(cx, of).and_then(|kind| arrays::rank(cx, kind));
    let code = match (&*call.method.to_string(), args.len()) {
        ("dim" | "raw_dim", 0) => match rank? {
            Rank::Matrix => quote!((#of.nrows(), #of.ncols())),
            Rank::Vector => quote!(#of.len()),
            Rank::Some => return None,
        },
        ("as_ref", 0) if settle::kind_at(cx, of).is_some_and(|kind| arrays::is_unit(cx, kind)) => {
            quote!(#of.into_inner())
        }
        ("map_axis", 2) => {
            let axis = args[0].to_token_stream().to_string().replace(' ', "");
            let lines = match (axis.strip_prefix("ndarray::").unwrap_or(&axis), rank?) {
                // Of an array that has another axis.
                ("Axis(1)", Rank::Matrix | Rank::Some) => quote!(Axis(0)),
                ("Axis(0)", Rank::Matrix) => quote!(Axis(1)),
                _ => return None,
            };
            let f = &args[1];
            quote!(__autodiff_crate::__private::Array1::from_iter(#of.axis_iter(__autodiff_crate::__private::#lines).map(#f)))
        }
        _ => return None,
    };
    syn::parse2(code).ok()
}

/// `a.shape()[i]`, of what is seen to be an array: the type of what core takes proves that it is an integer.
pub(crate) fn extent(cx: &mut Cx<'_>, entry: &ExprIndex) -> Option<Res<Operands>> {
    let Expr::MethodCall(call) = &*entry.expr else { return None };
    let is_shape = call.method == "shape" && call.args.is_empty();
    let kind = settle::kind_at(cx, &call.receiver).filter(|_| is_shape)?;
    arrays::rank(cx, kind)?;
    Some(extent_of(cx, entry, call))
}

fn extent_of(cx: &mut Cx<'_>, entry: &ExprIndex, call: &ExprMethodCall) -> Res<Operands> {
    let array = expression(cx, &call.receiver, &any())?;
    let array = as_scalar(cx, &call.receiver, &array)?;
    let axis = length(cx, &entry.index)?;
    let (of, at, method) = (hole(0), hole(1), &call.method);
    let code = quote_spanned!(method.span()=> __autodiff_crate::__private::extent(#of.#method(), #at));
    let passed = Passed::new(code, vec![array.atom, axis], OnActive::Inactive);
    Ok(code::apply(cx, entry, passed, Known::Exactly(Kind::Int(IntKind::Usize))))
}

pub(super) fn mixed(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}
