//! Closures that are bound by `let` and called here: they are run in place.
//!
//! A closure sees the names that were in sight where it was written, and the
//! variables as they are when it is called: Rust lets nobody change what it has
//! borrowed.

use super::expr::{Expect, any, expression};
use super::pattern::{self, Refutability};
use crate::errors::Message;
use crate::lower::border::types;
use crate::lower::classify::as_closure;
use crate::lower::control::closure_returns;
use crate::lower::memory::implicit_copy;
use crate::lower::state::agreement::conform;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::mentions;
use crate::lower::state::scope::{Binding, Closure, Holds, Names, Operands};
use crate::lower::tokens::hygiene::Name;
use crate::lower::tokens::{jumps, moved};
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use std::rc::Rc;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ExprClosure, Local, Pat, ReturnType};

/// `let f = |x| ..;`: binds the closure, if the statement is one that reads
/// what may be active.
pub(crate) fn bind(cx: &mut Cx<'_>, local: &Local) -> bool {
    let (Some(init), Pat::Ident(ident)) = (&local.init, pattern::without_type(&local.pat)) else { return false };
    let closure = match as_closure(&init.expr) {
        Some(code) => made(cx, code),
        None => match bound(cx, &init.expr).filter(|_| ident.mutability.is_none() && init.diverge.is_none()) {
            Some(same) => same,
            None => return false,
        },
    };
    cx.scope.bind(&ident.ident, Holds::Closure(closure));
    true
}

/// `let same = f;`, `let same = &f;`: a closure under another name, which changes nothing that it has of its own.
fn bound(cx: &Cx<'_>, e: &Expr) -> Option<Rc<Closure>> {
    match e {
        Expr::Paren(inner) => bound(cx, &inner.expr),
        Expr::Reference(inner) if inner.mutability.is_none() => bound(cx, &inner.expr),
        Expr::Path(path) => match cx.scope.find(path.path.get_ident()?)? {
            Binding::Var(var) => match cx.scope.get(var) {
                Holds::Closure(closure) => Some(Rc::clone(closure)),
                _ => None,
            },
            Binding::Opaque => None,
        },
        _ => None,
    }
}

/// A closure that is written here.
pub(crate) fn made(cx: &mut Cx<'_>, code: &ExprClosure) -> Rc<Closure> {
    let names = if code.capture.is_some() { captured(cx, code) } else { cx.scope.names() };
    Rc::new(Closure { code: code.clone(), names })
}

/// What a `move` closure sees: the variables that it reads as they are now, with arrays of its own. One
/// that changes is another variable from here on, and a loop carries what the closure leaves there.
pub(crate) fn captured(cx: &mut Cx<'_>, code: &ExprClosure) -> Names {
    let (read, body) = (read(cx, code), code.body.to_token_stream());
    let mut names = cx.scope.names();
    for (name, binding) in &mut names {
        let Binding::Var(var) = *binding else { continue };
        let own = cx.scope.copy(var);
        *binding = Binding::Var(own);
        match cx.scope.get(var).clone() {
            Holds::Operands(operands) if read.contains(name) => {
                let operands = implicit_copy::detached(cx, code, &operands, implicit_copy::Use::Read);
                cx.scope.set(own, Holds::Operands(operands));
            }
            // A closure that has something of its own is copied with that.
            Holds::Closure(of) if of.code.capture.is_some() && is_named(body.clone(), name) => {
                let here = cx.scope.swap_names(of.names.clone());
                let names = captured(cx, &of.code);
                cx.scope.swap_names(here);
                cx.scope.set(own, Holds::Closure(Rc::new(Closure { code: of.code.clone(), names })));
            }
            _ => {}
        }
    }
    names
}

fn read(cx: &Cx<'_>, code: &ExprClosure) -> Vec<Name> {
    mentions::variables(cx, &code.to_token_stream()).iter().map(|(ident, _)| Name::of(ident)).collect()
}

fn is_named(tokens: TokenStream, name: &Name) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => Name::of(&ident) == *name,
        TokenTree::Group(group) => is_named(group.stream(), name),
        _ => false,
    })
}

/// Whether a closure is a `move` one that names variables which the function may change: it has them as
/// they were.
pub(crate) fn has_its_own(cx: &Cx<'_>, code: &ExprClosure) -> bool {
    let tokens = code.body.to_token_stream();
    let is_named = |name: String| jumps::names(tokens.clone(), &name);
    code.capture.is_some() && cx.scope.assignable().into_iter().any(|(_, name)| name.is_some_and(is_named))
}

