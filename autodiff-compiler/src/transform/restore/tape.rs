//! Tapes: what iterations record for their mirror images.
//!
//! A value of a loop's body is written to its tape in every iteration, and read
//! at the number of the iteration. Where loops are nested, the tape is one for
//! all of them, and each run of an inner loop begins where the tape then ended:
//! that position is a value like any other, and is handed on in turn. If all
//! the trip counts are literals, it is an array in row-major order instead.
//!
//! ```text
//! for w4 in 0..w2 carrying w5     tape = new [0.0; w2]
//!                                 for w4 in 0..w2 carrying w5
//!                                     store tape[w4] = w5
//! for w4 in (0..w2).rev()         for w4 in (0..w2).rev()
//!     t = cos w5                      w5' = load tape[w4]
//! ```

use super::{Definition, Fetched, Numbered, Path, Restore, Site, fetch, fresh, is_up, same_name};
use crate::ir::{
    Access, Atom, BulkOp, Control, Form, Init, IntKind, IntOp, Kind, Limits, Loop, Memory, Op, Place, Range, Shape,
    Step, Stmt, Value, Write,
};
use std::collections::{BTreeMap, BTreeSet};

/// The most elements of a tape that is an array.
const ON_STACK: i128 = 64;

const USIZE: Kind = Kind::Int(IntKind::Usize);

/// From where to where a value is handed on.
pub(super) struct Way<'w> {
    pub(super) home: &'w Path,
    pub(super) path: &'w Path,
    /// How many regions the two have in common.
    pub(super) shared: usize,
    /// The depth of the loop that records the value.
    pub(super) depth: usize,
}

/// What is recorded, and where.
#[derive(Default)]
pub(super) struct Tapes {
    /// The tape of each recorded value, by the depth at which it is declared.
    of: BTreeMap<(Value, usize), Tape>,
    /// The tapes that are declared before a statement.
    pub(super) declared: BTreeMap<usize, Vec<Tape>>,
    /// What is recorded as soon as a value is there.
    pub(super) recorded: BTreeMap<Value, Vec<Tape>>,
    /// The positions that are taken before a statement.
    pub(super) positions: BTreeMap<usize, Vec<(Value, Value)>>,
    /// The loops of a tape for nested loops whose trip counts are literals,
    /// outermost first, with their trip counts.
    grids: BTreeMap<Value, Vec<(usize, i128)>>,
    /// Where the tapes of a region begin for a run of its loop.
    begins: BTreeMap<(Path, usize), Value>,
    /// How much room a tape is made with.
    rooms: BTreeMap<Value, Room>,
}

#[derive(Clone, Copy)]
pub(super) struct Tape {
    pub(super) memory: Value,
    /// Where an inner loop begins, if there are loops around it.
    position: Option<Value>,
    /// Whether it grows, or has its size from the start.
    pub(super) filling: Filling,
}

/// The ranges of the loops that a tape is for, where all of them run from end to
/// end and are known before the outermost: it gets as many elements as the
/// product of their lengths. Each goes with the number of its loop.
type Room = Vec<(usize, Range)>;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Filling {
    /// One place for each iteration of a single loop, or of nested loops whose
    /// trip counts are literals.
    Sized,
    Pushed,
}

/// The value as it was in the iteration of the same number.
pub(super) fn read(
    cx: &mut Restore<'_>,
    scope: &mut BTreeSet<Value>,
    fetched: &mut Fetched,
    way: &Way<'_>,
    value: Value,
) -> Value {
    let tape = tape(cx, way, value);
    let number = match cx.tapes.grids.get(&tape.memory).cloned() {
        Some(grid) => cell(cx, scope, fetched, &grid, &mut |cx, scope, fetched, site| {
            number_here(cx, scope, fetched, way.path, site)
        }),
        None => {
            let site = cx.sites[&way.home[way.depth].0].clone();
            number_here(cx, scope, fetched, way.path, &site)
        }
    };
    let index = match tape.position {
        None => number,
        Some(position) => {
            fetch(cx, scope, fetched, way.path, position.into());
            let begin = Atom::from(position).renamed(&fetched.names);
            int(cx, scope, fetched, IntOp::Add, begin, number)
        }
    };
    let place = Place { base: tape.memory, path: vec![Step::Index(index)], access: Access::Again };
    let dst = same_name(cx, value);
    fetched.stmts.push(match cx.values[value.index()].kind {
        Kind::Memory(_) => Stmt::view(dst, place),
        _ => Stmt::load(dst, place),
    });
    dst
}

