//! Methods of matrices and arrays that run a closure on each element, as the loops that they
//! are.
//!
//! ```text
//! a.fold(init, f)                     a.iter().fold(init, f)
//! a.apply(|x| ..), a.map_inplace(f)   a.iter_mut().for_each(f)
//! a.mapv_inplace(f)                   for x in a.iter_mut() { *x = f(*x) }
//! Zip::from(&a).and(&b).for_each(f)   for (x, y) in a.iter().zip(b.iter()) { f(x, y) }
//! ```
//!
//! Whether these are the elements of such a collection, core is asked, as it is of every
//! `iter` of what is not of std; that `Zip` is ndarray's, each companion claims.

use crate::lower::state::arrays;
use crate::lower::state::claim;
use crate::lower::state::cx::Cx;
use crate::lower::state::mentions::mentions_float;
use crate::lower::state::settle;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Expr, ExprMethodCall, ExprPath};

/// The loop, if it is one.
pub(super) fn rewritten(cx: &mut Cx<'_>, call: &ExprMethodCall) -> Option<Expr> {
    if let Some((zip, arrays)) = zipped(call)
        && mentions_float(cx, &call.to_token_stream())
    {
        claim::zip(cx, zip);
        return syn::parse2(together(&arrays, call.args.first()?)).ok();
    }
    let name = call.method.to_string();
    let is_such = matches!((&*name, call.args.len()), ("fold", 2) | ("apply" | "map_inplace" | "mapv_inplace", 1));
    // A method of the user's may have such a name.
    if !is_such || !settle::kind_at(cx, &call.receiver).is_some_and(|kind| arrays::is_one(cx, kind)) {
        return None;
    }
    let (of, args) = (&call.receiver, &call.args);
    let code = match &*name {
        "fold" => quote!(#of.iter().fold(#args)),
        "mapv_inplace" => {
            let (f, x) = (mixed("f"), mixed("x"));
            quote!({ let #f = #args; for #x in #of.iter_mut() { *#x = #f(*#x); } })
        }
        _ => quote!(#of.iter_mut().for_each(#args)),
    };
    syn::parse2(code).ok()
}

/// The arrays of `Zip::from(a).and(b).for_each(f)`, and the path of `from`.
fn zipped(call: &ExprMethodCall) -> Option<(&ExprPath, Vec<&Expr>)> {
    if call.method != "for_each" || call.args.len() != 1 {
        return None;
    }
    let (mut e, mut arrays) = (&*call.receiver, Vec::new());
    loop {
        match e {
            Expr::MethodCall(and) if and.method == "and" && and.args.len() == 1 => {
                arrays.insert(0, and.args.first()?);
                e = &and.receiver;
            }
            Expr::Call(from) if from.args.len() == 1 => {
                let Expr::Path(path) = &*from.func else { return None };
                let mut names = path.path.segments.iter().rev().map(|segment| segment.ident.to_string());
                arrays.insert(0, from.args.first()?);
                let is_zip = names.next().as_deref() == Some("from") && names.next().as_deref() == Some("Zip");
                return is_zip.then_some((path, arrays));
            }
            _ => return None,
        }
    }
}

/// The loop over the elements of all of them. They are of one shape, or ndarray panics.
fn together(arrays: &[&Expr], f: &Expr) -> TokenStream {
    let (of, names): (Vec<_>, Vec<_>) =
        arrays.iter().enumerate().map(|(i, array)| (place(array), mixed(&format!("x{i}")))).unzip();
    let items = of
        .iter()
        .map(|(place, is_changed)| if *is_changed { quote!(#place.iter_mut()) } else { quote!(#place.iter()) });
    let chain = items.reduce(|chain, next| quote!(#chain.zip(#next)));
    let pattern = names.iter().map(ToTokens::to_token_stream).reduce(|pattern, next| quote!((#pattern, #next)));
    let (called, (first, _)) = (mixed("f"), &of[0]);
    let same = of[1..].iter().map(|(place, _)| quote!(assert!(#first.len() == #place.len(), "shapes differ");));
    quote!({ #(#same)* let mut #called = #f; for #pattern in #chain { #called(#(#names),*); } })
}

/// What an argument refers to, and whether it is changed.
fn place(array: &Expr) -> (&Expr, bool) {
    match array {
        Expr::Reference(reference) => (&reference.expr, reference.mutability.is_some()),
        Expr::Paren(inner) => place(&inner.expr),
        Expr::Group(inner) => place(&inner.expr),
        array => (array, false),
    }
}

fn mixed(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}
