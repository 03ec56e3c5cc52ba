//! Calls of what a call gives: `shifted(a)(x)`, `let g = shifted(a); g(x)`.
//!
//! A function that gives a function has the companions of one that takes what both take, and `_primal` beside
//! them ([`border::curried`](crate::lower::border::curried)). A variable that holds what such a call gives is a
//! closure:
//!
//! ```text
//! let g = shifted(a);    let g_1 = a; let g = |x| shifted(g_1)(x);
//! ```
//!
//! Its arguments are what they are at the `let`. One that is lent may be changed while `g` is there, if `g` has
//! a copy of it; so what is lent must not be changed after the `let`.

use crate::errors::Message;
use crate::ir::{Atom, Kind, Shape};
use crate::lower::border::curried;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::kinds::{KindVar, Known};
use crate::lower::state::mentions;
use crate::lower::state::scope::{Holds, Operands};
use crate::lower::tokens::hygiene::is_same;
use crate::lower::tokens::jumps;
use crate::lower::tokens::visible::visible;
use crate::lower::value::closure;
use crate::lower::value::expr::{Expect, any, expression};
use crate::lower::value::pattern;
use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident};
use syn::{Expr, ExprCall, ExprClosure, Local, Pat, Stmt, parse_quote};

/// `shifted(a)(x)`, as a call with both lists of arguments, if there is a float among them.
pub(super) fn call(cx: &mut Cx<'_>, call: &ExprCall, expect: &Expect) -> Option<Res<Operands>> {
    let whole = applied(cx, call)?;
    let args = call.args.to_token_stream().into_iter().chain(call.func.to_token_stream()).collect();
    (curried::is_marked(&call.attrs) || is_varied(cx, &args)).then(|| expression(cx, &whole, expect))
}

/// What the name of a call ends in where no derivative is asked for.
pub(super) fn primal(attrs: &[syn::Attribute]) -> &'static str {
    if curried::is_marked(attrs) { "_primal" } else { "" }
}

fn applied(cx: &Cx<'_>, call: &ExprCall) -> Option<Expr> {
    let mut whole = without_parentheses(&call.func).clone();
    let (attrs, args) = match &mut whole {
        Expr::Call(first) if is_function(cx, first) => (&mut first.attrs, &mut first.args),
        Expr::MethodCall(first) => (&mut first.attrs, &mut first.args),
        _ => return None,
    };
    attrs.push(curried::mark());
    args.extend(call.args.iter().cloned());
    Some(whole)
}

fn without_parentheses(e: &Expr) -> &Expr {
    match e {
        Expr::Paren(inner) => without_parentheses(&inner.expr),
        Expr::Group(inner) => without_parentheses(&inner.expr),
        e => e,
    }
}

/// Whether it is the call of a function outside, and no constructor.
fn is_function(cx: &Cx<'_>, call: &ExprCall) -> bool {
    let Expr::Path(path) = &*call.func else { return false };
    let is_variable = path.path.get_ident().is_some_and(|name| cx.scope.find(name).is_some());
    let last = path.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
    !is_variable && last.starts_with(|c: char| c.is_lowercase() || c == '_') && last != "new"
}

/// Whether code reads a float that may have a derivative.
fn is_varied(cx: &Cx<'_>, code: &TokenStream) -> bool {
    let variables = mentions::variables(cx, code);
    let is_constant = |atom: Atom| atom.value().is_none_or(|w| cx.params.constant.contains(&w));
    variables
        .iter()
        .flat_map(|(_, held)| held.leaves())
        .any(|o| cx.kinds.may_hold_float(o.kind) && !is_constant(o.atom))
}

