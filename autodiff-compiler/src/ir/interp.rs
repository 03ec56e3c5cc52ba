//! An interpreter of the IR: the oracle of the tests.
//!
//! It knows nothing of derivatives, of tokens or of names. It runs a function
//! as the specification in [`super`] reads, and stops where that is broken: a
//! value read before its definition or out of its region, an operand of the
//! wrong kind, and [`Atom::Undef`] read by anything but the yield of a block or a
//! test that another one makes irrelevant.

use super::{
    Apply, Atom, Block, Callee, Comparison, EffectFlow, Foreign, Func, If, IntKind, IntOp, Kind, Op, Stmt, Value, fold,
};
use autodiff_core::rule::{ArgKind, Rule};
use std::cell::RefCell;
use std::rc::Rc;

mod calls;
mod content;
mod float;
mod int;
mod loops;
mod memory;

pub(crate) use content::{Content, Handle};
pub(crate) use int::wrapped;

/// What a value holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Scalar {
    F64(f64),
    F32(f32),
    /// Of any integer type; which one, the kind of the value says.
    Int(i128),
    Bool(bool),
    /// A handle.
    Memory(Handle),
    /// What nothing may read.
    Undef,
}

/// Why a run has no result.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Stop {
    /// The function panics on these arguments.
    Panics(String),
    /// The world cannot run this foreign code, or does not have this callee.
    Unsupported(String),
    /// The IR breaks its specification.
    Broken(String),
}

/// What is around the function that runs.
pub(crate) trait World {
    /// A companion (`""`, `"_jvp"`, `"_vjp_jvp"`) of a callee.
    fn function(&self, callee: &Callee, companion: &str) -> Result<Rc<Func>, Stop>;
    /// The callee and its adjoint with a record between them, if it has a form of that kind.
    fn in_two(&self, callee: &Callee) -> Result<Option<Rc<InTwo>>, Stop>;
    /// All that has been recorded.
    fn tape(&self) -> &RefCell<Vec<Vec<Scalar>>>;
    /// The value of foreign code, of the given kind.
    fn foreign(&self, foreign: &Foreign, args: &[Scalar], kind: Kind) -> Result<Scalar, Stop>;
}

/// A function in two parts, as the interpreter runs them.
pub(crate) struct InTwo {
    pub(crate) augmented: Func,
    /// It adds into shadows.
    pub(crate) reverse: Func,
    /// How many values the first one gives to the second, behind the function's own.
    pub(crate) recorded: usize,
}

/// Runs a function: the scalars of its parameters to those of its result.
pub(crate) fn run(world: &dyn World, func: &Func, args: &[Scalar]) -> Result<Vec<Scalar>, Stop> {
    results(world, func, args)?.into_iter().map(defined).collect()
}

/// The same where some of the results need not be there.
fn results(world: &dyn World, func: &Func, args: &[Scalar]) -> Result<Vec<Scalar>, Stop> {
    let params = func.all_param_values();
    if params.len() != args.len() {
        return Err(Stop::Unsupported(format!("`{}` has parameters that are no scalars", func.name)));
    }
    let mut frame = Frame { world, func, env: vec![None; func.values.len()] };
    for (param, arg) in params.into_iter().zip(args) {
        frame.define(param, arg.clone())?;
    }
    let kinds: Vec<_> = func.result.leaves().into_iter().copied().collect();
    frame.block(&func.body, &kinds)
}

struct Frame<'f> {
    world: &'f dyn World,
    func: &'f Func,
    /// What each value holds, while it is in scope.
    env: Vec<Option<Scalar>>,
}

fn broken<T>(message: String) -> Result<T, Stop> {
    Err(Stop::Broken(message))
}

fn defined(scalar: Scalar) -> Result<Scalar, Stop> {
    if scalar == Scalar::Undef { broken("an undefined value is read".to_owned()) } else { Ok(scalar) }
}

