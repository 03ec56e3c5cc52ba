//! What stands beside a method in its block.
//!
//! Of a method that is called the macro sees neither the result nor whether it changes its
//! receiver, unless it is of the same `impl` or trait.

use super::cx::Cx;
use super::kinds::KindVar;
use super::scope::Operands;
use super::settle;
use crate::ir::{Called, Callee, Form, Kind, Memory, Offers, ParamRole, Shape};
use crate::std_names;
use proc_macro2::{Ident, TokenStream};
use syn::{Expr, ExprPath};

/// The signatures of a block.
#[derive(Clone, Debug, Default)]
pub(crate) struct Neighbours {
    /// The type as the `impl` writes it, if that is all of it: without parameters.
    pub(crate) of: Option<String>,
    pub(crate) methods: Vec<Neighbour>,
    /// Whether the type has a lifetime.
    pub(crate) borrows: bool,
    /// All of them, as they are written.
    pub(crate) written: TokenStream,
}

impl Neighbours {
    /// The names of those that give no reference.
    pub(crate) fn giving(&self) -> impl Iterator<Item = &str> {
        self.methods.iter().filter(|method| !method.lends).map(|method| method.name.as_str())
    }

    /// The same where the companions are members of a trait, of which each `impl` has what the trait has.
    pub(crate) fn of_members(mut self) -> Neighbours {
        self.methods.iter_mut().for_each(|method| method.offers = Offers::Nothing);
        self
    }
}

/// One of them.
#[derive(Clone, Debug)]
pub(crate) struct Neighbour {
    pub(crate) name: String,
    /// Whether it takes `&mut self`.
    pub(crate) receives: Receives,
    /// The integers and `bool`s among what it takes, besides its receiver.
    pub(crate) params: Vec<Option<Kind>>,
    /// Whether they have a derivative.
    pub(crate) roles: Vec<ParamRole>,
    /// Whether its receiver has a derivative.
    pub(crate) role: ParamRole,
    /// Whether it gives a reference.
    pub(crate) lends: bool,
    /// What it gives, as far as that is understood.
    pub(crate) result: Option<Shape<Kind>>,
    /// What is there, of an `Option` or a `Result`.
    pub(crate) payload: Option<Shape<Kind>>,
    /// Whether it may hand something to its adjoint.
    pub(crate) offers: Offers,
}

/// What a method does with its receiver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Receives {
    /// There is none.
    Nothing,
    /// It reads it.
    Read,
    /// It takes it by value.
    Taken,
    /// It may change it.
    Changed,
}

/// `Vec3`, in an `impl Vec3`, is `Self`.
pub(crate) fn bind(cx: &mut Cx<'_>, neighbours: &Neighbours) {
    cx.neighbours = neighbours.clone();
    if let Some(of) = &neighbours.of {
        cx.kinds.same_data(of, "Self");
    }
}

/// The method of this name, if what it is called on is a `Self`.
pub(crate) fn method(cx: &Cx<'_>, receiver: KindVar, name: &str) -> Option<Neighbour> {
    let is_self = matches!(cx.kinds.as_memory(receiver), Some((Form::Data(data), _)) if data.ty == "Self");
    let mut methods = cx.neighbours.methods.iter();
    methods.find(|method| is_self && method.name == name && method.receives != Receives::Nothing).cloned()
}

/// Whether a callee may hand something to its adjoint: what is said of a method in sight, and of any other
/// that it may, unless it is called as those of std and of vectors are.
pub(crate) fn offers(cx: &Cx<'_>, called: Called, args: &[Operands], name: &Ident) -> Offers {
    let (Called::Method(_), Some(Shape::Leaf(receiver))) = (called, args.first().map(Shape::behind_refs)) else {
        return Offers::Perhaps;
    };
    match method(cx, receiver.kind, &name.to_string()) {
        Some(method) => method.offers,
        // A user's own by such a name runs whole.
        None if std_names::is_of_others(name) => Offers::Nothing,
        None => Offers::Perhaps,
    }
}

/// Whether a method of a constant `self` may have a derivative along its receiver: one of another
/// block is not in sight.
pub(crate) fn may_differentiate_self(cx: &Cx<'_>, callee: &Callee) -> bool {
    if !callee.is_of_self() {
        return false;
    }
    let mut methods = cx.neighbours.methods.iter();
    match methods.find(|method| callee.name == method.name && method.receives != Receives::Nothing) {
        Some(method) => method.role == ParamRole::Differentiable,
        None => !cx.neighbours.methods.is_empty(),
    }
}

/// The function of a path, if that is `Self::name` or `Vec3::name`.
pub(crate) fn function(cx: &Cx<'_>, path: &ExprPath) -> Option<Neighbour> {
    let segments: Vec<_> = path.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    let [of, name] = &segments[..] else { return None };
    let is_self = path.qself.is_none() && (of == "Self" || cx.neighbours.of.as_ref() == Some(of));
    cx.neighbours.methods.iter().find(|method| is_self && method.name == *name).cloned()
}

/// Whether a call gives an `Option` or a `Result`, of which the signature is in sight.
pub(crate) fn gives_option(cx: &Cx<'_>, call: &Expr) -> bool {
    let result = match call {
        Expr::Call(call) => match &*call.func {
            Expr::Path(path) => result_of(cx, path),
            _ => None,
        },
        Expr::MethodCall(call) => {
            let receiver = settle::kind_at(cx, &call.receiver);
            receiver.and_then(|kind| method(cx, kind, &call.method.to_string())?.result)
        }
        _ => None,
    };
    let Some(Shape::Leaf(Kind::Memory(Memory { form: Form::Data(data), .. }))) = result else { return false };
    data.ty.starts_with("Option<") || data.ty.starts_with("Result<")
}

/// What the function itself gives, those of its body, and those of its block.
fn result_of(cx: &Cx<'_>, path: &ExprPath) -> Option<Shape<Kind>> {
    if let Some(neighbour) = function(cx, path) {
        return neighbour.result;
    }
    let name = path.path.get_ident()?;
    cx.results.iter().rev().find(|(of, _)| name == of).map(|(_, shape)| shape.clone())
}
