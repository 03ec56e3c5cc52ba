//! What is concluded from a name, and how generated code proves it.
//!
//! std's functions and macros are known by name, and a name is no proof: the user
//! may have a `mem::swap` or a `vec!` of their own. So each companion says what was
//! concluded, in items that compile only if it is true.
//!
//! ```text
//! mem::swap(&mut a, &mut b)   const _: fn() = || same(mem::swap, ::core::mem::swap::<()>);
//! vec![a, b]                  use ::autodiff::__private::macros::vec::*;
//! self.k.sin()                float(self.k).sin()
//! match i { k => .. }         const _: () = { let k = (); };
//! ```
//!
//! Two functions are of one type only if they are one. A macro that is imported with
//! all others of a module and is also in sight under its name is ambiguous, unless
//! both are one.

use crate::ir::{Apply, Atom, Block, Call, Called, Callee, Foreign, Form, Func, Op, Shape, Stmt, Value};
use crate::lower::state::capital;
use crate::lower::state::cx::{Cx, Dialect};
use crate::lower::state::kinds::{KindVar, Known};
use crate::lower::state::scope::Operand;
use crate::std_names;
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use std::collections::BTreeSet;
use std::rc::Rc;
use syn::spanned::Spanned;

/// The path of a function of std below `core`, as in `["mem", "swap"]`, if it is one
/// by its path, by a `use` inside the function, or because it is claimed to be.
pub(crate) fn standard_function(cx: &mut Cx<'_>, path: &syn::ExprPath) -> Option<Vec<String>> {
    let full = written_in_full(cx, path)?;
    match &full[..] {
        [root, rest @ ..] if root == "std" || root == "core" => Some(rest.to_vec()),
        in_sight => {
            let function = std_names::function_in_sight(in_sight)?;
            let full = [function.module, function.name].map(str::to_owned);
            claim_same(cx, path, (&full, function.generics));
            Some(full.to_vec())
        }
    }
}

/// A path with what a `use` inside the function says of its beginning; `None` of the user's own.
pub(crate) fn written_in_full(cx: &Cx<'_>, path: &syn::ExprPath) -> Option<Vec<String>> {
    if path.qself.is_some() {
        return None;
    }
    let written: Vec<String> = path.path.segments.iter().map(|s| s.ident.to_string()).collect();
    let (first, rest) = written.split_first()?;
    let imported = cx.imports.iter().rev().find(|(name, _)| name == first && path.path.leading_colon.is_none());
    let is_own = cx.item_names.contains(first) || cx.results.iter().any(|(name, _)| name == first);
    match imported {
        Some((_, full)) => Some(full.iter().chain(rest).cloned().collect()),
        None if is_own => None,
        None => Some(written),
    }
}

/// Claims that a path names a function of `core`.
fn claim_same(cx: &mut Cx<'_>, path: &syn::ExprPath, (full, generics): (&[String], &str)) {
    let full: TokenStream = format!("::core::{}::<{generics}>", full.join("::")).parse().expect("a path is tokens");
    same(cx, path, full);
}

