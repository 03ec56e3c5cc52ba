//! Which reads of memory give the same at any later time.
//!
//! A read can be done again if no write to its memory can run after it: none
//! that comes later, and none in a loop around both, unless the loop's every
//! iteration has memory of its own.

use super::roots::{Roots, roots};
use crate::ir::{Aspect, Atom, By, Func, Hold, Look, LoopId, Stmt, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Where a statement stands: its number in evaluation order, and the loops
/// around it.
#[derive(Clone)]
struct Position {
    number: usize,
    loops: Vec<usize>,
}

struct Table<'f> {
    func: &'f Func,
    roots: Roots,
    /// How many loops there are around the statement that makes the memory.
    made: BTreeMap<Value, usize>,
    /// Parameters behind a shared reference, which nothing writes.
    borrowed: BTreeSet<Value>,
    writes: BTreeMap<Value, Vec<Position>>,
    resizes: BTreeMap<Value, Vec<Position>>,
    reads: Vec<Read>,
    lent: Vec<Lent>,
    repeats: Vec<(LoopId, Position)>,
}

/// Memory that a call is lent.
struct Lent {
    root: Value,
    at: Position,
}

/// A value that is computed of memory.
struct Read {
    dst: Value,
    looks: Vec<Look>,
    at: Position,
}

/// The roots that the function writes after it has made them.
pub(crate) fn written_roots(func: &Func) -> BTreeSet<Value> {
    table(func).writes.into_keys().collect()
}

/// The values that reads of memory define and that can be read again.
pub(crate) fn stable(func: &Func) -> BTreeSet<Value> {
    let table = table(func);
    let is_steady = |read: &&Read| {
        read.looks.iter().all(|look| {
            let root = table.roots.root(look.handle);
            let changes = if look.at == Aspect::Extents { &table.resizes } else { &table.writes };
            let made = table.made.get(&root).copied().unwrap_or(0);
            !changes.get(&root).into_iter().flatten().any(|write| runs_after(&read.at, write, made))
        })
    };
    table.reads.iter().filter(is_steady).map(|read| read.dst).collect()
}

/// The calls, by their numbers in evaluation order, with the memory that they are lent and that
/// nothing writes to in them or after them.
pub(crate) fn lent_for_good(func: &Func) -> BTreeSet<(usize, Value)> {
    let table = table(func);
    let is_steady = |of: &&Lent| {
        let made = table.made.get(&of.root).copied().unwrap_or(0);
        // A call that is given a copy of what it changes, `a.absorb(a)`, writes to it itself.
        let changes = |write: &Position| write.number == of.at.number || runs_after(&of.at, write, made);
        !table.writes.get(&of.root).into_iter().flatten().any(changes)
    };
    table.lent.iter().filter(is_steady).map(|of| (of.at.number, of.root)).collect()
}

/// Of each loop, the memory that something writes to once it has run.
pub(crate) fn changed_after(func: &Func) -> BTreeMap<LoopId, BTreeSet<Value>> {
    let table = table(func);
    let changed = |at: &Position| {
        let is_later = |(root, writes): (&Value, &Vec<Position>)| {
            let made = table.made.get(root).copied().unwrap_or(0);
            writes.iter().any(|write| runs_after(at, write, made)).then_some(*root)
        };
        table.writes.iter().filter_map(is_later).collect()
    };
    table.repeats.iter().map(|(id, at)| (*id, changed(at))).collect()
}

/// Whether a write can run after a read of memory that is made inside `made`
/// loops.
fn runs_after(read: &Position, write: &Position, made: usize) -> bool {
    let shared = read.loops.iter().zip(&write.loops).take_while(|(a, b)| a == b).count();
    write.number > read.number || shared > made
}

fn table(func: &Func) -> Table<'_> {
    let mut table = Table {
        func,
        roots: roots(func),
        made: BTreeMap::new(),
        borrowed: borrowed(func),
        writes: BTreeMap::new(),
        resizes: BTreeMap::new(),
        reads: Vec::new(),
        lent: Vec::new(),
        repeats: Vec::new(),
    };
    walk(&mut table, &func.body.stmts, &mut 0, &[]);
    table
}

fn borrowed(func: &Func) -> BTreeSet<Value> {
    let shapes = func.params.iter().filter_map(|p| p.form.shape());
    shapes.flat_map(|shape| shape.passed(By::Shared)).copied().collect()
}

fn walk(table: &mut Table<'_>, stmts: &[Stmt], count: &mut usize, loops: &[usize]) {
    for stmt in stmts {
        let number = *count;
        *count += 1;
        let at = Position { number, loops: loops.to_vec() };
        note(table, stmt, &at);
        let mut inside = loops.to_vec();
        if let Stmt::Loop(repeat) = stmt {
            table.repeats.push((repeat.id, Position { number, loops: loops.to_vec() }));
            inside.push(number);
        }
        for region in stmt.regions() {
            walk(table, &region.stmts, count, &inside);
        }
    }
}

fn note(table: &mut Table<'_>, stmt: &Stmt, at: &Position) {
    let effects = stmt.effects(&table.func.values);
    if let Some(dst) = effects.computes.filter(|_| !effects.looks.is_empty()) {
        table.reads.push(Read { dst, looks: effects.looks.clone(), at: at.clone() });
    }
    for changed in &effects.changes {
        let root = table.roots.root(changed.handle);
        if !table.borrowed.contains(&root) {
            table.writes.entry(root).or_default().push(at.clone());
        }
    }
    for root in effects.resized().map(|handle| table.roots.root(handle)) {
        if !table.borrowed.contains(&root) {
            table.resizes.entry(root).or_default().push(at.clone());
        }
    }
    if let Stmt::Call(call) = stmt {
        let handles = call.operands().into_iter().filter_map(Atom::value);
        let roots: Vec<_> = handles.map(|handle| table.roots.root(handle)).collect();
        table.lent.extend(roots.into_iter().map(|root| Lent { root, at: at.clone() }));
    }
    let frozen = effects.lends.filter(|loan| loan.hold == Hold::Frozen).map(|loan| loan.name);
    table.made.extend(effects.makes.into_iter().chain(frozen).map(|w| (w, at.loops.len())));
}
