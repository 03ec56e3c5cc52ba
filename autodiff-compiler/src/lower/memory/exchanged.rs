//! What is put in the place of something else, which comes out.

use super::new;
use super::place::{self, Located};
use crate::errors::Message;
use crate::ir::{Atom, Bulk, BulkOp, OnActive, Place, Shape, Step, Stmt};
use crate::lower::foreign::code::{self, Passed};
use crate::lower::state::agreement::conform;
use crate::lower::state::cx::{Cx, Res, origin};
use crate::lower::state::kinds::KindVar;
use crate::lower::state::scope::{Operand, Operands};
use crate::lower::state::settle;
use quote::{ToTokens, quote};
use syn::Member;

/// Puts a new value in a place; gives the old one.
pub(crate) fn put(cx: &mut Cx<'_>, at: &dyn ToTokens, place: &Located, new: &Operands) -> Res<Operands> {
    if place::memory(cx, place).is_none() {
        let old = place::read(cx, at, place);
        // Whatever it turns out to be, it is what was there before.
        cx.changing.extend(old.leaves().into_iter().filter_map(|o| o.atom.value()));
        place::write(cx, at, place, new)?;
        return Ok(old);
    }
    conform(cx, at, new, &place.ty)?;
    let Shape::Leaf(Operand { atom: Atom::Value(inside), .. }) = *new else {
        return Err(cx.refuse(at, Message::ShapeMismatch));
    };
    let op = BulkOp::Swap { a: place.place(), b: Place::whole(inside) };
    cx.out.push(Stmt::Bulk(Bulk { op, origin: origin(at) }));
    Ok(new.clone())
}

/// What `Default` gives, which has no derivative.
pub(crate) fn default(cx: &mut Cx<'_>, at: &dyn ToTokens, kind: KindVar) -> Operands {
    let code = quote!(__autodiff_crate::__private::Default::default());
    let value = code::apply_as(cx, at, Passed::new(code, Vec::new(), OnActive::Inactive), kind);
    new::copied(cx, at, &value)
}

/// Exchanges what is at two places.
pub(crate) fn exchange(cx: &mut Cx<'_>, at: &dyn ToTokens, a: &Located, b: &Located) {
    let op = BulkOp::Swap { a: a.place(), b: b.place() };
    cx.out.push(Stmt::Bulk(Bulk { op, origin: origin(at) }));
}

/// `place = value`. What a tuple is put into, a part of data, is one:
///
/// ```text
/// self.z[0] = (a, b)      store w1.z[w2].0 = w3
///                         store w1.z[w2].1 = w4
/// ```
///
/// What the tuple is made of is read before the first of them is written.
pub(crate) fn assign(cx: &mut Cx<'_>, at: &dyn ToTokens, place: &Located, value: &Operands) -> Res<()> {
    let (Shape::Leaf(kind), Shape::Tuple(values)) = (&place.ty, value.behind_refs()) else {
        return place::write(cx, at, place, value);
    };
    if !cx.may_be_data(*kind) {
        return place::write(cx, at, place, value);
    }
    settle::data_kind(cx, *kind);
    let values: Vec<_> = values.iter().map(|value| new::copied(cx, at, value)).collect();
    values.iter().enumerate().try_for_each(|(i, value)| {
        let name = settle::name(&Member::from(i));
        let ty = cx.kinds.field(*kind, &name);
        assign(cx, at, &place.then(Step::Named(name), ty), value)
    })
}
