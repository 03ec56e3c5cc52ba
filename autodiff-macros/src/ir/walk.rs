//! What a statement defines and reads, and how to rename it.

use super::{Atom, Block, Call, Stmt, Value};

impl Stmt {
    /// The values that the statement defines in its own block.
    pub(crate) fn defines(&self) -> Vec<Value> {
        match self {
            Stmt::Apply(apply) => vec![apply.dst],
            Stmt::Call(call) => call.dst.leaves().into_iter().copied().collect(),
            Stmt::If(branch) => branch.dst.clone(),
            Stmt::Effect(_) | Stmt::Probe(_) | Stmt::Section(_) => Vec::new(),
        }
    }

    /// The atoms that the statement reads itself; not those of its regions.
    pub(crate) fn operands(&self) -> Vec<Atom> {
        match self {
            Stmt::Apply(apply) => apply.args.clone(),
            Stmt::Call(call) => call.operands(),
            Stmt::If(branch) => vec![branch.cond],
            Stmt::Effect(effect) => effect.names.iter().flat_map(|(_, shape)| shape.leaves()).copied().collect(),
            Stmt::Probe(probe) => vec![probe.atom],
            Stmt::Section(_) => Vec::new(),
        }
    }

    pub(crate) fn regions(&self) -> Vec<&Block> {
        match self {
            Stmt::If(branch) => vec![&branch.then, &branch.orelse],
            _ => Vec::new(),
        }
    }

    pub(crate) fn regions_mut(&mut self) -> Vec<&mut Block> {
        match self {
            Stmt::If(branch) => vec![&mut branch.then, &mut branch.orelse],
            _ => Vec::new(),
        }
    }

    /// Replaces each atom that the statement and its regions read.
    pub(crate) fn map_atoms(&mut self, f: &mut impl FnMut(Atom) -> Atom) {
        match self {
            Stmt::Apply(apply) => apply.args.iter_mut().for_each(|a| *a = f(*a)),
            Stmt::Call(call) => {
                for arg in &mut call.args {
                    *arg = arg.map(&mut |a| f(*a));
                }
            }
            Stmt::If(branch) => branch.cond = f(branch.cond),
            Stmt::Effect(effect) => {
                for (_, shape) in &mut effect.names {
                    *shape = shape.map(&mut |a| f(*a));
                }
            }
            Stmt::Probe(probe) => probe.atom = f(probe.atom),
            Stmt::Section(_) => {}
        }
        for region in self.regions_mut() {
            region.map_atoms(f);
        }
    }
}

impl Call {
    pub(crate) fn operands(&self) -> Vec<Atom> {
        self.args.iter().flat_map(super::Shape::leaves).copied().collect()
    }
}

impl Block {
    /// Replaces each atom that the block reads or yields.
    pub(crate) fn map_atoms(&mut self, f: &mut impl FnMut(Atom) -> Atom) {
        self.stmts.iter_mut().for_each(|stmt| stmt.map_atoms(f));
        self.yields.iter_mut().for_each(|atom| *atom = f(*atom));
    }

    /// Visits every statement, regions after the statement that holds them.
    pub(crate) fn visit<'b>(&'b self, f: &mut impl FnMut(&'b Stmt)) {
        for stmt in &self.stmts {
            f(stmt);
            for region in stmt.regions() {
                region.visit(f);
            }
        }
    }
}

impl Block {
    /// Whether control does not leave the block at its end: it panics.
    pub(crate) fn diverges(&self) -> bool {
        match self.stmts.last() {
            Some(Stmt::Effect(effect)) => effect.flow == super::EffectFlow::Diverges,
            Some(Stmt::If(branch)) => branch.then.diverges() && branch.orelse.diverges(),
            _ => false,
        }
    }
}
