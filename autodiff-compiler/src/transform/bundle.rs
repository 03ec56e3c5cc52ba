//! What an iteration puts on several tapes that grow is one row on one tape.
//!
//! Each tape is asked for room whenever something is put on it, and is one more piece of memory. A row
//! asks once, and what the adjoint reads of an iteration lies side by side.
//!
//! ```text
//! a = new empty                       rows = new empty
//! b = new empty                       for ..
//! for ..                                  w4 = exp w3
//!     w4 = exp w3                         w5 = tanh w3
//!     push a, w4                          row = new [w4, w5]
//!     w5 = tanh w3                        push rows, row
//!     push b, w5                      for ..
//! for ..                                  w4' = load rows[w7][0]
//!     w4' = load a[w7]                    w5' = load rows[w7][1]
//!     w5' = load b[w7]
//! ```
//!
//! It is done with tapes of floats of one type that are made together and filled by the same block, once
//! in each of its runs, and of which nobody reads anything but elements and the length. Tapes whose size
//! is known are stored to by the number of the iteration: these stay apart, as loops over them run
//! several iterations at a time.
//!
//! No number changes. As with [buffers](super::hoist), companions of the companions see it as it was.

use super::dce;
use crate::analysis::Ground;
use crate::ir::{
    Access, Apply, Atom, Block, Bulk, BulkOp, Form, Func, Init, Kind, Load, Memory, New, Op, Place, Shape, Step, Stmt,
    Value, ValueInfo,
};
use std::collections::{BTreeMap, BTreeSet};

/// Puts what iterations record together.
pub(crate) fn bundle(mut func: Func) -> Func {
    let mut look = Look { func: &func, tapes: BTreeMap::new(), lost: BTreeSet::new(), blocks: Vec::new() };
    block(&mut look, &func.body, &Vec::new());
    let bundles = bundles(&look);
    if bundles.is_empty() {
        return func;
    }
    let mut cx = Bundling { values: std::mem::take(&mut func.values), slots: BTreeMap::new(), rows: BTreeMap::new() };
    bundles.iter().for_each(|bundle| make(&mut cx, bundle));
    rewrite(&mut cx, &mut func.body);
    func.values = cx.values;
    dce(func)
}

/// The blocks around a statement, outermost first, with the number of the statement in each that leads to it.
type Path = Vec<(usize, usize)>;

/// What is known of a vector of floats that is the compiler's own.
struct Tape {
    elem: Kind,
    /// The block that makes it.
    made: usize,
    pushes: Vec<(Path, Atom)>,
    reads: Vec<Path>,
}

/// Where a value is put: on its tape alone, in one block.
type Filled = (usize, usize);

struct Look<'f> {
    func: &'f Func,
    tapes: BTreeMap<Value, Tape>,
    /// Of these somebody does more than to read an element.
    lost: BTreeSet<Value>,
    blocks: Vec<&'f Block>,
}

fn block<'f>(look: &mut Look<'f>, of: &'f Block, around: &Path) {
    let number = look.blocks.len();
    look.blocks.push(of);
    for (i, stmt) in of.stmts.iter().enumerate() {
        let path: Path = around.iter().copied().chain([(number, i)]).collect();
        statement(look, stmt, &path);
        stmt.regions().into_iter().for_each(|region| block(look, region, &path));
    }
    look.lost.extend(of.yields.iter().filter_map(|atom| atom.value()));
}