impl Frame<'_> {
    fn define(&mut self, value: Value, scalar: Scalar) -> Result<(), Stop> {
        let kind = self.func.kind(value);
        let fits = match &scalar {
            Scalar::F64(_) => matches!(kind, Kind::F64 | Kind::Param(_)),
            Scalar::F32(_) => kind == Kind::F32,
            Scalar::Int(_) => matches!(kind, Kind::Int(_)),
            Scalar::Bool(_) => kind == Kind::Bool,
            Scalar::Memory(_) => kind.memory().is_some(),
            Scalar::Undef => true,
        };
        if !fits && kind != Kind::Opaque {
            return broken(format!("{scalar:?} for t{}, a {kind:?}", value.index()));
        }
        self.env[value.index()] = Some(scalar);
        Ok(())
    }

    /// An operand that may be undefined; a literal has the given kind.
    fn passed(&self, atom: Atom, kind: Kind) -> Result<Scalar, Stop> {
        let held = |w: Value| match &self.env[w.index()] {
            Some(scalar) => Ok(scalar.clone()),
            None => broken(format!("t{} ({:?}) is out of scope", w.index(), self.func.values[w.index()].name)),
        };
        #[allow(clippy::cast_possible_truncation, reason = "the literal is an f32")]
        Ok(match atom {
            Atom::Value(w) => held(w)?,
            Atom::Neg(w) => match held(w)? {
                Scalar::F64(x) => Scalar::F64(-x),
                Scalar::F32(x) => Scalar::F32(-x),
                Scalar::Undef => Scalar::Undef,
                other => return broken(format!("{other:?} is negated in place")),
            },
            Atom::Float(x) if kind == Kind::F32 => Scalar::F32(x as f32),
            Atom::Float(x) => Scalar::F64(x),
            Atom::Int(n) => Scalar::Int(n),
            Atom::Bool(b) => Scalar::Bool(b),
            Atom::Undef => Scalar::Undef,
        })
    }

    /// An operand.
    fn read(&self, atom: Atom, kind: Kind) -> Result<Scalar, Stop> {
        defined(self.passed(atom, kind)?)
    }

    /// Runs a block to its yields; what it defines is gone afterwards.
    fn block(&mut self, block: &Block, kinds: &[Kind]) -> Result<Vec<Scalar>, Stop> {
        for stmt in &block.stmts {
            self.stmt(stmt)?;
        }
        if kinds.len() != block.yields.len() {
            return broken(format!("a block yields {} atoms for {} values", block.yields.len(), kinds.len()));
        }
        let yields = block.yields.iter().zip(kinds).map(|(atom, kind)| self.passed(*atom, *kind)).collect();
        for value in block.stmts.iter().flat_map(Stmt::defines) {
            self.env[value.index()] = None;
        }
        yields
    }

    fn stmt(&mut self, stmt: &Stmt) -> Result<(), Stop> {
        match stmt {
            Stmt::Apply(apply) => {
                let scalar = self.apply(apply)?;
                self.define(apply.dst, scalar)
            }
            Stmt::Call(call) => self.call(call),
            Stmt::If(branch) => self.branch(branch),
            Stmt::Effect(effect) => {
                for atom in stmt.operands() {
                    self.read(atom, Kind::Opaque)?;
                }
                match effect.flow {
                    EffectFlow::Continues => Ok(()),
                    EffectFlow::Diverges | EffectFlow::Leaves => Err(Stop::Panics(effect.tokens.to_string())),
                }
            }
            Stmt::Probe(probe) => self.read(probe.atom, self.func.kind(probe.subject)).map(|_| ()),
            Stmt::Section(_) => Ok(()),
            Stmt::Loop(repeat) => self.repeat(repeat),
            Stmt::Load(load) => {
                let scalar = self.load(&load.place)?;
                self.define(load.dst, scalar)
            }
            Stmt::Store(store) => self.store(store),
            Stmt::New(new) => {
                let memory = self.new_memory(new)?;
                self.define(new.dst, memory)
            }
            Stmt::View(view) => {
                let memory = self.view(&view.place)?;
                self.define(view.dst, memory)
            }
            Stmt::Bulk(bulk) => self.bulk(bulk),
        }
    }

    fn branch(&mut self, branch: &If) -> Result<(), Stop> {
        let arm = match self.read(branch.cond, Kind::Bool)? {
            Scalar::Bool(true) => &branch.then,
            Scalar::Bool(false) => &branch.orelse,
            other => return broken(format!("{other:?} is a condition")),
        };
        let kinds: Vec<_> = branch.dst.iter().map(|w| self.func.kind(*w)).collect();
        let yields = self.block(arm, &kinds)?;
        branch.dst.iter().zip(yields).try_for_each(|(dst, scalar)| self.define(*dst, scalar))
    }

    fn apply(&self, apply: &Apply) -> Result<Scalar, Stop> {
        let kind = self.func.kind(apply.dst);
        let read = |i: usize, kind: Kind| self.read(apply.args[i], kind);
        // Where the operation does not say it, an operand has the kind of the others.
        let shared = || apply.args.iter().find_map(|a| a.value()).map_or(Kind::Opaque, |w| self.func.kind(w));
        let truth = |i: usize| match self.passed(apply.args[i], Kind::Bool)? {
            Scalar::Bool(b) => Ok(Some(b)),
            Scalar::Undef => Ok(None),
            other => broken(format!("{other:?} is no bool")),
        };
        // A test of what is not there decides nothing.
        let test = |answer: Option<bool>| answer.map_or(Scalar::Undef, Scalar::Bool);
        Ok(match &apply.op {
            Op::Rule(rule) => return self.rule(rule, &apply.args, kind),
            Op::Cast(to) => return cast(*to, &read(0, shared())?),
            Op::Compare(test) => {
                let [a, b] = [0, 1].map(|i| self.passed(apply.args[i], shared()));
                return compare(*test, &a?, &b?);
            }
            Op::Not => test(truth(0)?.map(|a| !a)),
            Op::And => match (truth(0)?, truth(1)?) {
                (Some(false), _) | (_, Some(false)) => Scalar::Bool(false),
                (a, b) => test(a.and(b)),
            },
            Op::Or => match (truth(0)?, truth(1)?) {
                (Some(true), _) | (_, Some(true)) => Scalar::Bool(true),
                (a, b) => test(a.and(b)),
            },
            Op::Int(op) => {
                let operands: Result<Vec<_>, _> = apply.args.iter().map(|a| self.read(*a, kind)).collect();
                return integer(*op, &operands?, kind);
            }
            Op::Predicate(name) => match read(0, shared())? {
                Scalar::F64(x) => Scalar::Bool(float::predicate(name, x)?),
                // Widening keeps the sign, infinity and NaN, but makes a normal of a subnormal.
                Scalar::F32(x) if *name == "is_normal" => Scalar::Bool(x.is_normal()),
                Scalar::F32(x) => Scalar::Bool(float::predicate(name, f64::from(x))?),
                other => return broken(format!("{name} of {other:?}")),
            },
            Op::Len => return self.length(apply.args[0]),
            Op::Series(rule) => return broken(format!("the series of {}", rule.name)),
            Op::Constant => return read(0, kind),
            Op::Unwritten => match kind {
                Kind::F32 => Scalar::F32(f32::NAN),
                _ => Scalar::F64(f64::NAN),
            },
            Op::Foreign(foreign) => {
                let operands: Result<Vec<_>, _> = apply.args.iter().map(|a| self.read(*a, Kind::Opaque)).collect();
                return self.world.foreign(foreign, &operands?, kind);
            }
        })
    }

    fn rule(&self, rule: &Rule, args: &[Atom], kind: Kind) -> Result<Scalar, Stop> {
        let (mut wide, mut narrow, mut exponent) = (Vec::new(), Vec::new(), 0);
        for (arg, atom) in rule.args.iter().zip(args) {
            let expected = if arg.kind == ArgKind::Int { Kind::Int(IntKind::I32) } else { kind };
            match self.read(*atom, expected)? {
                Scalar::F64(x) => wide.push(x),
                Scalar::F32(x) => narrow.push(x),
                Scalar::Int(n) => exponent = i32::try_from(n).map_err(|e| Stop::Broken(e.to_string()))?,
                other => return broken(format!("`{}` of {other:?}", rule.name)),
            }
        }
        let bounds = wide.get(1..).is_none_or(<[f64]>::is_sorted) && narrow.get(1..).is_none_or(<[f32]>::is_sorted);
        if rule.name == "clamp" && !bounds {
            return Err(Stop::Panics("a lower bound is above the upper one".to_owned()));
        }
        let result = match kind {
            // At `f64`, as good as at any.
            Kind::F64 | Kind::Param(_) => float::of_f64(rule.name, &wide, exponent).map(Scalar::F64),
            Kind::F32 => float::of_f32(rule.name, &narrow, exponent).map(Scalar::F32),
            _ => None,
        };
        result.ok_or_else(|| Stop::Broken(format!("`{}` of {args:?} as {kind:?}", rule.name)))
    }
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_lossless,
    reason = "this is what `as` does"
)]
fn cast(to: Kind, from: &Scalar) -> Result<Scalar, Stop> {
    Ok(match (to, from) {
        (Kind::F64 | Kind::Param(_), Scalar::F64(x)) => Scalar::F64(*x),
        (Kind::F64 | Kind::Param(_), Scalar::F32(x)) => Scalar::F64(f64::from(*x)),
        (Kind::F64 | Kind::Param(_), Scalar::Int(n)) => Scalar::F64(*n as f64),
        (Kind::F32, Scalar::F64(x)) => Scalar::F32(*x as f32),
        (Kind::F32, Scalar::F32(x)) => Scalar::F32(*x),
        (Kind::F32, Scalar::Int(n)) => Scalar::F32(*n as f32),
        (Kind::Int(kind), Scalar::F64(x)) => Scalar::Int(int::saturated(kind, *x as i128)),
        (Kind::Int(kind), Scalar::F32(x)) => Scalar::Int(int::saturated(kind, *x as i128)),
        (Kind::Int(kind), Scalar::Int(n)) => Scalar::Int(int::wrapped(kind, *n)),
        (Kind::Int(_), Scalar::Bool(b)) => Scalar::Int(i128::from(*b)),
        _ => return broken(format!("{from:?} as {}", to.type_name())),
    })
}

