//! The adjoint in two parts: what needs no seed, and what runs when the seed is known.
//!
//! Between the two, the value is given away, and all that the second part reads goes with it.
//! So what is given is a copy of what the adjoint still reads, and a second name for memory
//! is found again from the memory, which moves; the same goes for what else borrows.
//!
//! ```text
//! w3 = new copy w1          w3 = new copy w1
//! w4 = view w3[1..]         w4 = view w3[1..]
//! ..                        ..
//!                           w3' = new copy w3
//! section "Adjoint sweep."  section "Adjoint sweep."
//! t = load w4[0]            w4' = view w3[1..]
//! ..                        t = load w4'[0]
//! yield w3, ..              yield w3', ..
//! ```

use super::reverse::ADJOINT_SWEEP;
use crate::analysis::{Roots, written_roots};
use crate::ir::{
    Access, Apply, Atom, Builder, Fails, Form, Func, Init, Kind, New, Op, Place, Repeat, Shape, Stmt, Value,
};
use std::collections::{BTreeMap, BTreeSet};

/// An adjoint of which the second part may run later, somewhere else.
pub(crate) struct Pullback {
    pub(crate) func: Func,
    /// How many statements of its body the first part is.
    pub(crate) at: usize,
}

/// Takes an adjoint of [sweeps that are apart](super::Policy::Apart) in two.
pub(crate) fn pullback(func: Func) -> Pullback {
    cut(func, give_copies)
}

/// What becomes of the value, of which the second part reads so much.
type Give = fn(&mut Builder, &BTreeSet<Value>, &mut Func);

/// The same where what the second part reads may still be read when the value is given.
pub(super) fn cut(mut func: Func, give: Give) -> Pullback {
    let written = written_roots(&func);
    let mut first = std::mem::take(&mut func.body.stmts);
    let is_border = |stmt: &Stmt| matches!(stmt, Stmt::Section(title) if *title == ADJOINT_SWEEP);
    let mut second = match first.iter().position(is_border) {
        Some(border) => first.split_off(border),
        None => vec![Stmt::Section(ADJOINT_SWEEP)],
    };
    second.iter_mut().for_each(asks_nothing);
    let late = early_shadows(&written, &mut first);
    second.splice(1..1, late);

    let read = read(&func, &second);
    let mut out = Builder::with_values(std::mem::take(&mut func.values));
    out.stmts = first;
    give(&mut out, &read, &mut func);
    let at = out.stmts.len();
    let lent_again = lend_again(&mut out, (&written, &read), &mut func, &mut second);
    second.splice(1..1, lent_again);
    out.stmts.extend(second);
    (func.values, func.body.stmts) = (out.values, out.stmts);
    Pullback { func, at }
}

/// A call that runs again, of an arm that does, has given something in the first part; only there
/// can the function be left.
fn asks_nothing(stmt: &mut Stmt) {
    if let Stmt::Call(call) = stmt
        && !matches!(call.fails, Fails::Unasked)
    {
        call.fails = call.fails.again();
    }
    for region in stmt.regions_mut() {
        region.stmts.iter_mut().for_each(asks_nothing);
    }
}

/// Takes out of the first part the shadows that are made before the primal sweep: where nothing
/// is written to the memory they belong to, they begin as the same zeros later.
fn early_shadows(written: &BTreeSet<Value>, first: &mut Vec<Stmt>) -> Vec<Stmt> {
    let begins = first.iter().position(|stmt| matches!(stmt, Stmt::Section(_))).unwrap_or(0);
    let is_late = |stmt: &Stmt| match stmt {
        Stmt::New(New { init: Init::ZeroLike(of), .. }) => !written.contains(&of.base),
        _ => false,
    };
    let before: Vec<Stmt> = first.drain(..begins).collect();
    let (late, early): (Vec<_>, Vec<_>) = before.into_iter().partition(is_late);
    first.splice(0..0, early);
    late
}

