//! Floats of which only their use has told that they are.
//!
//! What a field holds, and what a call gives, may be of a type of the user's, which has a `round`
//! of its own. Of an operation that a name stands for, nothing else need tell rustc: the derivative
//! of `round` is zero, and that of `max` is one of its arguments. So each operation on such a value
//! carries the claim that it is a float, whatever its rule is, and generated code writes it down:
//!
//! ```text
//! w3 = load h.a          float(h.a).round()
//! w4 = round w3
//! ```
//!
//! A value is known to be a float by a type in the signature, by a literal, or as what an operation
//! gives that has made its claim. An operator makes none: that of a type of the user's gives what
//! it gives.

use crate::ir::{Apply, Atom, Block, BulkOp, Form, Func, Init, Op, Place, Step, Stmt, Value};
use std::collections::BTreeSet;

/// Marks the operations that are to claim that what they are called on is a float. What is claimed
/// where it is read is none of them.
pub(super) fn mark(claimed: &BTreeSet<usize>, func: &mut Func) {
    let mut presumed = Presumed { func, claimed, found: BTreeSet::new() };
    loop {
        let before = presumed.found.len();
        presumed.block(&func.body);
        if presumed.found.len() == before {
            break;
        }
    }
    let found = presumed.found;
    let mut marked = Vec::new();
    func.body.visit(&mut |stmt| match stmt {
        Stmt::Apply(Apply { dst, op, args, .. }) if is_named(op) && reads(&found, &args[..1]) => marked.push(*dst),
        _ => {}
    });
    marked.into_iter().for_each(|dst| func.values[dst.index()].claims = true);
}

/// Whether an operation is a method, in generated code as in the user's.
fn is_named(op: &Op) -> bool {
    match op {
        Op::Rule(_) => !is_operator(op),
        Op::Predicate(_) => true,
        _ => false,
    }
}

fn is_operator(op: &Op) -> bool {
    matches!(op, Op::Rule(rule) if matches!(rule.name, "add" | "sub" | "mul" | "div" | "rem" | "neg"))
}

fn reads(found: &BTreeSet<Value>, atoms: &[Atom]) -> bool {
    atoms.iter().filter_map(|atom| atom.value()).any(|w| found.contains(&w))
}

/// The values and the memory whose types rustc alone knows, as far as they are found.
struct Presumed<'f> {
    func: &'f Func,
    claimed: &'f BTreeSet<usize>,
    found: BTreeSet<Value>,
}

impl Presumed<'_> {
    fn block(&mut self, block: &Block) {
        block.stmts.iter().for_each(|stmt| self.stmt(stmt));
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match stmt {
            Stmt::Load(load) if self.is_unseen(&load.place) => self.add(load.dst),
            Stmt::View(view) if self.is_unseen(&view.place) => self.add(view.dst),
            // What is written through a view is in what it is a view of.
            Stmt::View(view) if self.found.contains(&view.dst) => self.add(view.place.base),
            Stmt::New(new) if self.is_of_unseen(&new.init) => self.add(new.dst),
            Stmt::Call(call) => call.dst.leaves().into_iter().for_each(|dst| self.add(*dst)),
            Stmt::Store(store) if reads(&self.found, &[store.value]) => self.add(store.place.base),
            Stmt::Bulk(bulk) => self.bulk(&bulk.op),
            Stmt::Apply(apply) if self.gives_unseen(apply) => self.add(apply.dst),
            Stmt::If(branch) => {
                let yields = branch.then.yields.iter().zip(&branch.orelse.yields);
                for (dst, (then, orelse)) in branch.dst.iter().zip(yields) {
                    self.follow(&[*then, *orelse], &[*dst]);
                }
            }
            Stmt::Loop(l) => {
                for (carried, next) in l.carried.iter().zip(&l.body.yields) {
                    self.follow(&[carried.init, *next], &[carried.param, carried.dst]);
                }
            }
            _ => {}
        }
        stmt.regions().into_iter().for_each(|region| self.block(region));
    }

    fn add(&mut self, value: Value) {
        self.found.insert(value);
    }

    fn follow(&mut self, from: &[Atom], to: &[Value]) {
        if reads(&self.found, from) {
            self.found.extend(to);
        }
    }

    /// Whether what is at a place is a part of data, or in memory that something unseen has been
    /// put into.
    fn is_unseen(&self, place: &Place) -> bool {
        let is_part = |step: &Step| {
            matches!(
                step,
                Step::Named(_)
                    | Step::Entry { .. }
                    | Step::Behind
                    | Step::Inside
                    | Step::AsSlice
                    | Step::Payload { .. }
            )
        };
        let of_data = self
            .func
            .kind(place.base)
            .memory()
            .is_some_and(|memory| matches!(memory.form, Form::Data(_) | Form::Unseen));
        self.found.contains(&place.base) || of_data || place.path.iter().any(is_part)
    }

    fn is_of_unseen(&self, init: &Init) -> bool {
        reads(&self.found, &init.atoms()) || init.places().into_iter().any(|place| self.is_unseen(place))
    }

    fn bulk(&mut self, op: &BulkOp) {
        let is_put = match op {
            BulkOp::Copy { src, .. } | BulkOp::Replace { src, .. } => self.is_unseen(src),
            BulkOp::Swap { a, b } => self.is_unseen(a) || self.is_unseen(b),
            BulkOp::Push { .. } => reads(&self.found, &op.atoms()),
            _ => false,
        };
        if is_put {
            op.written().into_iter().for_each(|place| self.add(place.base));
        }
    }

    fn gives_unseen(&self, apply: &Apply) -> bool {
        match &apply.op {
            Op::Foreign(foreign) => {
                let is_float = self.func.kind(apply.dst).is_float();
                is_float && foreign.ty.is_none() && !self.claimed.contains(&apply.dst.index())
            }
            Op::Constant => reads(&self.found, &apply.args),
            op => is_operator(op) && reads(&self.found, &apply.args),
        }
    }
}
