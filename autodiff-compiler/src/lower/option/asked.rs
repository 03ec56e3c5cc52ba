//! A call that gives an `Option` or a `Result`, and is asked for its value at once: `g(x)?`.
//!
//! Each companion of such a function gives what it gives in an `Option` or a `Result` of its own, so
//! what stands around the call stands around the calls of the companions as well.
//!
//! ```text
//! let y = g(x).map_err(E::from)?;      (y, y_dot) = call g_jvp(x, x_dot), asked `.map_err(E::from)?`
//! ```

use super::failure;
use super::held;
use super::matched;
use super::take_apart::Maybe;
use crate::ir::{Asked, Fails, Held, HeldError, Kind, Shape};
use crate::lower::classify::{Class, Classified, as_closure, classify};
use crate::lower::control::leave;
use crate::lower::foreign::macros;
use crate::lower::state::capital;
use crate::lower::state::cx::{Awaited, Cx, Keeps, Res};
use crate::lower::state::mentions::variables;
use crate::lower::state::scope::Operands;
use crate::lower::state::settle;
use crate::lower::state::typed::typed;
use crate::lower::tokens::jumps;
use crate::lower::value::block;
use crate::lower::value::expr::{self, Expect};
use crate::std_names;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use std::rc::Rc;
use syn::{Expr, ExprMethodCall, ExprTry, Stmt};

/// `g(x)?`, if what is asked is the call of a function that has companions.
pub(crate) fn asked(cx: &mut Cx<'_>, e: &ExprTry, expect: &Expect) -> Option<Res<Operands>> {
    let call = Call::of(cx, &e.expr)?;
    let around = call.around();
    let code = match &cx.fallible {
        Some(of) if is_own(e) => of.left(&around),
        _ => {
            let question = e.question_token;
            quote!(#around #question)
        }
    };
    Some(match run(cx, &call, code, expect) {
        Ok(Ran::Asked(value)) => Ok(value),
        Ok(Ran::Held(value)) => maybe(cx, &call, &value).and_then(|maybe| failure::asked(cx, e, maybe)),
        Err(stop) => Err(stop),
    })
}

/// `g(x).unwrap()`: of such a call, the value, which must be there.
pub(crate) fn unwrapped<'e>(
    cx: &mut Cx<'_>,
    end: &'e ExprMethodCall,
    expect: &Expect,
) -> Option<Res<Result<Operands, Maybe<'e>>>> {
    let call = Call::of(cx, &end.receiver)?;
    let (around, method, args) = (call.around(), &end.method, &end.args);
    Some(match run(cx, &call, quote!(#around.#method(#args)), expect) {
        Ok(Ran::Asked(value)) => Ok(Ok(value)),
        Ok(Ran::Held(value)) => maybe(cx, &call, &value).map(Err),
        Err(stop) => Err(stop),
    })
}

/// `g(x).unwrap_or_else(|e| panic!("{e}"))`, which is an `unwrap` with other words.
pub(crate) fn or_diverging<'e>(
    cx: &mut Cx<'_>,
    end: &'e ExprMethodCall,
    expect: &Expect,
) -> Option<Res<Result<Operands, Maybe<'e>>>> {
    let closure = as_closure(&end.args[0])?;
    if !leaves(cx, &closure.body) {
        return None;
    }
    let call = Call::of(cx, &end.receiver)?;
    let (around, args) = (call.around(), &end.args);
    Some(run(cx, &call, quote!(#around.unwrap_or_else(#args)), expect).and_then(|ran| match ran {
        Ran::Asked(value) => Ok(Ok(value)),
        Ran::Held(value) => maybe(cx, &call, &value).map(Err),
    }))
}

/// Whether an expression is a call of which companions give an `Option` or a `Result`, if the
/// function does.
pub(crate) fn is_call(cx: &mut Cx<'_>, e: &Expr) -> bool {
    place(cx, e).is_some()
}

/// The same of a variable that holds what such a call has given.
pub(crate) fn is_given(cx: &mut Cx<'_>, of: &Classified<'_>) -> bool {
    // Another call of the function may have told that it gives data.
    let is_known = |kind| cx.kinds.type_of(kind).is_some_and(str::is_empty);
    let is_told = matches!(of.e, Expr::Path(_)) && settle::kind_at(cx, of.e).is_some_and(is_known);
    matches!(of.class, Class::Undecided) || is_told || is_call(cx, of.e)
}

