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
use super::Reverse;
use crate::ir::{
    Access, Apply, Atom, Block, BulkOp, By, Call, Control, Init, Kind, Loop, Op, Place, Repeat, Stmt, Value,
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

pub(super) fn renamed(twins: &Twins, atom: Atom) -> Atom {
    match atom.value().and_then(|w| twins.get(&w)) {
        Some(twin) => twin.with_sign_of(atom),
        None => atom,
    }
}

/// The memory that is made in the region and can be made again: it takes
/// nothing from outside that has changed since.
fn remade(cx: &Reverse<'_>, local: &mut BTreeSet<Value>, stmts: &[Stmt]) {
    let block = Block { stmts: stmts.to_vec(), yields: Vec::new() };
    block.visit(&mut |stmt| match stmt {
        Stmt::New(new) => {
            local.insert(new.dst);
        }
        Stmt::Call(call) => {
            let memory = call.dst.leaves().into_iter().filter(|w| cx.out.kind(**w).memory().is_some());
            local.extend(memory.copied());
        }
        _ => {}
    });
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
    let root = |place: &Place| cx.roots.root(place.base);
    let is_there = |place: &Place| local.contains(&root(place)) || !cx.is_written(root(place));
    let memory_of = |atom: Atom| atom.value().filter(|w| cx.out.kind(*w).memory().is_some());
    match stmt {
        Stmt::New(new) => match &new.init {
            Init::Copy(place) if !is_there(place) => vec![new.dst],
            // Rows, and what a cell brings together, are copied as well.
            init if init.atoms().into_iter().filter_map(memory_of).any(|w| !is_there(&Place::whole(w))) => {
                vec![new.dst]
            }
            _ => Vec::new(),
        },
        Stmt::Bulk(bulk) => {
            let pushed = bulk.op.atoms().into_iter().filter_map(memory_of).map(Place::whole);
            let touched: Vec<Place> = bulk.op.places().into_iter().cloned().chain(pushed).collect();
            let writes = bulk.op.written().into_iter().map(root);
            if touched.iter().all(is_there) && !matches!(bulk.op, BulkOp::Swap { .. }) {
                return Vec::new();
            }
            let all_local = touched.iter().all(|place| local.contains(&root(place)));
            if all_local { Vec::new() } else { writes.collect() }
        }
        Stmt::Call(call) if !can_run_again(cx, local, call) => {
            let written = call.written().into_iter().map(|w| cx.roots.root(w));
            let made = call.dst.leaves().into_iter().copied();
            written.chain(made).filter(|w| cx.out.kind(*w).memory().is_some()).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether a call that reads or makes memory finds its arguments as they were.
fn can_run_again(cx: &Reverse<'_>, local: &BTreeSet<Value>, call: &Call) -> bool {
    let mut leaves = call.args.iter().flat_map(|arg| arg.leaves().into_iter().zip(arg.ways()));
    leaves.all(|(leaf, by)| {
        let Some(handle) = leaf.value().filter(|w| cx.out.kind(*w).memory().is_some()) else { return true };
        let root = cx.roots.root(handle);
        local.contains(&root) || (by != By::InOut && !cx.is_written(root))
    })
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
        all.map_atoms(&mut |a| renamed(twins, a));
        // Views in its regions are views of what is made again.
        for region in all.regions() {
            region.visit(&mut |stmt| cx.meet_view(stmt));
        }
        copies.all.push(all);
        return;
    }
    all.map_operands(&mut |a| renamed(twins, a));
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
        known(copy);
    }
    cx.meet_view(&again);
    copies.again.push(again);
    copies.all.push(all);
}

fn block(cx: &mut Reverse<'_>, local: &BTreeSet<Value>, twins: &mut Twins, original: &Block) -> (Block, Block) {
    let copies = statements(cx, local, twins, &original.stmts);
    let yields: Vec<_> = original.yields.iter().map(|a| renamed(twins, *a)).collect();
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

/// Accesses have been made before.
fn known(copy: &mut Stmt) {
    match copy {
        Stmt::Load(load) => load.place.access = Access::Again,
        Stmt::Store(store) => store.place.access = Access::Again,
        Stmt::View(view) => view.place.access = Access::Again,
        Stmt::Bulk(bulk) => bulk.op.places_mut().into_iter().for_each(|place| place.access = Access::Again),
        Stmt::New(new) => {
            if let Init::Copy(place) = &mut new.init {
                place.access = Access::Again;
            }
        }
        _ => {}
    }
}

/// Whether an operation gives the same again: what it reads is as it was.
fn is_free(cx: &Reverse<'_>, local: &BTreeSet<Value>, twins: &Twins, apply: &Apply) -> bool {
    let operands: Vec<Value> = apply.args.iter().filter_map(|a| a.value()).collect();
    let handles: Vec<Value> = operands.iter().copied().filter(|w| cx.out.kind(*w).memory().is_some()).collect();
    let as_it_was =
        handles.is_empty() || cx.is_stable(apply.dst) || handles.iter().all(|w| local.contains(&cx.roots.root(*w)));
    let once = matches!(&apply.op, Op::Foreign(foreign) if foreign.repeat == Repeat::Never);
    // Of a foreign value that is not computed again there is nothing to read.
    let is_lost = |w: &Value| {
        let opaque = cx.out.kind(*w) == Kind::Opaque;
        opaque && (cx.is_changing(*w) || (cx.replayed.contains(w) && !twins.contains_key(w)))
    };
    as_it_was && !once && !operands.iter().any(is_lost)
}

fn is_repeated(cx: &Reverse<'_>, local: &BTreeSet<Value>, twins: &Twins, stmt: &Stmt) -> bool {
    let is_local = |place: &Place| local.contains(&cx.roots.root(place.base));
    let recorded = stmt.defines().into_iter().any(|w| !matches!(cx.out.kind(w), Kind::Opaque | Kind::Memory(_)));
    if cx.policy == Policy::Everything && recorded && !fills(cx, local, stmt) {
        return false;
    }
    match stmt {
        Stmt::Apply(apply) => is_free(cx, local, twins, apply),
        Stmt::If(_) | Stmt::Loop(_) | Stmt::View(_) => true,
        Stmt::Load(load) => is_local(&load.place) || (cx.is_stable(load.dst) && is_there(cx, &load.place)),
        Stmt::Store(store) => is_local(&store.place),
        Stmt::New(new) => local.contains(&new.dst),
        Stmt::Bulk(bulk) => bulk.op.written().into_iter().all(is_local),
        Stmt::Call(call) => {
            let makes = call.dst.leaves().into_iter().any(|w| local.contains(w));
            let fills = !call.written().is_empty();
            // A scalar result is recorded: the call has run once.
            (makes || fills) && can_run_again(cx, local, call)
        }
        Stmt::Effect(_) | Stmt::Probe(_) | Stmt::Section(_) => false,
    }
}

/// Whether a statement with regions writes to memory that is made again.
fn fills(cx: &Reverse<'_>, local: &BTreeSet<Value>, stmt: &Stmt) -> bool {
    let mut found = false;
    for region in stmt.regions() {
        region.visit(&mut |stmt| {
            let places: Vec<&Place> = match stmt {
                Stmt::Store(store) => vec![&store.place],
                Stmt::Bulk(bulk) => bulk.op.written(),
                _ => Vec::new(),
            };
            found |= places.iter().any(|place| local.contains(&cx.roots.root(place.base)));
            found |= matches!(stmt, Stmt::Call(call) if !call.written().is_empty());
        });
    }
    found
}

/// Whether the memory is there in the adjoint sweep as it was when it was read,
/// or can be recorded as a whole: nothing has changed it since it was made.
fn is_there(cx: &Reverse<'_>, place: &Place) -> bool {
    let root = cx.roots.root(place.base);
    cx.here.contains(&root) || !cx.is_written(root)
}
