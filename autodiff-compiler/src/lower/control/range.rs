//! Ranges of integers that are run through by number.

use super::carry::substitute;
use super::trip_count::Count;
use crate::errors::Error;
use crate::ir::{
    Access, Apply, Atom, Block, IntKind, IntOp, Kind, Limits, OnActive, Op, Shape, Stmt, Value, ValueInfo, hole,
};
use crate::lower::foreign::code::Passed;
use crate::lower::state::cx::Cx;
use crate::lower::state::kinds::{KindVar, Known};
use crate::lower::state::scope::{Operand, Operands};
use crate::lower::state::typed::typed;
use quote::{ToTokens, quote};
use std::collections::BTreeMap;

/// How many integers a range has.
pub(crate) fn len(cx: &mut Cx<'_>, at: &dyn ToTokens, count: &Count) -> Atom {
    match (count.from.atom, count.to.atom, count.limits) {
        (Atom::Int(from), Atom::Int(to), Limits::HalfOpen) => return Atom::Int((to - from).max(0)),
        (Atom::Int(from), Atom::Int(to), Limits::Closed) => return Atom::Int((to - from + 1).max(0)),
        (Atom::Int(0), to, Limits::HalfOpen) if is_usize(cx, count.from.kind) => return to,
        _ => {}
    }
    let (from, to) = (hole(0), hole(1));
    let code = match count.limits {
        Limits::HalfOpen => quote!((#from..#to).count()),
        Limits::Closed => quote!((#from..=#to).count()),
    };
    let args = vec![typed(cx, count.from), typed(cx, count.to)];
    let kind = cx.usize_kind();
    let len = crate::lower::foreign::code::apply_as(cx, at, Passed::new(code, args, OnActive::Inactive), kind);
    let Shape::Leaf(Operand { atom, .. }) = len else { unreachable!("a number is a leaf") };
    // What it counts is no secret: a range of integers.
    cx.transparent.extend(atom.value());
    atom
}

fn is_usize(cx: &Cx<'_>, kind: KindVar) -> bool {
    cx.kinds.known(kind) == Known::Exactly(Kind::Int(IntKind::Usize))
}

/// The `k`-th integer of a range.
pub(crate) fn item(cx: &mut Cx<'_>, count: &Count, k: Atom) -> Operands {
    Shape::Leaf(after(cx, count.from, k))
}

/// The integer that is `k` after another. Which type it has may show later:
/// [`settle`] then writes what that type needs.
pub(crate) fn after(cx: &mut Cx<'_>, from: Operand, k: Atom) -> Operand {
    let kind = from.kind;
    let is_index = is_usize(cx, kind) || k.is_literal();
    let offset = if is_index { k } else { offset(cx, kind, k) };
    if from.atom == Atom::Int(0) {
        return Operand { atom: offset, kind };
    }
    // From a negative number on, the offset need not be a number of the type.
    let op = Op::Int(if matches!(from.atom, Atom::Int(0..)) { IntOp::Add } else { IntOp::WrappingAdd });
    let dst = cx.fresh(kind);
    cx.out.values[dst.index()].access = Access::Again;
    cx.out.define(dst, op, vec![from.atom, offset]);
    Operand { atom: dst.into(), kind }
}

fn offset(cx: &mut Cx<'_>, kind: KindVar, k: Atom) -> Atom {
    cx.must_be_seen.push(kind);
    let dst = cx.fresh(kind);
    cx.out.define(dst, Op::Cast(Kind::Opaque), vec![k]);
    dst.into()
}

/// The ranges whose items are to be of a type that the macro cannot name.
pub(crate) fn unnamed(cx: &mut Cx<'_>) -> Vec<(KindVar, Error)> {
    let mut ranges = std::mem::take(&mut cx.ranges);
    let is_hidden = |kind: KindVar| cx.kinds.resolve(kind) == Kind::Int(IntKind::Open);
    let is_asked = |kind: KindVar| cx.must_be_seen.iter().any(|asked| cx.kinds.is_same(*asked, kind));
    ranges.retain(|(kind, _)| is_hidden(*kind) && is_asked(*kind));
    ranges
}

/// Writes the items of ranges as their types want them: of `usize` an index is
/// one as it stands, and only from a signed integer on can the sum wrap.
pub(crate) fn settle(values: &[ValueInfo], body: &mut Block) {
    let mut same = BTreeMap::new();
    settle_block(values, &mut same, body);
    body.map_atoms(&mut |atom| substitute(&same, atom));
}

fn settle_block(values: &[ValueInfo], same: &mut BTreeMap<Value, Atom>, block: &mut Block) {
    let kind = |w: Value| values[w.index()].kind;
    let is_usize = |w: Value| kind(w) == Kind::Int(IntKind::Usize);
    block.stmts.retain_mut(|stmt| {
        let Stmt::Apply(Apply { dst, op, args, .. }) = stmt else { return true };
        match op {
            Op::Cast(to) if *to == Kind::Opaque => {
                if is_usize(*dst) && args[0].value().is_some_and(is_usize) {
                    let k = substitute(same, args[0]);
                    same.insert(*dst, k);
                    return false;
                }
                *to = kind(*dst);
            }
            Op::Int(sum @ IntOp::WrappingAdd) if kind(*dst).unsigned().is_none() => *sum = IntOp::Add,
            _ => {}
        }
        true
    });
    for stmt in &mut block.stmts {
        stmt.regions_mut().into_iter().for_each(|region| settle_block(values, same, region));
    }
}