fn statement(look: &mut Look<'_>, stmt: &Stmt, path: &Path) {
    match stmt {
        Stmt::New(New { dst, init: Init::Empty(_), .. }) => {
            if let Some(elem) = own(look.func, *dst) {
                let made = path.last().expect("it stands in a block").0;
                look.tapes.insert(*dst, Tape { elem, made, pushes: Vec::new(), reads: Vec::new() });
            }
        }
        Stmt::Bulk(Bulk { op: BulkOp::Push { dst, value: Shape::Leaf(value) }, .. }) if dst.path.is_empty() => {
            look.lost.extend(value.value());
            look.tapes.entry(dst.base).and_modify(|tape| tape.pushes.push((path.clone(), *value)));
        }
        Stmt::Load(Load { place, .. }) if matches!(place.path[..], [Step::Index(_)]) => {
            look.tapes.entry(place.base).and_modify(|tape| tape.reads.push(path.clone()));
            look.lost.extend(place.indices().into_iter().filter_map(Atom::value));
        }
        Stmt::Apply(Apply { op: Op::Len, args, .. }) => {
            let of = args[0].value();
            of.map(|of| look.tapes.entry(of).and_modify(|tape| tape.reads.push(path.clone())));
        }
        other => look.lost.extend(other.operands().into_iter().filter_map(Atom::value)),
    }
}

/// The type of the elements, if it is a vector of floats that no user has made.
fn own(func: &Func, memory: Value) -> Option<Kind> {
    let info = &func.values[memory.index()];
    match info.kind {
        Kind::Memory(Memory { form: Form::Vec, elem: Shape::Leaf(elem @ (Kind::F64 | Kind::F32)) })
            if info.number.is_none() =>
        {
            Some(*elem)
        }
        _ => None,
    }
}

/// Tapes that become one, in the order in which they are filled, each with what is put on it and its place
/// in a row.
type Bundle = Vec<(Value, Atom, usize)>;

fn bundles(look: &Look<'_>) -> Vec<Bundle> {
    let mut together: BTreeMap<(usize, usize, bool), Vec<(Filled, Value)>> = BTreeMap::new();
    for (memory, tape) in &look.tapes {
        let [(push, _)] = &tape.pushes[..] else { continue };
        let filled = *push.last().expect("it stands in a block");
        // In the block that makes it there would be one element.
        if !look.lost.contains(memory) && filled.0 != tape.made {
            together.entry((tape.made, filled.0, tape.elem == Kind::F64)).or_default().push((filled, *memory));
        }
    }
    let mut bundles = Vec::new();
    for mut members in together.into_values().filter(|members| members.len() > 1) {
        members.sort_unstable();
        let (block, last) = members.last().expect("there are several").0;
        // Who reads in the same run of the block reads what has been put there by then.
        let is_early = |read: &Path| read.iter().any(|(of, at)| *of == block && *at <= last);
        if !members.iter().any(|(_, memory)| look.tapes[memory].reads.iter().any(is_early)) {
            bundles.push(in_rows(look, block, members.into_iter().map(|(_, memory)| memory)));
        }
    }
    bundles
}

/// The places of what is put on these tapes: an element that has been loaded twice is there once.
fn in_rows(look: &Look<'_>, block: usize, tapes: impl Iterator<Item = Value>) -> Bundle {
    let mut bundle = Bundle::new();
    let mut size = 0;
    for tape in tapes {
        let value = look.tapes[&tape].pushes[0].1;
        let same = bundle.iter().find(|(_, other, _)| *other == value || is_same(look, block, *other, value));
        let slot = same.map_or(size, |(_, _, slot)| *slot);
        size = size.max(slot + 1);
        bundle.push((tape, value, slot));
    }
    bundle
}

/// Whether two values are loaded from one place of memory that nothing changes in between.
fn is_same(look: &Look<'_>, block: usize, first: Atom, second: Atom) -> bool {
    let stmts = &look.blocks[block].stmts;
    let load = |atom: Atom| {
        stmts.iter().enumerate().find_map(|(i, stmt)| match stmt {
            Stmt::Load(load) if Atom::Value(load.dst) == atom => Some((i, &load.place)),
            _ => None,
        })
    };
    let (Some((i, place)), Some((j, other))) = (load(first), load(second)) else { return false };
    if place != other || i > j {
        return false;
    }
    let ground = Ground::of(look.func);
    let root = ground.touched([&stmts[i]]).looked_at().collect::<Vec<_>>();
    let changed = ground.touched(&stmts[i..j]).changed().any(|w| root.contains(&w));
    !changed
}

