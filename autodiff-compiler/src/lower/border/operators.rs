//! `#[grad] impl Sub for V3 { .. }`: the method of an operator, as a free function.
//!
//! An operator can be one of a type that takes no methods, as in `impl Mul<V3> for f64`,
//! and its operands can be values or references. So its companions are those of a function
//! in a block of its own, where `self` is a parameter and `Self` is written out:
//!
//! ```text
//! impl Sub for V3 {                    fn operator_sub(left: V3, right: V3) -> V3 {
//!     type Output = Self;                  V3 { x: left.x - right.x }
//!     fn sub(self, right: Self)        }
//!         -> Self::Output {
//!         Self { x: self.x - right.x }
//!     }
//! }
//! ```
//!
//! Around them stands the rule of the operator for the values behind: an `impl` of a trait
//! of core. The trait of the user's `impl` is known by its name, and generated code says so
//! in a form that compiles only if it is true.

use super::impls::Impl;
use super::members::Method;
use super::written::WrittenOut;
use crate::errors::{Errors, Message};
use crate::lower::state::cx::error_at;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{FnArg, GenericArgument, ImplItem, ItemFn, ItemImpl, Path, PathArguments, Type};

/// What an operator does with its operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operation {
    /// `left - right`
    Binary,
    /// `left -= right`
    Assigned,
    /// `-value`
    Unary,
}

/// The operators that have rules: their traits, which core's are called like, and methods.
const OPERATORS: [(&str, &str, Operation); 22] = [
    ("Add", "add", Operation::Binary),
    ("Sub", "sub", Operation::Binary),
    ("Mul", "mul", Operation::Binary),
    ("Div", "div", Operation::Binary),
    ("Rem", "rem", Operation::Binary),
    ("AddAssign", "add_assign", Operation::Assigned),
    ("SubAssign", "sub_assign", Operation::Assigned),
    ("MulAssign", "mul_assign", Operation::Assigned),
    ("DivAssign", "div_assign", Operation::Assigned),
    ("RemAssign", "rem_assign", Operation::Assigned),
    ("BitXor", "bitxor", Operation::Binary),
    ("BitOr", "bitor", Operation::Binary),
    ("BitAnd", "bitand", Operation::Binary),
    ("Shl", "shl", Operation::Binary),
    ("Shr", "shr", Operation::Binary),
    ("BitXorAssign", "bitxor_assign", Operation::Assigned),
    ("BitOrAssign", "bitor_assign", Operation::Assigned),
    ("BitAndAssign", "bitand_assign", Operation::Assigned),
    ("ShlAssign", "shl_assign", Operation::Assigned),
    ("ShrAssign", "shr_assign", Operation::Assigned),
    ("Neg", "neg", Operation::Unary),
    ("Not", "not", Operation::Unary),
];

/// The `impl` of an operator.
pub(crate) struct Operator {
    pub(crate) operation: Operation,
    /// The traits of std and of core have this name.
    pub(crate) name: Ident,
    /// As the user calls the trait, without its arguments.
    pub(crate) path: TokenStream,
    pub(crate) method: Ident,
    /// The values that are operated on, and what is between a value and the operand.
    pub(crate) operands: Vec<Operand>,
    /// What it gives; of an operator that assigns, the type of its left side.
    pub(crate) output: TokenStream,
    /// `<'a, T: Real>`
    pub(crate) generics: TokenStream,
    /// The method as a function.
    pub(crate) function: ItemFn,
    /// The arguments of its own `#[grad]`, if it has one.
    pub(crate) arguments: Option<TokenStream>,
}

/// A side of an operator.
pub(crate) struct Operand {
    pub(crate) ty: TokenStream,
    pub(crate) taken: Taken,
}

/// How an operator takes a side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    ByValue,
    ByReference,
}

