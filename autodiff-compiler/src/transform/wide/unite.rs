//! A set that is chosen by a float is the union of both choices.
//!
//! ```text
//! c = gt w1, w2                  c = gt w1, w2
//! w5, w6 = if c                  w4 = mul w2_dot, w1
//!     w4 = mul w2_dot, w1        w5 = if c
//!     yield w1, w4                   yield w1
//! else                           else
//!     yield w2, w1_dot               yield w2
//!                                w6 = add w4, w1_dot
//! ```
//!
//! So the pattern of `max`, of a limiter or of a loss with two branches is the same at every point. It
//! is so where both arms are arithmetic, which may run for nothing. An arm that reads an element, calls
//! or writes may only run where the function runs it, and there a pattern is that of one path.
//!
//! What is chosen by integers, as the border of a grid is, stays a choice: no float moves it.

use super::Wide;
use crate::ir::{Apply, Atom, Block, Func, If, Kind, Op, Stmt, Value, arith};
use std::collections::{BTreeMap, BTreeSet};

/// Unites what is chosen by a float.
pub(super) fn unite(func: &mut Func, wide: &Wide) {
    let mut origins = Origins { func, made: BTreeMap::new(), opaque: BTreeSet::new() };
    origins.block(&func.body);
    let Origins { made, opaque, .. } = origins;
    let kinds: Vec<Kind> = func.values.iter().map(|value| value.kind).collect();
    Unite { wide, kinds, made, opaque }.block(&mut func.body);
}

/// What each value is made of.
struct Origins<'f> {
    func: &'f Func,
    /// By an operation, of these.
    made: BTreeMap<Value, Vec<Atom>>,
    /// By anything else.
    opaque: BTreeSet<Value>,
}

impl Origins<'_> {
    fn block(&mut self, block: &Block) {
        for stmt in &block.stmts {
            match stmt {
                Stmt::Apply(apply) => {
                    self.made.insert(apply.dst, apply.args.clone());
                    // What foreign code knows besides may come of a float.
                    if matches!(apply.op, Op::Foreign(_)) && self.func.kind(apply.dst) == Kind::Opaque {
                        self.opaque.insert(apply.dst);
                    }
                }
                Stmt::Loop(repeat) => {
                    self.opaque.extend(repeat.carried.iter().flat_map(|carried| [carried.param, carried.dst]));
                }
                other => self.opaque.extend(other.defines()),
            }
            stmt.regions().into_iter().for_each(|region| self.block(region));
        }
    }
}

struct Unite<'w> {
    wide: &'w Wide,
    kinds: Vec<Kind>,
    made: BTreeMap<Value, Vec<Atom>>,
    opaque: BTreeSet<Value>,
}

impl Unite<'_> {
    fn block(&self, block: &mut Block) {
        let mut stmts = Vec::with_capacity(block.stmts.len());
        for mut stmt in std::mem::take(&mut block.stmts) {
            stmt.regions_mut().into_iter().for_each(|region| self.block(region));
            match stmt {
                Stmt::If(branch) if self.is_united(&branch) => self.united(branch, &mut stmts),
                other => stmts.push(other),
            }
        }
        block.stmts = stmts;
    }

    fn is_united(&self, branch: &If) -> bool {
        let sets = || branch.dst.iter().filter(|w| self.wide.contains(w));
        sets().next().is_some()
            && sets().all(|w| self.kinds[w.index()].memory().is_none())
            && self.comes_of_a_float(branch.cond)
            && [&branch.then, &branch.orelse].into_iter().all(|arm| arm.stmts.iter().all(is_arithmetic))
    }

    /// Whether a float may have a say in it.
    fn comes_of_a_float(&self, atom: Atom) -> bool {
        let Some(value) = atom.value() else { return false };
        let kind = self.kinds[value.index()];
        kind.is_float()
            || self.opaque.contains(&value)
            || self.made.get(&value).is_some_and(|args| args.iter().any(|arg| self.comes_of_a_float(*arg)))
    }

    fn united(&self, branch: If, out: &mut Vec<Stmt>) {
        let If { dst, cond, then, orelse, origin } = branch;
        out.extend(then.stmts.into_iter().chain(orelse.stmts));
        let mut chosen = (Vec::new(), Block::default(), Block::default());
        let mut unions = Vec::new();
        for (dst, (yes, no)) in dst.into_iter().zip(then.yields.into_iter().zip(orelse.yields)) {
            if self.wide.contains(&dst) {
                let args = [yes, no].map(|atom| if atom == Atom::Undef { Atom::ZERO } else { atom }).to_vec();
                unions.push(Stmt::Apply(Apply { dst, op: Op::Rule(arith("add")), args, origin: origin.clone() }));
            } else {
                chosen.0.push(dst);
                chosen.1.yields.push(yes);
                chosen.2.yields.push(no);
            }
        }
        if !chosen.0.is_empty() {
            let (dst, then, orelse) = chosen;
            out.push(Stmt::If(If { dst, cond, then, orelse, origin }));
        }
        out.extend(unions);
    }
}

/// Whether it may run for nothing: it cannot panic, and nobody can tell.
fn is_arithmetic(stmt: &Stmt) -> bool {
    match stmt {
        Stmt::Apply(apply) => !apply.op.can_panic() && !matches!(apply.op, Op::Len | Op::Constant),
        Stmt::If(branch) => {
            [&branch.then, &branch.orelse].into_iter().all(|arm| arm.stmts.iter().all(is_arithmetic))
                && branch.dst.iter().zip(&branch.then.yields).all(|(_, atom)| *atom != Atom::Undef)
                && branch.orelse.yields.iter().all(|atom| *atom != Atom::Undef)
        }
        _ => false,
    }
}
