//! A call that is taken apart where it is made: `match g(x) { Ok(v) => .., Err(e) => return Err(..) }`.
//!
//! What an arm without a value says stands around the call, where it sees the error, if it leaves
//! the function:
//!
//! ```text
//! (y, t1) = call g_vjp(x, 1.0), asked `match .. { Ok(given) => given, Err(e) => return Err(e.into()) }`
//! ```
//!
//! One arm may give another value instead. Then an `Option` is kept, and what the arm prints of the
//! error is printed there:
//!
//! ```text
//! w2 = call g(x), kept `match .. { Ok(given) => Some(given), Err(e) => { eprintln!("{e}"); None } }`
//! ```

use super::asked::{Call, Ran, keep, leaves, run, tell};
use super::held;
use super::nothing;
use super::take_apart::{Maybe, not};
use crate::ir::Shape;
use crate::lower::control::branch;
use crate::lower::foreign::macros;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::scope::{Mark, Operands};
use crate::lower::tokens::jumps;
use crate::lower::value::expr::{Expect, as_scalar, expression};
use crate::lower::value::pattern::{self, Refutability};
use crate::std_names;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Arm, Expr, ExprIf, ExprMatch, ExprMethodCall, Pat, Path, Stmt};

/// What has become of it.
pub(crate) enum Done<T> {
    Lowered(T),
    /// What is called has no companions, and this is what it gives.
    Ran(Operands),
}

