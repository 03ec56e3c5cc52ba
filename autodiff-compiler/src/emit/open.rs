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

use crate::ir::{Atom, Block, BulkOp, Form, Func, If, Kind, Shape, Stmt, Value};
use std::collections::BTreeSet;

/// What is there on one path only, and the vectors that hold such.
#[derive(Clone, Debug, Default)]
pub(crate) struct Open {
    values: BTreeSet<Value>,
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

impl Open {
    pub(crate) fn of(func: &Func) -> Open {
        let mut open = Open::default();
        loop {
            let before = (open.values.len(), open.tapes.len());
            block(func, &mut open, &func.body, Around::Other);
            if before == (open.values.len(), open.tapes.len()) {
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
        self.values.contains(&value)
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

impl Around {
    fn of(stmt: &Stmt) -> Self {
        if matches!(stmt, Stmt::If(_)) { Around::If } else { Around::Other }
    }
}

fn block(func: &Func, open: &mut Open, of: &Block, around: Around) {
    for stmt in &of.stmts {
        stmt.regions().into_iter().for_each(|region| block(func, open, region, Around::of(stmt)));
        match stmt {
            Stmt::If(branch) => yields(func, open, branch, (of, around)),
            Stmt::Bulk(bulk) => {
                if let BulkOp::Push { dst, value: Shape::Leaf(Atom::Value(w)) } = &bulk.op
                    && dst.path.is_empty()
                    && open.is_value(*w)
                {
                    open.tapes.insert(dst.base);
                }
            }
            _ => {}
        }
    }
}

fn yields(func: &Func, open: &mut Open, branch: &If, here: (&Block, Around)) {
    for (i, dst) in branch.dst.iter().enumerate() {
        let given: Vec<_> =
            [&branch.then, &branch.orelse].iter().filter_map(|arm| arm.yields.get(i).copied()).collect();
        let is = |of: &dyn Fn(Value) -> bool| given.iter().filter_map(|atom| atom.value()).any(of);
        if is(&|w| open.is_tape(w)) {
            open.tapes.insert(*dst);
        }
        let kind = func.kind(*dst);
        let may_be_open = has_data(kind) || (kind == Kind::Opaque && is(&|_| true) && is_read_apart(here, *dst));
        if may_be_open && (given.contains(&Atom::Undef) || is(&|w| open.is_value(w))) {
            open.values.insert(*dst);
        }
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
