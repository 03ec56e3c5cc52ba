//! Calls of one function take and return the same types.
//!
//! What a function returns, and whether what it returns is passed on as an array, a
//! caller does not see. It sees the other calls of that function in its body, and
//! each of them tells something:
//!
//! ```text
//! let v = g(g([x, 1.0]));      the inner `g` takes an array, so the outer one does,
//! v[0] * v[1]                  and both return one
//! ```

use super::tuple_result;
use crate::ir::{Callee, Kind, Shape, type_name};
use crate::lower::state::cx::Cx;
use crate::lower::state::kinds::{KindVar, Known};
use crate::lower::state::neighbours::{self, Receives};
use crate::lower::state::scope::Operands;
use crate::lower::state::settle;
use crate::lower::value::expr::Expect;
use proc_macro2::{TokenStream, TokenTree};
use std::rc::Rc;
use syn::ExprPath;

/// A call that has been lowered.
#[derive(Debug)]
pub(crate) struct Sibling {
    callee: String,
    args: Vec<Shape<KindVar>>,
    result: Shape<KindVar>,
}

/// Makes the arguments of a call what they are in the other calls of the function.
pub(crate) fn arguments(cx: &mut Cx<'_>, callee: &str, args: &mut [Operands]) {
    for i in siblings(cx, callee) {
        let of_other = cx.siblings[i].args.clone();
        for (other, own) in of_other.iter().zip(args.iter_mut()) {
            match (other.behind_refs(), &own) {
                (Shape::Tuple(entries), Shape::Leaf(operand)) => {
                    if let Some(tuple) = tuple_result::unfold(cx, *operand, entries.len()) {
                        *own = tuple;
                    }
                }
                (Shape::Leaf(other), own) => {
                    if let Shape::Leaf(operand) = own.behind_refs() {
                        same(cx, *other, operand.kind);
                    }
                }
                _ => {}
            }
        }
    }
}

/// An argument is the integer that a function beside this one says: `Self::zeros(self.n)`.
pub(crate) fn declared(cx: &mut Cx<'_>, path: &ExprPath, args: &[Operands]) {
    let Some(neighbour) = neighbours::function(cx, path) else { return };
    if neighbour.receives != Receives::Nothing {
        return;
    }
    take(cx, &neighbour.params, args);
}

/// The same of a method, `self.get(i, j)`.
pub(super) fn take(cx: &mut Cx<'_>, params: &[Option<Kind>], args: &[Operands]) {
    for (arg, kind) in args.iter().zip(params) {
        if let (Shape::Leaf(operand), Some(kind)) = (arg, kind) {
            let kind = cx.exactly(*kind);
            // What contradicts it, rustc says.
            let _ = cx.kinds.unify(operand.kind, kind);
        }
    }
}

/// What the place of a call expects, and what is known from other calls.
pub(crate) fn expectation(cx: &mut Cx<'_>, callee: &str, expect: &Expect) -> Expect {
    let Shape::Leaf(None) = expect else { return expect.clone() };
    for i in siblings(cx, callee) {
        if let Shape::Tuple(_) = &cx.siblings[i].result {
            return cx.siblings[i].result.clone().map(&mut |_| None);
        }
    }
    expect.clone()
}

/// `let l: Length<Km> = Length::new(x);`: the type of what a function of the type gives is written, and rustc
/// is told its parameters at the call, as what a companion gives says them no more.
///
/// ```text
/// l = call Length::new(w1)        l = call Length::<Km>::new(w1)
/// ```
pub(crate) fn of_written_type(cx: &Cx<'_>, callee: Rc<Callee>, result: &Shape<KindVar>) -> Rc<Callee> {
    let Shape::Leaf(kind) = result else { return callee };
    let written = cx.kinds.written(*kind).filter(|ty| !ty.contains('\'') && !ty.contains(" as "));
    let Some((path, parameters)) = written.and_then(|ty| ty.split_once('<')) else { return callee };
    let last = path.rsplit("::").next().unwrap_or_default().trim();
    let is_open = |token: &TokenTree| matches!(token, TokenTree::Punct(sign) if sign.as_char() == '<');
    let mut prefix: Vec<TokenTree> = callee.prefix.clone().into_iter().collect();
    let is_bare = !prefix.iter().any(is_open) && type_name(callee.prefix.clone()).as_deref() == Some(last);
    // Behind the name stand two colons.
    prefix.truncate(prefix.len().saturating_sub(2));
    match format!("::<{parameters}::").parse::<TokenStream>() {
        Ok(parameters) if is_bare => {
            let Callee { called, name, generics, primal, offers, .. } = &*callee;
            let prefix = prefix.into_iter().chain(parameters).collect();
            let (name, generics) = (name.clone(), generics.clone());
            Rc::new(Callee { called: *called, prefix, name, generics, primal, offers: *offers })
        }
        _ => callee,
    }
}

/// Remembers a call.
pub(crate) fn remember(cx: &mut Cx<'_>, callee: String, args: &[Operands], result: &Shape<KindVar>) {
    for i in siblings(cx, &callee) {
        if let (Shape::Leaf(other), Shape::Leaf(own)) = (cx.siblings[i].result.clone(), result) {
            same(cx, other, *own);
        }
    }
    let args = args.iter().map(|arg| arg.map(&mut |o| o.kind)).collect();
    cx.siblings.push(Sibling { callee, args, result: result.clone() });
}

fn siblings(cx: &Cx<'_>, callee: &str) -> Vec<usize> {
    (0..cx.siblings.len()).filter(|i| cx.siblings[*i].callee == callee).collect()
}

/// Of two values of one type, what is known of one is known of the other. The
/// length of an array need not be the same, where it is a parameter of the type.
fn same(cx: &mut Cx<'_>, a: KindVar, b: KindVar) {
    let is_result = |cx: &Cx<'_>, kind| cx.kinds.known(kind) == Known::CallResult;
    for (known, open) in [(a, b), (b, a)] {
        if cx.kinds.is_data(known) && is_result(cx, open) {
            settle::data_kind(cx, open);
            return;
        }
        if let (Some((_, elem)), true) = (cx.kinds.as_memory(known).cloned(), is_result(cx, open)) {
            settle::kind(cx, open);
            // An element of the one is an element of the other.
            if let (Shape::Leaf(elem), Some((_, Shape::Leaf(own)))) = (elem, cx.kinds.as_memory(open).cloned()) {
                same(cx, elem, own);
            }
            return;
        }
    }
    let is_scalar = |cx: &Cx<'_>, kind| cx.kinds.known(kind).may_be_float();
    if is_scalar(cx, a) && is_scalar(cx, b) && (is_result(cx, a) || is_result(cx, b)) {
        // Nothing contradicts what is not known.
        let _ = cx.kinds.unify(a, b);
    }
}
