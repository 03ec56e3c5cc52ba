//! The invariants of the IR, checked after each pass in the tests of the workspace.

use super::{
    Apply, Atom, Block, Call, Control, Form, Func, If, Kind, Loop, New, Op, Place, Shape, Stmt, Value, View, scalar_at,
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
            Stmt::New(New { dst, .. }) | Stmt::View(View { dst, .. }) => self.is_memory(*dst),
            _ => Ok(()),
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
                    ArgKind::Float => self.fits(*atom, kind),
                    ArgKind::Int => self.fits(*atom, Kind::Int(super::IntKind::I32)),
                })
            }
            Op::Not => arity(1).and_then(|()| all(Kind::Bool)),
            Op::And | Op::Or => arity(2).and_then(|()| all(Kind::Bool)),
            Op::Cast(to) if *to != kind => Err("a cast defines another kind".to_owned()),
            Op::Cast(_) | Op::Predicate(_) | Op::Constant | Op::Len => arity(1),
            Op::Compare(_) => arity(2),
            Op::Int(_) | Op::Foreign(_) => Ok(()),
        }
    }
}
