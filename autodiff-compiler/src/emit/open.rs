//! Data that is there on one path only.
//!
//! A branch that is not taken has none to give, and of a type that only rustc knows none
//! can be made. What the other arm gives is `Some` then, and so is what a tape keeps of it.
//!
//! ```text
//! let w3 = if w2 { Some(f(w1)) } else { None };
//! w3_tape.push(w3);
//! ```
//!
//! So is what foreign code gives, `UnitQuaternion::identity()`, if nobody reads it but where a
//! path parts again: who reads it elsewhere does so on a path that has none, and has a zero there.
//!
//! Within an arm of the same condition it is there, and a vector of the function that it is put in has
//! it as it is.

use crate::ir::{Atom, Block, BulkOp, Form, Func, If, Kind, Shape, Stmt, Value};
use std::collections::{BTreeMap, BTreeSet};

/// What is there on one path only, and the vectors that hold such.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Open {
    /// With the arms in which it is there.
    values: BTreeMap<Value, BTreeSet<Arm>>,
    tapes: BTreeSet<Value>,
}

/// Of a value, what is there on one path only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HowOpen {
    Never,
    Whole,
    /// Of a vector, what it holds.
    Elements,
}

/// A condition, and whether it holds there.
type Arm = (Value, bool);

impl Open {
    pub(crate) fn of(func: &Func) -> Open {
        let mut open = Open::default();
        loop {
            let before = open.clone();
            block(func, &mut open, (&func.body, Around::Other), &mut Vec::new());
            if before == open {
                return open;
            }
        }
    }

    /// How much of a value there is.
    pub(crate) fn how(&self, atom: Atom) -> HowOpen {
        match atom.value() {
            Some(w) if self.is_value(w) => HowOpen::Whole,
            Some(w) if self.is_tape(w) => HowOpen::Elements,
            _ => HowOpen::Never,
        }
    }

    /// Notes a vector that holds such.
    pub(crate) fn keeps(&mut self, tape: Value) {
        self.tapes.insert(tape);
    }

    pub(crate) fn is_value(&self, value: Value) -> bool {
        self.values.contains_key(&value)
    }

    pub(crate) fn is_tape(&self, handle: Value) -> bool {
        self.tapes.contains(&handle)
    }
}

/// What a block belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Around {
    /// It is one of two, of which only one runs.
    If,
    Other,
}

fn block(func: &Func, open: &mut Open, (of, around): (&Block, Around), arms: &mut Vec<Arm>) {
    for stmt in &of.stmts {
        match stmt {
            Stmt::If(branch) => {
                for (arm, region) in [(arm(branch, true), &branch.then), (arm(branch, false), &branch.orelse)] {
                    arms.extend(arm);
                    block(func, open, (region, Around::If), arms);
                    arms.truncate(arms.len() - usize::from(arm.is_some()));
                }
                yields(func, open, branch, (of, around));
            }
            stmt => {
                stmt.regions().into_iter().for_each(|region| block(func, open, (region, Around::Other), arms));
            }
        }
        if let Stmt::Bulk(bulk) = stmt
            && let BulkOp::Push { dst, value: Shape::Leaf(Atom::Value(w)) } = &bulk.op
            && dst.path.is_empty()
            && open.values.get(w).is_some_and(|there| !is_there(there, arms))
        {
            open.tapes.insert(dst.base);
        }
    }
}

/// Whether what is there in these arms is there for sure.
fn is_there(arms: &BTreeSet<Arm>, around: &[Arm]) -> bool {
    !arms.is_empty() && arms.iter().all(|arm| around.contains(arm))
}

fn arm(branch: &If, holds: bool) -> Option<Arm> {
    branch.cond.value().map(|cond| (cond, holds))
}

fn yields(func: &Func, open: &mut Open, branch: &If, here: (&Block, Around)) {
    let arms = [(&branch.then, arm(branch, true)), (&branch.orelse, arm(branch, false))];
    for (i, dst) in branch.dst.iter().enumerate() {
        let given = || arms.iter().filter_map(|(region, arm)| Some((*region.yields.get(i)?, *arm)));
        if given().filter_map(|(atom, _)| atom.value()).any(|w| open.is_tape(w)) {
            open.tapes.insert(*dst);
        }
        let kind = func.kind(*dst);
        let is_known = || given().any(|(atom, _)| atom.value().is_some());
        let may_be_open = has_data(kind) || (kind == Kind::Opaque && is_known() && is_read_apart(here, *dst));
        let is_open = |atom: Atom| atom == Atom::Undef || atom.value().is_some_and(|w| open.is_value(w));
        if !may_be_open || !given().any(|(atom, _)| is_open(atom)) {
            continue;
        }
        let there = given().filter(|(atom, _)| *atom != Atom::Undef);
        let within = |atom: Atom| atom.value().and_then(|w| open.values.get(&w)).cloned().unwrap_or_default();
        let arms = there.flat_map(|(atom, arm)| within(atom).into_iter().chain(arm)).collect();
        open.values.insert(*dst, arms);
    }
}

/// Whether who reads a value of this block does so in an arm, hands it on or records it.
fn is_read_apart((block, around): (&Block, Around), of: Value) -> bool {
    let records = |stmt: &Stmt| matches!(stmt, Stmt::Bulk(bulk) if matches!(bulk.op, BulkOp::Push { .. }));
    let is_apart = |stmt: &Stmt| {
        (records(stmt) || !stmt.operands().contains(&of.into()))
            && (matches!(stmt, Stmt::If(_))
                || stmt.regions().into_iter().all(|region| is_read_apart((region, Around::Other), of)))
    };
    block.stmts.iter().all(is_apart) && (around == Around::If || !block.yields.contains(&of.into()))
}

fn has_data(kind: Kind) -> bool {
    kind.memory().is_some_and(|memory| match memory.form {
        Form::Data(_) => true,
        Form::Array(_) | Form::Cell => memory.elem.leaves().into_iter().any(|kind| has_data(*kind)),
        _ => false,
    })
}
