//! Whether a value is memory, where only its use tells.
//!
//! The macro does not see what a function returns. An un-annotated
//! `let v = g(x);` is memory if it is indexed, run through, or only ever lent to be
//! written to. What is only read by other functions is settled at the end
//! ([`handed_on`](crate::lower::call::handed_on)).

use super::cx::Cx;
use super::kinds::{KindVar, Known};
use super::scope::{Binding, Holds, Operands};
use crate::ir::{Form, Shape};
use crate::lower::memory::place::{self, Found};
use crate::lower::tokens::hygiene::is_same;
use crate::lower::tokens::visible::visible;
use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::Expr;

/// The result of a call that turns out to be memory only where it is used as
/// such.
pub(crate) fn value(cx: &mut Cx<'_>, value: Operands) -> Found {
    if let Shape::Leaf(operand) = value.behind_refs() {
        kind(cx, operand.kind);
    }
    place::of(cx, value)
}

/// The same for what is run through; a constant is an array.
pub(crate) fn iterated(cx: &mut Cx<'_>, e: &Expr, value: &Operands) {
    let Shape::Leaf(operand) = value.behind_refs() else { return };
    let is_array = constant_of(e).is_some_and(|path| is_constant(cx, path));
    if is_array && cx.known(*operand) == Known::Nothing {
        let elem = Shape::Leaf(cx.kinds.fresh(Known::Nothing));
        let memory = cx.kinds.memory(Form::Some, elem);
        // Nothing contradicts what is not known.
        let _ = cx.kinds.unify(operand.kind, memory);
    } else {
        kind(cx, operand.kind);
    }
}

fn constant_of(e: &Expr) -> Option<&syn::ExprPath> {
    match e {
        Expr::Paren(inner) => constant_of(&inner.expr),
        Expr::Reference(inner) => constant_of(&inner.expr),
        Expr::Path(path) => Some(path),
        _ => None,
    }
}

/// A path that is written as constants are, and is no variable.
pub(crate) fn is_constant(cx: &Cx<'_>, path: &syn::ExprPath) -> bool {
    let capitals = path.path.segments.last().is_some_and(|s| {
        let name = s.ident.to_string();
        name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase)
    });
    capitals && path.path.get_ident().is_none_or(|name| cx.scope.find(name).is_none())
}

pub(crate) fn kind(cx: &mut Cx<'_>, kind: KindVar) {
    if cx.kinds.known(kind) == Known::CallResult {
        let elem = Shape::Leaf(cx.kinds.fresh(Known::CallResult));
        let memory = cx.kinds.memory(Form::Some, elem);
        // Nothing contradicts what is not known.
        let _ = cx.kinds.unify(kind, memory);
    }
}

/// Methods that only memory has.
const OF_MEMORY: [&str; 38] = [
    "iter",
    "iter_mut",
    "into_iter",
    "windows",
    "chunks",
    "chunks_exact",
    "chunks_mut",
    "chunks_exact_mut",
    "len",
    "is_empty",
    "to_vec",
    "swap",
    "fill",
    "copy_from_slice",
    "push",
    "first",
    "last",
    "split_at",
    "split_at_mut",
    "extend_from_slice",
    "get",
    "get_mut",
    "pop",
    "clear",
    "truncate",
    "resize",
    "split_first",
    "split_last",
    "insert",
    "remove",
    "swap_remove",
    "rotate_left",
    "rotate_right",
    "copy_within",
    "sort_by",
    "sort_unstable_by",
    "partition_point",
    "binary_search_by",
];

/// Whether a method says that what it is called on is memory; a `Cell` has a
/// `get` that takes nothing.
fn is_of_memory(method: &Ident, takes_nothing: bool) -> bool {
    OF_MEMORY.iter().any(|name| method == name) && !(takes_nothing && method == "get")
}

/// Settles that the result of a call is memory, if a method says so that is
/// called on it somewhere in a chain.
pub(crate) fn chain(cx: &mut Cx<'_>, e: &Expr) {
    match e {
        Expr::Paren(inner) => chain(cx, &inner.expr),
        Expr::Group(inner) => chain(cx, &inner.expr),
        Expr::Reference(inner) => chain(cx, &inner.expr),
        Expr::MethodCall(call) => self::call(cx, call),
        _ => {}
    }
}

pub(crate) fn call(cx: &mut Cx<'_>, call: &syn::ExprMethodCall) {
    call.args.iter().for_each(|arg| chain(cx, arg));
    if is_of_memory(&call.method, call.args.is_empty())
        && let Some(kind) = result_kind(cx, &call.receiver)
    {
        self::kind(cx, kind);
    }
    chain(cx, &call.receiver);
}

