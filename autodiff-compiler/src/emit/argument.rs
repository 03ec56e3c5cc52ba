//! The arguments of a call.

use super::body::Body;
use super::code::{Suffix, shaped};
use super::{located, memory};
use crate::ir::{Apply, Atom, Call, Called, Form, Kind, Memory, Op, Shape, Stmt, Value};
use proc_macro2::TokenStream;
use quote::quote;

/// An argument. Whether the companion of `Type::name` takes a value by reference, as that
/// of a method with a `self` does, is left to rustc.
pub(super) fn argument(body: &mut Body<'_>, call: &Call, arg: &Shape<Atom>) -> TokenStream {
    let is_data = |w: Value| matches!(body.kind(w).memory(), Some(memory) if matches!(memory.form, Form::Data(_)));
    match arg {
        Shape::Leaf(Atom::Value(w))
            if (body.lent.has(*w) && !call.callee.is_conversion())
                || (is_data(*w) && !call.companion.is_empty() && may_take_self(call))
                || (may_be_viewed(body, *w) && call.companion.is_empty() && is_free(call)) =>
        {
            let (given, source) = (body.private("given"), memory::handle(body, *w).shared());
            quote!(#given(#source))
        }
        // An operand of which nothing is seen may be a reference itself.
        Shape::Ref(inner) if call.callee.called == Called::Operator && is_unseen(body, inner) => {
            body.import("ops::Operand as _");
            let operand = shaped(body, inner, Suffix::Bare);
            quote!(#operand.as_operand())
        }
        // In the companions it refers to an `Option`, where the user's may hold a reference.
        Shape::Ref(inner)
            if call.companion.is_empty()
                && let Some(w) = option(body, inner) =>
        {
            let (given, source) = (body.private("given"), memory::handle(body, w).shared());
            quote!(#given(#source))
        }
        arg => match shaped(body, arg, Suffix::Bare) {
            none if !call.companion.is_empty() && located::is(&none, "None") => {
                let nothing = body.private("nothing");
                quote!(#nothing())
            }
            arg => arg,
        },
    }
}

/// An `Option` that is data of a type that is written.
fn option(body: &Body<'_>, arg: &Shape<Atom>) -> Option<Value> {
    let Shape::Leaf(Atom::Value(w)) = arg else { return None };
    let Kind::Memory(Memory { form: Form::Data(data), .. }) = body.kind(*w) else { return None };
    data.ty.starts_with("Option<").then_some(*w)
}

/// Whether it is no function of a type: these are often of any type, `Point3::from(v)`.
fn is_free(call: &Call) -> bool {
    call.callee.called == Called::Path && !call.callee.is_of_type()
}

/// Whether it may be an array of ndarray, of which the function itself takes a view.
fn may_be_viewed(body: &Body<'_>, w: Value) -> bool {
    match body.kind(w).memory().map(|memory| &memory.form) {
        Some(Form::Data(data)) if data.ty.is_empty() => is_of_method(body, w),
        Some(Form::Data(data)) => data.ty.contains("ndarray :: Array") || data.ty.contains("ndarray::Array"),
        _ => false,
    }
}

/// Whether a method gives it, as `a.row(0)`: what an operator gives is no view.
fn is_of_method(body: &Body<'_>, w: Value) -> bool {
    let mut is_one = false;
    body.func.body.visit(&mut |stmt| {
        if let Stmt::Call(call) = stmt {
            is_one |= matches!(call.callee.called, Called::Method(_)) && call.dst == Shape::Leaf(w);
        }
    });
    is_one
}

/// Whether nothing is seen of an argument, which may be a reference then.
fn is_unseen(body: &Body<'_>, arg: &Shape<Atom>) -> bool {
    matches!(arg, Shape::Leaf(Atom::Value(w)) if body.kind(*w) == Kind::Opaque || is_of_code(body, *w))
}

/// Whether data comes from code that is passed through. What comes out of a constant collection, `for o in seen`,
/// is a reference to it.
pub(super) fn is_of_code(body: &Body<'_>, w: Value) -> bool {
    let is_data = matches!(body.kind(w).memory(), Some(memory) if matches!(memory.form, Form::Data(_)));
    let mut is_one = false;
    if is_data {
        body.func.body.visit(&mut |stmt| {
            is_one |= matches!(stmt, Stmt::Apply(Apply { dst, op: Op::Foreign(_), .. }) if *dst == w);
        });
    }
    is_one
}

/// Whether it may be a method that is called by its path. What makes a value of its type
/// takes none.
fn may_take_self(call: &Call) -> bool {
    call.callee.is_of_type() && !call.callee.sounds_like_a_constructor()
}
