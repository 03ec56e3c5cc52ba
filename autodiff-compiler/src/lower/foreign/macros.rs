//! Macros: those that run once in the primal, and the few that have a value.

use super::asserted;
use super::code;
use super::compared;
use super::kept;
use crate::errors::Message;
use crate::ir::{Effect, EffectFlow, IntKind, Kind, OnActive, Shape, Stmt};
use crate::lower::foreign::code::Passed;
use crate::lower::state::claim;
use crate::lower::state::cx::{Cx, Res, Stop, error_at};
use crate::lower::state::kinds::Known;
use crate::lower::state::mentions::variables;
use crate::lower::state::scope::Operands;
use crate::lower::tokens::jumps::jump;
use crate::lower::value::expr::{any, as_scalar};
use crate::lower::value::told;
use crate::std_names;
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use std::rc::Rc;
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Expr, Macro, Pat, Token};

/// A macro as a statement.
pub(crate) fn statement(cx: &mut Cx<'_>, mac: &Macro) -> Res<()> {
    if let Some(done) = leaving(cx, mac) {
        return done;
    }
    let standard = standard(cx, mac);
    if let Some(asked) = asserted::as_condition(cx, mac, standard.as_deref()) {
        return crate::lower::value::expr::expression(cx, &asked, &any()).map(|_| ());
    }
    match standard.as_deref() {
        Some(name) if std_names::is_diverging_macro(name) => {
            effect(cx, mac, EffectFlow::Diverges)?;
            Err(Stop::Never)
        }
        Some("dbg") => dbg(cx, mac).map(|_| ()),
        _ => effect(cx, mac, EffectFlow::Continues),
    }
}

