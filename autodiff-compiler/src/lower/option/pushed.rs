//! What is asked of an expression that is made of others is asked of those.
//!
//! ```text
//! a.and_then(|y| b)?                         { let y = a?; b? }
//! (if c { Ok(a) } else { b })?               if c { a } else { b? }
//! xs.map(|x| b).collect::<Result<Vec<_>, _>>()?    xs.map(|x| b?).collect::<Vec<_>>()
//! a.or_else(|_| b)?                          a.map_or_else(|_| b?, |given| given)
//! xs.try_fold(a, |s, x| b)?                  xs.fold(a, |s, x| b?)
//! a.map(|y| b).transpose()?                  match a { Some(y) => Some(b?), None => None }
//! ```
//!
//! A `?` in a closure leaves the closure; where what that gives is asked at once, it leaves the
//! function.

use crate::lower::border::unseen;
use crate::lower::classify::{Class, as_closure, classify};
use crate::lower::control::tail;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::mentions::mentions_float;
use crate::lower::state::scope::{Binding, Closure, Holds, Operands};
use crate::lower::tokens::jumps;
use crate::lower::value::closure;
use quote::ToTokens;
use syn::{Expr, ExprClosure, ExprMethodCall, ExprTry, GenericArgument, ReturnType, Type, parse_quote};

/// The same expression with its parts asked, if it is made of such.
pub(crate) fn pushed(cx: &mut Cx<'_>, e: &ExprTry) -> Option<Expr> {
    let ask = |inner: Expr| {
        let attrs = e.attrs.clone();
        Expr::Try(ExprTry { attrs, expr: Box::new(inner), question_token: e.question_token })
    };
    match &*e.expr {
        Expr::Paren(inner) => Some(ask((*inner.expr).clone())),
        Expr::Group(inner) => Some(ask((*inner.expr).clone())),
        choice @ (Expr::If(_) | Expr::Match(_) | Expr::Block(_)) if tail::is_of_arms(choice) => {
            let mut choice = choice.clone();
            tail::ask_arms(&mut choice, &ask);
            Some(choice)
        }
        Expr::Call(call) if tail::is_there(call) => Some(call.args[0].clone()),
        Expr::MethodCall(call) => method(cx, (e, call), &ask),
        _ => None,
    }
}

/// The same of a value that must be there: `iterator.collect::<Option<Vec<_>>>().unwrap()`.
pub(crate) fn pushed_unwrap(cx: &mut Cx<'_>, end: &ExprMethodCall) -> Option<Expr> {
    let Expr::MethodCall(call) = &*end.receiver else { return None };
    let ask = |inner: Expr| {
        let end = ExprMethodCall { receiver: Box::new(parenthesised(inner)), ..end.clone() };
        Expr::MethodCall(end)
    };
    gathered(cx, (call, None), &ask)
}