/// Whether code uses a variable as memory anywhere: what the result of a call
/// is must be known before a loop carries it.
fn is_used_as_memory(tokens: TokenStream, name: &Ident) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_it = |token: Option<&TokenTree>| matches!(token, Some(TokenTree::Ident(ident)) if is_same(ident, name));
    let is_punct = |token: Option<&TokenTree>, c: char| matches!(token, Some(TokenTree::Punct(p)) if p.as_char() == c);
    (0..tokens.len()).any(|i| match &tokens[i] {
        TokenTree::Group(group) => is_used_as_memory(group.stream(), name),
        TokenTree::Ident(word) if word == "in" => {
            let past = |i: usize| if is_punct(tokens.get(i), '&') { i + 1 } else { i };
            let is_mut = |i: usize| matches!(tokens.get(i), Some(TokenTree::Ident(word)) if word == "mut");
            let at = past(i + 1);
            let at = if is_mut(at) { at + 1 } else { at };
            let ends =
                matches!(tokens.get(at + 1), Some(TokenTree::Group(body)) if body.delimiter() == Delimiter::Brace);
            is_it(tokens.get(at)) && ends
        }
        token if is_it(Some(token)) => match (tokens.get(i + 1), tokens.get(i + 2)) {
            (Some(TokenTree::Group(index)), _) => index.delimiter() == Delimiter::Bracket,
            (dot, Some(TokenTree::Ident(method))) if is_punct(dot, '.') => {
                let args = tokens.get(i + 3);
                is_of_memory(method, matches!(args, Some(TokenTree::Group(args)) if args.stream().is_empty()))
            }
            _ => false,
        },
        _ => false,
    })
}

/// Whether a variable is borrowed wherever it is named, and somewhere to be written
/// to: hardly anybody does that with a number.
fn is_only_borrowed(tokens: TokenStream, name: &Ident) -> bool {
    let mut uses = Uses::default();
    count(tokens, name, &mut uses);
    uses.exclusive > 0 && uses.other == 0
}

#[derive(Default)]
struct Uses {
    exclusive: usize,
    other: usize,
}

fn count(tokens: TokenStream, name: &Ident, uses: &mut Uses) {
    let mut before: [Option<TokenTree>; 2] = [None, None];
    let is_word =
        |token: &Option<TokenTree>, word: &str| matches!(token, Some(TokenTree::Ident(ident)) if ident == word);
    let is_and = |token: &Option<TokenTree>| matches!(token, Some(TokenTree::Punct(and)) if and.as_char() == '&');
    for token in tokens {
        match &token {
            TokenTree::Group(group) => count(group.stream(), name, uses),
            TokenTree::Ident(ident) if is_same(ident, name) => {
                let [second, first] = &before;
                let binds = is_word(first, "let") || (is_word(first, "mut") && is_word(second, "let"));
                let is_shared = is_and(first) && !is_and(second);
                if is_word(first, "mut") && is_and(second) {
                    uses.exclusive += 1;
                } else if !binds && !is_shared {
                    uses.other += 1;
                }
            }
            _ => {}
        }
        before = [before[1].take(), Some(token)];
    }
}

/// Settles whether a variable is memory that a `let` binds, by what comes after
/// it.
pub(crate) fn binding(cx: &mut Cx<'_>, name: &Ident, value: &Operands, rest: &[syn::Stmt]) {
    let Shape::Leaf(operand) = value else { return };
    if cx.known(*operand) != Known::CallResult {
        return;
    }
    let rest = visible(rest.iter().map(ToTokens::to_token_stream).collect(), name);
    if is_used_as_memory(rest.clone(), name) || is_only_borrowed(rest, name) {
        kind(cx, operand.kind);
    }
}

/// The kind of a variable that holds one scalar, as far as is known.
fn result_kind(cx: &Cx<'_>, e: &Expr) -> Option<KindVar> {
    let Expr::Path(path) = e else { return None };
    match cx.scope.find(path.path.get_ident()?)? {
        Binding::Var(var) => match cx.scope.get(var) {
            Holds::Operands(operands) => match operands.behind_refs() {
                Shape::Leaf(operand) => Some(operand.kind),
                _ => None,
            },
            _ => None,
        },
        Binding::Opaque => None,
    }
}

/// Settles that a variable is memory, if the result of a call is what it holds.
pub(crate) fn named(cx: &mut Cx<'_>, e: &Expr) {
    if let Some(kind) = result_kind(cx, e) {
        self::kind(cx, kind);
    }
}

/// Whether an expression is the result of a call that may be memory.
pub(crate) fn is_result(cx: &Cx<'_>, e: &Expr) -> bool {
    result_kind(cx, e).is_some_and(|kind| cx.kinds.known(kind) == Known::CallResult)
}
