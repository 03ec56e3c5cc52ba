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

/// A condition, and whether it holds there.
type Arm = (Value, bool);

impl Open {
    pub(crate) fn of(func: &Func) -> Open {
        let mut open = Open::default();
        loop {
            let before = open.clone();
            block(func, &mut open, (&func.body, &mut Vec::new()));
            if before == open {
                return open;
            }
        }
    }

    pub(crate) fn is_value(&self, value: Value) -> bool {
        self.values.contains_key(&value)
    }

    pub(crate) fn is_tape(&self, handle: Value) -> bool {
        self.tapes.contains(&handle)
    }
}

fn block(func: &Func, open: &mut Open, (of, around): (&Block, &mut Vec<Arm>)) {
    for stmt in &of.stmts {
        match stmt {
            Stmt::If(branch) => {
                for (arm, region) in [(arm(branch, true), &branch.then), (arm(branch, false), &branch.orelse)] {
                    around.extend(arm);
                    block(func, open, (region, around));
                    around.truncate(around.len() - usize::from(arm.is_some()));
                }
                yields(func, open, branch);
            }
            stmt => stmt.regions().into_iter().for_each(|region| block(func, open, (region, around))),
        }
        if let Stmt::Bulk(bulk) = stmt
            && let BulkOp::Push { dst, value: Shape::Leaf(Atom::Value(w)) } = &bulk.op
            && dst.path.is_empty()
            && open.values.get(w).is_some_and(|arms| !is_there(arms, around))
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

fn yields(func: &Func, open: &mut Open, branch: &If) {
    let arms = [(&branch.then, arm(branch, true)), (&branch.orelse, arm(branch, false))];
    for (i, dst) in branch.dst.iter().enumerate() {
        let given = || arms.iter().filter_map(|(region, arm)| Some((*region.yields.get(i)?, *arm)));
        if given().filter_map(|(atom, _)| atom.value()).any(|w| open.is_tape(w)) {
            open.tapes.insert(*dst);
        }
        let is_open = |atom: Atom| atom == Atom::Undef || atom.value().is_some_and(|w| open.is_value(w));
        if !has_data(func.kind(*dst)) || !given().any(|(atom, _)| is_open(atom)) {
            continue;
        }
        let there = given().filter(|(atom, _)| *atom != Atom::Undef);
        let within = |atom: Atom| atom.value().and_then(|w| open.values.get(&w)).cloned().unwrap_or_default();
        let arms = there.flat_map(|(atom, arm)| within(atom).into_iter().chain(arm)).collect();
        open.values.insert(*dst, arms);
    }
}

fn has_data(kind: Kind) -> bool {
    kind.memory().is_some_and(|memory| match memory.form {
        Form::Data(_) => true,
        Form::Array(_) | Form::Cell => memory.elem.leaves().into_iter().any(|kind| has_data(*kind)),
        _ => false,
    })
}
