//! A function that gives a function has the companions of one that takes what both take.
//!
//! ```text
//! fn shifted(a: f64) -> impl Fn(f64) -> f64 {      fn shifted(a: f64, x: f64) -> f64 {
//!     let b = a * a;                                   let b = a * a;
//!     move |x| b * x                                   let given = move |x| b * x;
//! }                                                    given(x)
//!                                                  }
//! ```
//!
//! So the body runs again wherever what it gives is called. What it keeps for itself is refused
//! ([ADR 64](../../../../docs/adr/0064-a-function-that-is-given-is-a-longer-list-of-arguments.md)).

use super::{functions, signature};
use crate::errors::{Errors, Message};
use crate::ir::{Block, Func, Op, Repeat, Stmt, Value};
use crate::lower::state::cx::{Cx, error_at};
use crate::lower::tokens::jumps;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use syn::{Attribute, Expr, ExprCall, ExprClosure, FnArg, ItemFn, Pat, ReturnType, Stmt as Line, Type, parse_quote};

/// The function that takes what both take, if the function gives one.
pub(super) fn uncurried(function: &ItemFn) -> Option<ItemFn> {
    let ReturnType::Type(_, ty) = &function.sig.output else { return None };
    let (inputs, output) = functions::given(ty)?;
    let (last, before) = function.block.stmts.split_last()?;
    let Line::Expr(given, None) = last else { return None };
    let before = before.iter().map(ToTokens::to_token_stream).collect::<TokenStream>();
    let code = closure(given);
    let leaves = jumps::returns(before.clone()) || (code.is_none() && jumps::returns(given.to_token_stream()));
    if leaves || function.sig.inputs.iter().any(is_changed) {
        return None;
    }
    let around = [function.sig.to_token_stream(), before].into_iter().collect();
    let names = names(code, inputs.len(), &around);
    let mut whole = function.clone();
    whole.attrs.push(mark());
    let params = names.iter().zip(&inputs).map(|(name, ty)| -> FnArg { parse_quote!(#name: #ty) });
    whole.sig.inputs.extend(params);
    whole.sig.output = output;
    whole.block.stmts.pop();
    whole.block.stmts.extend(called(given, code, ty, &names));
    Some(whole)
}

/// What companions are made of that take the arguments of two calls.
pub(crate) fn mark() -> Attribute {
    parse_quote!(#[curried])
}

/// Whether such a mark is there.
pub(crate) fn is_marked(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|attr| attr.path().is_ident("curried"))
}

/// The heading between what makes the function that is given and the call of that.
const GIVEN: &str = "Given.";

/// Writes the heading where the call of what is given is lowered.
pub(crate) fn note(cx: &mut Cx<'_>, call: &ExprCall) {
    if is_call_of_given(&call.attrs) {
        cx.out.push(Stmt::Section(GIVEN));
    }
}

/// Whether a call is that of the function that is given.
pub(super) fn is_call_of_given(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|attr| attr.path().is_ident("given"))
}

/// Refuses what makes a function and would be seen to run for each call of it. Takes the heading away.
pub(crate) fn check(errors: &Errors, function: &ItemFn, func: &mut Func, is_varied: &dyn Fn(Value) -> bool) {
    if is_marked(&function.attrs) && !may_run_again(func, is_varied) {
        errors.report(error_at(&function.sig.ident, Message::GivenOnce));
    }
    without_heading(&mut func.body);
}

/// Whether nobody can tell that what makes the function has run more than once: it keeps nothing, and nothing of
/// it is seen.
fn may_run_again(func: &Func, is_varied: &dyn Fn(Value) -> bool) -> bool {
    let is_known = |stmt: &Stmt| match stmt {
        Stmt::Effect(effect) => effect.flow.diverges() || is_assertion(&effect.tokens),
        Stmt::Apply(apply) => !matches!(&apply.op, Op::Foreign(foreign) if foreign.repeat == Repeat::Never),
        Stmt::Call(call) => call.dst.leaves().into_iter().any(|w| is_varied(*w)),
        _ => true,
    };
    let (mut is_given, mut may) = (false, true);
    func.body.visit(&mut |stmt| {
        is_given |= matches!(stmt, Stmt::Section(_));
        may &= is_given || is_known(stmt);
    });
    may
}

fn without_heading(block: &mut Block) {
    block.stmts.retain(|stmt| !matches!(stmt, Stmt::Section(_)));
    block.stmts.iter_mut().flat_map(Stmt::regions_mut).for_each(without_heading);
}

/// `assert!(x > 0.0)`: what is asserted is read and nothing else.
fn is_assertion(code: &TokenStream) -> bool {
    let tokens: Vec<TokenTree> = code.clone().into_iter().collect();
    let arguments = tokens.iter().find_map(|token| match token {
        TokenTree::Group(group) => Some(group.stream()),
        _ => None,
    });
    let is_named = |word: &str| word.trim_start_matches("debug_").starts_with("assert");
    let name = tokens.iter().rev().find_map(|token| match token {
        TokenTree::Ident(word) => Some(word.to_string()),
        _ => None,
    });
    name.is_some_and(|name| is_named(&name)) && arguments.is_some_and(|arguments| !calls(arguments))
}

fn calls(code: TokenStream) -> bool {
    let tokens: Vec<TokenTree> = code.into_iter().collect();
    let is_read = |word: &str| matches!(word, "is_finite" | "is_nan" | "len" | "is_empty" | "abs");
    (0..tokens.len()).any(|i| match (&tokens[i], tokens.get(i + 1)) {
        (TokenTree::Ident(word), Some(TokenTree::Group(_))) => !is_read(&word.to_string()),
        (TokenTree::Group(group), _) => calls(group.stream()),
        _ => false,
    })
}

/// What is left in a `&mut` is there once.
fn is_changed(input: &FnArg) -> bool {
    match input {
        FnArg::Receiver(receiver) => super::written::mentions_mut(&receiver.to_token_stream()),
        FnArg::Typed(param) => super::written::mentions_mut(&param.ty.to_token_stream()),
    }
}

/// The closure, of `|x| ..`, `Box::new(|x| ..)`.
fn closure(e: &Expr) -> Option<&ExprClosure> {
    match e {
        Expr::Closure(code) => Some(code),
        Expr::Paren(inner) => closure(&inner.expr),
        Expr::Call(call) if is_boxed(call) => call.args.first().and_then(closure),
        _ => None,
    }
}

fn is_boxed(call: &ExprCall) -> bool {
    let path = call.func.to_token_stream().to_string().replace(' ', "");
    path == "Box::new" || path.ends_with("::Box::new")
}

/// What the parameters of the closure are called, where nothing else is called so.
fn names(code: Option<&ExprClosure>, count: usize, around: &TokenStream) -> Vec<Ident> {
    let own = |i: usize| match code.and_then(|code| code.inputs.get(i)).map(without_type) {
        Some(Pat::Ident(name)) => Some(name.ident.clone()),
        _ => None,
    };
    let is_free = |name: &Ident| !signature::mentions(around, &name.to_string());
    let other = |i: usize| {
        let names = (0..).map(|n: usize| format_ident!("argument{}{}", i + 1, "_".repeat(n), span = Span::call_site()));
        names.into_iter().find(is_free).expect("there are enough names")
    };
    (0..count).map(|i| own(i).filter(is_free).unwrap_or_else(|| other(i))).collect()
}

fn without_type(pat: &Pat) -> &Pat {
    if let Pat::Type(typed) = pat { &typed.pat } else { pat }
}

/// The call of what is given. What is no closure is one of several, or what another call gives.
fn called(given: &Expr, code: Option<&ExprClosure>, ty: &Type, names: &[Ident]) -> Vec<Line> {
    let name = Ident::new("given", Span::mixed_site());
    let made: TokenStream = match (code, given) {
        (Some(code), _) => quote!(let #name = #code;),
        (None, Expr::Call(_) | Expr::MethodCall(_)) => {
            return vec![Line::Expr(parse_quote!((#given)(#(#names),*)), None)];
        }
        (None, _) => {
            let ty = functions::as_object(ty);
            quote!(let #name: #ty = #given;)
        }
    };
    let mut block: syn::Block = parse_quote!({ #made });
    let mut call: ExprCall = parse_quote!(#name(#(#names),*));
    call.attrs.push(parse_quote!(#[given]));
    block.stmts.push(Line::Expr(Expr::Call(call), None));
    block.stmts
}
