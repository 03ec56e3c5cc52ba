//! Which values stand where they are read, so that an expression of the user's stays
//! whole.
//!
//! ```text
//! w4 = div a, y
//! w5 = add y, w4            y = 0.5 * (y + a / y);
//! w6 = mul 0.5, w5
//! yield w6
//! ```
//!
//! A value that one statement of its own block reads may stand there, if nobody can tell:
//! what cannot panic is computed a little later, and what can panic does so in the order
//! of the program. So operations that can panic move only past others that move with them,
//! or that cannot panic, and the statement that reads them evaluates them in their order.

use super::uses::Uses;
use crate::ir::{Apply, Atom, Block, Control, Func, Kind, Load, Loop, Op, Place, Step, Stmt, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The values that have a name and need no `let`.
pub(crate) fn whole(func: &Func, uses: &Uses) -> BTreeSet<Value> {
    let mut found = BTreeSet::new();
    block(func, uses, &func.body, &mut found);
    found
}

/// Cotangents that are only returned. They have names, as on paper, unless a variable has
/// the name already.
pub(crate) fn returned(func: &Func, uses: &Uses) -> BTreeSet<Value> {
    let is_moving = |stmt: &&Stmt| matches!(stmt, Stmt::Apply(apply) if is_plain(func, apply) && !apply.op.can_panic());
    let made: BTreeSet<Value> = func.body.stmts.iter().filter(is_moving).flat_map(Stmt::defines).collect();
    let yields = func.body.yields.iter().filter_map(|atom| atom.value());
    yields.filter(|value| made.contains(value) && is_scalar(func.kind(*value)) && uses.count(*value) == 1).collect()
}

/// A statement whose value may stand elsewhere.
struct Candidate {
    at: usize,
    can_panic: bool,
    operands: Vec<Value>,
}

fn block(func: &Func, uses: &Uses, block: &Block, found: &mut BTreeSet<Value>) {
    let candidates: BTreeMap<Value, Candidate> = block
        .stmts
        .iter()
        .enumerate()
        .filter_map(|(at, stmt)| candidate(func, uses, stmt).map(|(value, can_panic)| (value, at, can_panic, stmt)))
        .map(|(value, at, can_panic, stmt)| (value, Candidate { at, can_panic, operands: operands(stmt) }))
        .collect();
    let mut moved = BTreeSet::new();
    // A statement is looked at after those that it reads.
    for (at, stmt) in block.stmts.iter().enumerate() {
        moved.extend(movable(block, &candidates, &moved, at, &operands(stmt)));
    }
    let yields: Vec<Value> = block.yields.iter().filter_map(|atom| atom.value()).collect();
    moved.extend(movable(block, &candidates, &moved, block.stmts.len(), &yields));
    found.extend(moved);
    for region in block.stmts.iter().flat_map(Stmt::regions) {
        self::block(func, uses, region, found);
    }
}

/// Of what the statement `at` reads, the candidates that can stand in it.
fn movable(
    block: &Block,
    candidates: &BTreeMap<Value, Candidate>,
    moved: &BTreeSet<Value>,
    at: usize,
    operands: &[Value],
) -> Vec<Value> {
    let read = operands.iter().filter_map(|value| candidates.get(value).map(|candidate| (*value, candidate)));
    let read: Vec<_> = read.filter(|(_, candidate)| candidate.at < at).collect();
    let panics = |value: &Value| panics_in(candidates, moved, *value);
    // Where each of them would be evaluated, in the order in which the statement does.
    let order: Vec<usize> = read.iter().flat_map(|(value, _)| panics(value)).collect();
    let moves = |value: &Value| moved.contains(value) || read.iter().any(|(with, _)| with == value);
    let is_quiet = |first: &usize| is_quiet(&block.stmts[*first..at], &moves);
    let in_order = order.is_sorted() && order.first().is_none_or(is_quiet);
    read.into_iter().filter(|(value, _)| in_order || panics(value).is_empty()).map(|(value, _)| value).collect()
}

/// The statements that can panic, among those that stand where the value does, in the
/// order of evaluation.
fn panics_in(candidates: &BTreeMap<Value, Candidate>, moved: &BTreeSet<Value>, value: Value) -> Vec<usize> {
    let Some(candidate) = candidates.get(&value) else { return Vec::new() };
    let inner = candidate.operands.iter().filter(|operand| moved.contains(operand));
    let mut all: Vec<usize> = inner.flat_map(|operand| panics_in(candidates, moved, *operand)).collect();
    all.extend(candidate.can_panic.then_some(candidate.at));
    all
}

/// Whether nothing among these statements can be told from being run before what can
/// panic at the first of them.
fn is_quiet(stmts: &[Stmt], moves: &dyn Fn(&Value) -> bool) -> bool {
    stmts.iter().all(|stmt| {
        let Some(value) = stmt.defines().first().copied() else { return matches!(stmt, Stmt::Section(_)) };
        match stmt {
            Stmt::Apply(apply) => !apply.op.can_panic() || moves(&value),
            Stmt::Load(load) => !is_checked(&load.place) || moves(&value),
            _ => false,
        }
    })
}

/// The value of the statement, if it is one that may move, and whether it can panic.
fn candidate(func: &Func, uses: &Uses, stmt: &Stmt) -> Option<(Value, bool)> {
    let (value, panics) = match stmt {
        Stmt::Apply(apply) if is_plain(func, apply) => (apply.dst, apply.op.can_panic()),
        Stmt::Load(Load { dst, place, .. }) => (*dst, is_checked(place)),
        _ => return None,
    };
    // Tangents and adjoints come from no text, and keep their names: one a line, as on paper.
    let is_primal = stmt.origin().is_some() || func.values[value.index()].number.is_some();
    let fits = is_primal && is_scalar(func.kind(value)) && uses.count(value) == 1 && !uses.is_bound(stmt);
    fits.then_some((value, panics))
}

fn is_scalar(kind: Kind) -> bool {
    matches!(kind, Kind::F64 | Kind::F32 | Kind::Param(_) | Kind::Lanes(_) | Kind::Bool | Kind::Int(_))
}

/// An operation of primitive types, or the length of memory.
fn is_plain(func: &Func, apply: &Apply) -> bool {
    let of_scalars = || apply.args.iter().filter_map(|atom| atom.value()).all(|value| is_scalar(func.kind(value)));
    match &apply.op {
        Op::Len => true,
        Op::Foreign(_) | Op::Constant | Op::Series(_) | Op::Unwritten => false,
        Op::Rule(_) | Op::Int(_) | Op::Cast(_) | Op::Compare(_) | Op::Not | Op::And | Op::Or | Op::Predicate(_) => {
            of_scalars()
        }
    }
}

/// Whether it is looked if the place is in bounds. What was in bounds before is looked at
/// again: between two writes, that would keep them apart for the optimiser.
fn is_checked(place: &Place) -> bool {
    place.path.iter().any(|step| !matches!(step, Step::Field(_)))
}

/// The values that the statement reads where an expression can stand, in the order in
/// which they are evaluated.
fn operands(stmt: &Stmt) -> Vec<Value> {
    let atoms: Vec<Atom> = match stmt {
        Stmt::Apply(Apply { op: Op::Foreign(_) | Op::Constant, .. }) => Vec::new(),
        Stmt::Apply(apply) => apply.args.clone(),
        Stmt::Load(load) => load.place.indices(),
        Stmt::Store(store) => [store.value].into_iter().chain(store.place.indices()).collect(),
        Stmt::If(branch) => vec![branch.cond],
        // What is carried is a variable before the loop.
        Stmt::Loop(Loop { carried, control, .. }) => {
            let bounds = match control {
                Control::For(range) => vec![range.from, range.to],
                Control::While { .. } => Vec::new(),
            };
            carried.iter().map(|c| c.init).chain(bounds).collect()
        }
        _ => Vec::new(),
    };
    atoms.into_iter().filter_map(Atom::value).collect()
}