/// The tape of a value, which is made when it is first asked for.
fn tape(cx: &mut Restore<'_>, way: &Way<'_>, value: Value) -> Tape {
    if let Some(tape) = cx.tapes.of.get(&(value, way.shared)) {
        return *tape;
    }
    let kind = cx.values[value.index()].kind;
    let outermost = way.shared == way.depth;
    let sized = outermost.then(|| count(cx, &cx.sites[&way.home[way.depth].0])).flatten();
    let grid = grid(cx, way);
    let cells = grid.iter().try_fold(1_i128, |product, (_, count)| product.checked_mul(*count));
    let is_scalar = kind.is_float() || matches!(kind, Kind::Bool | Kind::Int(_));
    let (form, filling) = match (sized, cells.filter(|n| !grid.is_empty() && *n <= ON_STACK)) {
        (_, Some(n)) if is_scalar => (Form::Array(n.to_string()), Filling::Sized),
        (Some(_), _) if is_scalar => (Form::Vec, Filling::Sized),
        _ => (Form::Vec, Filling::Pushed),
    };
    let on_stack = matches!(form, Form::Array(_));
    let nested = !on_stack && way.home[way.shared..way.depth].iter().any(|(number, _)| cx.sites.contains_key(number));
    let elem = kind.memory().map_or(kind, Memory::owned);
    let name = cx.values[value.index()].name.clone().map(|name| format!("{name}_tape"));
    let memory = fresh(cx, Memory::kind(form, Shape::Leaf(elem)), name);
    let position = nested.then(|| {
        // What one region records is as long on every tape.
        let key = (way.home.clone(), way.shared);
        if let Some(position) = cx.tapes.begins.get(&key) {
            return *position;
        }
        let position = fresh(cx, USIZE, None);
        cx.tapes.begins.insert(key, position);
        let before = way.home[way.depth].0;
        cx.homes.insert(position, (way.home[..way.depth].to_vec(), Definition::Other));
        cx.tapes.positions.entry(before).or_default().push((position, memory));
        position
    });
    if on_stack && !outermost {
        cx.tapes.grids.insert(memory, grid);
    }
    if filling == Filling::Pushed {
        let room = room(cx, way);
        cx.tapes.rooms.insert(memory, room);
    }
    let tape = Tape { memory, position, filling };
    super::report::tape(cx, way, value, &tape);
    cx.tapes.of.insert((value, way.shared), tape);
    cx.tapes.declared.entry(way.home[way.shared].0).or_default().push(tape);
    cx.tapes.recorded.entry(value).or_default().push(tape);
    tape
}

/// The loops that a tape is for, outermost first, with their trip counts; none
/// if one of these is not a literal.
fn grid(cx: &Restore<'_>, way: &Way<'_>) -> Vec<(usize, i128)> {
    let loops =
        way.home[way.shared..=way.depth].iter().filter_map(|(number, _)| Some((*number, cx.sites.get(number)?)));
    let counted = loops.map(|(number, site)| match count(cx, site) {
        Some(Atom::Int(n)) => Some((number, n)),
        _ => None,
    });
    counted.collect::<Option<_>>().unwrap_or_default()
}

/// The ranges of the loops that a tape is for, if all are known before the
/// outermost, and no branch is between them: it could be taken seldom.
fn room(cx: &Restore<'_>, way: &Way<'_>) -> Room {
    let is_outside = |atom: Atom| match atom.value() {
        Some(w) => cx.homes.get(&w).is_none_or(|(home, _)| home.len() <= way.shared),
        None => true,
    };
    let known = |site: &Site| match &site.numbered {
        Numbered::By(range) if cx.values[range.index.index()].kind == USIZE => {
            (is_outside(range.from) && is_outside(range.to)).then(|| range.clone())
        }
        _ => None,
    };
    let loops = way.home[way.shared..=way.depth].iter().map(|(number, _)| (*number, cx.sites.get(number)));
    loops.map(|(number, site)| Some((number, site.and_then(known)?))).collect::<Option<_>>().unwrap_or_default()
}

