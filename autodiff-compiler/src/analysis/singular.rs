//! Which values can be infinite although the arguments are finite.
//!
//! Past a pole, `ln` at 0 or a division by it, a value is infinite, and stays so
//! through sums and products. A function that is flat at infinity makes it finite
//! again: `exp(y * ln(x))` is 0 at `x = 0`, and so is its derivative along `y`,
//! whatever it is multiplied by on the way back.

use super::{Roots, roots};
use crate::ir::{Atom, Block, Func, Op, Through, Value, ValueInfo};
use autodiff_core::rule::Growth;
use std::collections::BTreeSet;

/// The values that a pole leads to, and the memory that holds such values.
pub(crate) fn singular(func: &Func) -> BTreeSet<Value> {
    let mut found = Found { known: &func.values, roots: roots(func), values: BTreeSet::new() };
    loop {
        let before = found.values.len();
        block(&mut found, &func.body);
        if found.values.len() == before {
            return found.values;
        }
    }
}

struct Found<'f> {
    known: &'f [ValueInfo],
    roots: Roots,
    values: BTreeSet<Value>,
}

impl Found<'_> {
    fn has(&self, atom: Atom) -> bool {
        atom.value().is_some_and(|w| self.values.contains(&w) || self.values.contains(&self.roots.root(w)))
    }
}

fn block(found: &mut Found<'_>, block: &Block) {
    for stmt in &block.stmts {
        stmt.regions().into_iter().for_each(|region| self::block(found, region));
        for flow in stmt.effects(found.known).flows {
            let can_blow_up = match flow.through {
                Through::Nothing => false,
                Through::Operation(op) => has_pole(op),
                // What a callee does is not known here.
                Through::Callee(_) => true,
            };
            if can_blow_up || flow.from.iter().any(|atom| found.has(*atom)) {
                let root = found.roots.root(flow.to);
                found.values.insert(root);
            }
        }
    }
}

fn has_pole(op: &Op) -> bool {
    matches!(op, Op::Rule(rule) if rule.partials.iter().any(|partial| partial.growth == Growth::Pole))
}
