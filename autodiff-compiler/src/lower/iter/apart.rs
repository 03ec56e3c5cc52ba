//! Two vectors that are filled with the items: `unzip`, `partition`.
//!
//! ```text
//! x.iter().map(f).unzip()           w3, w4 = new empty, new empty
//!                                   for i in 0..n
//!                                       push w3, w5
//!                                       push w4, w6
//! ```

use super::drive::{self, drive};
use super::pipeline::run_through;
use crate::errors::Message;
use crate::ir::{Atom, Form, Place, Shape, Value};
use crate::lower::border::types;
use crate::lower::classify::Classified;
use crate::lower::control::branch;
use crate::lower::memory::new;
use crate::lower::memory::resize::append;
use crate::lower::state::agreement::conform;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::kinds::KindVar;
use crate::lower::state::scope::{Operand, Operands};
use crate::lower::value::callable;
use crate::lower::value::expr::Expect;
use syn::{ExprMethodCall, GenericArgument, Type};

/// The entries of pairs, each in a vector.
pub(crate) fn unzip(cx: &mut Cx<'_>, end: &Classified<'_>, expect: &Expect) -> Res<Operands> {
    let call = end.call();
    let [first, second] = two(cx, call, expect)?;
    let run = run_through(cx, end.front())?;
    let (left, right) = (filled(cx, call, &first), filled(cx, call, &second));
    let pair: syn::Expr = syn::parse_quote!(|(a, b)| (a, b));
    drive(cx, call, None, &run, &mut |cx, item| {
        let item = item.owned();
        // A pair that is data is taken apart by a pattern.
        let item = match item {
            Shape::Leaf(_) => callable::apply(cx, &pair, &[item])?,
            item => item,
        };
        let Shape::Tuple(entries) = &item else { return Err(cx.refuse(&call.method, Message::ShapeMismatch)) };
        let [a, b] = &entries[..] else { return Err(cx.refuse(&call.method, Message::ShapeMismatch)) };
        put(cx, call, &left, a)?;
        put(cx, call, &right, b)
    })?;
    Ok(Shape::Tuple(vec![left.whole(), right.whole()]))
}

/// What the closure holds of, and the rest.
pub(crate) fn partition(cx: &mut Cx<'_>, end: &Classified<'_>, expect: &Expect) -> Res<Operands> {
    let call = end.call();
    let [first, second] = two(cx, call, expect)?;
    let run = run_through(cx, end.front())?;
    let (left, right) = (filled(cx, call, &first), filled(cx, call, &second));
    drive(cx, call, None, &run, &mut |cx, item| {
        let holds = drive::condition(cx, &call.args[0], &item)?;
        let mut yes = |cx: &mut Cx<'_>| put(cx, call, &left, &item).map(|()| Shape::unit());
        let mut no = |cx: &mut Cx<'_>| put(cx, call, &right, &item).map(|()| Shape::unit());
        branch::when(cx, call, holds, &mut yes, &mut no).map(|_| ())
    })?;
    Ok(Shape::Tuple(vec![left.whole(), right.whole()]))
}

/// A vector that is filled.
struct Filled {
    base: Value,
    kind: KindVar,
    elem: Shape<KindVar>,
}

impl Filled {
    fn whole(&self) -> Operands {
        Shape::Leaf(Operand { atom: self.base.into(), kind: self.kind })
    }
}

fn filled(cx: &mut Cx<'_>, call: &ExprMethodCall, expect: &Expect) -> Filled {
    let vector = new::empty(cx, call, None, expect);
    let Shape::Leaf(Operand { atom: Atom::Value(base), kind }) = vector else { unreachable!("memory is a leaf") };
    let Some((_, elem)) = cx.kinds.as_memory(kind).cloned() else { unreachable!("a vector is memory") };
    Filled { base, kind, elem }
}

fn put(cx: &mut Cx<'_>, call: &ExprMethodCall, to: &Filled, item: &Operands) -> Res<()> {
    conform(cx, call, item, &to.elem)?;
    append(cx, call, Place::whole(to.base), item)
}

/// The vectors that the place of the value wants, or that are named behind the method.
fn two(cx: &mut Cx<'_>, call: &ExprMethodCall, expect: &Expect) -> Res<[Expect; 2]> {
    let named: Vec<Type> =
        call.turbofish.iter().flat_map(|generics| generics.args.iter()).filter_map(of_type).collect();
    let wanted = match (&named[..], expect) {
        ([_, _, a, b], _) => [a, b].map(|ty| types::shape(cx, ty)),
        ([both], _) => [both, both].map(|ty| types::shape(cx, ty)),
        (_, Shape::Tuple(entries)) if entries.len() == 2 => {
            return match [0, 1].map(|i| is_vector(cx, &entries[i])) {
                [true, true] => Ok([entries[0].clone(), entries[1].clone()]),
                _ => Err(cx.refuse(&call.method, Message::CollectInto)),
            };
        }
        _ => [None, None],
    };
    let wanted = wanted.map(|shape| shape.map(|shape| shape.map(&mut |kind| Some(*kind))));
    match wanted {
        [Some(a), Some(b)] if is_vector(cx, &a) && is_vector(cx, &b) => Ok([a, b]),
        _ => Err(cx.refuse(&call.method, Message::CollectInto)),
    }
}

fn of_type(argument: &GenericArgument) -> Option<Type> {
    match argument {
        GenericArgument::Type(ty) => Some(ty.clone()),
        _ => None,
    }
}

fn is_vector(cx: &Cx<'_>, shape: &Expect) -> bool {
    matches!(shape, Shape::Leaf(Some(kind)) if matches!(cx.kinds.as_memory(*kind), Some((Form::Vec, _))))
}