fn compare(test: Comparison, a: &Scalar, b: &Scalar) -> Result<Scalar, Stop> {
    if *a == Scalar::Undef || *b == Scalar::Undef {
        return Ok(Scalar::Undef);
    }
    Ok(Scalar::Bool(match (a, b) {
        (Scalar::F64(a), Scalar::F64(b)) => fold::compare(test, a, b),
        (Scalar::F32(a), Scalar::F32(b)) => fold::compare(test, a, b),
        (Scalar::Int(a), Scalar::Int(b)) => fold::compare(test, a, b),
        (Scalar::Bool(a), Scalar::Bool(b)) => fold::compare(test, a, b),
        (Scalar::Memory(a), Scalar::Memory(b)) if test == Comparison::Eq => a.scalars() == b.scalars(),
        (Scalar::Memory(a), Scalar::Memory(b)) if test == Comparison::Ne => a.scalars() != b.scalars(),
        _ => return broken(format!("{a:?} {} {b:?}", test.symbol())),
    }))
}

fn integer(op: IntOp, args: &[Scalar], kind: Kind) -> Result<Scalar, Stop> {
    let kind = match (kind, args) {
        // Of a type that the macro cannot see: too large for overflow to show.
        (Kind::Opaque, [Scalar::Int(_), ..]) => Kind::Int(IntKind::I128),
        (Kind::Opaque, [Scalar::Bool(_), ..]) => Kind::Bool,
        (kind, _) => kind,
    };
    match (kind, args) {
        (Kind::Int(kind), [Scalar::Int(a)]) => int::unary(op, kind, *a).map(Scalar::Int),
        (Kind::Int(kind), [Scalar::Int(a), Scalar::Int(b)]) => int::binary(op, kind, *a, *b).map(Scalar::Int),
        (Kind::Bool, [Scalar::Bool(a)]) if op == IntOp::Not => Ok(Scalar::Bool(!a)),
        (Kind::Bool, [Scalar::Bool(a), Scalar::Bool(b)]) => Ok(Scalar::Bool(match op {
            IntOp::BitAnd => a & b,
            IntOp::BitOr => a | b,
            IntOp::BitXor => a ^ b,
            _ => return broken(format!("{op:?} of bools")),
        })),
        _ => broken(format!("{op:?} of {args:?} as {kind:?}")),
    }
}