/// What the second part reads.
fn read(func: &Func, second: &[Stmt]) -> BTreeSet<Value> {
    let mut read: BTreeSet<Value> = func.body.yields[given(func)..].iter().filter_map(|atom| atom.value()).collect();
    second.iter().for_each(|stmt| {
        stmt.visit_reads(&mut |w| {
            read.insert(w);
        });
    });
    read
}

/// How many of the yields are the value.
pub(super) fn given(func: &Func) -> usize {
    let Shape::Tuple(parts) = &func.result else { unreachable!("a vjp returns a pair") };
    parts[0].leaves().len()
}

/// Lets the value be a copy of what the second part reads.
fn give_copies(out: &mut Builder, read: &BTreeSet<Value>, func: &mut Func) {
    let homes = homes_of(out);
    let read: BTreeSet<Value> = read.iter().map(|w| homes.root(*w)).collect();
    let count = given(func);
    for atom in &mut func.body.yields[..count] {
        let Some(handle) = atom.value().filter(|w| read.contains(&homes.root(*w))) else { continue };
        // A slice is not moved, but copied where it is given.
        let Some(memory) = out.kind(handle).memory().filter(|memory| memory.form != Form::Slice) else { continue };
        let copy = out.fresh(memory.owned(), out.name(handle).map(str::to_owned));
        out.make(copy, Init::Copy(Place::whole(handle)));
        *atom = copy.into();
    }
}

fn homes_of(out: &Builder) -> Roots {
    let mut homes = Roots::default();
    out.stmts.iter().for_each(|stmt| homes.meet_home(&out.values, stmt));
    homes
}

/// What the second part reads and the first part has borrowed, made again of what moves.
fn lend_again(
    out: &mut Builder,
    (written, read): (&BTreeSet<Value>, &BTreeSet<Value>),
    func: &mut Func,
    second: &mut [Stmt],
) -> Vec<Stmt> {
    let mut lending = lending(out, written, read);
    let mut names = BTreeMap::new();
    for stmt in &mut lending {
        stmt.map_atoms(&mut |atom| atom.renamed(&names));
        // The memory has been looked at before.
        stmt.places_mut().into_iter().for_each(|place| place.access = Access::Again);
        stmt.map_definitions(&mut |old| {
            let new = out.fresh(out.kind(old), out.name(old).map(str::to_owned));
            names.insert(old, Atom::Value(new));
            new
        });
    }
    let count = given(func);
    second.iter_mut().for_each(|stmt| stmt.map_atoms(&mut |atom| atom.renamed(&names)));
    func.body.yields[count..].iter_mut().for_each(|atom| *atom = atom.renamed(&names));
    lending
}

/// The statements that give what is read and borrow for it, in order: what one of them reads may
/// have been borrowed, too.
fn lending(out: &Builder, written: &BTreeSet<Value>, read: &BTreeSet<Value>) -> Vec<Stmt> {
    let mut wanted = read.clone();
    let mut lending = Vec::new();
    for stmt in out.stmts.iter().rev() {
        if stmt.defines().iter().any(|w| wanted.contains(w)) && borrows(out, written, stmt) {
            wanted.extend(stmt.operands().into_iter().filter_map(Atom::value));
            lending.push(stmt.clone());
        }
    }
    lending.reverse();
    lending
}

/// Whether what the statement gives borrows from variables of the companion, and the same can be
/// had again.
fn borrows(out: &Builder, written: &BTreeSet<Value>, stmt: &Stmt) -> bool {
    match stmt {
        // A closure has copies of the memory that it captures, and references to constants.
        Stmt::New(New { init: Init::Closure { .. }, .. }) => {
            let homes = homes_of(out);
            stmt.operands().into_iter().filter_map(Atom::value).all(|w| !written.contains(&homes.root(w)))
        }
        // Constants that are run through.
        Stmt::Apply(Apply { dst, op: Op::Foreign(foreign), .. }) => {
            foreign.repeat == Repeat::Free && foreign.borrows() && out.kind(*dst) == Kind::Opaque
        }
        _ => stmt.lends(&out.values).is_some(),
    }
}
