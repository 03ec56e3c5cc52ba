//! `std::mem::swap`, `replace`, `take` and `drop`.
//!
//! Of memory the content moves: what comes out is a place of its own, which has
//! been exchanged with what goes in.
//!
//! ```text
//! let old = mem::replace(&mut x, new);     w5 = new ..
//!                                          swap x, w5          // w5 is `old`
//! ```

use crate::errors::Message;
use crate::ir::{Atom, Form, Kind, OnActive, Shape, hole};
use crate::lower::classify::classify;
use crate::lower::control::join::zeros;
use crate::lower::foreign::code;
use crate::lower::foreign::code::Passed;
use crate::lower::memory::exchanged;
use crate::lower::memory::implicit_copy::{Use, detached};
use crate::lower::memory::new;
use crate::lower::memory::place::{self, Found, Located};
use crate::lower::memory::walk;
use crate::lower::state::agreement::conform;
use crate::lower::state::claim;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::kinds::{KindVar, Known};
use crate::lower::state::scope::{Operand, Operands};
use crate::lower::state::settle;
use crate::lower::value::assign;
use crate::lower::value::expr::{Expect, any, expression};
use crate::std_names;
use quote::quote;
use syn::{Expr, ExprCall, ExprPath};

/// What lowers one of the functions.
pub(crate) type Lower = fn(&mut Cx<'_>, &ExprCall, &[&Expr]) -> Res<Operands>;

/// The call, if it is one of these.
pub(crate) fn call(cx: &mut Cx<'_>, path: &ExprPath, call: &ExprCall) -> Option<Res<Operands>> {
    let full = claim::standard_function(cx, path)?;
    let [module, name] = &full[..] else { return None };
    let function = std_names::standard_function(module, name)?;
    let lower = function.lower?;
    let args: Vec<_> = call.args.iter().collect();
    if args.first().is_some_and(|arg| is_reference(cx, arg)) {
        return of_references(cx, call, name, &args);
    }
    (args.len() == function.args).then(|| lower(cx, call, &args))
}

/// What is dropped is gone for nobody but foreign code.
pub(crate) fn drop(cx: &mut Cx<'_>, call: &ExprCall, args: &[&Expr]) -> Res<Operands> {
    let value = expression(cx, args[0], &any())?;
    let is_seen =
        value.leaves().into_iter().any(|o| matches!(cx.known(*o), Known::Nothing | Known::Exactly(Kind::Opaque)));
    if is_seen {
        let mut args = Vec::new();
        let code = code::operand_code(cx, &value, &mut args);
        let path = &call.func;
        let code = quote!(#path(#code));
        code::apply(cx, call, Passed::new(code, args, OnActive::Inactive), Known::Exactly(Kind::Opaque));
    }
    Ok(Shape::unit())
}

/// `&mut r`, of a variable that is a reference itself.
fn is_reference(cx: &Cx<'_>, arg: &Expr) -> bool {
    let held = behind_mut(arg).and_then(|place| place::held(cx, place));
    matches!(held, Some(Shape::Ref(_) | Shape::Mut(_)))
}

/// Not the content moves, but the variables refer to something else from here on.
fn of_references(cx: &mut Cx<'_>, call: &ExprCall, name: &str, args: &[&Expr]) -> Option<Res<Operands>> {
    // Nothing that this call has run looks at where the variables were.
    let waiting = cx.waiting;
    cx.waiting = waiting.saturating_sub(1);
    let done = exchanged_references(cx, call, name, args);
    cx.waiting = waiting;
    done
}

fn exchanged_references(cx: &mut Cx<'_>, call: &ExprCall, name: &str, args: &[&Expr]) -> Option<Res<Operands>> {
    let run = |cx: &mut Cx<'_>, at: &Expr, value: &Expr| -> Res<Operands> {
        let (old, new) = (expression(cx, at, &any())?, expression(cx, value, &any())?);
        // What the variable referred to is what it was, also where that is a copy which is replaced.
        let old = walk::held(cx, at, &old).unwrap_or(old);
        assign::set(cx, at, &new)?;
        Ok(old)
    };
    match (name, args) {
        ("swap", [a, b]) => {
            let (a, b) = (behind_mut(a)?, behind_mut(b)?);
            let back = |cx: &mut Cx<'_>| {
                let old = run(cx, a, b)?;
                assign::set(cx, b, &old)?;
                Ok(Shape::unit())
            };
            Some(back(cx))
        }
        ("replace", [at, value]) => Some(run(cx, behind_mut(at)?, value)),
        ("take", [_]) => Some(Err(cx.refuse(call, Message::ReferenceKept))),
        _ => None,
    }
}

/// `place` of `&mut place`.
fn behind_mut(arg: &Expr) -> Option<&Expr> {
    match arg {
        Expr::Reference(reference) if reference.mutability.is_some() => Some(&reference.expr),
        _ => None,
    }
}