fn parenthesised(e: Expr) -> Expr {
    match e {
        Expr::Call(_) | Expr::MethodCall(_) | Expr::Path(_) | Expr::Paren(_) => e,
        e => parse_quote!((#e)),
    }
}

type Ask<'a> = &'a dyn Fn(Expr) -> Expr;

fn method(cx: &mut Cx<'_>, (e, call): (&ExprTry, &ExprMethodCall), ask: Ask<'_>) -> Option<Expr> {
    let front = || ask((*call.receiver).clone());
    match (call.method.to_string().as_str(), call.args.len()) {
        ("and_then", 1) => {
            let (first, (pat, body)) = (front(), applied(&call.args[0])?);
            // What a closure returns is what it gives, and not what the function does.
            if jumps::returns_value(body.to_token_stream()) {
                return None;
            }
            let body = ask(body);
            Some(parse_quote!({ let #pat = #first; #body }))
        }
        ("map", 1) if is_held(cx, &call.receiver) => {
            let (first, (pat, body)) = (front(), applied(&call.args[0])?);
            if jumps::returns(body.to_token_stream()) {
                return None;
            }
            Some(parse_quote!({ let #pat = #first; #body }))
        }
        ("transpose", 0) => Some(transposed(&call.receiver, ask)),
        // What there is instead of a value, each of the parts has instead.
        (name @ ("ok" | "ok_or" | "ok_or_else" | "map_err"), _) => {
            let Expr::MethodCall(inner) = &*call.receiver else { return None };
            let changed = |part: Expr| {
                let part = parenthesised(part);
                let (method, args) = (&call.method, &call.args);
                ask(match name {
                    "ok_or" => parse_quote!(#part.ok_or_else(|| #args)),
                    _ => parse_quote!(#part.#method(#args)),
                })
            };
            gathered(cx, (inner, None), &changed)
        }
        ("or_else", 1) => {
            let code = as_closure(&call.args[0])?;
            if !code.inputs.iter().all(|pat| matches!(pat, syn::Pat::Wild(_))) {
                return None;
            }
            let (receiver, other) = (&call.receiver, Expr::Closure(closure_asked(code, ask)));
            Some(parse_quote!(#receiver.map_or_else(#other, |given| given)))
        }
        _ => {
            let own = if e.attrs.is_empty() { None } else { cx.fallible.as_ref().map(|of| (*of.value).clone()) };
            gathered(cx, (call, own), ask)
        }
    }
}

/// An `Option` of what may fail as an `Option` of what has been asked.
fn transposed(of: &Expr, ask: Ask<'_>) -> Expr {
    let map = match of {
        Expr::Paren(inner) => return transposed(&inner.expr, ask),
        Expr::Group(inner) => return transposed(&inner.expr, ask),
        Expr::MethodCall(map) if map.method == "map" && map.args.len() == 1 => Some(map),
        _ => None,
    };
    let body = map.and_then(|map| applied(&map.args[0]).map(|(pat, body)| (&*map.receiver, pat, body)));
    let (of, pat, body) = body
        .filter(|(.., body)| !jumps::returns(body.to_token_stream()))
        .unwrap_or_else(|| (of, parse_quote!(given), parse_quote!(given)));
    let body = ask(body);
    parse_quote!(match #of { Some(#pat) => Some(#body), None => None })
}

/// Whether it is no iterator, and nothing that is lowered as an `Option` where it is made.
fn is_held(cx: &mut Cx<'_>, e: &Expr) -> bool {
    if let Expr::MethodCall(call) = e
        && (call.method == "and_then" || call.method == "map")
        && call.args.len() == 1
        && is_held(cx, &call.receiver)
    {
        return true;
    }
    matches!(e, Expr::Call(_) | Expr::MethodCall(_)) && matches!(classify(cx, e).class, Class::Value)
}

/// What a closure or a function takes, and what it gives of that.
fn applied(f: &Expr) -> Option<(syn::Pat, Expr)> {
    match f {
        Expr::Path(path) => Some((parse_quote!(given), parse_quote!(#path(given)))),
        f => {
            let closure = as_closure(f)?;
            let pat = closure.inputs.first().filter(|_| closure.inputs.len() == 1)?;
            Some((pat.clone(), (*closure.body).clone()))
        }
    }
}

/// The end of an iterator of `Option`s or of `Result`s, `collect`, `sum`, `try_fold`, that gives one.
fn gathered(cx: &mut Cx<'_>, (call, own): (&ExprMethodCall, Option<Type>), ask: Ask<'_>) -> Option<Expr> {
    let is_iterator = matches!(classify(cx, &call.receiver).class, Class::Iterator(_) | Class::Range);
    if !is_iterator || !mentions_float(cx, &call.to_token_stream()) {
        return None;
    }
    let mut end = call.clone();
    match (call.method.to_string().as_str(), call.args.len()) {
        ("collect" | "sum" | "product", 0) => {
            let ty = turbofish(call).or(own)?;
            end.turbofish = Some(parse_quote!(::<#ty>));
            let Expr::MethodCall(map) = &mut *end.receiver else { return None };
            if map.method != "map" || map.args.len() != 1 {
                return None;
            }
            map.args[0] = asked(&map.args[0], ask)?;
        }
        (name @ ("try_fold" | "try_for_each"), _) => {
            let plain = name.trim_start_matches("try_");
            end.method = proc_macro2::Ident::new(plain, call.method.span());
            let f = end.args.last_mut()?;
            *f = asked(f, ask)?;
        }
        _ => return None,
    }
    Some(Expr::MethodCall(end))
}

/// `Vec<_>`, of `collect::<Result<Vec<_>, _>>()`.
fn turbofish(call: &ExprMethodCall) -> Option<Type> {
    match call.turbofish.as_ref()?.args.first()? {
        GenericArgument::Type(ty) => unseen::payload(ty).map(|(_, inner)| inner.clone()),
        _ => None,
    }
}

/// A closure that gives the value.
fn asked(f: &Expr, ask: Ask<'_>) -> Option<Expr> {
    let code: ExprClosure = match f {
        Expr::Path(path) => parse_quote!(|given| #path(given)),
        f => as_closure(f)?.clone(),
    };
    Some(Expr::Closure(closure_asked(&code, ask)))
}

/// The same of a closure's code.
pub(crate) fn closure_asked(code: &ExprClosure, ask: Ask<'_>) -> ExprClosure {
    let mut code = code.clone();
    let body = std::mem::replace(&mut *code.body, Expr::Verbatim(proc_macro2::TokenStream::new()));
    *code.body = ask(body);
    if let ReturnType::Type(arrow, ty) = &code.output {
        code.output = match unseen::payload(ty) {
            Some((_, inner)) => ReturnType::Type(*arrow, Box::new(inner.clone())),
            None => ReturnType::Default,
        };
    }
    code.attrs.push(closure::asked_mark());
    code
}

/// `f(x)?`, of a closure that is run here.
pub(crate) fn closure_call(cx: &mut Cx<'_>, e: &ExprTry) -> Option<Res<Operands>> {
    let Expr::Call(call) = &*e.expr else { return None };
    let Expr::Path(path) = &*call.func else { return None };
    let Some(Binding::Var(var)) = cx.scope.find(path.path.get_ident()?) else { return None };
    let Holds::Closure(closure) = cx.scope.get(var).clone() else { return None };
    let ask = |inner: Expr| {
        let attrs = e.attrs.clone();
        Expr::Try(ExprTry { attrs, expr: Box::new(inner), question_token: e.question_token })
    };
    let asked = Closure { code: closure_asked(&closure.code, &ask), names: closure.names.clone() };
    Some(closure::call(cx, call, &asked, &call.args.iter().collect::<Vec<_>>()))
}
