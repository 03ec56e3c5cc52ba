//! Whether each statement that touches lanes is one that they can have.
//!
//! It says so of each statement by itself, and of everything that is not listed that it cannot.

use super::{Several, Wide};
use crate::ir::{
    Apply, Atom, Block, Bulk, BulkOp, By, Call, Called, Comparison, Fails, Form, Func, If, Init, Kind, Loop, New, Op,
    Record, Shape, Stmt, Value, has_fixed_extents,
};

/// Whether all of them are.
pub(super) fn is_linear((func, wide): (&Func, &Wide), of: Several) -> bool {
    let cx = Linear { func, wide, of };
    cx.block(&func.body) && func.body.yields.iter().all(|atom| !cx.is_wide(*atom) || cx.fits(*atom))
}

struct Linear<'f> {
    func: &'f Func,
    wide: &'f Wide,
    of: Several,
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
            Stmt::Call(call) => self.is_untouched(stmt) || self.call(call),
            // What code of the user's makes of them is not known.
            Stmt::Effect(_) | Stmt::Probe(_) | Stmt::Section(_) => self.is_untouched(stmt),
        }
    }

    fn is_untouched(&self, stmt: &Stmt) -> bool {
        let is_wide = |atom: Atom| self.is_wide(atom);
        !stmt.operands().into_iter().any(is_wide) && !stmt.defines().iter().any(|w| self.wide.contains(w))
    }

    /// A companion is run for each lane: with what it only reads, so that it can run again. For sets, and
    /// with series, it runs once.
    fn call(&self, call: &Call) -> bool {
        if let Some(given) = call.own_and_shadows() {
            return self.of == Several::Lanes && self.adds_to_shadows(call, given);
        }
        let Some(derivative) = call.derivative() else { return false };
        let derivatives = derivative.leaves();
        let all_wide = derivatives.iter().all(|w| self.wide.contains(w));
        let others = call.dst.leaves().into_iter().filter(|w| !derivatives.contains(w));
        let runs_once = call.is_of_series() || self.of == Several::Marks;
        // What a method is called on does not move, and is there for one run.
        let is_on_constant = matches!(call.callee.called, Called::Method(_)) && !call.is_differentiable(0);
        let is_named = call.callee.called == Called::Path || (self.of == Several::Marks && is_on_constant);
        let is_plain = is_named && call.saved.is_empty();
        let has_slots = call.slots.is_some() && !(self.of == Several::Marks && self.moves_numbers_alone(call));
        let is_kept = runs_once || call.args.iter().all(|arg| self.is_kept(arg) || self.is_lent(arg));
        let changed = call.given_tangents().flat_map(|(_, arg)| arg.passed(By::InOut));
        let is_float = |w: &Value| self.func.kind(*w).is_differentiable();
        let all_changed = changed.filter_map(|atom| atom.value()).filter(is_float).all(|w| self.wide.contains(&w));
        all_wide
            && is_plain
            && !has_slots
            && is_kept
            && all_changed
            && matches!(call.fails, Fails::Never)
            && !others.into_iter().any(|w| self.wide.contains(w))
    }

    /// The same of a companion that adds into shadows: these have lanes, and so has the seed.
    fn adds_to_shadows(&self, call: &Call, (own, given): (&[Shape<Atom>], &[Shape<Atom>])) -> bool {
        let is_wide = |arg: &Shape<Atom>| arg.leaves().into_iter().any(|atom| self.is_wide(*atom));
        let fits = |arg: &Shape<Atom>| arg.leaves().into_iter().all(|atom| self.fits(*atom));
        call.callee.called == Called::Path
            && call.saved.is_empty()
            && call.slots.is_none()
            && matches!(call.fails, Fails::Never)
            && call.record == Record::None
            && own.iter().all(|arg| !is_wide(arg) && (self.is_kept(arg) || self.is_lent(arg)))
            && given.iter().all(|arg| fits(arg) && (self.is_kept(arg) || self.is_lent(arg)))
            && !call.dst.leaves().into_iter().any(|w| self.wide.contains(w))
    }

    /// Whether there is one for each run of what an argument changes: a lane of it, or a copy.
    fn is_lent(&self, arg: &Shape<Atom>) -> bool {
        fn is_plain(shape: &Shape<Kind>) -> bool {
            match shape {
                Shape::Leaf(Kind::Memory(memory)) => {
                    matches!(memory.form, Form::Vec | Form::Array(_)) && is_plain(&memory.elem)
                }
                Shape::Leaf(kind) => matches!(kind, Kind::F64 | Kind::F32 | Kind::Int(_) | Kind::Bool),
                Shape::Tuple(entries) => entries.iter().all(is_plain),
                Shape::Ref(_) | Shape::Mut(_) => false,
            }
        }
        let Shape::Mut(inner) = arg else { return false };
        let Shape::Leaf(Atom::Value(w)) = **inner else { return false };
        let Kind::Memory(memory) = self.func.kind(w) else { return false };
        let all_floats = || memory.elem.leaves().into_iter().all(|kind| kind.is_differentiable());
        matches!(memory.form, Form::Slice | Form::Vec | Form::Array(_) | Form::Cell)
            && is_plain(&memory.elem)
            && (!self.wide.contains(&w) || all_floats())
    }

    /// Whether no tangent that it is given is memory.
    fn moves_numbers_alone(&self, call: &Call) -> bool {
        let is_number = |atom: &Atom| atom.value().is_none_or(|w| self.func.kind(w).memory().is_none());
        call.given_tangents().all(|(_, arg)| arg.leaves().into_iter().all(is_number))
    }

    /// Whether an argument is there again for the next run.
    fn is_kept(&self, arg: &Shape<Atom>) -> bool {
        match arg {
            Shape::Leaf(atom) => atom.value().is_none_or(|w| is_copied(self.func.kind(w))),
            // What is behind a reference stays where it is.
            Shape::Ref(inner) => !matches!(**inner, Shape::Ref(_) | Shape::Mut(_)),
            Shape::Mut(_) => false,
            Shape::Tuple(entries) => entries.iter().all(|entry| self.is_kept(entry)),
        }
    }

    fn apply(&self, apply: &Apply) -> bool {
        if self.is_untouched(&Stmt::Apply(apply.clone())) || matches!(apply.op, Op::Len) {
            return true;
        }
        if let Op::Series(rule) = &apply.op {
            let (own, series) = apply.args.split_at(rule.args.len());
            let (series, value) = series.split_at(rule.partials.len());
            let is_number = |atom: &Atom| !self.is_wide(*atom);
            return own.iter().chain(value).all(is_number) && series.iter().all(|atom| self.fits(*atom));
        }
        if let Op::Cast(_) = apply.op {
            return self.wide.contains(&apply.dst) && self.fits(apply.args[0]);
        }
        let Op::Rule(rule) = &apply.op else { return !self.wide.contains(&apply.dst) && self.asks_of_all(&apply.op) };
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
        dst.iter().zip(yields).all(
            |(dst, atom)| {
                if self.wide.contains(dst) { self.fits(*atom) } else { !self.is_wide(*atom) }
            },
        )
    }

    fn made(&self, new: &New) -> bool {
        if !self.wide.contains(&new.dst) {
            return self.is_untouched(&Stmt::New(new.clone()));
        }
        let elements = |elem: &Shape<Atom>| elem.leaves().into_iter().all(|atom| self.holds(new.dst, *atom));
        self.is_known(new.dst)
            && match &new.init {
                Init::List(elems) => elems.iter().all(elements),
                Init::Repeat(elem, _) | Init::Cell(elem) => elements(elem),
                Init::Copy(place) => self.wide.contains(&place.base),
                Init::ZeroLike(place) => self.is_flat(new.dst) && self.is_flat(place.base),
                Init::Empty(_) => true,
                Init::Data { .. } | Init::Closure { .. } | Init::Item(_) => false,
            }
    }

    /// Whether its type can be said.
    fn is_known(&self, memory: Value) -> bool {
        self.func.kind(memory).memory().is_some_and(|memory| memory.form != Form::Some)
    }

    /// Whether its type is known, the zero of an element is a constant, and two pieces of memory have the same extents
    /// if they are as long.
    fn is_flat(&self, memory: Value) -> bool {
        let memory = self.func.kind(memory).memory();
        memory.is_some_and(|memory| memory.form != Form::Some && has_fixed_extents(&memory.elem))
    }

    /// Whether it is that, or has rows of such.
    fn has_rows(&self, memory: Value) -> bool {
        fn are_rows(shape: &Shape<Kind>) -> bool {
            match shape {
                Shape::Leaf(Kind::Memory(memory)) => {
                    matches!(memory.form, Form::Vec | Form::Array(_)) && are_rows(&memory.elem)
                }
                Shape::Leaf(kind) => matches!(kind, Kind::F64 | Kind::F32),
                _ => false,
            }
        }
        self.is_flat(memory) || self.func.kind(memory).memory().is_some_and(|memory| are_rows(&memory.elem))
    }

    fn bulk(&self, bulk: &Bulk) -> bool {
        let touched = |places: &[&crate::ir::Place]| places.iter().all(|place| self.wide.contains(&place.base));
        if self.is_untouched(&Stmt::Bulk(bulk.clone())) {
            return true;
        }
        match &bulk.op {
            BulkOp::Copy { dst: a, src: b, .. }
            | BulkOp::Replace { dst: a, src: b, was: None }
            | BulkOp::Swap { a, b } => touched(&[a, b]),
            BulkOp::Push { dst, value } => value.leaves().into_iter().all(|atom| self.holds(dst.base, *atom)),
            BulkOp::Scale { factor, .. } => !self.is_wide(*factor),
            BulkOp::SameExtents { shadow, of } => self.has_rows(shadow.base) && !self.wide.contains(&of.base),
            BulkOp::Zero { .. }
            | BulkOp::Pop { .. }
            | BulkOp::Reset { .. }
            | BulkOp::Unwrite { .. }
            | BulkOp::Grow { .. } => true,
            BulkOp::Truncate { gone, .. } => gone.is_none(),
            BulkOp::Replace { was: Some(_), .. } => false,
        }
    }

    /// Whether a predicate has a meaning for all lanes together. Of two ways to compute a derivative,
    /// it chooses the careful one if one lane needs that: the ways differ in their rounding alone.
    ///
    /// What has arrived is none of them: where nothing has, nothing is to be run, whatever has arrived in
    /// the other lanes. At a set something has arrived if it is not empty.
    fn asks_of_all(&self, op: &Op) -> bool {
        match op {
            Op::Predicate("is_finite" | "is_nan") => true,
            Op::Compare(Comparison::Arrived) => self.of == Several::Marks,
            _ => false,
        }
    }

    /// Whether something can lie in memory: an integer beside lanes is one.
    fn holds(&self, memory: Value, atom: Atom) -> bool {
        let is_float = match atom.value() {
            Some(w) => self.func.kind(w).is_differentiable(),
            None => matches!(atom, Atom::Float(_)),
        };
        if self.wide.contains(&memory) && is_float { self.fits(atom) } else { !self.is_wide(atom) }
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

/// Whether a value of this kind is copied where it is passed.
fn is_copied(kind: Kind) -> bool {
    match kind {
        Kind::Memory(memory) => {
            matches!(memory.form, Form::Array(_)) && memory.elem.leaves().into_iter().all(|kind| is_copied(*kind))
        }
        Kind::Opaque => false,
        _ => true,
    }
}