/// Where the iterations of nested loops are in row-major order.
fn cell(
    cx: &mut Restore<'_>,
    scope: &mut BTreeSet<Value>,
    fetched: &mut Fetched,
    grid: &[(usize, i128)],
    number: &mut impl FnMut(&mut Restore<'_>, &mut BTreeSet<Value>, &mut Fetched, &Site) -> Atom,
) -> Atom {
    let mut cell = None;
    for (site, count) in grid {
        let site = cx.sites[site].clone();
        let number = number(cx, scope, fetched, &site);
        cell = Some(match cell {
            None => number,
            Some(row) => {
                let begin = int(cx, scope, fetched, IntOp::Mul, row, Atom::Int(*count));
                int(cx, scope, fetched, IntOp::Add, begin, number)
            }
        });
    }
    cell.unwrap_or(Atom::Int(0))
}

/// How many iterations a loop has, if that can be said before it.
fn count(cx: &Restore<'_>, site: &Site) -> Option<Atom> {
    match &site.numbered {
        Numbered::By(range) => count_of(cx, range),
        Numbered::Counted(_) => None,
    }
}

fn count_of(cx: &Restore<'_>, range: &Range) -> Option<Atom> {
    match (range.from, range.to, range.limits) {
        (Atom::Int(from), Atom::Int(to), Limits::HalfOpen) => Some(Atom::Int((to - from).max(0))),
        (Atom::Int(from), Atom::Int(to), Limits::Closed) => Some(Atom::Int((to - from + 1).max(0))),
        (Atom::Int(0), to, Limits::HalfOpen) if is_usize(cx, range) => Some(to),
        _ => None,
    }
}

/// The statements that make a tape before the loop that fills it.
pub(super) fn declare(cx: &mut Restore<'_>, tape: Tape, before: &Stmt, out: &mut Vec<Stmt>) {
    let kind = cx.values[tape.memory.index()].kind;
    let memory = kind.memory().expect("a tape is memory");
    let range = match before {
        Stmt::Loop(Loop { control: Control::For(range), .. }) => Some(range),
        _ => None,
    };
    let zero = match memory.elem.leaves()[..] {
        [Kind::Bool] => Atom::Bool(false),
        [Kind::Int(_)] => Atom::Int(0),
        _ => Atom::ZERO,
    };
    let init = match (tape.filling, &memory.form, range) {
        (Filling::Sized, Form::Array(_), _) => Init::Repeat(Shape::Leaf(zero), None),
        (Filling::Sized, _, Some(range)) => {
            let count = count_of(cx, range).unwrap_or(range.to);
            Init::Repeat(Shape::Leaf(zero), Some(count))
        }
        (Filling::Pushed, _, Some(range)) => Init::Empty(capacity(cx, tape, range, out)),
        _ => Init::Empty(None),
    };
    out.push(Stmt::make(tape.memory, init));
}

/// The room of a tape that grows: for all iterations, if their number is known,
/// or else for those of the outermost loop.
fn capacity(cx: &mut Restore<'_>, tape: Tape, range: &Range, out: &mut Vec<Stmt>) -> Option<Atom> {
    let room = cx.tapes.rooms.get(&tape.memory).cloned().unwrap_or_default();
    // What an inner loop fetches is not there yet before the outermost.
    let is_here = |(number, of): &(usize, Range)| match &cx.sites[number].numbered {
        Numbered::By(now) => (now.from, now.to) == (of.from, of.to),
        Numbered::Counted(_) => false,
    };
    if room.is_empty() || !room[1..].iter().all(is_here) {
        return is_usize(cx, range).then_some(range.to);
    }
    let inner = room.into_iter().skip(1).map(|(_, range)| range);
    let (scope, mut fetched) = (&mut BTreeSet::new(), Fetched { names: BTreeMap::new(), stmts: Vec::new() });
    let mut product = None;
    for range in std::iter::once(range.clone()).chain(inner) {
        let count = length(cx, scope, &mut fetched, &range);
        product = Some(match product {
            None => count,
            Some(product) => int(cx, scope, &mut fetched, IntOp::SaturatingMul, product, count),
        });
    }
    out.append(&mut fetched.stmts);
    product
}

/// How many indices a range has; for an empty closed one, one too many.
fn length(cx: &mut Restore<'_>, scope: &mut BTreeSet<Value>, fetched: &mut Fetched, range: &Range) -> Atom {
    let distance = match (range.from, range.to) {
        (Atom::Int(0), to) => to,
        (Atom::Int(from), Atom::Int(to)) => Atom::Int((to - from).max(0)),
        (from, to) => int(cx, scope, fetched, IntOp::SaturatingSub, to, from),
    };
    match (range.limits, distance) {
        (Limits::HalfOpen, distance) => distance,
        (Limits::Closed, Atom::Int(n)) => Atom::Int(n + 1),
        (Limits::Closed, distance) => int(cx, scope, fetched, IntOp::SaturatingAdd, distance, Atom::Int(1)),
    }
}

fn is_usize(cx: &Restore<'_>, range: &Range) -> bool {
    let kind = cx.values[range.index.index()].kind;
    range.from == Atom::Int(0) && range.limits == Limits::HalfOpen && kind == USIZE
}

/// The statements that put a value on its tape.
pub(super) fn record(cx: &mut Restore<'_>, tape: Tape, value: Value, site: Option<&Site>, out: &mut Vec<Stmt>) {
    let place = Place { base: tape.memory, path: Vec::new(), access: Access::Again };
    let (Filling::Sized, Some(site)) = (tape.filling, site) else {
        let op = BulkOp::Push { dst: place, value: Shape::Leaf(value.into()) };
        out.push(Stmt::bulk(op));
        return;
    };
    let mut fetched = Fetched { names: BTreeMap::new(), stmts: Vec::new() };
    let scope = &mut BTreeSet::new();
    let number = match cx.tapes.grids.get(&tape.memory).cloned() {
        Some(grid) => {
            cell(cx, scope, &mut fetched, &grid, &mut |cx, scope, fetched, site| number(cx, scope, fetched, site, site))
        }
        None => number(cx, scope, &mut fetched, site, site),
    };
    out.append(&mut fetched.stmts);
    let place = Place { path: vec![Step::Index(number)], ..place };
    out.push(Stmt::store(place, Write::Set, value.into()));
}

/// The number that an iteration here has in common with one of the loop that
/// recorded.
fn number_here(
    cx: &mut Restore<'_>,
    scope: &mut BTreeSet<Value>,
    fetched: &mut Fetched,
    path: &Path,
    home: &Site,
) -> Atom {
    let around = path.iter().rev().filter_map(|(number, _)| cx.sites.get(number));
    let here = around.into_iter().find(|site| site.id == home.id).cloned();
    let here = here.expect("what is recorded is read in a mirror image of its loop");
    if let Numbered::By(range) = &home.numbered {
        for bound in [range.from, range.to] {
            fetch(cx, scope, fetched, path, bound);
        }
    }
    number(cx, scope, fetched, home, &here)
}

/// The number of an iteration, in the order in which `home` ran.
fn number(cx: &mut Restore<'_>, scope: &mut BTreeSet<Value>, fetched: &mut Fetched, home: &Site, here: &Site) -> Atom {
    let index = match &here.numbered {
        Numbered::By(range) => range.index,
        Numbered::Counted(counter) => *counter,
    };
    let Numbered::By(range) = &home.numbered else { return index.into() };
    let kind = cx.values[range.index.index()].kind;
    let [from, to] = [range.from, range.to].map(|bound| bound.renamed(&fetched.names));
    // From a negative number on, the distance need not be a number of the type.
    let wide = kind.unsigned().filter(|_| !matches!(range.from, Atom::Int(0..)));
    let sub = if wide.is_some() { IntOp::WrappingSub } else { IntOp::Sub };
    let mut offset = match (is_up(range), range.limits) {
        (true, _) if range.from == Atom::Int(0) => index.into(),
        (true, _) => int_of(cx, scope, fetched, sub, index.into(), from, kind),
        (false, Limits::Closed) => int_of(cx, scope, fetched, sub, to, index.into(), kind),
        (false, Limits::HalfOpen) => {
            let last = int_of(cx, scope, fetched, IntOp::Sub, to, Atom::Int(1), kind);
            int_of(cx, scope, fetched, sub, last, index.into(), kind)
        }
    };
    for to in wide.into_iter().chain([USIZE]).filter(|to| *to != kind) {
        offset = apply(cx, scope, fetched, Op::Cast(to), vec![offset], to);
    }
    offset
}

fn int(cx: &mut Restore<'_>, scope: &mut BTreeSet<Value>, fetched: &mut Fetched, op: IntOp, a: Atom, b: Atom) -> Atom {
    int_of(cx, scope, fetched, op, a, b, USIZE)
}

fn int_of(
    cx: &mut Restore<'_>,
    scope: &mut BTreeSet<Value>,
    fetched: &mut Fetched,
    op: IntOp,
    a: Atom,
    b: Atom,
    kind: Kind,
) -> Atom {
    apply(cx, scope, fetched, Op::Int(op), vec![a, b], kind)
}

fn apply(
    cx: &mut Restore<'_>,
    scope: &mut BTreeSet<Value>,
    fetched: &mut Fetched,
    op: Op,
    args: Vec<Atom>,
    kind: Kind,
) -> Atom {
    let dst = fresh(cx, kind, None);
    fetched.stmts.push(Stmt::apply(dst, op, args));
    scope.insert(dst);
    dst.into()
}
