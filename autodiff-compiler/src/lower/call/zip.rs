//! Arrays of the crate `ndarray` that are run through together.
//!
//! ```text
//! Zip::from(&mut a).and(&b).for_each(f)    for (x, y) in a.iter_mut().zip(b.iter()) { f(x, y) }
//! Zip::indexed(&mut a).for_each(f)         for (i, x) in a.iter_mut().enumerate() { f(i, x) }
//! Zip::from(&a).and(&b).fold(init, f)      a loop with an accumulator
//! Zip::from(&a).and(&b).map_collect(f)     a copy of `a`, each element of which is overwritten
//! azip!((x in &mut a, &y in &b) e)         Zip::from(&mut a).and(&b).for_each(|x, &y| e)
//! ```
//!
//! That `Zip` is ndarray's, each companion claims.

use super::elementwise::mixed;
use crate::ir::Shape;
use crate::lower::memory::place;
use crate::lower::state::arrays::{self, Rank};
use crate::lower::state::claim;
use crate::lower::state::cx::Cx;
use crate::lower::state::mentions::mentions_float;
use crate::lower::state::settle;
use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Expr, ExprMethodCall, ExprPath, Macro};

/// The loop, if it is one.
pub(super) fn rewritten(cx: &mut Cx<'_>, call: &ExprMethodCall) -> Option<Expr> {
    let zip = zipped(call)?;
    if !mentions_float(cx, &call.to_token_stream()) {
        return None;
    }
    claim::zip(cx, zip.path);
    let operands: Vec<_> = zip.arrays.iter().enumerate().map(|(i, array)| Operand::of(cx, i, array)).collect();
    let mut chain = chain(&operands);
    let mut pattern = pattern(&operands);
    let mut given: Vec<TokenStream> = operands.iter().map(|operand| operand.name.to_token_stream()).collect();
    if zip.is_indexed {
        let (number, place) = (mixed("number"), &operands[0].place);
        (chain, pattern) = (quote!(#chain.enumerate()), quote!((#number, #pattern)));
        let index = match operands[0].rank {
            Some(Rank::Vector) => number.to_token_stream(),
            Some(Rank::Matrix) => quote!((#number / #place.ncols(), #number % #place.ncols())),
            _ => return None,
        };
        given.insert(0, index);
    }
    let (before, first) = (before(&operands), &operands[0].place);
    let (f, called) = function(call.args.last()?);
    let code = match (&*call.method.to_string(), call.args.len()) {
        ("for_each" | "par_for_each", 1) => quote!({ #before #f for #pattern in #chain { #called(#(#given),*); } }),
        ("fold", 2) => {
            let (init, total) = (&call.args[0], mixed("total"));
            quote!({ #before let mut #total = #init; #f for #pattern in #chain { #total = #called(#total, #(#given),*); } #total })
        }
        ("map_collect", 1) => {
            let (all, new) = (mixed("all"), mixed("new"));
            quote!({ #before let mut #all = #first.to_owned(); #f
                for (#new, #pattern) in #all.iter_mut().zip(#chain) { *#new = #called(#(#given),*); } #all })
        }
        _ => return None,
    };
    syn::parse2(code).ok()
}

/// `azip!((index i, x in &mut a, &y in &b) e)` as the call that it stands for.
pub(crate) fn literal(cx: &mut Cx<'_>, mac: &Macro) -> Option<Expr> {
    let name = mac.path.segments.last()?.ident.to_string();
    if name != "azip" || !mentions_float(cx, &mac.tokens) {
        return None;
    }
    let mut tokens = mac.tokens.clone().into_iter();
    let Some(TokenTree::Group(heads)) = tokens.next() else { return None };
    let body: TokenStream = tokens.collect();
    let heads: Vec<TokenTree> = heads.stream().into_iter().collect();
    let is = |token: &TokenTree, word: &str| matches!(token, TokenTree::Ident(ident) if ident == word);
    let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(comma) if comma.as_char() == ',');
    let (mut patterns, mut arrays, mut is_indexed) = (Vec::new(), Vec::new(), false);
    for (i, head) in heads.split(is_comma).filter(|head| !head.is_empty()).enumerate() {
        if i == 0 && is(&head[0], "index") && head.len() > 1 && !is(&head[1], "in") {
            is_indexed = true;
            patterns.push(head[1..].iter().cloned().collect());
            continue;
        }
        let at = head.iter().position(|token| is(token, "in"))?;
        patterns.push(head[..at].iter().cloned().collect::<TokenStream>());
        arrays.push(head[at + 1..].iter().cloned().collect::<TokenStream>());
    }
    let (first, others) = arrays.split_first()?;
    let from = if is_indexed { quote!(indexed) } else { quote!(from) };
    claim::azip(cx, mac);
    let body: Expr = syn::parse2(quote!({ #body })).ok()?;
    syn::parse2(
        quote!(__autodiff_crate::__private::Zip::#from(#first)#(.and(#others))*.for_each(|#(#patterns),*| #body)),
    )
    .ok()
}

/// A call of a method of `Zip`.
struct Zipped<'e> {
    arrays: Vec<&'e Expr>,
    /// That of `from`.
    path: &'e ExprPath,
    is_indexed: bool,
}

fn zipped(call: &ExprMethodCall) -> Option<Zipped<'_>> {
    if !matches!(&*call.method.to_string(), "for_each" | "par_for_each" | "fold" | "map_collect") {
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
                let (method, ty) = (names.next()?, names.next()?);
                arrays.insert(0, from.args.first()?);
                let is_zip = ty == "Zip" && (method == "from" || method == "indexed");
                return is_zip.then_some(Zipped { arrays, path, is_indexed: method == "indexed" });
            }
            _ => return None,
        }
    }
}

/// One of the arrays.
struct Operand {
    /// What it refers to.
    place: TokenStream,
    /// What its element is called.
    name: proc_macro2::Ident,
    items: TokenStream,
    rank: Option<Rank>,
    /// What is to be held before: a part of an array.
    held: Option<TokenStream>,
}

impl Operand {
    fn of(cx: &Cx<'_>, i: usize, array: &Expr) -> Operand {
        let (e, is_lent) = place_of(array);
        let name = mixed(&format!("x{i}"));
        let rank = settle::kind_at(cx, e).and_then(|kind| arrays::rank(cx, kind));
        let is_changed = is_lent || matches!(place::held(cx, e), Some(Shape::Mut(_)));
        let iter = if is_changed { quote!(iter_mut) } else { quote!(iter) };
        match e {
            Expr::MethodCall(call) if is_lines(call) => {
                Operand { place: quote!((#e)), items: quote!(#e), name, rank: None, held: None }
            }
            Expr::MethodCall(call) => {
                let (part, is_view) = (mixed(&format!("part{i}")), call.method.to_string().ends_with("_mut"));
                let iter = if is_view { quote!(iter_mut) } else { iter };
                let held = Some(quote!(let mut #part = #e;));
                Operand { place: part.to_token_stream(), items: quote!(#part.#iter()), name, rank: None, held }
            }
            _ => Operand { place: quote!((#e)), items: quote!((#e).#iter()), name, rank, held: None },
        }
    }
}

/// Whether its items are rows or columns.
fn is_lines(call: &ExprMethodCall) -> bool {
    matches!(&*call.method.to_string(), "rows" | "columns" | "outer_iter" | "axis_iter" | "lanes")
}

/// What an argument refers to, and whether it is lent to be changed.
fn place_of(array: &Expr) -> (&Expr, bool) {
    match array {
        Expr::Reference(reference) => (&reference.expr, reference.mutability.is_some()),
        Expr::Paren(inner) => place_of(&inner.expr),
        Expr::Group(inner) => place_of(&inner.expr),
        array => (array, false),
    }
}

fn chain(operands: &[Operand]) -> TokenStream {
    let items = operands.iter().map(|operand| operand.items.clone());
    items.reduce(|chain, next| quote!(#chain.zip(#next))).unwrap_or_default()
}

fn pattern(operands: &[Operand]) -> TokenStream {
    let names = operands.iter().map(|operand| operand.name.to_token_stream());
    names.reduce(|pattern, next| quote!((#pattern, #next))).unwrap_or_default()
}

/// The parts that are held, and that all are of one shape, or ndarray panics.
fn before(operands: &[Operand]) -> TokenStream {
    let held = operands.iter().filter_map(|operand| operand.held.clone());
    let (first, is_lines) = (&operands[0].place, |operand: &Operand| operand.rank.is_none() && operand.held.is_none());
    let comparable = !is_lines(&operands[0]);
    let others = operands[1..].iter().filter(|operand| comparable && !is_lines(operand));
    let same = others.map(|operand| {
        let place = &operand.place;
        quote!(assert!(#first.len() == #place.len(), "shapes differ");)
    });
    quote!(#(#held)* #(#same)*)
}

/// What is called on the elements: a function by its name, or a closure that a variable holds.
fn function(f: &Expr) -> (TokenStream, TokenStream) {
    match f {
        Expr::Path(path) if path.path.segments.len() > 1 => (TokenStream::new(), path.to_token_stream()),
        f => {
            let called = mixed("f");
            (quote!(let mut #called = #f;), called.to_token_stream())
        }
    }
}
