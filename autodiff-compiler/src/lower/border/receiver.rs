//! `self`: the first argument, and data like any other of a type that the macro does not see.
//!
//! The companions of a method that takes it by value take a reference: who calls them
//! cannot see which of the two it is.

use super::attribute;
use super::extension::is_of_std;
use super::signature::{Chosen, Declared, DeclaredForm};
use super::types;
use crate::errors::Message;
use crate::ir::{Atom, ParamRole, Shape};
use crate::lower::memory::new;
use crate::lower::state::cx::Cx;
use crate::lower::state::scope::{Holds, Operand, Operands};
use proc_macro2::Ident;
use quote::{ToTokens, quote, quote_spanned};
use syn::{FnArg, Lifetime, Receiver, ReceiverKind, Type};

/// How a method takes its receiver.
#[derive(Clone, Copy)]
pub(super) enum Taken<'s> {
    Value,
    Shared(Option<&'s Lifetime>),
    Exclusive(Option<&'s Lifetime>),
    /// `self: Box<Self>`
    Behind(&'s Type),
}

/// The same for `&self` and `self: &Self`.
pub(super) fn taken(receiver: &Receiver) -> Taken<'_> {
    match &receiver.kind {
        ReceiverKind::Value => Taken::Value,
        ReceiverKind::Reference(_, lifetime, None) => Taken::Shared(lifetime.as_ref()),
        ReceiverKind::Reference(_, lifetime, Some(_)) => Taken::Exclusive(lifetime.as_ref()),
        ReceiverKind::Typed(_, ty) => match &**ty {
            Type::Reference(of) if is_self(&of.elem) || is_of_std(&of.elem) => match of.mutability {
                None => Taken::Shared(of.lifetime.as_ref()),
                Some(_) => Taken::Exclusive(of.lifetime.as_ref()),
            },
            ty if is_self(ty) || is_of_std(ty) => Taken::Value,
            ty => Taken::Behind(ty),
        },
        _ => Taken::Value,
    }
}

/// Whether a function takes its receiver by value.
pub(super) fn takes(sig: &syn::Signature) -> bool {
    sig.receiver().is_some_and(|receiver| matches!(taken(receiver), Taken::Value))
}

/// `Self`, or the type spelt out, `self: Gravity`: stable Rust has no other receivers than this,
/// references to it, and pointers of std.
fn is_self(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    let pointers = ["Box", "Rc", "Arc", "Pin"];
    path.path.segments.last().is_some_and(|last| !pointers.iter().any(|pointer| last.ident == pointer))
}

/// The type of std that `self` is said to be, in `self: &[f64]`.
fn written(receiver: &Receiver) -> Option<&Type> {
    let ReceiverKind::Typed(_, ty) = &receiver.kind else { return None };
    let ty = match &**ty {
        Type::Reference(of) => &*of.elem,
        ty => ty,
    };
    is_of_std(ty).then_some(ty)
}

pub(super) fn declared(cx: &mut Cx<'_>, chosen: Chosen, receiver: &Receiver) -> Declared {
    let is_constant = attribute::constant(cx.errors, &receiver.attrs) || chosen == Chosen::No;
    match taken(receiver) {
        taken if is_constant => constant(cx, receiver, taken),
        Taken::Behind(ty) => {
            cx.refuse(receiver, Message::ReceiverType { ty: types::text(ty) });
            constant(cx, receiver, Taken::Value)
        }
        taken => differentiable(cx, receiver, taken),
    }
}

fn constant(cx: &mut Cx<'_>, receiver: &Receiver, taken: Taken<'_>) -> Declared {
    if matches!(taken, Taken::Exclusive(_)) || receiver.mutability.is_some() {
        cx.refuse(receiver, Message::MutableReceiver);
    }
    let mut receiver = receiver.clone();
    receiver.attrs.clear();
    let form = DeclaredForm::Receiver(receiver.into_token_stream());
    Declared { name: "self".to_owned(), form, role: ParamRole::Constant, receiver: None }
}

fn differentiable(cx: &mut Cx<'_>, receiver: &Receiver, taken: Taken<'_>) -> Declared {
    let written = written(receiver);
    let whole = match (cx.errors.alias("Self"), written) {
        // A method that a trait adds to floats.
        (Some(float), _) => Shape::Leaf(cx.exactly(float)),
        // Or to slices.
        (None, Some(ty)) => types::shape_with_data(cx, ty).unwrap_or_else(|| Shape::Leaf(cx.kinds.data("Self"))),
        (None, None) => Shape::Leaf(cx.kinds.data("Self")),
    };
    let leaf = Box::new(whole);
    let (shape, lifetime, mutability) = match taken {
        Taken::Exclusive(lifetime) => (Shape::Mut(leaf), lifetime, Some(quote!(mut))),
        Taken::Shared(lifetime) => (Shape::Ref(leaf), lifetime, None),
        Taken::Value | Taken::Behind(_) => (Shape::Ref(leaf), None, None),
    };
    let token = &receiver.self_token;
    let own = written.map_or_else(|| quote_spanned!(token.span=> Self), ToTokens::to_token_stream);
    let shape = shape.map(&mut |kind| cx.kinds.resolve(*kind));
    Declared {
        name: "self".to_owned(),
        form: DeclaredForm::Scalars { ty: quote_spanned!(token.span=> &#lifetime #mutability #own), shape },
        role: ParamRole::Differentiable,
        receiver: Some(quote!(&#lifetime #mutability #token)),
    }
}

/// Binds `self`. One by value is a copy of its own if the method changes it.
pub(super) fn bind(cx: &mut Cx<'_>, input: &FnArg, operands: &Operands) {
    let FnArg::Receiver(receiver) = input else { return };
    let name = Ident::new("self", receiver.self_token.span);
    if !matches!(taken(receiver), Taken::Value) {
        cx.scope.bind(&name, Holds::Operands(operands.clone()));
        return;
    }
    let whole = operands.behind_refs().clone();
    let whole = match (&whole, receiver.mutability) {
        (Shape::Leaf(Operand { atom: Atom::Value(w), kind }), Some(_)) => {
            new::copy_of_data(cx, &receiver.self_token, *w, *kind)
        }
        _ => whole,
    };
    let var = cx.scope.bind(&name, Holds::Operands(whole));
    if receiver.mutability.is_some() {
        cx.scope.set_mutable(var);
    }
}