struct Bundling {
    values: Vec<ValueInfo>,
    /// Of a tape, the one that it is a part of, and where in a row.
    slots: BTreeMap<Value, (Value, usize)>,
    rows: BTreeMap<Value, Row>,
}

/// A row while it is written.
struct Row {
    values: Vec<Atom>,
    /// How many statements still put something there.
    open: usize,
}

/// The tape of rows for these.
fn make(cx: &mut Bundling, bundle: &Bundle) {
    let Some(Memory { elem, .. }) = cx.values[bundle[0].0.index()].kind.memory() else {
        unreachable!("a tape is memory")
    };
    let size = bundle.iter().map(|(_, _, slot)| slot + 1).max().unwrap_or(0);
    let row = Memory::kind(Form::Array(size.to_string()), elem.clone());
    let rows = fresh(cx, Memory::kind(Form::Vec, Shape::Leaf(row)), Some("rows".to_owned()));
    cx.slots.extend(bundle.iter().map(|(tape, _, slot)| (*tape, (rows, *slot))));
    cx.rows.insert(rows, Row { values: Vec::new(), open: bundle.len() });
}

fn fresh(cx: &mut Bundling, kind: Kind, name: Option<String>) -> Value {
    let value = Value::new(cx.values.len());
    cx.values.push(ValueInfo { kind, name, number: None, access: Access::Again, claims: false, borrows: false });
    value
}

fn rewrite(cx: &mut Bundling, block: &mut Block) {
    let mut made = BTreeSet::new();
    for mut stmt in std::mem::take(&mut block.stmts) {
        stmt.regions_mut().into_iter().for_each(|region| rewrite(cx, region));
        match &mut stmt {
            Stmt::New(new) => {
                if let Some((rows, _)) = cx.slots.get(&new.dst) {
                    new.dst = *rows;
                    if !made.insert(*rows) {
                        continue;
                    }
                }
            }
            Stmt::Load(Load { place, .. }) => {
                if let Some((rows, slot)) = cx.slots.get(&place.base) {
                    place.base = *rows;
                    place.path.push(Step::Index(Atom::Int(i128::try_from(*slot).expect("it is small"))));
                }
            }
            Stmt::Apply(Apply { op: Op::Len, args, .. }) => {
                if let Some((rows, _)) = args[0].value().and_then(|of| cx.slots.get(&of)) {
                    args[0] = (*rows).into();
                }
            }
            Stmt::Bulk(Bulk { op: BulkOp::Push { dst, value: Shape::Leaf(value) }, .. }) => {
                if let Some(slot) = cx.slots.get(&dst.base).copied() {
                    block.stmts.extend(put(cx, slot, *value));
                    continue;
                }
            }
            _ => {}
        }
        block.stmts.push(stmt);
    }
}

/// Puts a value into the row, and the row on the tape if that was the last one.
fn put(cx: &mut Bundling, (rows, slot): (Value, usize), value: Atom) -> Vec<Stmt> {
    let row = cx.rows.get_mut(&rows).expect("it has been made");
    row.values.extend(Some(value).filter(|_| slot == row.values.len()));
    row.open -= 1;
    if row.open > 0 {
        return Vec::new();
    }
    let values = std::mem::take(&mut row.values).into_iter().map(Shape::Leaf).collect();
    let Some(Memory { elem: Shape::Leaf(kind), .. }) = cx.values[rows.index()].kind.memory() else {
        unreachable!("its elements are rows")
    };
    let row = fresh(cx, *kind, None);
    let push = BulkOp::Push { dst: Place::whole(rows), value: Shape::Leaf(row.into()) };
    vec![Stmt::make(row, Init::List(values)), Stmt::bulk(push)]
}
