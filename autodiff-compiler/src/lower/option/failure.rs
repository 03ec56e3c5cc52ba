//! What there is where a value is not: nothing, or an error; and `?`, which returns it.
//!
//! An error has no derivative.

use super::asked;
use super::pushed;
use super::take_apart::{Maybe, Value, give};
use crate::errors::Message;
use crate::ir::{Atom, OnActive, Shape, hole};
use crate::lower::classify::{Classified, as_closure, classify};
use crate::lower::control::{branch, leave};
use crate::lower::foreign::code::{self, Passed};
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::scope::{Operand, Operands};
use crate::lower::value::callable;
use crate::lower::value::expr::{Expect, expression};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Expr, ExprTry, Pat};

/// How an error is had of the `Result` that has it.
#[derive(Clone, Copy)]
enum Way {
    Cloned,
    /// Nobody reads the `Result` any more.
    Taken,
}

/// What is there instead of a value.
#[derive(Clone)]
pub(crate) enum Failure<'e> {
    /// `None`
    Nothing,
    /// The error in this `Result`.
    Held(Operand),
    /// The error in this `Option`.
    Kept(Operand),
    /// `.ok_or(e)`
    Given(&'e Expr),
    /// `.ok_or_else(f)`
    Made(&'e Expr),
    /// `.map_err(f)`
    Mapped(Box<Failure<'e>>, &'e Expr),
}

impl Failure<'_> {
    /// The error as a constant.
    pub(crate) fn get(&self, cx: &mut Cx<'_>, at: &Expr) -> Res<Option<Operands>> {
        let mut args = Vec::new();
        Ok(self.code(cx, (&mut args, Way::Cloned)).map(|code| constant(cx, at, code, args)))
    }

    fn code(&self, cx: &mut Cx<'_>, (args, way): (&mut Vec<Atom>, Way)) -> Option<TokenStream> {
        match self {
            Failure::Nothing => None,
            Failure::Held(operand) => {
                args.push(operand.atom);
                let hole = hole(args.len() - 1);
                Some(match way {
                    Way::Cloned => quote!(__autodiff_crate::__private::error(&#hole)),
                    Way::Taken => quote!(__autodiff_crate::__private::into_error(#hole)),
                })
            }
            Failure::Kept(operand) => {
                args.push(operand.atom);
                let hole = hole(args.len() - 1);
                Some(match way {
                    Way::Cloned => quote!(#hole.clone().unwrap()),
                    Way::Taken => quote!(#hole.unwrap()),
                })
            }
            Failure::Given(e) => Some(code::verbatim_code(cx, &e.to_token_stream(), args)),
            Failure::Made(f) => {
                let f = code::callable(cx, f, args);
                Some(quote!((#f)()))
            }
            Failure::Mapped(inner, f) => {
                let inner = inner.code(cx, (args, way))?;
                let f = code::callable(cx, f, args);
                Some(quote!((#f)(#inner)))
            }
        }
    }
}

fn constant(cx: &mut Cx<'_>, at: &Expr, code: TokenStream, args: Vec<Atom>) -> Operands {
    let kind = cx.exactly(crate::ir::Kind::Opaque);
    code::apply_as(cx, at, Passed::new(code, args, OnActive::Inactive), kind)
}

/// What a closure gives where the value is not: of a `Result` it takes the error.
pub(crate) fn apply(cx: &mut Cx<'_>, f: &Expr, maybe: &Maybe<'_>) -> Res<Operands> {
    let takes = as_closure(f).map(|code| code.inputs.len());
    if as_closure(f).is_some_and(|code| matches!(code.inputs.first(), Some(Pat::Wild(_)))) {
        // Whatever the error is, it is not looked at.
        return callable::apply(cx, f, &[Shape::unit()]);
    }
    let error = match (&maybe.failure, takes, &maybe.value) {
        (_, Some(0), _) => None,
        // Only a `Result` has something to take.
        (Failure::Nothing, Some(_), Value::Held(operand, _)) => Failure::Held(*operand).get(cx, f)?,
        (failure, ..) => failure.get(cx, f)?,
    };
    callable::apply(cx, f, error.as_slice())
}

/// `e?`
pub(crate) fn try_(cx: &mut Cx<'_>, e: &ExprTry, expect: &Expect) -> Res<Operands> {
    if cx.fallible.is_none() {
        return Err(cx.refuse(e, Message::UnsupportedExpression { what: "`?` in this function".to_owned() }));
    }
    if leave::is_nothing(&e.expr) {
        return Err(nothing(cx, e));
    }
    if let Some(value) = pushed::closure_call(cx, e) {
        return value;
    }
    if let Some(inner) = pushed::pushed(cx, e) {
        return expression(cx, &inner, expect);
    }
    if let Some(value) = asked::asked(cx, e, expect) {
        return value;
    }
    let option = classify(cx, &e.expr);
    let maybe = give(cx, &option)?;
    asked(cx, e, maybe)
}

/// What is there, or the function is left with what there is instead.
pub(super) fn asked(cx: &mut Cx<'_>, e: &ExprTry, maybe: Maybe<'_>) -> Res<Operands> {
    let Maybe { found, value, failure } = maybe;
    let Some(of) = cx.fallible.clone() else { unreachable!("a function that may ask") };
    let failure = match (failure, &value) {
        // What a function of `Option`s asks is an `Option`.
        _ if of.is_option() => Failure::Nothing,
        (Failure::Nothing, Value::Held(operand, _)) => Failure::Held(*operand),
        (failure, _) => failure,
    };
    let mut leave = |cx: &mut Cx<'_>| {
        let mut args = Vec::new();
        let code = match failure.code(cx, (&mut args, Way::Taken)) {
            None => quote!(return None),
            Some(error) if !asked::is_own(e) => quote!(return Err(__autodiff_crate::__private::From::from(#error))),
            // What the function gives as its own is of its own type.
            Some(error) => quote!(return Err(#error)),
        };
        let names = args.into_iter().enumerate().map(|(i, atom)| (hole(i), Shape::Leaf(atom)));
        Err(leave::with(cx, code, names.collect()))
    };
    branch::when(cx, e, found, &mut |_| Ok(Shape::unit()), &mut leave)?;
    value.get(cx)
}

/// `Err(e)?`, `None?`
fn nothing(cx: &mut Cx<'_>, e: &ExprTry) -> crate::lower::state::cx::Stop {
    let returned = match &*e.expr {
        Expr::Call(call) => {
            let error = &call.args[0];
            syn::parse_quote!(return Err(__autodiff_crate::__private::From::from(#error)))
        }
        nothing => syn::parse_quote!(return #nothing),
    };
    leave::by_return(cx, &returned)
}

/// What there is behind one of the methods that leave a value as it is.
pub(super) fn changed<'e>(
    cx: &mut Cx<'_>,
    method: &'e syn::ExprMethodCall,
    failure: Failure<'e>,
    value: &Value<'e>,
) -> Res<Failure<'e>> {
    let of_result = |failure| match (failure, value) {
        // Only a `Result` has this.
        (Failure::Nothing, Value::Held(operand, _)) => Failure::Held(*operand),
        (failure, _) => failure,
    };
    Ok(match method.method.to_string().as_str() {
        "ok" => Failure::Nothing,
        "map_err" => Failure::Mapped(Box::new(of_result(failure)), &method.args[0]),
        "ok_or" => Failure::Given(&method.args[0]),
        "ok_or_else" => Failure::Made(&method.args[0]),
        _ => {
            let what = "this method of a result that no `#[grad]` function gives".to_owned();
            return Err(cx.refuse(&method.method, Message::UnsupportedExpression { what }));
        }
    })
}

/// The method with its argument.
fn argument<'e>(option: &Classified<'e>) -> &'e Expr {
    &option.call().args[0]
}

pub(crate) fn ok_or<'e>(cx: &mut Cx<'_>, option: &Classified<'e>) -> Res<Maybe<'e>> {
    Ok(Maybe { failure: Failure::Given(argument(option)), ..give(cx, option.front())? })
}

pub(crate) fn ok_or_else<'e>(cx: &mut Cx<'_>, option: &Classified<'e>) -> Res<Maybe<'e>> {
    Ok(Maybe { failure: Failure::Made(argument(option)), ..give(cx, option.front())? })
}

pub(crate) fn ok<'e>(cx: &mut Cx<'_>, option: &Classified<'e>) -> Res<Maybe<'e>> {
    Ok(Maybe { failure: Failure::Nothing, ..give(cx, option.front())? })
}

pub(crate) fn map_err<'e>(cx: &mut Cx<'_>, option: &Classified<'e>) -> Res<Maybe<'e>> {
    let Maybe { found, value, failure } = give(cx, option.front())?;
    let failure = match (failure, &value) {
        // Only a `Result` has this.
        (Failure::Nothing, Value::Held(operand, _)) => Failure::Held(*operand),
        (failure, _) => failure,
    };
    Ok(Maybe { found, value, failure: Failure::Mapped(Box::new(failure), argument(option)) })
}
