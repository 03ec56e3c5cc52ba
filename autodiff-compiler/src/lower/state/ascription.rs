//! Types that are written down for values of code that is passed through.
//!
//! `let z: f64 = text.parse().unwrap()`: the type decides what the code is. So
//! it goes with the code into the companions.

use crate::errors::Message;
use crate::ir::{Apply, Atom, Block, Call, Callee, Foreign, OnActive, Op, Repeat, Shape, Stmt, Value, hole};
use crate::lower::state::cx::Cx;
use crate::lower::state::kinds::{KindVar, Known};
use crate::lower::state::scope::{Operand, Operands};
use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use std::collections::BTreeSet;
use std::rc::Rc;
use syn::Type;

/// Writes the type at the code that gives the value, and in each arm of a
/// branch.
pub(crate) fn ascribe(cx: &mut Cx<'_>, ty: &Type, value: &Operands) {
    match (ty, value) {
        (Type::Tuple(types), Shape::Tuple(entries)) if types.elems.len() == entries.len() => {
            types.elems.iter().zip(entries).for_each(|(ty, entry)| ascribe(cx, ty, entry));
        }
        _ if is_reference(ty) || matches!(ty, Type::Infer(_)) => {}
        _ => write(cx, ty.to_token_stream(), value),
    }
}

/// The same where the place of the value takes that type and no reference to it:
/// a variable whose `let` has a type, an argument of a method of std.
pub(crate) fn of_kind(cx: &mut Cx<'_>, kind: KindVar, value: &Operands) {
    if let Known::Exactly(kind) = cx.kinds.known(kind)
        && kind.has_name()
    {
        let ty = Ident::new(kind.type_name(), Span::call_site());
        write(cx, ty.into_token_stream(), value);
    }
}

/// The same of a value with several parts: an element that is a tuple.
pub(crate) fn of_kinds(cx: &mut Cx<'_>, kinds: &Shape<KindVar>, value: &Operands) {
    match (kinds, value) {
        (Shape::Leaf(kind), Shape::Leaf(_)) => of_kind(cx, *kind, value),
        (Shape::Tuple(kinds), Shape::Tuple(values)) => {
            kinds.iter().zip(values).for_each(|(kinds, value)| of_kinds(cx, kinds, value));
        }
        _ => {}
    }
}

fn write(cx: &mut Cx<'_>, ty: TokenStream, value: &Operands) {
    let Shape::Leaf(Operand { atom: Atom::Value(value), kind }) = value else { return };
    if cx.kinds.as_memory(*kind).is_some() {
        return;
    }
    let written = Written { ty, plain_calls: cx.plain_calls.clone() };
    // The innermost region comes last.
    let regions: Vec<_> = cx.open_statements().collect();
    let _ = regions.into_iter().rev().any(|stmts| define(stmts, *value, &written));
}

/// A type, and the calls that have no companion, which it may be written at.
struct Written {
    ty: TokenStream,
    plain_calls: BTreeSet<Value>,
}

/// A reference may have been made of something else at the `let`.
fn is_reference(ty: &Type) -> bool {
    match ty {
        Type::Reference(_) => true,
        Type::Paren(inner) => is_reference(&inner.elem),
        Type::Group(inner) => is_reference(&inner.elem),
        _ => false,
    }
}

/// Whether one of the statements defines the value, whose code is then written
/// with the type.
fn define(stmts: &mut [Stmt], value: Value, written: &Written) -> bool {
    let Some(stmt) = stmts.iter_mut().rev().find(|stmt| stmt.defines().contains(&value)) else { return false };
    match stmt {
        Stmt::Apply(Apply { op: Op::Foreign(foreign), .. }) if foreign.ty.is_none() && ends_in_call(&foreign.code) => {
            let Foreign { code, on_active, repeat, .. } = &**foreign;
            let (code, on_active, ty) = (code.clone(), on_active.clone(), Some(written.ty.clone()));
            *foreign = Rc::new(Foreign { code, on_active, repeat: *repeat, ty, is_number: false });
        }
        Stmt::Call(call) if call.dst == Shape::Leaf(value) && written.plain_calls.contains(&value) => {
            *stmt = passed_through(call, value, written);
        }
        Stmt::If(branch) => {
            let Some(i) = branch.dst.iter().position(|dst| *dst == value) else { return true };
            for Block { stmts, yields } in [&mut branch.then, &mut branch.orelse] {
                if let Some(yielded) = yields[i].value() {
                    define(stmts, yielded, written);
                }
            }
        }
        _ => {}
    }
    true
}

/// A call that needs no companion, as code.
fn passed_through(call: &Call, value: Value, written: &Written) -> Stmt {
    let mut args = Vec::new();
    let code: Vec<_> = call.args.iter().map(|arg| argument(arg, &mut args)).collect();
    let Callee { prefix, name, generics, .. } = &*call.callee;
    let plain = call.callee.plain();
    let code = quote!(#prefix #plain #generics (#(#code),*));
    // Bits that go in must not come back as a float.
    let error = Message::BitsOfActive { name: name.to_string() }.at(name.span());
    let (on_active, ty) = (OnActive::Error(Box::new(error)), Some(written.ty.clone()));
    let foreign = Foreign { code, on_active, repeat: Repeat::Never, ty, is_number: false };
    Stmt::Apply(Apply { dst: value, op: Op::Foreign(Rc::new(foreign)), args, origin: call.origin.clone() })
}

fn argument(arg: &Shape<Atom>, args: &mut Vec<Atom>) -> TokenStream {
    match arg {
        Shape::Leaf(atom) => {
            args.push(*atom);
            hole(args.len() - 1).into_token_stream()
        }
        Shape::Ref(inner) | Shape::Mut(inner) => {
            let inner = argument(inner, args);
            quote!(&#inner)
        }
        Shape::Tuple(entries) => {
            let entries: Vec<_> = entries.iter().map(|entry| argument(entry, args)).collect();
            quote!((#(#entries,)*))
        }
    }
}

/// A constant or a field has its own type; a call or a literal need not.
fn ends_in_call(code: &TokenStream) -> bool {
    let tokens: Vec<TokenTree> = code.clone().into_iter().collect();
    match &tokens[..] {
        [TokenTree::Literal(_)] => true,
        // What a macro gives comes wrapped: `(|| Whole(one!()))().0`.
        [rest @ .., TokenTree::Punct(dot), TokenTree::Literal(_)] if dot.as_char() == '.' => {
            matches!(rest.last(), Some(TokenTree::Group(_)))
        }
        [.., TokenTree::Group(group)] => group.delimiter() != Delimiter::Bracket,
        _ => false,
    }
}
