//! The `let` of functions that are chosen or collected, with numbers in their places
//! ([`chosen`](super::chosen)).

use super::function;
use super::item;
use crate::ir::{Atom, IntKind, Kind};
use crate::lower::state::cx::Cx;
use crate::lower::state::functions::{Alternative, Chosen};
use crate::lower::state::hidden::leaf;
use crate::lower::state::kinds::KindVar;
use crate::lower::state::scope::{Binding, Holds};
use crate::lower::value::closure;
use crate::lower::value::pattern;
use crate::std_names::{self, Float};
use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use std::rc::Rc;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Block, Expr, ExprCall, ExprPath, Local, Pat, Stmt, Token};

/// The `let` with numbers in place of functions, if there are functions in it.
pub(crate) fn numbered(cx: &mut Cx<'_>, local: &Local, rest: &[Stmt]) -> Option<Local> {
    let init = local.init.as_ref().filter(|init| init.diverge.is_none())?;
    let is_said = matches!(&local.pat, Pat::Type(typed) if says_function(typed.ty.to_token_stream()))
        || is_called(&local.pat, rest);
    // What is assigned or pushed to it later would be another function; and what a pattern binds
    // is not in sight where the functions are bound.
    let is_changed = matches!(pattern::without_type(&local.pat), Pat::Ident(name) if name.mutability.is_some());
    if is_changed || reads_bound(&init.expr) {
        return None;
    }
    // A closure by itself is bound as it is, and a name that is not said to be a function's may
    // be a constant.
    if !is_said && !has_function(cx, &init.expr) {
        return None;
    }
    let mut sets = Sets { are_said: is_said || has_function(cx, &init.expr), all: Vec::new(), others: Vec::new() };
    let expr = with_numbers(cx, &mut sets, &init.expr, &[]);
    let is_other = |place: &Vec<usize>| sets.others.iter().any(|other| other.starts_with(place));
    if sets.all.is_empty() || sets.all.iter().any(|(place, ..)| is_other(place)) {
        return None;
    }
    for (_, kind, of) in sets.all {
        cx.chosen.push((kind, Rc::new(Chosen { of })));
    }
    let mut numbered = local.clone();
    if let (true, Pat::Type(typed)) = (is_said, &local.pat) {
        numbered.pat = (*typed.pat).clone();
    }
    if let Some(init) = &mut numbered.init {
        *init.expr = expr;
    }
    Some(numbered)
}

/// Whether what follows calls the variable, or an element of it: `f(x)`, `fs[i](x)`. It holds functions
/// then, and nothing else.
fn is_called(pat: &Pat, rest: &[Stmt]) -> bool {
    let Pat::Ident(name) = pattern::without_type(pat) else { return false };
    rest.iter().any(|stmt| calls(stmt.to_token_stream(), &name.ident))
}

fn calls(tokens: TokenStream, name: &Ident) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_group =
        |at: usize, delimiter| matches!(tokens.get(at), Some(TokenTree::Group(of)) if of.delimiter() == delimiter);
    let is_one = |at: usize| match &tokens[at] {
        TokenTree::Ident(word) => {
            let is_part =
                at > 0 && matches!(&tokens[at - 1], TokenTree::Punct(of) if matches!(of.as_char(), '.' | ':'));
            let arguments = if is_group(at + 1, Delimiter::Bracket) { at + 2 } else { at + 1 };
            word == name && !is_part && is_group(arguments, Delimiter::Parenthesis)
        }
        TokenTree::Group(inner) => calls(inner.stream(), name),
        _ => false,
    };
    (0..tokens.len()).any(is_one)
}

/// The functions of a `let`, by where they stand in a tuple.
struct Sets {
    are_said: bool,
    all: Vec<(Vec<usize>, KindVar, Vec<Alternative>)>,
    /// Where something stands of which it is not seen that it is a function.
    others: Vec<Vec<usize>>,
}

/// Whether a type is made of functions.
fn says_function(ty: TokenStream) -> bool {
    ty.into_iter().any(|token| match token {
        TokenTree::Group(group) => says_function(group.stream()),
        TokenTree::Ident(word) => word == "fn" || word == "Fn" || word == "FnMut" || word == "FnOnce",
        _ => false,
    })
}

