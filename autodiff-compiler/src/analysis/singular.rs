//! Which values can be infinite although the arguments are finite.
//!
//! Past a pole, `ln` at 0 or a division by it, a value is infinite, and stays so
//! through sums and products. A function that is flat at infinity makes it finite
//! again: `exp(y * ln(x))` is 0 at `x = 0`, and so is its derivative along `y`,
//! whatever it is multiplied by on the way back.

use super::{Roots, roots};
use crate::ir::{Atom, Block, Func, Op, Stmt, Value};
use autodiff_core::rule::Growth;
use std::collections::BTreeSet;

/// The values that a pole leads to, and the memory that holds such values.
pub(crate) fn singular(func: &Func) -> BTreeSet<Value> {
    let mut found = Found { roots: roots(func), values: BTreeSet::new() };
    loop {
        let before = found.values.len();
        block(&mut found, &func.body);
        if found.values.len() == before {
            return found.values;
        }
    }
}

struct Found {
    roots: Roots,
    values: BTreeSet<Value>,
}

impl Found {
    fn has(&self, atom: Atom) -> bool {
        atom.value().is_some_and(|w| self.values.contains(&w) || self.values.contains(&self.roots.root(w)))
    }

    /// `to` takes what `from` holds.
    fn flow(&mut self, from: Atom, to: Value) {
        if self.has(from) {
            self.values.insert(self.roots.root(to));
        }
    }
}

fn block(found: &mut Found, block: &Block) {
    for stmt in &block.stmts {
        stmt.regions().into_iter().for_each(|region| self::block(found, region));
        match stmt {
            Stmt::Apply(apply) => {
                let has_pole = match &apply.op {
                    Op::Rule(rule) => rule.partials.iter().any(|partial| partial.growth == Growth::Pole),
                    _ => false,
                };
                if has_pole || apply.args.iter().any(|arg| found.has(*arg)) {
                    found.values.insert(apply.dst);
                }
            }
            // What a callee does is not known here.
            Stmt::Call(call) => {
                found.values.extend(call.dst.leaves().into_iter().copied());
                let written: Vec<_> = call.written().into_iter().map(|w| found.roots.root(w)).collect();
                found.values.extend(written);
            }
            Stmt::If(branch) => {
                for (i, dst) in branch.dst.iter().enumerate() {
                    found.flow(branch.then.yields[i], *dst);
                    found.flow(branch.orelse.yields[i], *dst);
                }
            }
            Stmt::Loop(repeat) => {
                for (carried, next) in repeat.carried.iter().zip(&repeat.body.yields) {
                    found.flow(carried.init, carried.param);
                    found.flow(*next, carried.param);
                    found.flow(carried.param.into(), carried.dst);
                }
            }
            Stmt::Load(load) => found.flow(load.place.base.into(), load.dst),
            Stmt::Store(store) => found.flow(store.value, store.place.base),
            Stmt::New(new) => {
                new.init.atoms().into_iter().for_each(|atom| found.flow(atom, new.dst));
                new.init.places().into_iter().for_each(|place| found.flow(place.base.into(), new.dst));
            }
            Stmt::Bulk(bulk) => {
                let written: Vec<_> = bulk.op.written().into_iter().map(|place| place.base).collect();
                let read = bulk.op.places().into_iter().map(|place| place.base.into()).chain(bulk.op.atoms());
                for atom in read {
                    written.iter().for_each(|to| found.flow(atom, *to));
                }
            }
            Stmt::View(_) | Stmt::Effect(_) | Stmt::Probe(_) | Stmt::Section(_) => {}
        }
    }
}
