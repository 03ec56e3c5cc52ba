//! The laws of the IR, checked after each pass in the tests of the workspace.
//!
//! 1. A value is defined once, and has an entry in the table of values. A parameter of
//!    the function or of a loop's body is defined where that begins.
//! 2. What is read has been defined before, in the same block or in one around it.
//!    (Between `reverse` and `restore` this does not hold, and is not asked.)
//! 3. Only a float is negated in place.
//! 4. A block yields as many atoms as is asked of it: the arms of an `If` what it
//!    defines, the body of a loop what it carries, the condition of a `while` one
//!    `bool`, the function its result. Each has the kind of what it stands for; `Undef`
//!    stands for anything.
//! 5. An operation has as many operands as it takes, of the kinds that it takes. What
//!    integers and foreign code take, rustc sees.
//! 6. The bounds of a `for` have the kind of its index. The counter of a `while` is
//!    carried, and no callee in its condition is given memory to write to: nobody takes
//!    the adjoint of that.
//! 7. No callee is given `Undef`.
//! 8. The base of a place is memory, and its indices are integers or of a kind that only
//!    rustc knows. A `Load` and a `Store` move the scalar that is there. `New` and
//!    `View` define memory.
//! 9. `Bulk`: `Copy`, `Replace` and `Swap` have two places that hold the same scalars, and
//!    `Push` a value of the scalars that an element holds. `Push`, `Pop`, `Truncate`,
//!    `Grow` and `Reset` are of vectors. Lengths are integers, and a factor is a float.
//! 10. What `reverse` notes for itself, in `Call::saved` and in a `Replace`, is gone.
//!
//! Two kinds of memory are taken for the same if they differ in the lengths of arrays
//! alone, which are texts: `N` may be 3, and rustc knows.

use super::{
    Apply, Atom, Block, BulkOp, Call, Control, Form, Func, If, Init, Kind, Loop, Memory, New, Op, Place, Shape, Stmt,
    Value, View, part, scalar_at,
};
use autodiff_core::rule::ArgKind;
use std::collections::BTreeSet;

/// Panics with the text of the function if an invariant is broken.
///
/// Elsewhere this does nothing: the checks are for the authors, and users pay for
/// a macro at every build. The feature is for tests that go through rustc.
pub(crate) fn verify(func: &Func, after: &str) {
    if cfg!(any(test, feature = "verify"))
        && let Err(broken) = check(func)
    {
        panic!("after {after}: {broken}\n{func}");
    }
}

/// The first broken invariant, in words.
pub(crate) fn check(func: &Func) -> Result<(), String> {
    let mut verifier = Verifier { func, defined: BTreeSet::new() };
    let mut scope = BTreeSet::new();
    for value in func.all_param_values() {
        verifier.define(&mut scope, value)?;
    }
    verifier.block(&scope, &func.body)?;
    let kinds: Vec<_> = func.result.leaves().into_iter().copied().collect();
    verifier.yields(&func.body, &kinds)
}

/// Whether two kinds are the same but for the lengths of arrays, which are
/// texts: `N` may be 3, and rustc knows.
fn is_like(a: Kind, b: Kind) -> bool {
    match (a, b) {
        (Kind::Memory(Memory { form: Form::Data(_), .. }), Kind::Memory(Memory { form: Form::Data(_), .. })) => true,
        (Kind::Memory(a), Kind::Memory(b)) => {
            let lengths = matches!((&a.form, &b.form), (Form::Array(_), Form::Array(_)));
            (lengths || a.form == b.form) && is_like_shape(&a.elem, &b.elem)
        }
        (a, b) => a == b,
    }
}

fn is_like_shape(a: &Shape<Kind>, b: &Shape<Kind>) -> bool {
    match (a, b) {
        (Shape::Leaf(a), Shape::Leaf(b)) => is_like(*a, *b),
        (Shape::Tuple(a), Shape::Tuple(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_like_shape(a, b)),
        (Shape::Ref(a), Shape::Ref(b)) | (Shape::Mut(a), Shape::Mut(b)) => is_like_shape(a, b),
        _ => false,
    }
}

/// The scalars in something, those of one element of memory; `None` is of any kind.
fn scalars(shape: &Shape<Kind>) -> Vec<Option<Kind>> {
    let each = |kind: &Kind| match kind {
        Kind::Memory(Memory { form: Form::Data(_), .. }) => vec![Some(Memory::data())],
        Kind::Memory(memory) => scalars(&memory.elem),
        Kind::Opaque => vec![None],
        scalar => vec![Some(*scalar)],
    };
    shape.leaves().into_iter().flat_map(each).collect()
}

fn same_scalars(a: &[Option<Kind>], b: &[Option<Kind>]) -> Result<(), String> {
    // What is data to one and of an unknown kind to the other has a shadow here and none there.
    let differ = |(a, b): (&Option<Kind>, &Option<Kind>)| match (a, b) {
        (Some(a), Some(b)) => a != b,
        (Some(Kind::Memory(_)), None) | (None, Some(Kind::Memory(_))) => true,
        _ => false,
    };
    if a.len() == b.len() && !a.iter().zip(b).any(differ) { Ok(()) } else { Err(format!("{a:?} meets {b:?}")) }
}

struct Verifier<'f> {
    func: &'f Func,
    defined: BTreeSet<Value>,
}