/// The operator, if the `impl` is that of one.
pub(crate) fn operator(errors: &Errors, of: &Impl) -> Option<Operator> {
    let path = of.trait_path()?;
    let last = path.segments.last()?;
    let (_, method, operation) = OPERATORS.iter().find(|(name, ..)| last.ident == name).copied()?;
    let mut methods = of.methods();
    let at = methods.iter().position(|given| given.function.sig.ident == method)?;
    let Method { function, arguments, .. } = methods.swap_remove(at);
    let item = of.item();
    let left = (*item.self_ty).clone();
    let written = WrittenOut { whole: &left, types: of.types(), receiver: receiver_name(&function, operation) };
    let right = right_side(path).map_or_else(|| left.clone(), |right| written.ty(right));
    let mut operands = vec![operand(&left)];
    operands.extend((operation != Operation::Unary).then(|| operand(&right)));
    let output = match operation {
        Operation::Assigned => left.to_token_stream(),
        _ => output(item).map_or_else(|| quote!(()), |ty| written.ty(ty).to_token_stream()),
    };
    let are_shared = [&left, &right].into_iter().all(|ty| !is_exclusive(ty));
    let Some(function) = free(&written, item, function).filter(|_| are_shared) else {
        errors.report(error_at(&item.self_ty, Message::OperatorOperands));
        return None;
    };
    Some(Operator {
        operation,
        name: last.ident.clone(),
        path: without_arguments(path),
        method: Ident::new(method, last.ident.span()),
        operands,
        output,
        generics: item.generics.params.to_token_stream(),
        function,
        arguments,
    })
}

/// The method with a parameter in the place of `self`.
fn free(written: &WrittenOut<'_>, item: &ItemImpl, mut function: ItemFn) -> Option<ItemFn> {
    let FnArg::Receiver(receiver) = function.sig.inputs.first()?.clone() else { return None };
    let (attrs, name, left) = (&receiver.attrs, &written.receiver, written.whole);
    let mutable = &receiver.mutability;
    let parameter = match &receiver.kind {
        syn::ReceiverKind::Value => quote!(#(#attrs)* #mutable #name: #left),
        syn::ReceiverKind::Reference(..) => quote!(#(#attrs)* #name: &mut #left),
        _ => return None,
    };
    *function.sig.inputs.first_mut()? = syn::parse2(parameter).ok()?;
    function.vis = syn::Visibility::Inherited;
    written.function(&mut function);
    function.sig.ident = Ident::new(&format!("operator_{}", function.sig.ident), function.sig.ident.span());
    let own = std::mem::take(&mut function.sig.generics.params);
    let mut generics = item.generics.clone();
    generics.params.extend(own);
    function.sig.generics = generics;
    Some(function)
}

/// What the left side is called, unless the method means something else by that.
fn receiver_name(function: &ItemFn, operation: Operation) -> Ident {
    let mut name = if operation == Operation::Unary { "value" } else { "left" }.to_owned();
    let tokens = function.to_token_stream();
    while super::signature::mentions(&tokens, &name) {
        name.push('_');
    }
    Ident::new(&name, Span::call_site())
}

pub(super) fn operand(ty: &Type) -> Operand {
    match ty {
        Type::Reference(reference) => Operand { ty: reference.elem.to_token_stream(), taken: Taken::ByReference },
        Type::Paren(inner) => operand(&inner.elem),
        Type::Group(inner) => operand(&inner.elem),
        ty => Operand { ty: ty.to_token_stream(), taken: Taken::ByValue },
    }
}

fn is_exclusive(ty: &Type) -> bool {
    matches!(ty, Type::Reference(reference) if reference.mutability.is_some())
}

/// `R`, of `Sub<R>`.
pub(super) fn right_side(path: &Path) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = &path.segments.last()?.arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

fn output(item: &ItemImpl) -> Option<&Type> {
    item.items.iter().find_map(|item| match item {
        ImplItem::Type(item) if item.ident == "Output" => Some(&item.ty),
        _ => None,
    })
}

pub(super) fn without_arguments(path: &Path) -> TokenStream {
    let mut path = path.clone();
    if let Some(last) = path.segments.last_mut() {
        last.arguments = PathArguments::None;
    }
    path.into_token_stream()
}