/// A macro that leaves a function, or may, with an error of its own: `bail!(..)`, `ensure!(c, ..)`.
/// What such a name says is proved by the type: the macro stands in a closure that gives a `Result`
/// without a value.
fn leaving(cx: &mut Cx<'_>, mac: &Macro) -> Option<Res<()>> {
    let of = cx.fallible.clone()?;
    let flow = match name(mac).as_str() {
        "bail" => EffectFlow::Leaves,
        "ensure" => EffectFlow::Continues,
        _ => return None,
    };
    if let Some(keeper) = kept::keeper(cx, &mac.tokens) {
        return Some(Err(cx.refuse(&keeper, Message::MayKeep { name: keeper.to_string() })));
    }
    let at = error_at(&mac.path, Message::UnknownMacro { name: name(mac) }).start;
    let krate = quote_spanned!(at=> __autodiff_crate);
    let nothing = quote_spanned!(at=> __autodiff_crate::__private::Infallible);
    let tokens = match flow {
        EffectFlow::Continues => {
            let (ty, given) = (of.around(&quote_spanned!(at=> ())), of.given(&krate, &quote_spanned!(at=> ())));
            let way = of.left(&quote_spanned!(at=> (|| -> #ty { #mac; #given })()));
            quote_spanned!(at=> #way)
        }
        _ => {
            let ty = of.around(&nothing);
            let way = of.left(&quote_spanned!(at=> (|| -> #ty { #mac; })()));
            quote_spanned!(at=> match #way {})
        }
    };
    let names = variables(cx, &mac.tokens);
    let names =
        names.into_iter().map(|(name, value)| (name, value.map(&mut |o| crate::lower::state::typed::typed(cx, *o))));
    let names = names.collect();
    cx.out.push(Stmt::Effect(Effect { tokens: Rc::new(tokens), names, flow, on_active: OnActive::Inactive }));
    Some(if flow == EffectFlow::Continues { Ok(()) } else { Err(Stop::Never) })
}

/// A macro as an expression.
pub(crate) fn expression(cx: &mut Cx<'_>, mac: &Macro) -> Res<Operands> {
    if let Some(done) = leaving(cx, mac) {
        return done.map(|()| Shape::unit());
    }
    let standard = standard(cx, mac);
    if let Some(asked) = asserted::as_condition(cx, mac, standard.as_deref()) {
        return crate::lower::value::expr::expression(cx, &asked, &any());
    }
    let name = name(mac);
    match standard.as_deref() {
        Some("matches") => {
            claim::lowered_macro(cx, mac);
            if let Some(asked) = told::matched(cx, mac) {
                return crate::lower::value::expr::expression(cx, &asked, &any());
            }
            return matches(cx, mac);
        }
        Some("dbg") => return dbg(cx, mac),
        Some(name) if std_names::is_diverging_macro(name) => {
            effect(cx, mac, EffectFlow::Diverges)?;
            return Err(Stop::Never);
        }
        Some(name) if std_names::is_effect_macro(name) || std_names::is_log_macro(name) => {
            effect(cx, mac, EffectFlow::Continues)?;
            return Ok(Shape::unit());
        }
        _ => {}
    }
    if let Some(word) = jump(mac.tokens.clone()) {
        return Err(cx.refuse(&word, Message::JumpInMacro { name }));
    }
    let mut args = Vec::new();
    let error = error_at(&mac.path, Message::UnknownMacro { name: name.clone() });
    if let Some(name) = standard.filter(|name| std_names::is_constant_macro(name)) {
        let passed = Passed::new(mac.to_token_stream(), args, OnActive::Error(Box::new(error)));
        return Ok(code::apply(cx, mac, passed, known_of(&name)));
    }
    let whole = quote_spanned!(error.start=> (|| __autodiff_crate::__private::Whole(#mac))().0);
    let code = code::verbatim_code(cx, &whole, &mut args);
    Ok(code::apply(cx, mac, Passed::new(code, args, OnActive::Error(Box::new(error))), Known::Nothing))
}

/// What a macro of std gives whose value depends on no variable.
fn known_of(name: &str) -> Known {
    match name {
        "cfg" => Known::Exactly(Kind::Bool),
        "line" | "column" => Known::Exactly(Kind::Int(IntKind::U32)),
        _ => Known::Nothing,
    }
}

fn name(mac: &Macro) -> String {
    mac.path.segments.last().map(|s| s.ident.to_string()).unwrap_or_default()
}

/// The name of a macro of std, or of one that logs: by its path, or because the
/// companions claim that its bare name is that of std's.
pub(crate) fn standard(cx: &mut Cx<'_>, mac: &Macro) -> Option<String> {
    let name = name(mac);
    let of_std = std_names::is_effect_macro(&name)
        || std_names::is_diverging_macro(&name)
        || std_names::is_constant_macro(&name)
        || matches!(name.as_str(), "matches" | "vec" | "dbg");
    let path: Vec<String> = mac.path.segments.iter().map(|s| s.ident.to_string()).collect();
    let known = match &path[..path.len() - 1] {
        [] if of_std => {
            claim::standard_macro(cx, &name);
            true
        }
        // The crates that log are not in sight here; they take a text.
        [] => std_names::is_log_macro(&name) && has_text(&mac.tokens),
        [root] => match root.as_str() {
            "std" | "core" | "alloc" => of_std,
            "log" | "tracing" => std_names::is_log_macro(&name),
            _ => false,
        },
        _ => false,
    };
    known.then_some(name)
}

/// Whether one of the arguments is a string.
fn has_text(tokens: &TokenStream) -> bool {
    let is_text = |token| matches!(token, TokenTree::Literal(literal) if literal.to_string().ends_with('"'));
    tokens.clone().into_iter().any(is_text)
}

/// A macro as a statement.
///
/// Around one that is not known to be std's there is a closure, so that a `return` in
/// its definition is a type error, not a wrong derivative. There it stands as an
/// expression if it is given variables, so that it cannot bind one anew.
fn effect(cx: &mut Cx<'_>, mac: &Macro, flow: EffectFlow) -> Res<()> {
    if let Some(word) = jump(mac.tokens.clone()) {
        return Err(cx.refuse(&word, Message::JumpInMacro { name: name(mac) }));
    }
    let names = variables(cx, &mac.tokens);
    let names: Vec<_> = names
        .into_iter()
        .map(|(name, value)| (name, value.map(&mut |o| crate::lower::state::typed::typed(cx, *o))))
        .collect();
    let standard = standard(cx, mac);
    let is_known = standard.is_some() || flow == EffectFlow::Diverges;
    let error = error_at(&mac.path, Message::UnknownMacro { name: name(mac) });
    let at = error.start;
    let tokens = match &standard {
        Some(name) if name == "panic" => {
            quote_spanned!(at=> match (|| -> __autodiff_crate::__private::Infallible { #mac })() {})
        }
        Some(name) if name.contains("assert") => compared::as_values(cx, mac),
        Some(name) if !std_names::is_log_macro(name) => mac.to_token_stream(),
        _ if names.is_empty() => quote_spanned!(at=> (|| { #mac; __autodiff_crate::__private::Whole(()) })()),
        _ => quote_spanned!(at=>
            #[allow(semicolon_in_expressions_from_macros)]
            (|| __autodiff_crate::__private::Whole(#mac))()
        ),
    };
    let on_active = match kept::keeper(cx, &mac.tokens) {
        Some(keeper) if is_known => {
            let name = keeper.to_string();
            OnActive::Error(Box::new(error_at(&keeper, Message::MayKeep { name })))
        }
        _ if is_known => OnActive::Inactive,
        _ => OnActive::Error(Box::new(error)),
    };
    cx.out.push(Stmt::Effect(Effect { tokens: Rc::new(tokens), names, flow, on_active }));
    Ok(())
}

/// `dbg!(e)` as an expression: prints, and is `e`; of several, their tuple.
fn dbg(cx: &mut Cx<'_>, mac: &Macro) -> Res<Operands> {
    let Ok(inner) = Punctuated::<Expr, Token![,]>::parse_terminated.parse2(mac.tokens.clone()) else {
        return Err(unreadable(cx, mac));
    };
    let values = if kept::has_unknown_call(cx, &mac.tokens) {
        inner.iter().map(|e| printed(cx, mac, e)).collect::<Vec<_>>()
    } else {
        effect(cx, mac, EffectFlow::Continues)?;
        inner.iter().map(|e| crate::lower::value::expr::expression(cx, e, &any())).collect()
    };
    Ok(Shape::bare_or_tuple(values.into_iter().collect::<Res<_>>()?))
}

/// One argument of `dbg!` that is a call: it is made once, and printed as `dbg!` does.
fn printed(cx: &mut Cx<'_>, mac: &Macro, e: &Expr) -> Res<Operands> {
    let value = crate::lower::value::expr::expression(cx, e, &any())?;
    let shown = match value.map(&mut |o| crate::lower::state::typed::typed(cx, *o)) {
        shape @ (Shape::Ref(_) | Shape::Mut(_)) => shape,
        shape => Shape::Ref(Box::new(shape)),
    };
    let at = error_at(&mac.path, Message::UnknownMacro { name: name(mac) }).start;
    let (name, text) = (Ident::new("value", at), crate::lower::tokens::text::text(e.to_token_stream()));
    let tokens = quote_spanned!(at=>
        ::std::eprintln!("[{}:{}:{}] {} = {:#?}", ::core::file!(), ::core::line!(), ::core::column!(), #text, #name)
    );
    let names = vec![(name, shown)];
    let (tokens, flow, on_active) = (Rc::new(tokens), EffectFlow::Continues, OnActive::Inactive);
    cx.out.push(Stmt::Effect(Effect { tokens, names, flow, on_active }));
    Ok(value)
}

/// A macro of std with arguments that rustc refuses as well.
fn unreadable(cx: &Cx<'_>, mac: &Macro) -> Stop {
    let what = format!("`{}!` with these arguments", name(mac));
    cx.refuse(&mac.path, Message::UnsupportedExpression { what })
}

/// Whether the pattern looks into what the macro does not know.
fn takes_apart(pat: &Pat) -> bool {
    match pat {
        Pat::TupleStruct(_) | Pat::Struct(_) | Pat::Slice(_) => true,
        Pat::Or(or) => or.cases.iter().any(takes_apart),
        Pat::Tuple(tuple) => tuple.elems.iter().any(takes_apart),
        Pat::Reference(reference) => takes_apart(&reference.pat),
        Pat::Paren(inner) => takes_apart(&inner.pat),
        _ => false,
    }
}

/// `matches!(e, pattern if guard)`.
fn matches(cx: &mut Cx<'_>, mac: &Macro) -> Res<Operands> {
    let parser = |input: ParseStream<'_>| {
        let scrutinee: Expr = input.parse()?;
        input.parse::<Token![,]>()?;
        let pat = Pat::parse_multi_with_leading_vert(input)?;
        let guard = if input.parse::<Option<Token![if]>>()?.is_some() { Some(input.parse::<Expr>()?) } else { None };
        input.parse::<Option<Token![,]>>()?;
        Ok((scrutinee, pat, guard))
    };
    let Ok((scrutinee, pat, guard)) = parser.parse2(mac.tokens.clone()) else {
        return Err(unreadable(cx, mac));
    };
    if takes_apart(&pat) && jump(mac.tokens.clone()).is_none() {
        // Whether a pattern fits has no derivative, and its names are not seen outside.
        let mut args = Vec::new();
        let code = code::verbatim_code(cx, &mac.to_token_stream(), &mut args);
        return Ok(code::apply(cx, mac, Passed::new(code, args, OnActive::Inactive), Known::Exactly(Kind::Bool)));
    }
    let value = crate::lower::value::expr::expression(cx, &scrutinee, &any())?;
    let mark = cx.scope.mark();
    let test = crate::lower::value::choice::arm_test(cx, &pat, guard.as_ref(), &value);
    cx.scope.leave(mark);
    let kind = cx.exactly(Kind::Bool);
    let always = crate::lower::state::scope::Operand { atom: crate::ir::Atom::Bool(true), kind };
    let result = Shape::Leaf(test?.unwrap_or(always));
    as_scalar(cx, mac, &result).map(Shape::Leaf)
}
