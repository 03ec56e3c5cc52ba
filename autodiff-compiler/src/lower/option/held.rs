//! An `Option` or a `Result` that is there as a value: a parameter, a field, a variable,
//! what a call gives.
//!
//! ```text
//! k.unwrap_or(1.0)          w2 = is_there(&w1)
//!                           w4 = if w2
//!                               w3 = load w1.<there>
//!                               yield w3
//!                           else
//!                               yield 1.0
//! ```

use super::failure::Failure;
use super::take_apart::{Maybe, Value, give};
use crate::errors::Message;
use crate::ir::{Atom, Kind, OnActive, Shape, Step, hole};
use crate::lower::classify::Classified;
use crate::lower::control::branch;
use crate::lower::foreign::code::{self, Passed};
use crate::lower::memory::data;
use crate::lower::memory::place::{self, Found, Located};
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::kinds::{KindVar, Known};
use crate::lower::state::scope::{Operand, Operands};
use crate::lower::state::settle;
use crate::lower::value::expr::{self, Expect, any, as_scalar};
use proc_macro2::Ident;
use quote::{ToTokens, quote};
use syn::{Expr, Path};

/// The value with its flag. A method takes it by value, also behind a reference: then it is a
/// copy.
pub(crate) fn held<'e>(cx: &mut Cx<'_>, option: &Classified<'e>) -> Res<Maybe<'e>> {
    let value = expr::run(cx, option, &any())?;
    let value = if is_lent(option.bare().e) { value } else { value.owned() };
    of(cx, option.e, &value)
}

/// `o.as_mut()`, `&mut o`: what it holds is changed where it is.
fn is_lent(e: &Expr) -> bool {
    match e {
        Expr::MethodCall(call) => call.args.is_empty() && (call.method == "as_mut" || call.method == "as_deref_mut"),
        Expr::Reference(reference) => reference.mutability.is_some(),
        _ => false,
    }
}

/// Whether a value is known to be an `Option` or a `Result`.
pub(crate) fn is_one(cx: &Cx<'_>, value: &Operands) -> bool {
    matches!(value.behind_refs(), Shape::Leaf(operand) if cx.kinds.holds_value(operand.kind))
}

/// The same of a value that has been computed.
pub(crate) fn of<'e>(cx: &mut Cx<'_>, at: &dyn ToTokens, value: &Operands) -> Res<Maybe<'e>> {
    let operand = as_scalar(cx, at, value)?;
    settle::data_kind(cx, operand.kind);
    cx.borrowed.extend(operand.atom.value());
    let hole = hole(0);
    let code = quote!(__autodiff_crate::__private::is_there(&#hole));
    let passed = Passed::new(code, vec![operand.atom], OnActive::Inactive);
    let found = code::apply(cx, at, passed, Known::Exactly(Kind::Bool));
    let found = as_scalar(cx, at, &found)?;
    if cx.kinds.is_data(operand.kind) {
        // That it is an `Option` or a `Result` is known from here on.
        cx.kinds.field_at(operand.kind, &Step::Payload { variant: "".into(), field: "0".into() });
    }
    let failure = if cx.kinds.is_result(operand.kind) || !cx.kinds.is_data(operand.kind) {
        Failure::Held(operand)
    } else {
        Failure::Nothing
    };
    Ok(Maybe { found, value: Value::Held(operand, value.clone()), failure })
}

/// The kind of what an `Option` holds, if that is memory, which its place tells: a scalar, or
/// else data.
pub(crate) fn memory_in(cx: &mut Cx<'_>, option: KindVar, expect: &Expect) -> Option<KindVar> {
    if !cx.kinds.is_data(option) {
        return None;
    }
    let step = Step::Payload { variant: "".into(), field: "0".into() };
    let Shape::Leaf(kind) = cx.kinds.field_at(option, &step) else { return None };
    let inside = Shape::Leaf(Operand { atom: Atom::Undef, kind });
    settle::as_wanted(cx, &inside, expect);
    match expect {
        Shape::Leaf(Some(wanted)) if matches!(cx.kinds.known(*wanted), Known::Exactly(_) | Known::Memory(_)) => {
            // What contradicts it, rustc says.
            let _ = cx.kinds.unify(kind, *wanted);
        }
        _ => {}
    }
    let is_value = cx.kinds.is_data(kind) || cx.kinds.known(kind) == Known::Part;
    is_value.then_some(kind)
}

/// What it holds, where it holds something.
pub(crate) fn payload(cx: &mut Cx<'_>, at: &dyn ToTokens, operand: Operand, value: &Operands) -> Res<Operands> {
    if !cx.kinds.is_data(operand.kind) {
        let hole = hole(0);
        let code = quote!(__autodiff_crate::__private::Clone::clone(__autodiff_crate::__private::there(&#hole)));
        let message = Message::WrappedPattern { name: "Some".to_owned() };
        let on_active = OnActive::Error(Box::new(crate::lower::state::cx::error_at(at, message)));
        return Ok(code::apply(cx, at, Passed::new(code, vec![operand.atom], on_active), Known::Nothing));
    }
    let whole = Shape::Leaf(operand);
    let Found::Place(whole) = place::of(cx, whole) else { unreachable!("data is memory") };
    let step = Step::Payload { variant: "".into(), field: "0".into() };
    let ty = cx.kinds.field_at(operand.kind, &step);
    let inside: Located = whole.then(step, ty);
    if let Shape::Mut(_) = value {
        return Ok(place::borrow_mut(cx, at, &inside));
    }
    let inside = place::in_bounds(cx, |cx| place::read(cx, at, &inside));
    Ok(match value {
        Shape::Ref(_) => {
            cx.borrowed.extend(inside.leaves().into_iter().filter_map(|o| o.atom.value()));
            Shape::Ref(Box::new(inside))
        }
        _ => inside,
    })
}

/// An `Option` that is given on as a value: data, made of the flag and the payload.
pub(crate) fn whole(cx: &mut Cx<'_>, option: &Classified<'_>, expect: &Expect) -> Res<Operands> {
    let maybe = give(cx, option)?;
    given_on(cx, option.e, maybe, expect)
}

/// The same of one that has been found out.
pub(crate) fn given_on(cx: &mut Cx<'_>, at: &Expr, maybe: Maybe<'_>, expect: &Expect) -> Res<Operands> {
    let Maybe { found, value, failure } = maybe;
    let [there, none] = match failure {
        Failure::Nothing => ["Some", "None"],
        _ => ["Ok", "Err"],
    };
    let wanted = match expect.behind_refs() {
        Shape::Leaf(Some(kind)) if cx.kinds.is_data(*kind) => *kind,
        _ => cx.kinds.data(""),
    };
    let mut some = |cx: &mut Cx<'_>| {
        let value = value.get(cx)?;
        data::of_values(cx, at, (&path(at, there), wanted), &[value])
    };
    let mut orelse = |cx: &mut Cx<'_>| match failure.get(cx, at)? {
        Some(error) => data::of_values(cx, at, (&path(at, none), wanted), &[error]),
        None => Ok(data::empty(cx, &path(at, none), wanted)),
    };
    branch::when(cx, at, found, &mut some, &mut orelse)
}

/// A variant of std, which no name of the user's can mean.
pub(crate) fn path(at: &dyn ToTokens, name: &str) -> Path {
    let span = crate::lower::state::cx::error_at(at, Message::Closure).start;
    let name = Ident::new(name, span);
    syn::parse_quote!(__autodiff_crate::__private::#name)
}
