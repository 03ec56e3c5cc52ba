//! Which reads of memory give the same at any later time.
//!
//! A read can be done again if no write to its memory can run after it: none
//! that comes later, and none in a loop around both, unless the loop's every
//! iteration has memory of its own.

use super::resizing::resized;
use super::roots::{Roots, roots};
use crate::ir::{By, Func, Op, Stmt, Value};
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
    /// What reads which memory.
    reads: Vec<(Value, Vec<Value>, Position, Asks)>,
}

#[derive(Clone, Copy, PartialEq)]
enum Asks {
    Content,
    Length,
}

/// The roots that the function writes after it has made them.
pub(crate) fn written_roots(func: &Func) -> BTreeSet<Value> {
    table(func).writes.into_keys().collect()
}

/// The values that reads of memory define and that can be read again.
pub(crate) fn stable(func: &Func) -> BTreeSet<Value> {
    let table = table(func);
    let steady = |(_, handles, at, asks): &&(Value, Vec<Value>, Position, Asks)| {
        handles.iter().all(|handle| {
            let root = table.roots.root(*handle);
            let changes = if *asks == Asks::Length { &table.resizes } else { &table.writes };
            let made = table.made.get(&root).copied().unwrap_or(0);
            !changes.get(&root).into_iter().flatten().any(|write| runs_after(at, write, made))
        })
    };
    table.reads.iter().filter(steady).map(|(dst, ..)| *dst).collect()
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
        if matches!(stmt, Stmt::Loop(_)) {
            inside.push(number);
        }
        for region in stmt.regions() {
            walk(table, &region.stmts, count, &inside);
        }
    }
}

fn note(table: &mut Table<'_>, stmt: &Stmt, at: &Position) {
    let is_memory = |w: &Value| table.func.kind(*w).memory().is_some();
    let made: Vec<Value> = stmt.defines().into_iter().filter(is_memory).collect();
    match stmt {
        Stmt::Load(load) => table.reads.push((load.dst, vec![load.place.base], at.clone(), Asks::Content)),
        Stmt::Apply(apply) => {
            let handles: Vec<Value> = apply.args.iter().filter_map(|a| a.value()).filter(is_memory).collect();
            let asks = if matches!(apply.op, Op::Len) { Asks::Length } else { Asks::Content };
            if !handles.is_empty() {
                table.reads.push((apply.dst, handles, at.clone(), asks));
            }
        }
        Stmt::Store(store) => write(table, store.place.base, at, Asks::Content),
        Stmt::Bulk(bulk) => {
            bulk.op.written().into_iter().for_each(|place| write(table, place.base, at, Asks::Content));
        }
        _ => {}
    }
    let is_shared = |w: &Value| matches!(stmt, Stmt::Apply(_)) && table.borrowed.contains(&table.roots.root(*w));
    let mut resized = resized(&|w| table.func.kind(w), stmt);
    resized.retain(|w| !is_shared(w));
    resized.into_iter().for_each(|handle| write(table, handle, at, Asks::Length));
    if !matches!(stmt, Stmt::View(_)) {
        table.made.extend(made.into_iter().map(|w| (w, at.loops.len())));
    }
}

/// A write; one that asks for the length may change it.
fn write(table: &mut Table<'_>, handle: Value, at: &Position, changes: Asks) {
    let root = table.roots.root(handle);
    table.writes.entry(root).or_default().push(at.clone());
    if changes == Asks::Length {
        table.resizes.entry(root).or_default().push(at.clone());
    }
}