/// Whether code leaves the function without a value, and prints at most.
pub(super) fn leaves(cx: &mut Cx<'_>, e: &Expr) -> bool {
    match e {
        Expr::Return(ret) => {
            let is_plain = |e: &Expr| leave::is_nothing(e) && !jumps::returns(e.to_token_stream());
            cx.fallible.is_some() && ret.expr.as_deref().is_some_and(is_plain)
        }
        Expr::Macro(mac) => macros::standard(cx, &mac.mac).is_some_and(|name| std_names::is_diverging_macro(&name)),
        Expr::Block(block) if block.label.is_none() => match block.block.stmts.split_last() {
            Some((Stmt::Expr(last, _), before)) if before.iter().all(|stmt| matched::is_effect(cx, stmt)) => {
                leaves(cx, last)
            }
            Some((Stmt::Macro(last), [])) => {
                macros::standard(cx, &last.mac).is_some_and(|name| std_names::is_diverging_macro(&name))
            }
            _ => false,
        },
        Expr::Paren(inner) => leaves(cx, &inner.expr),
        Expr::Group(inner) => leaves(cx, &inner.expr),
        _ => false,
    }
}

/// Whether it is the function's own result that is given, and not converted.
pub(super) fn is_own(e: &ExprTry) -> bool {
    !e.attrs.is_empty()
}

/// A call of a function that has companions, and the methods behind it that change what there is
/// instead of a value, the last one first.
pub(super) struct Call<'e> {
    pub(super) e: &'e Expr,
    place: usize,
    after: Vec<&'e ExprMethodCall>,
}

impl<'e> Call<'e> {
    pub(super) fn of(cx: &mut Cx<'_>, e: &'e Expr) -> Option<Self> {
        let (e, after) = apart(e);
        let place = place(cx, e)?;
        Some(Call { e, place, after })
    }

    /// The methods around what stands for the call.
    pub(super) fn around(&self) -> TokenStream {
        self.after.iter().rev().fold(hole().into_token_stream(), |front, method| {
            let ExprMethodCall { method, turbofish, args, .. } = method;
            quote!(#front.#method #turbofish (#args))
        })
    }
}

/// What has come of running a call.
pub(super) enum Ran {
    /// Its value.
    Asked(Operands),
    /// What it gives: it has no companions.
    Held(Operands),
}

/// Lowers the call with this code around it.
pub(super) fn run(cx: &mut Cx<'_>, call: &Call<'_>, code: TokenStream, expect: &Expect) -> Res<Ran> {
    let names = variables(cx, &code);
    let names = names.into_iter().map(|(name, value)| (name, value.map(&mut |o| typed(cx, *o)))).collect();
    awaited(cx, (call, Keeps::Value), Asked { code, names }, expect)
}

/// The same of a call of which an `Option` is kept: the code around it makes one.
pub(super) fn keep(cx: &mut Cx<'_>, call: &Call<'_>, code: TokenStream, expect: &Expect) -> Res<Ran> {
    let names = variables(cx, &code);
    let names = names.into_iter().map(|(name, value)| (name, value.map(&mut |o| typed(cx, *o)))).collect();
    awaited(cx, (call, Keeps::Option), Asked { code, names }, expect)
}

/// The same of a call that has nothing to give: the code around it tells whether it succeeds.
pub(super) fn tell(cx: &mut Cx<'_>, call: &Call<'_>, code: TokenStream) -> Res<Ran> {
    let names = variables(cx, &code);
    let names = names.into_iter().map(|(name, value)| (name, value.map(&mut |o| typed(cx, *o)))).collect();
    let kind = cx.exactly(Kind::Bool);
    awaited(cx, (call, Keeps::Success), Asked { code, names }, &Shape::Leaf(Some(kind)))
}

fn awaited(cx: &mut Cx<'_>, (call, keeps): (&Call<'_>, Keeps), asked: Asked, expect: &Expect) -> Res<Ran> {
    let outer = cx.awaited.replace(Awaited { place: call.place, asked, keeps });
    let value = expr::expression(cx, call.e, expect);
    let left = std::mem::replace(&mut cx.awaited, outer);
    value.map(if left.is_some() { Ran::Held } else { Ran::Asked })
}

/// Lowers a call, a statement, of which nobody asks what it gives.
pub(crate) fn by_nobody(cx: &mut Cx<'_>, stmt: &Stmt, rest: &[Stmt]) -> Res<()> {
    let place = match stmt {
        Stmt::Expr(Expr::Call(call), _) => std::ptr::from_ref(call).addr(),
        Stmt::Expr(Expr::MethodCall(call), _) => std::ptr::from_ref(call).addr(),
        _ => return block::statement(cx, stmt, rest),
    };
    let asked = Asked { code: TokenStream::new(), names: Vec::new() };
    let outer = cx.awaited.replace(Awaited { place, asked, keeps: Keeps::Nothing });
    let done = block::statement(cx, stmt, rest);
    cx.awaited = outer;
    done
}