/// Whether it changes what it has: a later run finds that, and nobody else does.
pub(crate) fn changes_its_own(cx: &Cx<'_>, code: &ExprClosure) -> bool {
    let mut changed = Changed(Vec::new());
    changed.visit_expr_mut(&mut code.body.clone());
    let variables = cx.scope.assignable();
    let is_given = |name: &String| code.inputs.iter().flat_map(pattern::names).any(|given| given == name);
    let is_captured = |name: &String| variables.iter().any(|(_, known)| known.as_ref() == Some(name));
    has_its_own(cx, code) && changed.0.iter().any(|name| is_captured(name) && !is_given(name))
}

/// The variables that are assigned, or parts of them.
struct Changed(Vec<String>);

impl VisitMut for Changed {
    fn visit_expr_mut(&mut self, e: &mut Expr) {
        let place = match e {
            Expr::Assign(assign) => Some(&*assign.left),
            Expr::Binary(binary) if moved::is_assignment(binary.op) => Some(&*binary.left),
            Expr::Reference(reference) if reference.mutability.is_some() => Some(&*reference.expr),
            _ => None,
        };
        self.0.extend(place.and_then(variable));
        visit_mut::visit_expr_mut(self, e);
    }
}

/// The variable of a place.
fn variable(place: &Expr) -> Option<String> {
    match place {
        Expr::Path(path) => path.path.get_ident().map(ToString::to_string),
        Expr::Index(index) => variable(&index.expr),
        Expr::Field(field) => variable(&field.base),
        Expr::Paren(inner) => variable(&inner.expr),
        Expr::Group(inner) => variable(&inner.expr),
        Expr::Unary(unary) => variable(&unary.expr),
        _ => None,
    }
}

/// `f(a, b)`
pub(crate) fn call(cx: &mut Cx<'_>, at: &dyn ToTokens, closure: &Closure, args: &[&Expr]) -> Res<Operands> {
    let mut values = Vec::new();
    for arg in args {
        values.push(expression(cx, arg, &any())?);
    }
    let here = cx.scope.swap_names(closure.names.clone());
    let result = apply(cx, at, &closure.code, (&values, &any()));
    cx.scope.swap_names(here);
    result
}

/// What marks a closure whose value is asked of what it gives.
pub(crate) fn asked_mark() -> syn::Attribute {
    syn::parse_quote!(#[asked])
}

fn is_asked(code: &ExprClosure) -> bool {
    code.attrs.iter().any(|attr| attr.path().is_ident("asked"))
}

/// Runs a closure that is written here on values.
pub(crate) fn apply(
    cx: &mut Cx<'_>,
    at: &dyn ToTokens,
    code: &ExprClosure,
    (values, expect): (&[Operands], &Expect),
) -> Res<Operands> {
    // What leaves a closure that is asked at once leaves the function.
    let leaves = |body: &Expr| {
        if is_asked(code) {
            jumps::returns_value(body.to_token_stream())
        } else {
            jumps::returns(body.to_token_stream())
        }
    };
    if leaves(&code.body) && !is_asked(code) {
        let body = closure_returns::without_returns(&code.body);
        if !leaves(&body) {
            let code = ExprClosure { body: Box::new(body), ..code.clone() };
            return apply(cx, at, &code, (values, expect));
        }
    }
    if leaves(&code.body) {
        let what = "`return` or `?` in a closure".to_owned();
        return Err(cx.refuse(&code.body, Message::UnsupportedExpression { what }));
    }
    let mark = cx.scope.mark();
    // A jump in the closure stays in it.
    let (targets, returning) = (std::mem::take(&mut cx.jump_targets), cx.returning.take());
    let value = body(cx, at, code, (values, expect));
    (cx.jump_targets, cx.returning) = (targets, returning);
    cx.scope.leave(mark);
    value
}

/// Binds the parameters of a closure whose body is run by the caller.
pub(crate) fn bind_arguments(cx: &mut Cx<'_>, at: &dyn ToTokens, code: &ExprClosure, values: &[Operands]) -> Res<()> {
    if code.inputs.len() != values.len() {
        let what = "a closure with these arguments".to_owned();
        return Err(cx.refuse(at, Message::UnsupportedExpression { what }));
    }
    for (pat, value) in code.inputs.iter().zip(values) {
        if let Pat::Type(typed) = pat {
            crate::lower::state::ascription::ascribe(cx, &typed.ty, value);
            if let Some(shape) = types::shape(cx, &typed.ty) {
                conform(cx, pat, value, &shape)?;
            }
        }
        pattern::bind(cx, Refutability::Irrefutable, pat, value)?;
    }
    Ok(())
}

fn body(
    cx: &mut Cx<'_>,
    at: &dyn ToTokens,
    code: &ExprClosure,
    (values, expect): (&[Operands], &Expect),
) -> Res<Operands> {
    bind_arguments(cx, at, code, values)?;
    let expect = match &code.output {
        ReturnType::Type(_, ty) => types::shape(cx, ty).map_or_else(any, |shape| shape.map(&mut |kind| Some(*kind))),
        ReturnType::Default => expect.clone(),
    };
    expression(cx, &code.body, &expect)
}