/// Whether a choice or a collection has what can only be a function.
fn has_function(cx: &Cx<'_>, e: &Expr) -> bool {
    let is_function = |e: &Expr| match bare(e) {
        Expr::Closure(_) => true,
        Expr::Path(path) => is_bound(cx, path) || is_of_floats(path),
        _ => false,
    };
    parts(e).iter().any(|part| is_function(part) || has_function(cx, part))
}

/// Whether an arm may read what its pattern binds.
fn reads_bound(e: &Expr) -> bool {
    let reads = |pat: TokenStream, body: TokenStream| words(pat).iter().any(|name| words(body.clone()).contains(name));
    let is_here = match e {
        Expr::Match(choice) => {
            choice.arms.iter().any(|arm| reads(arm.pat.to_token_stream(), arm.body.to_token_stream()))
        }
        Expr::If(choice) => {
            let condition = choice.cond.to_token_stream();
            has_let(&condition) && reads(condition, choice.then_branch.to_token_stream())
        }
        _ => false,
    };
    is_here || parts(e).iter().any(reads_bound)
}

fn has_let(tokens: &TokenStream) -> bool {
    tokens.clone().into_iter().any(|token| matches!(token, TokenTree::Ident(word) if word == "let"))
}

/// The names among tokens that a variable can have.
fn words(tokens: TokenStream) -> Vec<String> {
    let of = |token| match token {
        TokenTree::Group(group) => words(group.stream()),
        TokenTree::Ident(word) => Vec::from([word.to_string()]),
        _ => Vec::new(),
    };
    let is_variable = |word: &String| {
        word.starts_with(|c: char| c.is_lowercase() || c == '_') && !matches!(&**word, "let" | "mut" | "ref" | "move")
    };
    tokens.into_iter().flat_map(of).filter(is_variable).collect()
}

/// What a choice or a collection is made of.
fn parts(e: &Expr) -> Vec<Expr> {
    let of_block = |block: &Block| match &block.stmts[..] {
        [Stmt::Expr(e, None)] => Some(e.clone()),
        _ => None,
    };
    match e {
        Expr::Paren(inner) => parts(&inner.expr),
        Expr::Group(inner) => parts(&inner.expr),
        Expr::Reference(inner) if inner.mutability.is_none() => parts(&inner.expr),
        Expr::If(choice) => {
            let orelse = choice.else_branch.iter().map(|(_, orelse)| (**orelse).clone());
            of_block(&choice.then_branch).into_iter().chain(orelse).collect()
        }
        Expr::Match(choice) => choice.arms.iter().map(|arm| (*arm.body).clone()).collect(),
        Expr::Block(block) => of_block(&block.block).into_iter().collect(),
        Expr::Array(array) => array.elems.iter().cloned().collect(),
        Expr::Tuple(tuple) => tuple.elems.iter().cloned().collect(),
        Expr::Call(call) if is_boxed(call) => call.args.iter().cloned().collect(),
        Expr::Macro(mac) if mac.mac.path.is_ident("vec") => listed(&mac.mac.tokens).unwrap_or_default(),
        _ => Vec::new(),
    }
}

fn listed(tokens: &TokenStream) -> Option<Vec<Expr>> {
    let list = Punctuated::<Expr, Token![,]>::parse_terminated.parse2(tokens.clone()).ok()?;
    Some(list.into_iter().collect())
}

/// Whether a call owns the function that it is given.
fn is_boxed(call: &ExprCall) -> bool {
    let Expr::Path(path) = &*call.func else { return false };
    let mut names = path.path.segments.iter().rev().map(|segment| segment.ident.to_string());
    let is_new = names.next().as_deref() == Some("new");
    is_new && call.args.len() == 1 && names.next().is_some_and(|of| matches!(&*of, "Box" | "Rc" | "Arc"))
}

