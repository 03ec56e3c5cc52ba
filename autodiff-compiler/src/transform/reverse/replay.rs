//! Replay: a region of the primal is run once more in the adjoint sweep.
//!
//! The adjoint of an iteration reads what the iteration computed. Cheapest is
//! to compute it again, from what the iteration began with: replay copies the
//! statements of a region under fresh names. What cannot be had again — a
//! carried value, an element that has been overwritten since, the result of a
//! call — keeps its name, and is out of scope: `restore` records it. What
//! nothing reads of the copy falls to dead code elimination, so that the
//! adjoint of `s += x[i] * y[i]` replays nothing but the two loads.
//!
//! Memory made inside the region is made again; writes to memory outside are
//! not repeated.

use super::super::Policy;
use super::{Reverse, call};
use crate::analysis::gives_the_same;
use crate::ir::{
    Access, Apply, Atom, Block, Change, Changed, Control, Effects, Kind, Look, Loop, Place, Repeat, Stmt, Value,
};
use std::collections::{BTreeMap, BTreeSet};

/// What the values of a region are called in its copy.
pub(super) type Twins = BTreeMap<Value, Atom>;

/// Appends a copy of the statements. Returns all of them as the adjoint sees
/// them: those that were not run again too, under their old names.
pub(super) fn replay(cx: &mut Reverse<'_>, twins: &mut Twins, stmts: &[Stmt]) -> Vec<Stmt> {
    let mut local = BTreeSet::new();
    remade(cx, &mut local, stmts);
    let block = Block { stmts: stmts.to_vec(), yields: Vec::new() };
    block.visit(&mut |stmt| cx.replayed.extend(stmt.defines()));
    let copy = statements(cx, &local, twins, stmts);
    for root in &local {
        if let Some(Atom::Value(twin)) = twins.get(root) {
            cx.here.insert(*twin);
        }
    }
    cx.out.stmts.extend(copy.again);
    copy.all
}

/// Statements that are run again, and all statements, under the same names.
#[derive(Default)]
struct Copies {
    again: Vec<Stmt>,
    all: Vec<Stmt>,
}

/// The memory that is made in the region and can be made again: it takes
/// nothing from outside that has changed since.
fn remade(cx: &Reverse<'_>, local: &mut BTreeSet<Value>, stmts: &[Stmt]) {
    let block = Block { stmts: stmts.to_vec(), yields: Vec::new() };
    block.visit(&mut |stmt| local.extend(stmt.effects(&cx.out.values).makes));
    // One that is not made again takes with it what is copied from it.
    loop {
        let before = local.len();
        block.visit(&mut |stmt| {
            let lost = lost(cx, local, stmt);
            lost.into_iter().for_each(|root| {
                local.remove(&root);
            });
        });
        if local.len() == before {
            return;
        }
    }
}

/// The memory that the statement fills from what is not to be had again.
fn lost(cx: &Reverse<'_>, local: &BTreeSet<Value>, stmt: &Stmt) -> Vec<Value> {
    let effects = stmt.effects(&cx.out.values);
    if can_run_again(cx, local, stmt, &effects) {
        return Vec::new();
    }
    let changed = effects.changes.iter().filter(|changed| changed.how != Change::Possible);
    changed.map(|changed| cx.roots.root(changed.handle)).chain(effects.makes.iter().copied()).collect()
}

/// Whether a statement that runs again finds what it touches as it was: memory that
/// is made again too, or never changed. What it changes must have been made again,
/// and a generator of random numbers cannot be.
fn can_run_again(cx: &Reverse<'_>, local: &BTreeSet<Value>, stmt: &Stmt, effects: &Effects<'_>) -> bool {
    let is_local = |handle: Value| local.contains(&cx.roots.root(handle));
    let finds = |look: &Look| is_local(look.handle) || !cx.is_written(cx.roots.root(look.handle));
    let mut changed = effects.changes.iter().map(|changed| changed.handle);
    !call::is_asked_once(cx, stmt)
        && gives_the_same(&cx.out.values, stmt, finds, |w| !cx.is_changing(w))
        && changed.all(is_local)
}

fn statements(cx: &mut Reverse<'_>, local: &BTreeSet<Value>, twins: &mut Twins, stmts: &[Stmt]) -> Copies {
    let mut copies = Copies::default();
    for stmt in stmts {
        statement(cx, local, twins, stmt, &mut copies);
    }
    copies
}