/// `let g = shifted(a);`, if `g` is called afterwards.
pub(crate) fn bind(cx: &mut Cx<'_>, local: &Local, rest: &[Stmt]) -> Res<bool> {
    let (Pat::Ident(name), Some(init)) = (pattern::without_type(&local.pat), &local.init) else { return Ok(false) };
    if init.diverge.is_some() || name.mutability.is_some() {
        return Ok(false);
    }
    let rest: TokenStream = rest.iter().map(ToTokens::to_token_stream).collect();
    let calls = calls(visible(rest.clone(), &name.ident), &name.ident);
    let mut given = without_parentheses(&init.expr).clone();
    let Some(first) = calls.first().filter(|_| gives_varied(cx, &given, &calls, &rest)) else { return Ok(false) };
    let args = match &mut given {
        Expr::Call(call) if is_function(cx, call) => &mut call.args,
        Expr::MethodCall(call) => {
            must_stay(cx, &call.receiver, &rest)?;
            &mut call.args
        }
        _ => return Ok(false),
    };
    for (i, arg) in args.iter_mut().enumerate() {
        *arg = held(cx, (&name.ident, i), arg, &rest)?;
    }
    let params: Vec<Ident> =
        (0..first.args.len()).map(|i| format_ident!("argument{i}", span = Span::mixed_site())).collect();
    // What is made at a `let` is not made again for each call, unless it is known to be the same.
    let mut call: ExprCall = parse_quote!((#given)(#(#params),*));
    call.attrs.push(curried::mark());
    let mut code: ExprClosure = parse_quote!(|#(#params),*| ());
    *code.body = Expr::Call(call);
    let made = closure::made(cx, &code);
    cx.scope.bind(&name.ident, Holds::Closure(made));
    Ok(true)
}

/// The name of what an argument is at the `let`.
fn held(cx: &mut Cx<'_>, (of, i): (&Ident, usize), arg: &Expr, rest: &TokenStream) -> Res<Expr> {
    let name = format_ident!("{of}_{i}", span = Span::mixed_site());
    let bound: syn::Block = parse_quote!({ let #name = #arg; });
    if let [Stmt::Local(local)] = &bound.stmts[..]
        && closure::bind(cx, local)
    {
        return Ok(parse_quote!(#name));
    }
    must_stay(cx, arg, rest)?;
    if mentions::variables(cx, &arg.to_token_stream()).is_empty() {
        return Ok(arg.clone());
    }
    let value = expression(cx, arg, &any())?;
    cx.scope.bind(&name, Holds::Operands(value));
    Ok(parse_quote!(#name))
}

/// What is read by reference when the function is called is what it was when the function was made. A number
/// is read at once.
fn must_stay(cx: &mut Cx<'_>, e: &Expr, rest: &TokenStream) -> Res<()> {
    let tokens = e.to_token_stream();
    let read = mentions::variables(cx, &tokens);
    let stays = |(name, held): &(Ident, Operands)| {
        let mut memory = held.leaves().into_iter().filter(|o| is_memory(cx, o.kind)).peekable();
        match held {
            _ if memory.peek().is_none() => true,
            Shape::Ref(_) => memory.all(|o| o.atom.value().is_some_and(|w| cx.params.shared.contains(&w))),
            held if has_mut(held) => false,
            _ => !changes(visible(rest.clone(), name), name) && !jumps::names(rest.clone(), "ref"),
        }
    };
    if read.iter().all(stays) && !names_changing(cx, &tokens) {
        return Ok(());
    }
    Err(cx.refuse(e, Message::MadeOfChanging))
}

fn is_memory(cx: &Cx<'_>, kind: KindVar) -> bool {
    match cx.kinds.known(kind) {
        Known::Exactly(kind) => !(kind.is_float() || matches!(kind, Kind::Int(_) | Kind::Bool)),
        Known::SomeFloat | Known::SomeInt => false,
        _ => true,
    }
}

fn has_mut(held: &Operands) -> bool {
    match held {
        Shape::Mut(_) => true,
        Shape::Ref(inner) => has_mut(inner),
        Shape::Tuple(entries) => entries.iter().any(has_mut),
        Shape::Leaf(_) => false,
    }
}

/// Whether tokens name what only foreign code reads and which changes.
fn names_changing(cx: &Cx<'_>, tokens: &TokenStream) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Group(group) => names_changing(cx, &group.stream()),
        TokenTree::Ident(name) => cx.scope.is_changing(&name.to_string()),
        _ => false,
    })
}

/// Whether tokens do with a variable what can change it: `v = ..`, `v[i] += ..`, `&mut v`, `v.push(x)`.
fn changes(tokens: TokenStream, name: &Ident) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    (0..tokens.len()).any(|i| match &tokens[i] {
        TokenTree::Group(group) => changes(group.stream(), name),
        TokenTree::Ident(word) if is_same(word, name) => {
            let before = tokens[..i]
                .iter()
                .rev()
                .find(|token| !matches!(token, TokenTree::Punct(star) if star.as_char() == '*'));
            let is_lent = matches!(before, Some(TokenTree::Ident(word)) if word == "mut");
            is_lent || is_assigned(&tokens[i + 1..]) || has_method(&tokens[i + 1..])
        }
        _ => false,
    })
}

/// Whether the place that these tokens go on with is assigned to.
fn is_assigned(after: &[TokenTree]) -> bool {
    let is_part = |token: &&TokenTree| match token {
        TokenTree::Group(index) => index.delimiter() == Delimiter::Bracket,
        TokenTree::Punct(dot) => dot.as_char() == '.',
        TokenTree::Ident(_) | TokenTree::Literal(_) => true,
    };
    let mut rest = after.iter().skip_while(is_part).filter_map(|token| match token {
        TokenTree::Punct(sign) => Some(sign.as_char()),
        _ => None,
    });
    match (rest.next(), rest.next()) {
        (Some('='), next) => next != Some('='),
        (Some('+' | '-' | '*' | '/' | '%'), Some('=')) => true,
        _ => false,
    }
}

/// Whether a method is called on the place that these tokens go on with, which may change it.
fn has_method(after: &[TokenTree]) -> bool {
    let is_dot = |token: &TokenTree| matches!(token, TokenTree::Punct(dot) if dot.as_char() == '.');
    let is_call = |w: &[TokenTree]| {
        let [dot, TokenTree::Ident(method), TokenTree::Group(args)] = w else { return false };
        let is_read =
            matches!(&*method.to_string(), "len" | "iter" | "is_empty" | "to_vec" | "clone" | "first" | "last");
        is_dot(dot) && args.delimiter() == Delimiter::Parenthesis && !is_read
    };
    let is_part = |token: &TokenTree| {
        is_dot(token)
            || matches!(token, TokenTree::Ident(_) | TokenTree::Literal(_))
            || matches!(token, TokenTree::Group(of) if of.delimiter() != Delimiter::Brace)
    };
    let end = after.iter().position(|token| !is_part(token)).unwrap_or(after.len());
    after[..end].windows(3).any(is_call)
}

/// The calls of a variable.
fn calls(tokens: TokenStream, name: &Ident) -> Vec<ExprCall> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_dot = |token: &TokenTree| matches!(token, TokenTree::Punct(dot) if dot.as_char() == '.');
    let mut found = Vec::new();
    for i in 0..tokens.len() {
        match (&tokens[i], tokens.get(i + 1)) {
            (TokenTree::Ident(word), Some(TokenTree::Group(args)))
                if is_same(word, name)
                    && args.delimiter() == Delimiter::Parenthesis
                    && !(i > 0 && is_dot(&tokens[i - 1])) =>
            {
                found.extend(syn::parse2::<ExprCall>(tokens[i..=i + 1].iter().cloned().collect()).ok());
            }
            (TokenTree::Group(group), _) => found.extend(calls(group.stream(), name)),
            _ => {}
        }
    }
    found
}

/// Whether a float may go in: where the function is made, or where it is called. Of what is bound later it is
/// not known what it is, but what a `for` counts is an integer.
fn gives_varied(cx: &Cx<'_>, given: &Expr, calls: &[ExprCall], rest: &TokenStream) -> bool {
    let is_float = |name: &Ident| cx.scope.find(name).is_none() && !is_counted(rest.clone(), name);
    let given_later = |call: &ExprCall| {
        let args = call.args.to_token_stream();
        is_varied(cx, &args)
            || call
                .args
                .iter()
                .any(|arg| matches!(arg, Expr::Path(path) if path.path.get_ident().is_some_and(is_float)))
    };
    is_varied(cx, &given.to_token_stream()) || calls.iter().any(given_later)
}

/// Whether tokens have `for name in`.
fn is_counted(tokens: TokenStream, name: &Ident) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_word = |token: &TokenTree, word: &str| matches!(token, TokenTree::Ident(ident) if ident == word);
    let is_here = |w: &[TokenTree]| {
        is_word(&w[0], "for")
            && matches!(&w[1], TokenTree::Ident(bound) if is_same(bound, name))
            && is_word(&w[2], "in")
    };
    tokens.windows(3).any(is_here)
        || tokens.iter().any(|token| matches!(token, TokenTree::Group(group) if is_counted(group.stream(), name)))
}