/// Claims that `f64::sin` is the function of the primitive type.
pub(crate) fn of_primitive(cx: &mut Cx<'_>, path: &syn::ExprPath) {
    let segments: Vec<_> = path.path.segments.iter().collect();
    if let (None, None, [ty, name]) = (&path.qself, path.path.leading_colon, &segments[..]) {
        let name = &name.ident;
        let of_trait = match name.to_string().as_str() {
            "from" => Some(quote!(::core::convert::From<#ty>)),
            "add" => Some(quote!(::core::ops::Add<#ty>)),
            "sub" => Some(quote!(::core::ops::Sub<#ty>)),
            "mul" => Some(quote!(::core::ops::Mul<#ty>)),
            "div" => Some(quote!(::core::ops::Div<#ty>)),
            "rem" => Some(quote!(::core::ops::Rem<#ty>)),
            _ => None,
        };
        let canonical = of_trait.map_or_else(|| quote!(<#ty>::#name), |of| quote!(<#ty as #of>::#name));
        same(cx, path, canonical);
    }
}

/// Whether it is a bound of a float type by its path: what a search for the largest or the smallest number
/// begins with. Then it is claimed to be a number, and not NaN.
pub(crate) fn is_number(cx: &mut Cx<'_>, path: &syn::ExprPath) -> bool {
    let full = written_in_full(cx, path).unwrap_or_default();
    let (ty, name) = match &full[..] {
        [ty, name] => (ty, name),
        [root, ty, name] if root == "std" || root == "core" => (ty, name),
        _ => return false,
    };
    let is_bound =
        matches!(ty.as_str(), "f64" | "f32") && matches!(name.as_str(), "INFINITY" | "NEG_INFINITY" | "MAX" | "MIN");
    if is_bound {
        item(cx, quote_spanned!(path.span()=> const _: () = ::core::assert!(!#path.is_nan());));
    }
    is_bound
}

fn same(cx: &mut Cx<'_>, path: &syn::ExprPath, canonical: TokenStream) {
    let mut written = path.clone();
    if let Some(last) = written.path.segments.last_mut() {
        last.arguments = syn::PathArguments::None;
    }
    // What rustc has to say, it says at the path.
    let canonical = at(path.span(), canonical);
    let (krate, same) = (krate(path.span()), syn::Ident::new("same", path.span().resolved_at(Span::mixed_site())));
    item(cx, quote_spanned!(path.span()=> const _: fn() = || #krate::__private::#same(#written, #canonical);));
}

/// The tokens at another place of the source.
fn at(span: Span, tokens: TokenStream) -> TokenStream {
    let each = |mut token: proc_macro2::TokenTree| {
        token.set_span(token.span().located_at(span));
        token
    };
    tokens.into_iter().map(each).collect()
}

pub(super) fn krate(span: Span) -> syn::Ident {
    syn::Ident::new("__autodiff_crate", Span::mixed_site().located_at(span))
}

/// Claims that a macro called by its bare name is std's.
pub(crate) fn standard_macro(cx: &mut Cx<'_>, name: &str) {
    // There is one in each edition; generated code asks whether it panics.
    if name == "panic" {
        return;
    }
    let module = match name {
        "assert" | "env" | "vec" => name,
        _ => "plain",
    };
    let path: TokenStream = format!("__autodiff_crate::__private::macros::{module}").parse().expect("a path is tokens");
    item(cx, quote!(use #path::*;));
}

/// The same of a macro that is not written to the companions: it is called once
/// where nothing runs.
pub(crate) fn lowered_macro(cx: &mut Cx<'_>, mac: &syn::Macro) {
    let path = &mac.path;
    if path.get_ident().is_some_and(|name| name == "vec") {
        item(cx, quote!(const _: fn() = || { let _ = #path![()]; };));
    } else if path.get_ident().is_some() {
        item(cx, quote!(const _: fn() = || { let _ = #path!((), ()); };));
    }
}

/// Claims that a macro by its bare name, `array!`, is that of the crate that it is known of.
pub(crate) fn foreign_macro(cx: &mut Cx<'_>, mac: &syn::Macro, module: &str) {
    if let Some(name) = mac.path.get_ident() {
        let module = syn::Ident::new(module, Span::call_site());
        item(cx, quote! { use __autodiff_crate::__private::macros::#module::*; });
        item(cx, quote!(const _: fn() = || { let _ = #name![()]; };));
    }
}

/// Claims that what makes an array is ndarray's function: `Array1::from_iter`.
pub(crate) fn array_maker(cx: &mut Cx<'_>, path: &syn::ExprPath, ty: &str) {
    let mut written = path.clone();
    for segment in &mut written.path.segments {
        segment.arguments = syn::PathArguments::None;
    }
    let krate = krate(path.span());
    let is_of_items = written.path.segments.last().is_some_and(|last| last.ident == "from_iter");
    let (ty, index) = (
        syn::Ident::new(ty, Span::call_site()),
        match ty {
            "Array1" => quote!(usize),
            _ => quote!((usize, usize)),
        },
    );
    let takes = if is_of_items { quote!(#krate::__private::Vec<()>) } else { quote!(#index, fn(#index)) };
    item(cx, quote!(const _: fn(#takes) -> #krate::__private::#ty<()> = #written;));
}

/// Claims that a function is that of another crate, at some of its parameters.
pub(crate) fn of_crate(cx: &mut Cx<'_>, path: &syn::ExprPath, name: &str, generics: &TokenStream) {
    let name = syn::Ident::new(name, Span::call_site());
    same(cx, path, quote!(__autodiff_crate::__private::crates::#name::<#generics>));
}

/// Claims that `convert` is nalgebra's.
pub(crate) fn convert(cx: &mut Cx<'_>, path: &syn::ExprPath) {
    same(cx, path, quote!(__autodiff_crate::__private::convert::<f64, f64>));
}

/// Claims that `Zip::from`, or `Zip::indexed`, is ndarray's.
pub(crate) fn zip(cx: &mut Cx<'_>, path: &syn::ExprPath) {
    let (krate, mut path) = (krate(path.span()), path.clone());
    if let Some(last) = path.path.segments.last_mut() {
        last.ident = syn::Ident::new("from", last.ident.span());
    }
    item(cx, quote!(const _: fn() = || #krate::__private::is_zip(#path);));
}

/// Claims that `s!` by its bare name is ndarray's.
pub(crate) fn slicing(cx: &mut Cx<'_>, mac: &syn::Macro) {
    if let Some(name) = mac.path.get_ident() {
        item(cx, quote! { use __autodiff_crate::__private::macros::s::*; });
        item(cx, quote!(const _: fn() = || { let _ = #name![..]; };));
    }
}

/// Claims that `stack!` or `concatenate!` is ndarray's.
pub(crate) fn joined(cx: &mut Cx<'_>, mac: &syn::Macro, module: &str) {
    if let Some(name) = mac.path.get_ident() {
        let module = syn::Ident::new(module, Span::call_site());
        item(cx, quote! { use __autodiff_crate::__private::macros::#module::*; });
        let (array, axis) = (quote!(__autodiff_crate::__private::Array1), quote!(__autodiff_crate::__private::Axis));
        item(cx, quote!(const _: fn(&#array<u8>) = |of| { let _ = #name![#axis(0), *of]; };));
    }
}

/// Claims that a function is ndarray's `stack` or `concatenate`.
pub(crate) fn join(cx: &mut Cx<'_>, path: &syn::ExprPath) {
    let krate = krate(path.span());
    item(cx, quote!(const _: fn() = || #krate::__private::is_join(#path);));
}

/// Claims that `azip!` is ndarray's.
pub(crate) fn azip(cx: &mut Cx<'_>, mac: &syn::Macro) {
    if let Some(name) = mac.path.get_ident() {
        item(cx, quote! { use __autodiff_crate::__private::macros::azip::*; });
        item(cx, quote!(const _: fn(&mut __autodiff_crate::__private::Array1<()>) = |of| #name!((_x in of) {});));
    }
}

/// Claims that `Vec` is std's.
pub(crate) fn standard_vec(cx: &mut Cx<'_>, path: &syn::Path) {
    let mut written = path.clone();
    if let Some(last) = written.segments.last_mut() {
        last.arguments = syn::PathArguments::None;
    }
    let krate = krate(path.span());
    item(cx, quote!(const _: fn(#written<()>) -> #krate::__private::Vec<()> = ::core::convert::identity;));
}

/// Claims that a lone name in a pattern that may not fit is a variable, `k => ..`, and no constant
/// or variant in lower case: rustc takes a `let` of such a name for a pattern that can fail.
pub(crate) fn variable(cx: &mut Cx<'_>, pat: &syn::PatIdent) {
    let name = &pat.ident;
    let is_said = pat.mutability.is_some() || pat.by_ref.is_some() || pat.subpat.is_some();
    if !is_said && !name.to_string().starts_with('_') {
        item(cx, quote_spanned!(name.span()=> const _: () = { let #name = (); };));
    }
}

/// An item that each companion has, once.
pub(super) fn item(cx: &mut Cx<'_>, item: TokenStream) {
    let is_known = |known: &TokenStream| known.to_string() == item.to_string();
    if cx.dialect == Dialect::User && !cx.claims.iter().any(is_known) {
        cx.claims.push(item);
    }
}

/// Claims that what a call gives is a float, if nothing tells and it is only handed on to
/// other calls. What nothing reads has no derivative, whatever it is.
pub(crate) fn handed_on(cx: &mut Cx<'_>, body: &Block) {
    let mut read = vec![false; cx.kind_of.len()];
    mark_read(body, &mut read);
    let mut calls = Vec::new();
    body.visit(&mut |stmt| {
        if let Stmt::Call(call) = stmt {
            calls.push(call);
        }
    });
    for call in calls {
        given_on(cx, call, &read);
    }
}

fn mark_read(block: &Block, read: &mut [bool]) {
    let operands = block.stmts.iter().flat_map(Stmt::operands).chain(block.yields.iter().copied());
    operands.filter_map(Atom::value).for_each(|value| read[value.index()] = true);
    block.stmts.iter().flat_map(Stmt::regions).for_each(|region| mark_read(region, read));
}

fn given_on(cx: &mut Cx<'_>, call: &Call, read: &[bool]) {
    let Callee { prefix, name, generics, called: Called::Path, .. } = &*call.callee else { return };
    let is_guess = |w: &Value| read[w.index()] && cx.kinds.known(cx.kind_of[w.index()]) == Known::CallResult;
    let names_self = prefix.clone().into_iter().any(|token| token.to_string().eq_ignore_ascii_case("self"));
    let types: Option<Vec<_>> = call.args.iter().map(|arg| type_of(cx, &kinds(cx, arg)?)).collect();
    let Some(types) = types.filter(|_| !names_self && !call.callee.is_method() && generics.is_empty()) else { return };
    let span = call.origin.as_ref().map_or_else(|| name.span(), |origin| origin.span);
    let name = call.callee.plain();
    let guesses = match &call.dst {
        Shape::Leaf(w) if is_guess(w) => vec![TokenStream::new()],
        Shape::Tuple(entries) => {
            let is_guess = |entry: &Shape<Value>| matches!(entry, Shape::Leaf(w) if is_guess(w));
            let guessed = entries.iter().enumerate().filter(|(_, entry)| is_guess(entry));
            let field = |i: usize| syn::Index { index: u32::try_from(i).expect("a tuple is short"), span };
            guessed.map(|(i, _)| field(i)).map(|i| quote_spanned!(span=> .#i)).collect()
        }
        _ => Vec::new(),
    };
    let (krate, handed_on) = (krate(span), syn::Ident::new("handed_on", Span::mixed_site().located_at(span)));
    let args: Vec<_> = (0..types.len()).map(|i| quote::format_ident!("x{i}", span = Span::mixed_site())).collect();
    // An item has no parameters of the function around it.
    let keyword = if cx.floats.is_empty() { quote!(const) } else { quote!(let) };
    for field in guesses {
        let given = quote_spanned!(span=> #krate::__private::#handed_on(#prefix #name(#(#args),*) #field));
        let claim = quote!(#keyword _: fn(#(#types),*) = |#(#args),*| #given;);
        if cx.handed_on.iter().all(|known| known.to_string() != claim.to_string()) {
            cx.handed_on.push(claim);
        }
    }
}

/// What is known of an argument; of a literal, nothing.
fn kinds(cx: &Cx<'_>, arg: &Shape<Atom>) -> Option<Shape<KindVar>> {
    let is_value = arg.leaves().into_iter().all(|atom| atom.value().is_some());
    is_value.then(|| arg.map(&mut |atom| cx.kind_of[atom.value().expect("a value").index()]))
}

/// The type of an argument, if all of it is known.
fn type_of(cx: &Cx<'_>, arg: &Shape<KindVar>) -> Option<TokenStream> {
    match arg {
        Shape::Leaf(kind) => match (cx.kinds.known(*kind), cx.kinds.as_memory(*kind)) {
            (_, Some((form, elem))) => {
                let elem = type_of(cx, elem)?;
                match form {
                    Form::Slice => Some(quote!([#elem])),
                    Form::Vec => Some(quote!(__autodiff_crate::__private::Vec<#elem>)),
                    Form::Array(len) => {
                        let len: TokenStream = len.parse().ok()?;
                        Some(quote!([#elem; #len]))
                    }
                    Form::Cell | Form::Some | Form::Unseen | Form::Data(_) => None,
                }
            }
            (Known::Exactly(number), None) if number.has_name() => {
                Some(syn::Ident::new(number.type_name(), Span::call_site()).into_token_stream())
            }
            _ => None,
        },
        Shape::Mut(_) => None,
        Shape::Ref(inner) => type_of(cx, inner).map(|inner| quote!(&#inner)),
        Shape::Tuple(entries) => {
            let entries: Option<Vec<_>> = entries.iter().map(|entry| type_of(cx, entry)).collect();
            entries.map(|entries| quote!((#(#entries,)*)))
        }
    }
}

/// Claims that an operand is a float, if that is concluded from the method or
/// operator of which it is an operand.
pub(crate) fn float(cx: &mut Cx<'_>, operand: Operand) {
    capital::in_arithmetic(cx, operand.kind);
    if cx.dialect == Dialect::Rule || !matches!(cx.known(operand), Known::Nothing | Known::CallResult) {
        return;
    }
    // What is known to be of the same type is a float for the same reason.
    for (i, kind) in cx.kind_of.iter().enumerate() {
        if cx.kinds.is_same(*kind, operand.kind) {
            cx.claimed_floats.insert(i);
        }
    }
}

/// Writes the claims about floats into the code that gives them.
pub(crate) fn write_floats(claimed: &BTreeSet<usize>, func: &mut Func) {
    let is_claimed = |w: Value| claimed.contains(&w.index()) && func.values[w.index()].kind.is_float();
    let claimed: BTreeSet<Value> = (0..func.values.len()).map(Value::new).filter(|w| is_claimed(*w)).collect();
    in_block(&claimed, &mut func.body);
}

fn in_block(claimed: &BTreeSet<Value>, block: &mut Block) {
    for stmt in &mut block.stmts {
        if let Stmt::Apply(Apply { dst, op: Op::Foreign(foreign), .. }) = stmt
            && claimed.contains(dst)
        {
            let Foreign { code, on_active, repeat, ty, is_number } = &**foreign;
            let span = code.clone().into_iter().next().map_or_else(Span::mixed_site, |t| t.span());
            let (krate, float) = (krate(span), syn::Ident::new("float", Span::mixed_site().located_at(span)));
            let code = quote_spanned!(span=> #krate::__private::#float(#code));
            let (on_active, repeat, ty, is_number) = (on_active.clone(), *repeat, ty.clone(), *is_number);
            if let Stmt::Apply(apply) = stmt {
                apply.op = Op::Foreign(Rc::new(Foreign { code, on_active, repeat, ty, is_number }));
            }
        }
        stmt.regions_mut().into_iter().for_each(|region| in_block(claimed, region));
    }
}
