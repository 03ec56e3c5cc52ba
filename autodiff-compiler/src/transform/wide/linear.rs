//! Whether each statement that touches lanes is one that they can have.
//!
//! It says so of each statement by itself, and of everything that is not listed that it cannot.

use super::Wide;
use crate::ir::{Apply, Atom, Block, Bulk, BulkOp, Func, If, Init, Loop, New, Op, Shape, Stmt, Value, has_fixed_extents};

/// Whether all of them are.
pub(super) fn is_linear(func: &Func, wide: &Wide) -> bool {
    let cx = Linear { func, wide };
    cx.block(&func.body) && func.body.yields.iter().all(|atom| !cx.is_wide(*atom) || cx.fits(*atom))
}

struct Linear<'f> {
    func: &'f Func,
    wide: &'f Wide,
}

impl Linear<'_> {
    fn block(&self, block: &Block) -> bool {
        block.stmts.iter().all(|stmt| self.stmt(stmt) && stmt.regions().into_iter().all(|region| self.block(region)))
    }

    fn stmt(&self, stmt: &Stmt) -> bool {
        match stmt {
            Stmt::Apply(apply) => self.apply(apply),
            Stmt::If(branch) => self.branch(branch),
            Stmt::Loop(repeat) => self.repeat(repeat),
            Stmt::Load(load) => self.holds(load.place.base, load.dst.into()),
            Stmt::Store(store) => self.holds(store.place.base, store.value),
            Stmt::View(view) => self.wide.contains(&view.dst) == self.wide.contains(&view.place.base),
            Stmt::New(new) => self.made(new),
            Stmt::Bulk(bulk) => self.bulk(bulk),
            // What a callee makes of them is not known here, nor is what code of the user's does.
            Stmt::Call(_) | Stmt::Effect(_) | Stmt::Probe(_) | Stmt::Section(_) => self.is_untouched(stmt),
        }
    }

    fn is_untouched(&self, stmt: &Stmt) -> bool {
        let is_wide = |atom: Atom| self.is_wide(atom);
        !stmt.operands().into_iter().any(is_wide) && !stmt.defines().iter().any(|w| self.wide.contains(w))
    }

    fn apply(&self, apply: &Apply) -> bool {
        if self.is_untouched(&Stmt::Apply(apply.clone())) || matches!(apply.op, Op::Len) {
            return true;
        }
        let Op::Rule(rule) = &apply.op else { return false };
        let is_wide: Vec<bool> = apply.args.iter().map(|atom| self.is_wide(*atom)).collect();
        self.wide.contains(&apply.dst)
            && match (rule.name, &is_wide[..]) {
                ("add" | "sub" | "neg", _) => apply.args.iter().all(|atom| self.fits(*atom)),
                ("mul", [a, b]) => a != b,
                ("div" | "scale" | "mask", [derivative, partial]) => *derivative && !partial,
                _ => false,
            }
    }

    fn branch(&self, branch: &If) -> bool {
        !self.is_wide(branch.cond)
            && [&branch.then, &branch.orelse].into_iter().all(|arm| self.yields(&branch.dst, &arm.yields))
    }

    fn repeat(&self, repeat: &Loop) -> bool {
        let params: Vec<Value> = repeat.carried.iter().map(|carried| carried.param).collect();
        let [inits, results] = [
            repeat.carried.iter().map(|carried| carried.init).collect::<Vec<_>>(),
            repeat.carried.iter().map(|carried| carried.dst.into()).collect(),
        ];
        [&inits, &results, &repeat.body.yields].into_iter().all(|atoms| self.yields(&params, atoms))
    }

    /// What stands for a value has lanes as it has.
    fn yields(&self, dst: &[Value], yields: &[Atom]) -> bool {
        dst.iter().zip(yields).all(|(dst, atom)| {
            if self.wide.contains(dst) { self.fits(*atom) } else { !self.is_wide(*atom) }
        })
    }

    fn made(&self, new: &New) -> bool {
        if !self.wide.contains(&new.dst) {
            return self.is_untouched(&Stmt::New(new.clone()));
        }
        let elements = |elem: &Shape<Atom>| elem.leaves().into_iter().all(|atom| self.holds(new.dst, *atom));
        self.is_flat(new.dst)
            && match &new.init {
                Init::List(elems) => elems.iter().all(elements),
                Init::Repeat(elem, _) | Init::Cell(elem) => elements(elem),
                Init::Copy(place) => self.wide.contains(&place.base),
                Init::ZeroLike(place) => self.is_flat(place.base),
                Init::Empty(_) => true,
                Init::Data { .. } | Init::Closure { .. } | Init::Item(_) => false,
            }
    }

    /// Whether the zero of an element is a constant, and two pieces of memory have the same extents
    /// if they are as long.
    fn is_flat(&self, memory: Value) -> bool {
        self.func.kind(memory).memory().is_some_and(|memory| has_fixed_extents(&memory.elem))
    }

    fn bulk(&self, bulk: &Bulk) -> bool {
        let touched = |places: &[&crate::ir::Place]| places.iter().all(|place| self.wide.contains(&place.base));
        if self.is_untouched(&Stmt::Bulk(bulk.clone())) {
            return true;
        }
        match &bulk.op {
            BulkOp::Copy { dst: a, src: b, .. } | BulkOp::Replace { dst: a, src: b, was: None } | BulkOp::Swap { a, b } => {
                touched(&[a, b])
            }
            BulkOp::Push { dst, value } => value.leaves().into_iter().all(|atom| self.holds(dst.base, *atom)),
            BulkOp::Scale { factor, .. } => !self.is_wide(*factor),
            BulkOp::SameExtents { shadow, of } => self.is_flat(shadow.base) && !self.wide.contains(&of.base),
            BulkOp::Zero { .. } | BulkOp::Pop { .. } | BulkOp::Reset { .. } | BulkOp::Grow { .. } => true,
            BulkOp::Truncate { gone, .. } => gone.is_none(),
            BulkOp::Replace { was: Some(_), .. } => false,
        }
    }

    /// Whether something can lie in memory: an integer beside lanes is one.
    fn holds(&self, memory: Value, atom: Atom) -> bool {
        let is_float = match atom.value() {
            Some(w) => self.func.kind(w).is_differentiable(),
            None => matches!(atom, Atom::Float(_)),
        };
        match self.wide.contains(&memory) {
            true if is_float => self.fits(atom),
            _ => !self.is_wide(atom),
        }
    }

    /// Whether it has lanes, or is a zero: a number of which no direction is known is none.
    fn fits(&self, atom: Atom) -> bool {
        match atom {
            Atom::Value(w) | Atom::Neg(w) => self.wide.contains(&w),
            Atom::Float(x) => x == 0.0 && x.is_sign_positive(),
            Atom::Undef => true,
            Atom::Int(_) | Atom::Bool(_) => false,
        }
    }

    fn is_wide(&self, atom: Atom) -> bool {
        atom.value().is_some_and(|w| self.wide.contains(&w))
    }
}