/// The same as a flag and a payload, of what the call gives.
fn maybe<'e>(cx: &mut Cx<'_>, call: &Call<'e>, value: &Operands) -> Res<Maybe<'e>> {
    let mut maybe = held::of(cx, call.e, value)?;
    for method in call.after.iter().rev() {
        maybe.failure = failure::changed(cx, method, maybe.failure, &maybe.value)?;
    }
    Ok(maybe)
}

/// What stands where the call is.
fn hole() -> Ident {
    Ident::new(Asked::CALL, Span::mixed_site())
}

/// The call of a function, and the methods behind it that change what there is instead of a value,
/// the last one first.
fn apart(e: &Expr) -> (&Expr, Vec<&ExprMethodCall>) {
    let mut after = Vec::new();
    let mut front = e;
    loop {
        match front {
            Expr::MethodCall(call) if is_of_failures(call) => {
                after.push(call);
                front = &call.receiver;
            }
            Expr::Paren(inner) => front = &inner.expr,
            Expr::Group(inner) => front = &inner.expr,
            _ => return (front, after),
        }
    }
}

/// Whether a method leaves a value as it is. What has other arguments is a method of the user's.
fn is_of_failures(call: &ExprMethodCall) -> bool {
    let name = call.method.to_string();
    let takes_one = ["map_err", "ok_or", "ok_or_else", "context", "with_context", "wrap_err", "wrap_err_with"];
    match call.args.len() {
        0 => name == "ok",
        1 => takes_one.contains(&&*name),
        _ => false,
    }
}

/// Which call of the source it is, if it is one of a function or a method that has companions.
fn place(cx: &mut Cx<'_>, e: &Expr) -> Option<usize> {
    let place = match e {
        Expr::Call(call) => {
            let Expr::Path(path) = &*call.func else { return None };
            let name = path.path.segments.last()?.ident.to_string();
            let is_variable = path.path.get_ident().is_some_and(|name| cx.scope.find(name).is_some());
            if capital::is_constructor(cx, call) || is_variable || cx.plain_functions.contains(&name) {
                return None;
            }
            std::ptr::from_ref(call).addr()
        }
        // Of what may be an array or an `Option`, it has companions in core, which give one like it.
        Expr::MethodCall(call) if call.method == "map" => return None,
        Expr::MethodCall(call) => std::ptr::from_ref(call).addr(),
        _ => return None,
    };
    matches!(classify(cx, e).class, Class::Value).then_some(place)
}

/// What is asked of the call that is made now.
pub(crate) fn taken(cx: &mut Cx<'_>, call: &dyn ToTokens) -> Fails {
    let place = std::ptr::from_ref(call).addr();
    match cx.awaited.take_if(|awaited| awaited.place == place) {
        Some(Awaited { asked, keeps: Keeps::Value, .. }) => Fails::Asked(Rc::new(asked)),
        Some(Awaited { asked, keeps: Keeps::Success, .. }) => Fails::Told(Rc::new(asked)),
        Some(Awaited { asked, keeps: Keeps::Option, .. }) => Fails::Held(Box::new(Held {
            error: HeldError::Read,
            around: Some(Rc::new(asked)),
            seeds: Vec::new(),
            changes: false,
        })),
        Some(Awaited { keeps: Keeps::Nothing, .. }) => Fails::Unasked,
        None => Fails::Never,
    }
}

/// What a place takes of a call, of what is known of the two: what the function gives, or what is in that. Of
/// one that is kept, or tells, the code around it makes something else, which its place knows.
pub(crate) fn taken_of<T, K>(cx: &Cx<'_>, call: &T, whole: Option<K>, payload: Option<K>) -> Option<K> {
    match awaits(cx, call) {
        None => whole,
        Some(Keeps::Value) => payload,
        Some(_) => None,
    }
}

/// Whether a call is asked for its value.
pub(crate) fn is_asked<T>(cx: &Cx<'_>, call: &T) -> bool {
    awaits(cx, call).is_some()
}

/// What is kept of a call, if it is asked for anything.
fn awaits<T>(cx: &Cx<'_>, call: &T) -> Option<Keeps> {
    let awaited = cx.awaited.as_ref().filter(|awaited| awaited.place == std::ptr::from_ref(call).addr())?;
    (awaited.keeps != Keeps::Nothing).then_some(awaited.keeps)
}