/// The `match`, if it takes such a call apart.
pub(crate) fn matched(cx: &mut Cx<'_>, cases: &ExprMatch, expect: &Expect) -> Option<Res<Done<Operands>>> {
    let (value, others) = apart(&cases.arms)?;
    let (variant, inner) = there(&value.pat)?;
    let call = Call::of(cx, &cases.expr)?;
    let is_unit = nothing::is_given(cx, call.e, inner);
    let none = if is_unit { quote!(false) } else { quote!(None) };
    let mut code = TokenStream::new();
    let mut instead = None;
    for arm in others {
        let pat = &arm.pat;
        let body = if leaves(cx, &arm.body) {
            arm.body.to_token_stream()
        } else {
            let (effects, value) = fallback(cx, arm).filter(|_| instead.is_none())?;
            instead = Some(value);
            quote!({ #effects #none })
        };
        code.extend(quote!(#pat => #body,));
    }
    let around = call.around();
    Some(match instead {
        None => {
            let code = quote!(match #around { #variant(given) => given, #code });
            bound(cx, (&call, inner), code).and_then(|done| done.then(|mark| arm(cx, mark, &value.body, expect)))
        }
        Some(other) if is_unit => {
            let code = quote!(match #around { #variant(_) => true, #code });
            told(cx, (&call, code), (&value.body, &other), expect)
        }
        Some(other) => {
            let code = quote!(match #around { #variant(given) => Some(given), #code });
            kept(cx, (&call, code), (inner, &value.body, &other), expect)
        }
    })
}

/// `if let Err(e) = g(x) { return Err(..) }`: the same without the value.
pub(crate) fn if_let(cx: &mut Cx<'_>, choice: &ExprIf, expect: &Expect) -> Option<Res<Done<Operands>>> {
    let Expr::Let(guard) = &*choice.cond else { return None };
    let variant: Path = match &*guard.pat {
        Pat::TupleStruct(of) if of.path.segments.last()?.ident == "Err" => syn::parse_quote!(Ok),
        pat if is_none(pat) => syn::parse_quote!(Some),
        _ => return None,
    };
    let (call, pat, then) = (&guard.expr, &guard.pat, &choice.then_branch);
    let then: Expr = syn::parse_quote!(#then);
    let nothing: Pat = syn::parse_quote!(_);
    if !leaves(cx, &then) && !nothing::is_given(cx, call, &nothing) {
        return None;
    }
    let orelse = match &choice.else_branch {
        Some((_, orelse)) => (**orelse).clone(),
        None => syn::parse_quote!({}),
    };
    let cases: ExprMatch = syn::parse_quote!(match #call { #variant(_) => #orelse, #pat => #then });
    matched(cx, &cases, expect)
}

/// `let Some(v) = g(x) else { return None };`
pub(crate) fn let_else(cx: &mut Cx<'_>, (pat, init): (&Pat, &Expr), diverge: &Expr) -> Option<Res<Done<()>>> {
    let (variant, inner) = there(pat)?;
    if !leaves(cx, diverge) {
        return None;
    }
    let call = Call::of(cx, init)?;
    let around = call.around();
    let code = quote!(match #around { #variant(given) => given, _ => #diverge });
    Some(bound(cx, (&call, inner), code).and_then(|done| done.then(|_| Ok(()))))
}

impl<T> Done<T> {
    fn then<U>(self, run: impl FnOnce(T) -> Res<U>) -> Res<Done<U>> {
        match self {
            Done::Lowered(value) => run(value).map(Done::Lowered),
            Done::Ran(value) => Ok(Done::Ran(value)),
        }
    }
}

/// The arm with the value, and the others.
fn apart(arms: &[Arm]) -> Option<(&Arm, Vec<&Arm>)> {
    let (values, others): (Vec<&Arm>, Vec<&Arm>) = arms.iter().partition(|arm| there(&arm.pat).is_some());
    match &values[..] {
        [value] if !others.is_empty() => Some((value, others)),
        _ => None,
    }
}

fn bound(cx: &mut Cx<'_>, (call, pat): (&Call<'_>, &Pat), code: TokenStream) -> Res<Done<Mark>> {
    let expect = if nothing::is_given(cx, call.e, pat) { Shape::unit() } else { pattern::expectation(cx, pat)? };
    Ok(match run(cx, call, code, &expect)? {
        Ran::Asked(value) => {
            let mark = cx.scope.mark();
            pattern::bind(cx, Refutability::Irrefutable, pat, &value)?;
            Done::Lowered(mark)
        }
        Ran::Held(value) => Done::Ran(value),
    })
}

/// Of a call that has nothing to give, whether it succeeds, and the arms for both.
fn told(
    cx: &mut Cx<'_>,
    (call, code): (&Call<'_>, TokenStream),
    (there, other): (&Expr, &Expr),
    expect: &Expect,
) -> Res<Done<Operands>> {
    let told = match tell(cx, call, code)? {
        Ran::Asked(told) => told,
        Ran::Held(value) => return Ok(Done::Ran(value)),
    };
    let told = as_scalar(cx, call.e, &told)?;
    let mut then = |cx: &mut Cx<'_>| expression(cx, there, expect);
    let mut orelse = |cx: &mut Cx<'_>| expression(cx, other, expect);
    branch::when(cx, call.e, told, &mut then, &mut orelse).map(Done::Lowered)
}

/// `m.update(x).is_ok()` of a call that has nothing to give.
pub(super) fn asked_whether(cx: &mut Cx<'_>, end: &ExprMethodCall) -> Option<Res<Operands>> {
    if end.method != "is_ok" && end.method != "is_err" {
        return None;
    }
    let nothing: Pat = syn::parse_quote!(_);
    let call = Call::of(cx, &end.receiver).filter(|call| nothing::is_given(cx, call.e, &nothing))?;
    let (around, method) = (call.around(), &end.method);
    Some(tell(cx, &call, quote!(#around.#method())).and_then(|ran| match ran {
        Ran::Asked(told) => Ok(told),
        Ran::Held(value) => {
            let found = held::of(cx, call.e, &value)?.found;
            Ok(if end.method == "is_ok" { Shape::Leaf(found) } else { not(cx, end, found) })
        }
    }))
}

fn arm(cx: &mut Cx<'_>, mark: Mark, body: &Expr, expect: &Expect) -> Res<Operands> {
    let value = expression(cx, body, expect);
    cx.scope.leave(mark);
    value
}

/// Of a call that is kept: the arm with the value, and the one without.
fn kept(
    cx: &mut Cx<'_>,
    (call, code): (&Call<'_>, TokenStream),
    (pat, there, other): (&Pat, &Expr, &Expr),
    expect: &Expect,
) -> Res<Done<Operands>> {
    let kind = cx.kinds.data("");
    let value = match keep(cx, call, code, &Shape::Leaf(Some(kind)))? {
        Ran::Asked(value) => value,
        Ran::Held(value) => return Ok(Done::Ran(value)),
    };
    let Maybe { found, value, .. } = held::of(cx, call.e, &value)?;
    let mut then = |cx: &mut Cx<'_>| {
        let value = value.get(cx)?;
        let mark = cx.scope.mark();
        pattern::bind(cx, Refutability::Refutable, pat, &value)?;
        arm(cx, mark, there, expect)
    };
    let mut orelse = |cx: &mut Cx<'_>| expression(cx, other, expect);
    branch::when(cx, call.e, found, &mut then, &mut orelse).map(Done::Lowered)
}

/// What an arm prints, and the value that it gives, which reads nothing of the error.
fn fallback(cx: &mut Cx<'_>, arm: &Arm) -> Option<(TokenStream, Expr)> {
    let (effects, value) = match &*arm.body {
        Expr::Block(block) if block.label.is_none() => {
            let (value, before) = match block.block.stmts.split_last() {
                Some((Stmt::Expr(value, None), before)) if !matches!(value, Expr::Macro(_)) => (value.clone(), before),
                _ => (syn::parse_quote!({}), &block.block.stmts[..]),
            };
            if !before.iter().all(|stmt| is_effect(cx, stmt)) {
                return None;
            }
            (quote!(#(#before)*), value)
        }
        Expr::Macro(of) if is_effect(cx, &Stmt::Expr(Expr::Macro(of.clone()), None)) => {
            (quote!(#of;), syn::parse_quote!({}))
        }
        value => (TokenStream::new(), value.clone()),
    };
    let tokens = value.to_token_stream();
    let reads = pattern_names(&arm.pat).into_iter().any(|name| jumps::names(tokens.clone(), &name));
    (!reads && !jumps::returns(effects.clone())).then_some((effects, value))
}

/// `eprintln!("{e}");`
pub(super) fn is_effect(cx: &mut Cx<'_>, stmt: &Stmt) -> bool {
    let mac = match stmt {
        Stmt::Macro(of) => &of.mac,
        Stmt::Expr(Expr::Macro(of), _) => &of.mac,
        _ => return false,
    };
    let name = macros::standard(cx, mac);
    name.is_some_and(|name| std_names::is_effect_macro(&name) || std_names::is_log_macro(&name))
}

/// `Ok(v)`, `Some(v)`: the variant, and what it has.
fn there(pat: &Pat) -> Option<(&Path, &Pat)> {
    let Pat::TupleStruct(of) = pat else { return None };
    let last = of.path.segments.last()?;
    let is_there = (last.ident == "Ok" || last.ident == "Some") && of.elems.len() == 1;
    (is_there && pattern::always_fits(&of.elems[0])).then(|| (&of.path, &of.elems[0]))
}

fn is_none(pat: &Pat) -> bool {
    match pat {
        Pat::Ident(name) => name.ident == "None",
        Pat::Path(path) => path.path.segments.last().is_some_and(|last| last.ident == "None"),
        _ => false,
    }
}

/// The names in a pattern, of variants too.
fn pattern_names(pat: &Pat) -> Vec<String> {
    fn collect(tokens: TokenStream, out: &mut Vec<String>) {
        for token in tokens {
            match token {
                proc_macro2::TokenTree::Ident(name) => out.push(name.to_string()),
                proc_macro2::TokenTree::Group(group) => collect(group.stream(), out),
                _ => {}
            }
        }
    }
    let mut out = Vec::new();
    collect(pat.to_token_stream(), &mut out);
    out.retain(|name| name.starts_with(|c: char| c.is_lowercase() || c == '_'));
    out
}
