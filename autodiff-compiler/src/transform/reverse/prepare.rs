//! What the adjoint needs of the primal besides its values: how often a `while`
//! has run, and how long a vector was before it was replaced.

use super::super::calls;
use super::super::in_two::Calls;
use crate::analysis::{Activity, Roots, may_offer};
use crate::ir::{
    Access, Atom, Block, Builder, Bulk, BulkOp, By, Call, Called, Carried, Control, Form, Init, IntKind, IntOp, Kind,
    Loop, New, Op, Place, Record, Shape, Step, Stmt, Value, has_fixed_extents, part_kind,
};
use std::collections::BTreeSet;

/// What decides which of it is needed.
pub(super) struct Need<'n> {
    pub(super) activity: &'n Activity,
    pub(super) roots: &'n Roots,
    pub(super) written: &'n BTreeSet<Value>,
    /// What nothing writes to after a call, which its number tells.
    pub(super) lent_for_good: &'n BTreeSet<(usize, Value)>,
    pub(super) calls: Calls,
}

/// The number of a statement in evaluation order, and the copies that are still what they are of.
#[derive(Default)]
struct Progress {
    number: usize,
    copies: Vec<Copied>,
}

/// A copy of all of a handle.
struct Copied {
    of: Value,
    root: Value,
    copy: Value,
}

/// Adds counters, lengths and copies to the primal.
pub(super) fn prepare(out: &mut Builder, need: &Need<'_>, block: &mut Block) {
    statements(out, need, &mut Progress::default(), block);
}

fn statements(out: &mut Builder, need: &Need<'_>, progress: &mut Progress, block: &mut Block) {
    let stmts = std::mem::take(&mut block.stmts);
    // What is copied around a block may have changed in an iteration of it.
    let around = std::mem::take(&mut progress.copies);
    for mut stmt in stmts {
        let number = progress.number;
        progress.number += 1;
        for region in stmt.regions_mut() {
            statements(out, need, progress, region);
        }
        match &mut stmt {
            Stmt::Loop(repeat) => count_trips(out, repeat),
            Stmt::Call(call) => save_arguments(out, need, (progress, number), call, &mut block.stmts),
            Stmt::Bulk(bulk) => {
                let is_active = |dst: &Place| need.activity.is_active(need.roots.root(dst.base));
                match &mut bulk.op {
                    BulkOp::Replace { dst, was, .. } | BulkOp::Reset { dst, was, .. } if is_active(dst) => {
                        *was = Some(before(out, dst, &mut block.stmts));
                    }
                    BulkOp::Truncate { dst, len, gone, .. } if is_active(dst) => {
                        *gone = dropped(out, (dst, *len), &mut block.stmts);
                    }
                    _ => {}
                }
            }
            _ => {}
        }
        forget_changed(out, need, progress, &stmt);
        block.stmts.push(stmt);
    }
    progress.copies = around;
}

/// Forgets the copies of what the statement changes.
fn forget_changed(out: &Builder, need: &Need<'_>, progress: &mut Progress, stmt: &Stmt) {
    if progress.copies.is_empty() {
        return;
    }
    let mut changed = BTreeSet::new();
    let mut note = |stmt: &Stmt| {
        changed.extend(stmt.effects(&out.values).changes.iter().map(|changed| need.roots.root(changed.handle)));
    };
    note(stmt);
    stmt.regions().into_iter().for_each(|region| region.visit(&mut note));
    progress.copies.retain(|copied| !changed.contains(&copied.root));
}

/// What a vector or data was before it is replaced: its length, or a copy if that does
/// not tell the extents.
fn before(out: &mut Builder, dst: &Place, stmts: &mut Vec<Stmt>) -> Atom {
    let kind = part_kind(out.kind(dst.base), &dst.path);
    match kind.memory() {
        Some(memory)
            if matches!(memory.form, Form::Data(_) | Form::Some)
                || (memory.form == Form::Vec && !has_fixed_extents(&memory.elem)) =>
        {
            let before = out.temp(memory.owned());
            stmts.push(Stmt::make(before, Init::Copy(dst.clone())));
            return before.into();
        }
        _ => {}
    }
    let handle = if dst.path.is_empty() {
        dst.base
    } else {
        let handle = out.temp(kind);
        stmts.push(Stmt::view(handle, dst.clone()));
        handle
    };
    let len = unchecked(out, Kind::Int(IntKind::Usize));
    stmts.push(Stmt::apply(len, Op::Len, vec![handle.into()]));
    len.into()
}