impl Verifier<'_> {
    fn define(&mut self, scope: &mut BTreeSet<Value>, value: Value) -> Result<(), String> {
        if value.index() >= self.func.values.len() {
            return Err(format!("value {} has no entry", value.index()));
        }
        if !self.defined.insert(value) {
            return Err(format!("t{} is defined twice", value.index()));
        }
        scope.insert(value);
        Ok(())
    }

    fn block(&mut self, outer: &BTreeSet<Value>, block: &Block) -> Result<(), String> {
        let mut scope = outer.clone();
        for stmt in &block.stmts {
            for atom in stmt.operands() {
                self.in_scope(&scope, atom)?;
            }
            match stmt {
                Stmt::Apply(apply) => self.apply(apply)?,
                Stmt::Call(call) => Self::call(call)?,
                Stmt::If(branch) => self.branch(&scope, branch)?,
                Stmt::Loop(repeat) => self.repeat(&scope, repeat)?,
                other => self.memory(other)?,
            }
            for value in stmt.defines() {
                self.define(&mut scope, value)?;
            }
        }
        block.yields.iter().try_for_each(|atom| self.in_scope(&scope, *atom))
    }

    fn in_scope(&self, scope: &BTreeSet<Value>, atom: Atom) -> Result<(), String> {
        match atom.value() {
            Some(w) if !scope.contains(&w) => {
                Err(format!("t{} ({:?}) is used out of scope", w.index(), self.func.values[w.index()].name))
            }
            Some(w) if matches!(atom, Atom::Neg(_)) && !self.func.kind(w).is_float() => {
                Err(format!("t{} is negated in place, but is no float", w.index()))
            }
            _ => Ok(()),
        }
    }

    fn yields(&self, block: &Block, kinds: &[Kind]) -> Result<(), String> {
        if block.yields.len() != kinds.len() {
            return Err(format!("a block yields {} atoms for {} values", block.yields.len(), kinds.len()));
        }
        let mut pairs = block.yields.iter().zip(kinds);
        pairs.try_for_each(|(atom, kind)| self.fits(*atom, *kind))
    }

    fn fits(&self, atom: Atom, kind: Kind) -> Result<(), String> {
        let fits = match atom {
            Atom::Value(w) | Atom::Neg(w) => is_like(self.func.kind(w), kind),
            Atom::Float(_) => kind.is_float(),
            Atom::Int(_) => matches!(kind, Kind::Int(_)),
            Atom::Bool(_) => kind == Kind::Bool,
            Atom::Undef => true,
        };
        if fits { Ok(()) } else { Err(format!("{atom:?} stands where {kind:?} is expected")) }
    }

    fn is_a_float(&self, atom: Atom) -> Result<(), String> {
        match atom.value() {
            Some(w) if self.func.kind(w).is_float() => Ok(()),
            _ => self.fits(atom, Kind::F64),
        }
    }

    fn branch(&mut self, scope: &BTreeSet<Value>, branch: &If) -> Result<(), String> {
        self.fits(branch.cond, Kind::Bool)?;
        let kinds: Vec<_> = branch.dst.iter().map(|w| self.func.kind(*w)).collect();
        for arm in [&branch.then, &branch.orelse] {
            self.block(scope, arm)?;
            self.yields(arm, &kinds)?;
        }
        Ok(())
    }

    fn repeat(&mut self, scope: &BTreeSet<Value>, repeat: &Loop) -> Result<(), String> {
        let mut inside = scope.clone();
        for param in repeat.params() {
            self.define(&mut inside, param)?;
        }
        for carried in &repeat.carried {
            let kind = self.func.kind(carried.param);
            self.fits(carried.init, kind)?;
            self.fits(carried.dst.into(), kind)?;
        }
        match &repeat.control {
            Control::For(range) => {
                let kind = self.func.kind(range.index);
                [range.from, range.to].into_iter().try_for_each(|bound| self.fits(bound, kind))?;
            }
            Control::While { cond, counter } => {
                self.block(&inside, cond)?;
                self.yields(cond, &[Kind::Bool])?;
                if cond.any(|stmt| matches!(stmt, Stmt::Call(call) if !call.written().is_empty())) {
                    return Err("a callee writes in the condition of a loop".to_owned());
                }
                if counter.is_some_and(|counter| repeat.carried.iter().all(|c| c.param != counter)) {
                    return Err("the counter of a loop is not carried".to_owned());
                }
            }
        }
        self.block(&inside, &repeat.body)?;
        let kinds: Vec<_> = repeat.carried.iter().map(|c| self.func.kind(c.param)).collect();
        self.yields(&repeat.body, &kinds)
    }

    /// What touches memory names memory, by indices, and moves scalars of its kind.
    fn memory(&self, stmt: &Stmt) -> Result<(), String> {
        for place in stmt.places() {
            self.place(place)?;
        }
        match stmt {
            Stmt::Load(load) => {
                let kind = self.scalar_at(&load.place)?;
                self.fits(load.dst.into(), kind)
            }
            Stmt::Store(store) => self.fits(store.value, self.scalar_at(&store.place)?),
            Stmt::New(New { dst, init: Init::Copy(place), .. }) => self.hold_the_same(&Place::whole(*dst), place),
            Stmt::New(New { dst, .. }) | Stmt::View(View { dst, .. }) => self.is_memory(*dst),
            Stmt::Bulk(bulk) => self.bulk(&bulk.op),
            _ => Ok(()),
        }
    }

    fn bulk(&self, op: &BulkOp) -> Result<(), String> {
        match op {
            BulkOp::Copy { dst, src, .. } => self.hold_the_same(dst, src),
            BulkOp::Swap { a, b } => self.hold_the_same(a, b),
            BulkOp::Replace { dst, src, was: None } => self.hold_the_same(dst, src),
            BulkOp::Replace { .. } => Err("it is still noted what a vector was before".to_owned()),
            BulkOp::Scale { factor, .. } => self.is_a_float(*factor),
            BulkOp::Push { dst, value } => {
                self.is_vector(dst)?;
                let elem = value.leaves().into_iter().flat_map(|atom| match atom.value() {
                    Some(w) => scalars(&Shape::Leaf(self.func.kind(w))),
                    None => vec![None],
                });
                same_scalars(&self.held(dst), &elem.collect::<Vec<_>>())
            }
            BulkOp::Pop { dst } => self.is_vector(dst),
            BulkOp::Reset { was: Some(_), .. } => Err("it is still noted how long a shadow was".to_owned()),
            BulkOp::Reset { dst, len, .. } | BulkOp::Unwrite { dst, len } => {
                self.is_vector(dst).and_then(|()| self.is_length(*len))
            }
            BulkOp::Truncate { gone: Some(_), .. } => Err("it is still noted what was dropped".to_owned()),
            BulkOp::Truncate { dst, was, len, .. } | BulkOp::Grow { dst, was, len } => {
                self.is_vector(dst)?;
                self.is_length(*was)?;
                self.is_length(*len)
            }
            BulkOp::Zero { .. } | BulkOp::SameExtents { .. } => Ok(()),
        }
    }

    /// The scalars that one thing at a place holds.
    fn held(&self, place: &Place) -> Vec<Option<Kind>> {
        scalars(&part(self.func.kind(place.base), &place.path))
    }

    fn hold_the_same(&self, a: &Place, b: &Place) -> Result<(), String> {
        same_scalars(&self.held(a), &self.held(b))
    }

    fn is_vector(&self, place: &Place) -> Result<(), String> {
        match part(self.func.kind(place.base), &place.path) {
            Shape::Leaf(Kind::Memory(memory))
                if matches!(memory.form, Form::Vec | Form::Some | Form::Cell | Form::Data(_)) =>
            {
                Ok(())
            }
            other => Err(format!("{other:?} is neither a vector nor data")),
        }
    }

    fn is_length(&self, atom: Atom) -> Result<(), String> {
        match atom.value().map(|w| self.func.kind(w)) {
            Some(Kind::Int(_) | Kind::Opaque) => Ok(()),
            None if matches!(atom, Atom::Int(_)) => Ok(()),
            _ => Err(format!("{atom:?} is a length")),
        }
    }

    fn place(&self, place: &Place) -> Result<(), String> {
        self.is_memory(place.base)?;
        place.indices().into_iter().try_for_each(|index| match index.value().map(|w| self.func.kind(w)) {
            None | Some(Kind::Int(_) | Kind::Opaque) => Ok(()),
            Some(kind) => Err(format!("{kind:?} is an index")),
        })
    }

    fn is_memory(&self, handle: Value) -> Result<(), String> {
        match self.func.kind(handle).memory() {
            Some(_) => Ok(()),
            None => Err(format!("t{} is no memory", handle.index())),
        }
    }

    fn scalar_at(&self, place: &Place) -> Result<Kind, String> {
        match scalar_at(self.func.kind(place.base), &place.path) {
            Kind::Memory(memory) => Err(format!("{memory:?} is no scalar")),
            kind => Ok(kind),
        }
    }

    fn call(call: &Call) -> Result<(), String> {
        if !call.saved.is_empty() {
            return Err(format!("it is still noted what `{}` is given a copy of", call.callee.name));
        }
        let undefined = call.operands().contains(&Atom::Undef);
        if undefined { Err(format!("`{}` is called on an undefined value", call.callee.name)) } else { Ok(()) }
    }

    fn apply(&self, apply: &Apply) -> Result<(), String> {
        let kind = self.func.kind(apply.dst);
        let args = &apply.args;
        let all = |expected: Kind| args.iter().try_for_each(|a| self.fits(*a, expected));
        let arity = |n: usize| {
            if args.len() == n { Ok(()) } else { Err(format!("`{}` takes {n} operands", apply.op)) }
        };
        match &apply.op {
            Op::Rule(rule) => {
                arity(rule.args.len())?;
                let mut pairs = rule.args.iter().zip(args);
                pairs.try_for_each(|(arg, atom)| match arg.kind {
                    ArgKind::Float => match (kind, atom.value().map(|w| self.func.kind(w))) {
                        // A factor may be one number for all lanes.
                        (Kind::Lanes(lanes), Some(factor))
                            if factor == lanes.one() && !matches!(rule.name, "add" | "sub" | "neg") =>
                        {
                            Ok(())
                        }
                        _ => self.fits(*atom, kind),
                    },
                    ArgKind::Int => self.fits(*atom, Kind::Int(super::IntKind::I32)),
                })
            }
            Op::Not => arity(1).and_then(|()| all(Kind::Bool)),
            Op::And | Op::Or => arity(2).and_then(|()| all(Kind::Bool)),
            Op::Cast(to) if *to != kind => Err("a cast defines another kind".to_owned()),
            Op::Cast(_) | Op::Predicate(_) | Op::Constant | Op::Len => arity(1),
            Op::Unwritten => arity(0),
            Op::Compare(_) => arity(2),
            Op::Series(rule) => arity(rule.args.len() + rule.partials.len() + 1),
            Op::Int(_) | Op::Foreign(_) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Builder, IntKind, Memory, Write};
    use super::*;

    /// A function that does this to two slices, of floats and of integers.
    fn after(op: impl Fn([Place; 2]) -> BulkOp) -> Result<(), String> {
        let mut out = Builder::default();
        let kinds = [Kind::F64, Kind::Int(IntKind::Usize)];
        let [x, k] = kinds.map(|kind| out.fresh(Memory::kind(Form::Slice, Shape::Leaf(kind)), None));
        out.push(Stmt::bulk(op([x, k].map(Place::whole))));
        let func = Func {
            name: "f".to_owned(),
            params: Vec::new(),
            body: Block { stmts: out.stmts, yields: Vec::new() },
            result: Shape::unit(),
            values: out.values,
            cotangents: Vec::new(),
        };
        let mut verifier = Verifier { func: &func, defined: BTreeSet::new() };
        verifier.block(&BTreeSet::from([x, k]), &func.body)
    }

    #[test]
    fn whole_pieces_obey_their_law() {
        assert_eq!(after(|[x, _]| BulkOp::Copy { dst: x.clone(), write: Write::Set, src: x }), Ok(()));
        assert!(after(|[x, k]| BulkOp::Copy { dst: x, write: Write::Set, src: k }).is_err());
        assert!(after(|[a, b]| BulkOp::Swap { a, b }).is_err());
        assert_eq!(after(|[dst, _]| BulkOp::Scale { dst, factor: Atom::ONE }), Ok(()));
        assert!(after(|[dst, _]| BulkOp::Scale { dst, factor: Atom::Int(2) }).is_err());
        assert!(after(|[dst, _]| BulkOp::Pop { dst }).is_err());
    }
}