fn statement(cx: &mut Reverse<'_>, local: &BTreeSet<Value>, twins: &mut Twins, stmt: &Stmt, copies: &mut Copies) {
    let mut all = stmt.clone();
    let repeated = is_repeated(cx, local, twins, stmt);
    if !repeated {
        // Its regions, too, keep their names.
        all.map_atoms(&mut |a| a.renamed(twins));
        // Views in its regions are views of what is made again.
        for region in all.regions() {
            region.visit(&mut |stmt| cx.meet_view(stmt));
        }
        copies.all.push(all);
        return;
    }
    all.map_operands(&mut |a| a.renamed(twins));
    let mut again = all.clone();
    match (&mut again, &mut all) {
        (Stmt::If(again), Stmt::If(all)) => {
            (again.then, all.then) = block(cx, local, &mut twins.clone(), &all.then);
            (again.orelse, all.orelse) = block(cx, local, &mut twins.clone(), &all.orelse);
        }
        (Stmt::Loop(again), Stmt::Loop(all)) => loop_copy(cx, local, twins, again, all),
        _ => {}
    }
    for copy in [&mut again, &mut all] {
        copy.map_definitions(&mut |w| match twins.get(&w) {
            Some(Atom::Value(twin)) => *twin,
            _ => fresh(cx, twins, w),
        });
        // Accesses have been made before.
        copy.places_mut().into_iter().for_each(|place| place.access = Access::Again);
    }
    cx.meet_view(&again);
    copies.again.push(again);
    copies.all.push(all);
}

fn block(cx: &mut Reverse<'_>, local: &BTreeSet<Value>, twins: &mut Twins, original: &Block) -> (Block, Block) {
    let copies = statements(cx, local, twins, &original.stmts);
    let yields: Vec<_> = original.yields.iter().map(|a| a.renamed(twins)).collect();
    (Block { stmts: copies.again, yields: yields.clone() }, Block { stmts: copies.all, yields })
}

/// The operands of the loop itself have been renamed.
fn loop_copy(cx: &mut Reverse<'_>, local: &BTreeSet<Value>, twins: &mut Twins, again: &mut Loop, all: &mut Loop) {
    let mut inside = twins.clone();
    for param in all.params() {
        fresh(cx, &mut inside, param);
        twins.insert(param, inside[&param]);
    }
    if let (Control::While { cond: first, .. }, Control::While { cond: second, .. }) =
        (&mut again.control, &mut all.control)
    {
        (*first, *second) = block(cx, local, &mut inside.clone(), second);
    }
    (again.body, all.body) = block(cx, local, &mut inside, &all.body);
}

/// A value for the copy, with the same kind and name.
fn fresh(cx: &mut Reverse<'_>, twins: &mut Twins, original: Value) -> Value {
    let info = cx.out.values[original.index()].clone();
    let twin = cx.out.fresh(info.kind, info.name);
    cx.out.values[twin.index()].access = Access::Again;
    cx.note_twin(twin, original);
    twins.insert(original, twin.into());
    twin
}

/// Whether an operation gives the same again.
fn is_free(cx: &Reverse<'_>, local: &BTreeSet<Value>, twins: &Twins, apply: &Apply, stmt: &Stmt) -> bool {
    let finds = |look: &Look| cx.is_stable(apply.dst) || local.contains(&cx.roots.root(look.handle));
    // Of a foreign value that is not computed again there is nothing to read.
    let has = |w: Value| !cx.is_changing(w) && (!cx.replayed.contains(&w) || twins.contains_key(&w));
    gives_the_same(&cx.out.values, stmt, finds, has)
}

fn is_repeated(cx: &Reverse<'_>, local: &BTreeSet<Value>, twins: &Twins, stmt: &Stmt) -> bool {
    // The position of a record is none of what the program computes.
    let results = match stmt {
        Stmt::Call(call) => call.dst.leaves().into_iter().copied().collect(),
        _ => stmt.defines(),
    };
    let recorded = results.into_iter().any(|w| !matches!(cx.out.kind(w), Kind::Opaque | Kind::Memory(_)));
    if cx.policy == Policy::Everything && recorded && !fills(cx, local, stmt) {
        return false;
    }
    let effects = stmt.effects(&cx.out.values);
    if effects.repeat == Repeat::Never {
        return false;
    }
    let is_local = |handle: Value| local.contains(&cx.roots.root(handle));
    match stmt {
        Stmt::Apply(apply) => is_free(cx, local, twins, apply, stmt),
        Stmt::Load(load) => is_local(load.place.base) || (cx.is_stable(load.dst) && is_there(cx, &load.place)),
        // A scalar result is recorded: the call has run once.
        Stmt::Call(_) => {
            let fills = effects.makes.iter().any(|w| local.contains(w)) || !effects.changes.is_empty();
            fills && can_run_again(cx, local, stmt, &effects)
        }
        _ => {
            let changed = effects.changes.iter().map(|changed| changed.handle);
            changed.chain(effects.makes.iter().copied()).all(is_local)
        }
    }
}

/// Whether a statement with regions writes to memory that is made again.
fn fills(cx: &Reverse<'_>, local: &BTreeSet<Value>, stmt: &Stmt) -> bool {
    let fills = |changed: &Changed| match changed.how {
        Change::Unknown => true,
        Change::Possible => false,
        _ => local.contains(&cx.roots.root(changed.handle)),
    };
    let inside = |stmt: &Stmt| stmt.effects(&cx.out.values).changes.iter().any(fills);
    stmt.regions().into_iter().any(|region| region.any(inside))
}

/// Whether the memory is there in the adjoint sweep as it was when it was read,
/// or can be recorded as a whole: nothing has changed it since it was made.
fn is_there(cx: &Reverse<'_>, place: &Place) -> bool {
    let root = cx.roots.root(place.base);
    cx.here.contains(&root) || !cx.is_written(root)
}
