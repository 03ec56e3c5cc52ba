//! What counts along with a loop counts along again.
//!
//! An integer that a loop carries is recorded where the adjoint of an iteration reads it. A mirror image
//! that runs in the order of the primal can carry it itself, from what it is made of.
//!
//! ```text
//! w9 = for w4 in 0..w2 carrying at = 0      w9 = for w4 in 0..w2 carrying at = 0
//!     ..                                        ..
//!     w6 = Add at, w4                           w6 = Add at, w4
//!     yield w6                                  yield w6
//! for w4 in 0..w2                           t = for w4 in 0..w2 carrying at' = 0
//!     store w1_bar[at] += t                     store w1_bar[at'] += t
//!                                               w6' = Add at', w4
//!                                               yield w6'
//! ```
//!
//! What the next number is made of must be at hand: integers, lengths and indices that stay as they are,
//! and what is defined around the mirror image.

use super::{OpenAdjoint, Repeats};
use crate::analysis::stable;
use crate::ir::{
    Access, Apply, Atom, Block, Carried, Control, Kind, Loop, LoopId, Op, Order, Range, Shape, Stmt, Value, ValueInfo,
};
use autodiff_core::rule::Cost;
use std::collections::{BTreeMap, BTreeSet};

/// Lets mirror images carry the integers that they read.
pub(crate) fn count(open: OpenAdjoint) -> OpenAdjoint {
    let mut func = open.func;
    let mut scope =
        func.params.iter().filter_map(|param| param.form.shape()).flat_map(Shape::leaves).copied().collect();
    let stable = stable(&func);
    let mut body = std::mem::take(&mut func.body.stmts);
    let (values, met) = (std::mem::take(&mut func.values), BTreeMap::new());
    let mut cx = Count { stable, repeats: &open.repeats, values, met };
    block(&mut cx, &mut scope, &mut body);
    (func.body.stmts, func.values) = (body, cx.values);
    OpenAdjoint { func, ..open }
}

struct Count<'r> {
    /// Of what a mirror image computes again: the value that it is.
    repeats: &'r Repeats,
    values: Vec<ValueInfo>,
    stable: BTreeSet<Value>,
    /// The loops so far that run upwards and carry an integer.
    met: BTreeMap<LoopId, Vec<Loop>>,
}

fn upwards(repeat: &Loop) -> Option<&Range> {
    match &repeat.control {
        Control::For(range) if range.order == Order::Up => Some(range),
        _ => None,
    }
}

fn is_integer(cx: &Count<'_>, value: Value) -> bool {
    matches!(cx.values[value.index()].kind, Kind::Int(_))
}

/// Goes through the statements of a block with what is seen in it.
fn block(cx: &mut Count<'_>, scope: &mut BTreeSet<Value>, stmts: &mut [Stmt]) {
    for stmt in stmts {
        if let Stmt::Loop(repeat) = stmt {
            for first in cx.met.get(&repeat.id).cloned().unwrap_or_default() {
                carry(cx, scope, &first, repeat);
            }
        }
        let params = stmt.params();
        for region in stmt.regions_mut() {
            let mut inside = scope.clone();
            inside.extend(&params);
            block(cx, &mut inside, &mut region.stmts);
        }
        scope.extend(stmt.defines());
        if let Stmt::Loop(repeat) = stmt
            && upwards(repeat).is_some()
            && repeat.carried.iter().any(|carried| is_integer(cx, carried.param))
        {
            cx.met.entry(repeat.id).or_default().push(repeat.clone());
        }
    }
}

/// Lets the mirror image carry the integers of the first loop that it reads and cannot see.
fn carry(cx: &mut Count<'_>, scope: &BTreeSet<Value>, first: &Loop, mirror: &mut Loop) {
    let (Some(there), Some(here)) = (upwards(first), upwards(mirror)) else { return };
    if (there.from, there.to, there.limits) != (here.from, here.to, here.limits) {
        return;
    }
    let indices = (there.index, here.index);
    let mut read = BTreeSet::new();
    mirror.body.visit_reads(&mut |w| {
        read.insert(w);
    });
    for (carried, next) in first.carried.iter().zip(&first.body.yields) {
        let is_wanted = read.contains(&carried.param) && !scope.contains(&carried.param);
        let has_begin = carried.init.value().is_none_or(|w| scope.contains(&w));
        let known = |w: Value| w == carried.param || w == indices.0 || scope.contains(&w);
        let mut needed = Vec::new();
        let mut has_next = || next.value().is_some_and(|w| cone(cx, &known, &first.body, w, &mut needed));
        if is_wanted && is_integer(cx, carried.param) && has_begin && has_next() {
            again(cx, (first, indices, &needed), (carried, *next), mirror);
        }
    }
}

/// Writes the carried integer of the first loop once more, with what its next value is made of.
fn again(
    cx: &mut Count<'_>,
    (first, (there, here), needed): (&Loop, (Value, Value), &[Value]),
    (carried, next): (&Carried, Atom),
    mirror: &mut Loop,
) {
    let param = copy(&mut cx.values, carried.param);
    mirror.body.map_atoms(&mut |atom| atom.renamed(&BTreeMap::from([(carried.param, param.into())])));
    let mut names = BTreeMap::from([(carried.param, Atom::Value(param)), (there, here.into())]);
    // What it computes again as it is, it has.
    let own = mirror.body.stmts.iter().flat_map(Stmt::defines).filter_map(|w| Some((*cx.repeats.get(&w)?, w)));
    names.extend(own.filter(|(of, _)| needed.contains(of)).map(|(of, w)| (of, Atom::Value(w))));
    let is_missing = |w: &Value| needed.contains(w) && !names.contains_key(w);
    let missing: Vec<_> = first.body.stmts.iter().filter(|stmt| stmt.defines().iter().any(is_missing)).collect();
    for stmt in missing {
        let mut stmt = stmt.clone();
        stmt.map_atoms(&mut |atom| atom.renamed(&names));
        stmt.places_mut().into_iter().for_each(|place| place.access = Access::Again);
        stmt.map_definitions(&mut |w| {
            let again = copy(&mut cx.values, w);
            names.insert(w, again.into());
            again
        });
        mirror.body.stmts.push(stmt);
    }
    mirror.body.yields.push(next.renamed(&names));
    let dst = copy(&mut cx.values, carried.dst);
    mirror.carried.push(Carried { param, init: carried.init, dst });
}

/// A value of the same kind and name.
fn copy(values: &mut Vec<ValueInfo>, of: Value) -> Value {
    let value = Value::new(values.len());
    values.push(ValueInfo { access: Access::Again, ..values[of.index()].clone() });
    value
}

/// The values of the block that a value is made of, if all of them can be had again; `false` if not.
fn cone(cx: &Count<'_>, known: &dyn Fn(Value) -> bool, body: &Block, of: Value, needed: &mut Vec<Value>) -> bool {
    if known(of) || needed.contains(&of) {
        return true;
    }
    let Some(stmt) = body.stmts.iter().find(|stmt| stmt.defines().contains(&of)) else { return false };
    let is_again = match stmt {
        Stmt::Apply(Apply { op: Op::Len, .. }) | Stmt::Load(_) => cx.stable.contains(&of),
        Stmt::Apply(Apply { op: op @ (Op::Int(_) | Op::Cast(_)), args, .. }) => op.cost(args) == Cost::Cheap,
        Stmt::View(_) => true,
        _ => false,
    };
    needed.push(of);
    is_again && stmt.operands().into_iter().filter_map(Atom::value).all(|w| cone(cx, known, body, w, needed))
}