/// The function itself, of `&f`, `Box::new(f)`, `f as fn(f64) -> f64`.
pub(super) fn bare(e: &Expr) -> &Expr {
    match e {
        Expr::Paren(inner) => bare(&inner.expr),
        Expr::Group(inner) => bare(&inner.expr),
        Expr::Reference(inner) if inner.mutability.is_none() => bare(&inner.expr),
        Expr::Cast(cast) if says_function(cast.ty.to_token_stream()) => bare(&cast.expr),
        Expr::Call(call) if is_boxed(call) => call.args.first().map_or(e, bare),
        e => e,
    }
}

/// Whether a name is that of a closure that a `let` has bound.
fn is_bound(cx: &Cx<'_>, path: &ExprPath) -> bool {
    let Some(name) = path.path.get_ident() else { return false };
    matches!(cx.scope.find(name), Some(Binding::Var(var)) if matches!(cx.scope.get(var), Holds::Closure(_)))
}

fn is_of_floats(path: &ExprPath) -> bool {
    let is_rule = |name: &Ident| matches!(std_names::float_method(&name.to_string()), Some(Float::Rule(_)));
    function::float_type(path).is_some() && path.path.segments.last().is_some_and(|last| is_rule(&last.ident))
}

/// The expression, with the number of each function in its place.
fn with_numbers(cx: &mut Cx<'_>, sets: &mut Sets, e: &Expr, at: &[usize]) -> Expr {
    if let Some(alternative) = alternative(cx, sets, bare(e)) {
        return Expr::Path(number(cx, sets, alternative, at));
    }
    let mut e = e.clone();
    match &mut e {
        Expr::Paren(inner) => *inner.expr = with_numbers(cx, sets, &inner.expr, at),
        Expr::Group(inner) => *inner.expr = with_numbers(cx, sets, &inner.expr, at),
        Expr::Reference(inner) if inner.mutability.is_none() => *inner.expr = with_numbers(cx, sets, &inner.expr, at),
        Expr::If(choice) => {
            of_block(cx, sets, &mut choice.then_branch, at);
            match &mut choice.else_branch {
                Some((_, orelse)) => **orelse = with_numbers(cx, sets, orelse, at),
                None => sets.others.push(at.to_vec()),
            }
        }
        Expr::Match(choice) => {
            for arm in &mut choice.arms {
                *arm.body = with_numbers(cx, sets, &arm.body, at);
            }
        }
        Expr::Block(block) => of_block(cx, sets, &mut block.block, at),
        Expr::Array(array) => array.elems.iter_mut().for_each(|elem| *elem = with_numbers(cx, sets, elem, at)),
        Expr::Tuple(tuple) => {
            for (i, entry) in tuple.elems.iter_mut().enumerate() {
                *entry = with_numbers(cx, sets, entry, &[at, &[i]].concat());
            }
        }
        Expr::Call(call) if is_boxed(call) => {
            let held = call.args[0].clone();
            return with_numbers(cx, sets, &held, at);
        }
        Expr::Macro(mac) if mac.mac.path.is_ident("vec") => match listed(&mac.mac.tokens) {
            Some(elems) => {
                let elems: Vec<Expr> = elems.iter().map(|elem| with_numbers(cx, sets, elem, at)).collect();
                mac.mac.tokens = quote!(#(#elems),*);
            }
            None => sets.others.push(at.to_vec()),
        },
        Expr::Macro(mac)
            if mac.mac.path.get_ident().is_some_and(|name| std_names::is_diverging_macro(&name.to_string())) => {}
        _ => sets.others.push(at.to_vec()),
    }
    e
}

fn of_block(cx: &mut Cx<'_>, sets: &mut Sets, block: &mut Block, at: &[usize]) {
    match &mut block.stmts[..] {
        [Stmt::Expr(e, None)] => *e = with_numbers(cx, sets, e, at),
        _ => sets.others.push(at.to_vec()),
    }
}

fn alternative(cx: &mut Cx<'_>, sets: &Sets, e: &Expr) -> Option<Alternative> {
    match e {
        Expr::Closure(code) => Some(Alternative::Closure(closure::made(cx, code))),
        Expr::Path(path) if is_bound(cx, path) => match cx.scope.find(path.path.get_ident()?)? {
            Binding::Var(var) => match cx.scope.get(var) {
                Holds::Closure(closure) => Some(Alternative::Closure(Rc::clone(closure))),
                _ => None,
            },
            Binding::Opaque => None,
        },
        Expr::Path(path) if is_of_floats(path) || (sets.are_said && is_function_name(cx, e)) => {
            Some(Alternative::Named(path.clone()))
        }
        _ => None,
    }
}

/// Whether it is the name of a function outside; a constant is not written so.
fn is_function_name(cx: &Cx<'_>, e: &Expr) -> bool {
    item::is_name(cx, e) && !matches!(e, Expr::Path(path) if path.path.is_ident("None"))
}

/// The variable that holds the number of a function.
fn number(cx: &mut Cx<'_>, sets: &mut Sets, alternative: Alternative, at: &[usize]) -> ExprPath {
    let found = sets.all.iter().position(|(place, ..)| place == at).unwrap_or_else(|| {
        let kind = cx.exactly(Kind::Int(IntKind::Usize));
        sets.all.push((at.to_vec(), kind, Vec::new()));
        sets.all.len() - 1
    });
    let (_, kind, of) = &mut sets.all[found];
    let number = of.len();
    of.push(alternative);
    let name = format_ident!("function_{}_{}", cx.chosen.len() + found, number, span = Span::mixed_site());
    let value = leaf(Atom::Int(number as i128), *kind);
    cx.scope.bind(&name, Holds::Operands(value));
    syn::parse_quote!(#name)
}

/// What runs through functions that are listed in place, with a `let` for the list: `for f in
/// [f64::sin, f64::cos] { .. }`, `[f64::sin, f64::cos].iter().map(|f| f(x)).sum()`.
pub(crate) fn named(cx: &Cx<'_>, e: &Expr) -> Option<Expr> {
    let mut named = e.clone();
    let is_called = calls_item(e);
    let list = match &mut named {
        Expr::ForLoop(run) => listed_in(cx, &mut run.expr, is_called)?,
        Expr::MethodCall(end) => listed_in(cx, &mut end.receiver, is_called)?,
        _ => return None,
    };
    let name = list_name();
    match is_called {
        IsCalled::Yes => syn::parse2(quote!({ let #name: fn() = #list; #named })).ok(),
        IsCalled::No => syn::parse2(quote!({ let #name = #list; #named })).ok(),
    }
}

/// Whether what runs through a list calls the items of it: they are functions then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum IsCalled {
    Yes,
    No,
}

/// `for f in .. { f(x) }`, `.map(|f| f(x))`
fn calls_item(e: &Expr) -> IsCalled {
    let calls_first = |arg: &Expr| match arg {
        Expr::Closure(code) => code.inputs.first().is_some_and(|pat| calls_bound(pat, code.body.to_token_stream())),
        _ => false,
    };
    match e {
        Expr::ForLoop(run) if calls_bound(&run.pat, run.body.to_token_stream()) => IsCalled::Yes,
        Expr::MethodCall(call) if call.args.iter().any(calls_first) => IsCalled::Yes,
        Expr::MethodCall(call) => calls_item(&call.receiver),
        _ => IsCalled::No,
    }
}

/// Whether code calls what a pattern binds, `f`, `&f`.
fn calls_bound(pat: &Pat, code: TokenStream) -> bool {
    match pattern::without_type(pat) {
        Pat::Ident(name) => calls(code, &name.ident),
        Pat::Reference(inner) => calls_bound(&inner.pat, code),
        _ => false,
    }
}

/// The list that a chain begins with, which is replaced by its name.
fn listed_in(cx: &Cx<'_>, e: &mut Expr, is_called: IsCalled) -> Option<Expr> {
    match e {
        Expr::MethodCall(call) => listed_in(cx, &mut call.receiver, is_called),
        Expr::Paren(inner) => listed_in(cx, &mut inner.expr, is_called),
        Expr::Group(inner) => listed_in(cx, &mut inner.expr, is_called),
        Expr::Reference(inner) => listed_in(cx, &mut inner.expr, is_called),
        Expr::Array(_) if is_called == IsCalled::Yes || has_function(cx, e) => {
            let name = list_name();
            Some(std::mem::replace(e, syn::parse_quote!(#name)))
        }
        _ => None,
    }
}

fn list_name() -> Ident {
    Ident::new("functions", Span::mixed_site())
}
