//! Which values have lanes: those that are given, and what is made of them.

use super::{Several, Wide};
use crate::analysis::takes_marks;
use crate::ir::{Apply, Atom, Block, BulkOp, By, Call, Func, Init, Kind, New, Op, Place, Shape, Stmt, Value};

/// What follows from one value that has lanes.
enum Link {
    /// Both have them, or neither.
    Alike(Value, Value),
    /// The second has them if the first has.
    Passes(Value, Value),
    /// It has them in any case.
    Given(Value),
}

/// Adds everything that follows.
pub(super) fn close(func: &Func, wide: &mut Wide, of: Several) {
    let mut links = Vec::new();
    Links { func, of, out: &mut links }.block(&func.body);
    loop {
        let before = wide.len();
        for link in &links {
            match link {
                Link::Alike(a, b) if wide.contains(a) || wide.contains(b) => wide.extend([*a, *b]),
                Link::Passes(a, b) if wide.contains(a) => wide.extend([*b]),
                Link::Given(a) => wide.extend([*a]),
                _ => {}
            }
        }
        if wide.len() == before {
            return;
        }
    }
}

struct Links<'f> {
    func: &'f Func,
    of: Several,
    out: &'f mut Vec<Link>,
}

impl Links<'_> {
    fn block(&mut self, block: &Block) {
        for stmt in &block.stmts {
            self.stmt(stmt);
            stmt.regions().into_iter().for_each(|region| self.block(region));
        }
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match stmt {
            Stmt::Apply(apply) => self.apply(apply),
            Stmt::If(branch) => {
                for arm in [&branch.then, &branch.orelse] {
                    branch.dst.iter().zip(&arm.yields).for_each(|(dst, yielded)| self.alike(*dst, *yielded));
                }
            }
            Stmt::Loop(repeat) => {
                for (carried, yielded) in repeat.carried.iter().zip(&repeat.body.yields) {
                    let others = [carried.dst.into(), carried.init, *yielded];
                    others.into_iter().for_each(|atom| self.alike(carried.param, atom));
                }
            }
            Stmt::Load(load) => self.held(&load.place, load.dst.into()),
            Stmt::Store(store) => self.held(&store.place, store.value),
            Stmt::View(view) => self.alike(view.dst, view.place.base.into()),
            Stmt::New(new) => self.made(new),
            Stmt::Bulk(bulk) => self.bulk(&bulk.op),
            Stmt::Call(call) => self.call(call),
            Stmt::Effect(_) | Stmt::Probe(_) | Stmt::Section(_) => {}
        }
    }

    fn apply(&mut self, apply: &Apply) {
        if let Op::Series(rule) = &apply.op {
            let series = apply.args[rule.args.len()..].iter().take(rule.partials.len());
            self.out.extend(series.filter_map(|atom| atom.value()).chain([apply.dst]).map(Link::Given));
        }
        if let (Op::Cast(_), [arg]) = (&apply.op, &apply.args[..])
            && arg.value().is_some_and(|w| self.func.kind(w).is_float())
        {
            self.alike(apply.dst, *arg);
        }
        let Op::Rule(rule) = &apply.op else { return };
        match rule.name {
            "add" | "sub" | "neg" => apply.args.iter().for_each(|atom| self.alike(apply.dst, *atom)),
            // The derivative comes first.
            "div" | "scale" | "mask" => self.alike(apply.dst, apply.args[0]),
            // It may be either factor.
            "mul" => {
                let factors = apply.args.iter().filter_map(|atom| atom.value());
                self.out.extend(factors.map(|factor| Link::Passes(factor, apply.dst)));
            }
            _ => {}
        }
    }

    /// What a companion makes of lanes has them.
    fn call(&mut self, call: &Call) {
        if let Some((_, given)) = call.own_and_shadows() {
            return self.shadows(given);
        }
        let Some(derivative) = call.derivative() else { return };
        if call.is_of_series() {
            let given = call.given_series().iter().flat_map(Shape::leaves).filter_map(|atom| atom.value());
            let series = given.chain(derivative.leaves().into_iter().copied());
            let floats = series.filter(|w| self.func.kind(*w).is_differentiable()).collect::<Vec<_>>();
            self.out.extend(floats.into_iter().map(Link::Given));
            return;
        }
        if self.of == Several::Marks && takes_marks(self.func, call) {
            let given = call.given_tangents().flat_map(|(_, arg)| arg.leaves()).filter_map(|atom| atom.value());
            self.out.extend(given.map(Link::Given));
        }
        let mut made: Vec<Value> = derivative.leaves().into_iter().copied().collect();
        made.extend(self.in_place(call));
        for dst in made {
            let given = call.args.iter().flat_map(Shape::leaves).filter_map(|atom| atom.value());
            self.out.extend(given.map(|given| Link::Passes(given, dst)));
        }
    }

    /// What is added to a shadow has the lanes of the seed, and of what the shadows of what goes in and out hold.
    fn shadows(&mut self, given: &[Shape<Atom>]) {
        let values = |arg: &Shape<Atom>| arg.leaves().into_iter().filter_map(|atom| atom.value()).collect::<Vec<_>>();
        let all: Vec<Value> = given.iter().flat_map(values).collect();
        for shadow in given.iter().filter(|arg| matches!(arg, Shape::Mut(_))).flat_map(values) {
            self.out.extend(all.iter().map(|from| Link::Passes(*from, shadow)));
        }
    }

    /// The tangents that a callee changes in place.
    fn in_place(&self, call: &Call) -> Vec<Value> {
        let changed = call.given_tangents().flat_map(|(_, arg)| arg.passed(By::InOut));
        changed.filter_map(|atom| atom.value()).filter(|w| self.func.kind(*w).is_differentiable()).collect()
    }

    fn made(&mut self, new: &New) {
        match &new.init {
            Init::List(elems) => elems.iter().for_each(|elem| self.elements(new.dst, elem)),
            Init::Repeat(elem, _) | Init::Cell(elem) => self.elements(new.dst, elem),
            Init::Copy(place) => self.alike(new.dst, place.base.into()),
            // Zeros are like anything.
            Init::ZeroLike(_) | Init::Empty(_) => {}
            Init::Data { .. } | Init::Closure { .. } | Init::Item(_) => {}
        }
    }

    fn bulk(&mut self, op: &BulkOp) {
        match op {
            BulkOp::Copy { dst: a, src: b, .. } | BulkOp::Replace { dst: a, src: b, .. } | BulkOp::Swap { a, b } => {
                self.alike(a.base, b.base.into());
            }
            BulkOp::Push { dst, value } => self.elements(dst.base, value),
            _ => {}
        }
    }

    fn elements(&mut self, memory: Value, elem: &Shape<Atom>) {
        elem.leaves().into_iter().for_each(|atom| self.held(&Place::whole(memory), *atom));
    }

    /// What is at a place has lanes as the memory has, if it is no integer.
    fn held(&mut self, place: &Place, atom: Atom) {
        let has_float = |w: &Value| self.func.kind(*w).is_differentiable();
        if atom.value().as_ref().is_some_and(has_float) {
            self.alike(place.base, atom);
        }
    }

    fn alike(&mut self, a: Value, b: Atom) {
        let is_integer = |w| matches!(self.func.kind(w), Kind::Int(_) | Kind::Bool);
        if let Some(b) = b.value().filter(|_| !is_integer(a)) {
            self.out.push(Link::Alike(a, b));
        }
    }
}