/// `std::mem::swap(&mut a, &mut b)`.
pub(crate) fn swap(cx: &mut Cx<'_>, _: &ExprCall, args: &[&Expr]) -> Res<Operands> {
    let [a, b] = [args[0], args[1]].map(|at| behind_mut(at).unwrap_or(at));
    // What a call has given is memory if the other is.
    for (known, other) in [(a, b), (b, a)] {
        // A field of data is a place already, whatever is in it.
        if classify(cx, known).is_place() && !classify(cx, other).is_place() {
            settle::named(cx, other);
        }
    }
    let (left, right) = (classify(cx, a), classify(cx, b));
    if left.is_place() && right.is_place() {
        let (left, right) = (place::locate(cx, &left)?, place::locate(cx, &right)?);
        return match (left, right) {
            (Found::Place(left), Found::Place(right)) => {
                let [left, right] = [left, right].map(|found| place::behind(cx, found));
                let of_one_type = left.ty.map(&mut |kind| Operand { atom: Atom::Undef, kind: *kind });
                conform(cx, a, &of_one_type, &right.ty)?;
                exchanged::exchange(cx, a, &left, &right);
                Ok(Shape::unit())
            }
            _ => Err(cx.refuse(a, Message::UnsupportedAssignment)),
        };
    }
    let (value_a, value_b) = (expression(cx, a, &any())?, expression(cx, b, &any())?);
    // What is memory, and what the macro does not see, have no place in common.
    let is_memory = |cx: &Cx<'_>, value: &Operands| value.leaves().iter().any(|o| cx.kinds.as_memory(o.kind).is_some());
    for (seen, unseen, at) in [(&value_a, &value_b, b), (&value_b, &value_a, a)] {
        if is_memory(cx, seen) && !is_memory(cx, unseen) {
            return Err(cx.refuse(at, Message::MutableReference));
        }
    }
    assign::set(cx, a, &value_b)?;
    assign::set(cx, b, &value_a)?;
    Ok(Shape::unit())
}

pub(crate) fn replace(cx: &mut Cx<'_>, _: &ExprCall, args: &[&Expr]) -> Res<Operands> {
    let (at, value) = (behind_mut(args[0]).unwrap_or(args[0]), args[1]);
    let located = located(cx, at)?;
    let expect: Expect = located.as_ref().map_or_else(any, |place| place.ty.map(&mut |kind| Some(*kind)));
    let new = expression(cx, value, &expect)?;
    let new = new::owned(cx, value, new);
    // What was there goes where the new value is, which is nobody else's.
    let new = detached(cx, value, &new, Use::Written);
    put(cx, at, located, &new)
}

/// What is left behind is empty, or zero.
pub(crate) fn take(cx: &mut Cx<'_>, call: &ExprCall, args: &[&Expr]) -> Res<Operands> {
    let at = behind_mut(args[0]).unwrap_or(args[0]);
    let located = located(cx, at)?;
    let new = match &located {
        Some(place) => match place::memory(cx, place) {
            Some((Form::Vec, elem)) => {
                let expect = Shape::Leaf(Some(cx.kinds.memory(Form::Vec, elem)));
                Some(new::empty(cx, call, None, &expect))
            }
            Some((Form::Data(_), _)) => Some(default_at(cx, call, &place.ty)),
            Some(_) => None,
            None if is_part(cx, &place.ty) => Some(default_like(cx, call, place)),
            None => zero(cx, &place.ty),
        },
        None => {
            let old = expression(cx, at, &any())?;
            zero(cx, &old.map(&mut |o| o.kind))
        }
    };
    match new {
        Some(new) => put(cx, at, located, &new),
        None => Err(cx.refuse(at, Message::UnsupportedExpression { what: "`take` of this".to_owned() })),
    }
}

/// Whether it is a part of data, of which only the use tells what it is.
fn is_part(cx: &Cx<'_>, shape: &Shape<KindVar>) -> bool {
    matches!(shape, Shape::Leaf(kind) if cx.kinds.known(*kind) == Known::Part)
}

fn default_at(cx: &mut Cx<'_>, call: &ExprCall, shape: &Shape<KindVar>) -> Operands {
    let Shape::Leaf(kind) = shape else { unreachable!("data, and a part of it, is a leaf") };
    exchanged::default(cx, call, *kind)
}

/// The same of a part whose type only rustc knows.
fn default_like(cx: &mut Cx<'_>, call: &ExprCall, place: &Located) -> Operands {
    let old = place::read(cx, call, place);
    let Shape::Leaf(operand) = old else { unreachable!("a part of data is a leaf") };
    cx.borrowed.extend(operand.atom.value());
    let hole = hole(0);
    let code = quote!(__autodiff_crate::__private::default_like(&#hole));
    let value = code::apply_as(cx, call, Passed::new(code, vec![operand.atom], OnActive::Inactive), operand.kind);
    new::copied(cx, call, &value)
}

fn zero(cx: &Cx<'_>, kinds: &Shape<KindVar>) -> Option<Operands> {
    let mut kinds_of = kinds.leaves().into_iter();
    let zeros = zeros(cx, kinds)?;
    Some(zeros.map(&mut |atom| Operand { atom: *atom, kind: *kinds_of.next().expect("one for each") }))
}

/// Where the memory is that a reference leads to; of a local scalar, nothing.
fn located(cx: &mut Cx<'_>, at: &Expr) -> Res<Option<Located>> {
    let place = classify(cx, at);
    if !place.is_place() {
        return Ok(None);
    }
    match place::locate(cx, &place)? {
        Found::Place(place) => Ok(Some(place::behind(cx, place))),
        Found::Value(_) => Err(cx.refuse(at, Message::UnsupportedAssignment)),
    }
}

/// Puts a new value there; gives the old one.
fn put(cx: &mut Cx<'_>, at: &Expr, located: Option<Located>, new: &Operands) -> Res<Operands> {
    let Some(place) = located else {
        let old = expression(cx, at, &any())?;
        assign::set(cx, at, new)?;
        return Ok(old);
    };
    exchanged::put(cx, at, &place, new)
}