/// A copy of the element that is dropped, where a zero of its type cannot be made
/// without it: lowering drops elements of data one by one.
fn dropped(out: &mut Builder, (dst, len): (&Place, Atom), stmts: &mut Vec<Stmt>) -> Option<Atom> {
    let mut place = dst.clone();
    place.path.push(Step::Index(len));
    place.access = Access::Again;
    let memory = part_kind(out.kind(place.base), &place.path).memory()?;
    // An element that leaves has been taken out, or copied as what it turned out to be.
    if let (Form::Vec, Some(Stmt::New(New { dst: copy, init: Init::Copy(of), .. }))) = (&memory.form, stmts.last())
        && (of.base, &of.path) == (place.base, &place.path)
    {
        return Some((*copy).into());
    }
    if !matches!(memory.form, Form::Data(_) | Form::Some) {
        return None;
    }
    let gone = out.temp(memory.owned());
    stmts.push(Stmt::make(gone, Init::Copy(place)));
    Some(gone.into())
}

/// The adjoint of a call finds its arguments as they were: what the callee, or
/// anything after it, changes is copied before.
fn save_arguments(
    out: &mut Builder,
    need: &Need<'_>,
    (progress, number): (&mut Progress, usize),
    call: &mut Call,
    stmts: &mut Vec<Stmt>,
) {
    let involved = call.operands().into_iter().filter_map(Atom::value).chain(call.dst.leaves().into_iter().copied());
    if !involved.into_iter().any(|w| need.activity.is_active(w)) {
        return;
    }
    if need.calls == Calls::InTwo && calls::has_memory(out, call) && may_offer(call) && is_of_data(out, call) {
        call.record = Record::Made(out.temp(Kind::Int(IntKind::Usize)));
    }
    let ways = call.args.iter().flat_map(|arg| arg.leaves().into_iter().copied().zip(arg.ways())).collect::<Vec<_>>();
    let of = |(leaf, by)| save(out, need, (progress, number), (leaf, by), stmts);
    call.saved = ways.into_iter().map(of).collect();
}

/// Whether it is a function, or a method of data, and not one that a trait adds to what std has.
fn is_of_data(out: &Builder, call: &Call) -> bool {
    let is_data = |w: &Value| matches!(out.kind(*w).memory(), Some(memory) if matches!(memory.form, Form::Data(_)));
    let is_one = |of: &Shape<Atom>| of.leaves().into_iter().filter_map(|atom| atom.value()).all(|w| is_data(&w));
    !matches!(call.callee.called, Called::Method(_)) || call.args.first().is_some_and(is_one)
}

fn save(
    out: &mut Builder,
    need: &Need<'_>,
    (progress, call): (&mut Progress, usize),
    (leaf, by): (Atom, By),
    stmts: &mut Vec<Stmt>,
) -> Option<Atom> {
    let handle = leaf.value()?;
    let memory = out.kind(handle).memory()?;
    let root = need.roots.root(handle);
    let is_for_good = need.lent_for_good.contains(&(call, root));
    if by != By::InOut && (is_for_good || !need.written.contains(&root)) {
        return None;
    }
    if let Some(copied) = progress.copies.iter().find(|copied| copied.of == handle) {
        return Some(copied.copy.into());
    }
    let name = out.name(root).map(|name| format!("{name}_was"));
    let dst = out.fresh(memory.owned(), name);
    stmts.push(Stmt::make(dst, Init::Copy(Place::whole(handle))));
    progress.copies.push(Copied { of: handle, root, copy: dst });
    Some(dst.into())
}

fn unchecked(out: &mut Builder, kind: Kind) -> Value {
    let value = out.temp(kind);
    out.values[value.index()].access = Access::Again;
    value
}

/// Lets a `while` carry the number of its iteration.
fn count_trips(out: &mut Builder, repeat: &mut Loop) {
    let Control::While { counter: counter @ None, .. } = &mut repeat.control else { return };
    let usize_kind = Kind::Int(IntKind::Usize);
    let name = Some("k".to_owned());
    let param = out.fresh(usize_kind, name.clone());
    let dst = out.fresh(usize_kind, name);
    let next = unchecked(out, usize_kind);
    *counter = Some(param);
    repeat.carried.push(Carried { param, init: Atom::Int(0), dst });
    repeat.body.stmts.push(Stmt::apply(next, Op::Int(IntOp::Add), vec![param.into(), Atom::Int(1)]));
    repeat.body.yields.push(next.into());
}

/// Takes away again what the primal has been asked for, now that the adjoint has it:
/// the program itself reads none of it.
pub(super) fn forget(block: &mut Block) {
    for stmt in &mut block.stmts {
        match stmt {
            Stmt::Call(call) => call.saved.clear(),
            Stmt::Bulk(Bulk { op: BulkOp::Replace { was, .. } | BulkOp::Reset { was, .. }, .. }) => *was = None,
            Stmt::Bulk(Bulk { op: BulkOp::Truncate { gone, .. }, .. }) => *gone = None,
            _ => {}
        }
        stmt.regions_mut().into_iter().for_each(forget);
    }
}
