//! Where control parts and meets again: `if`, `match`, `&&`, `||`.
//!
//! Both arms run from the same state. What they leave different — the value,
//! the variables they assign — becomes a yield of the `If`.
//!
//! ```text
//! if x > 0.0 { y = x; }     w4 = if w3
//!                               yield w1
//!                           else
//!                               yield w2        // y holds w4 from here
//! ```

use super::cx::{Cx, Res, Stop, origin};
use super::exit::{self, Maybe, Side};
use super::scope::{Holds, Operand, Operands};
use crate::errors::Message;
use crate::ir::{Atom, Block, If, Kind, Op, Shape, Stmt};
use quote::ToTokens;

/// What running an arm came to.
struct Arm {
    stmts: Vec<Stmt>,
    flow: Flow,
    /// What the variables hold at its end.
    after: Vec<Holds>,
}

enum Flow {
    Falls { value: Operands, maybe: Option<Maybe> },
    Returns(Vec<Atom>),
    Never,
}

/// Code that runs in an arm.
pub(crate) type Run<'r> = &'r mut dyn FnMut(&mut Cx<'_>) -> Res<Operands>;

/// Lowers `if condition { then } else { orelse }`.
pub(crate) fn when(
    cx: &mut Cx<'_>,
    at: &impl ToTokens,
    condition: Operand,
    then: Run<'_>,
    orelse: Run<'_>,
) -> Res<Operands> {
    let before = cx.scope.snapshot();
    let then = arm(cx, then);
    // An arm that returns leaves its sibling as the only way on: that one is
    // lowered in place, and stays open.
    if let Ok(Arm { stmts, flow: Flow::Returns(result), .. }) = then {
        cx.scope.restore(&before);
        exit::open(cx, condition.atom, Side::Then, stmts, result, origin(at));
        return orelse(cx);
    }
    cx.scope.restore(&before);
    let orelse = arm(cx, orelse);
    cx.scope.restore(&before);
    if then.is_err() || orelse.is_err() {
        // What an arm would have assigned is not to be reported again.
        cx.scope.map(|holds| if *holds == Holds::Nothing { Holds::Poison } else { holds.clone() });
    }
    if let (Ok(arm), Err(_)) | (Err(_), Ok(arm)) = (&then, &orelse) {
        cx.out.stmts.extend(arm.stmts.iter().cloned());
    }
    let (then, orelse) = (then?, orelse?);
    match (then.flow, orelse.flow) {
        (Flow::Falls { value, maybe }, Flow::Returns(result)) => {
            exit::open(cx, condition.atom, Side::Else, orelse.stmts, result, origin(at));
            cx.out.stmts.extend(then.stmts);
            cx.scope.restore(&then.after[..before.len()]);
            reopen(cx, at, maybe);
            Ok(value)
        }
        (Flow::Never, Flow::Returns(result)) => {
            exit::open(cx, condition.atom, Side::Then, then.stmts, Vec::new(), origin(at));
            cx.out.stmts.extend(orelse.stmts);
            Err(Stop::Return(result))
        }
        (Flow::Never, Flow::Never) => {
            let (then, orelse) = (block(then.stmts), block(orelse.stmts));
            cx.out.push(Stmt::If(If { dst: Vec::new(), cond: condition.atom, then, orelse, origin: origin(at) }));
            Err(Stop::Never)
        }
        (then_flow, orelse_flow) => {
            let then = Arm { stmts: then.stmts, flow: then_flow, after: then.after };
            let orelse = Arm { stmts: orelse.stmts, flow: orelse_flow, after: orelse.after };
            join(cx, at, condition, &before, then, orelse)
        }
    }
}

fn block(stmts: Vec<Stmt>) -> Block {
    Block { stmts, yields: Vec::new() }
}

/// Runs an arm as a region of its own, and closes what it left open.
fn arm(cx: &mut Cx<'_>, run: Run<'_>) -> Res<Arm> {
    let before = cx.scope.snapshot();
    let outer = (std::mem::take(&mut cx.out.stmts), std::mem::take(&mut cx.frames));
    cx.around.push(outer);
    let result = run(cx);
    let flow = match result {
        Ok(value) => {
            let (value, maybe) = exit::close_falling(cx, &value, &before);
            Ok(Flow::Falls { value, maybe })
        }
        Err(Stop::Return(atoms)) => Ok(Flow::Returns(exit::close_returned(cx, atoms))),
        Err(Stop::Never) if cx.frames.is_empty() => Ok(Flow::Never),
        // It returns on some paths and panics on the others.
        Err(Stop::Never) => Ok(Flow::Returns(exit::close_returned(cx, vec![Atom::Undef; cx.result.leaves().len()]))),
        Err(Stop::Error(reported)) => Err(Stop::Error(reported)),
    };
    let (stmts, frames) = cx.around.pop().expect("pushed above");
    cx.frames = frames;
    let stmts = std::mem::replace(&mut cx.out.stmts, stmts);
    let after = cx.scope.snapshot();
    match flow {
        Ok(flow) => Ok(Arm { stmts, flow, after }),
        Err(stop) => {
            // Activity analysis still looks for errors in what there is.
            cx.out.stmts.extend(stmts);
            Err(stop)
        }
    }
}

/// After an arm that may have returned, the rest runs only if it has not.
fn reopen(cx: &mut Cx<'_>, at: &impl ToTokens, maybe: Option<Maybe>) {
    if let Some(Maybe { flag, result }) = maybe {
        exit::open(cx, flag, Side::Then, Vec::new(), result, origin(at));
    }
}

/// Collects what both arms yield.
struct Join {
    kinds: Vec<super::kinds::KindVar>,
    then: Vec<Atom>,
    orelse: Vec<Atom>,
}

impl Join {
    /// The operand after the branch: the same in both arms, or a new value.
    fn operand(&mut self, cx: &mut Cx<'_>, at: &impl ToTokens, a: Option<Operand>, b: Option<Operand>) -> Res<Pending> {
        let kind = match (a, b) {
            (Some(a), Some(b)) => {
                cx.unify(at, a.kind, b.kind)?;
                a.kind
            }
            (Some(one), None) | (None, Some(one)) => one.kind,
            (None, None) => unreachable!("one arm falls through"),
        };
        let [a, b] = [a, b].map(|o| o.map_or(Atom::Undef, |o| o.atom));
        if a == b {
            return Ok(Pending::Same(Operand { atom: a, kind }));
        }
        self.kinds.push(kind);
        self.then.push(a);
        self.orelse.push(b);
        Ok(Pending::Yield(self.kinds.len() - 1))
    }

    fn operands(
        &mut self,
        cx: &mut Cx<'_>,
        at: &impl ToTokens,
        a: Option<&Operands>,
        b: Option<&Operands>,
    ) -> Res<Shape<Pending>> {
        let (a, b) = match (a, b) {
            (Some(a), Some(b)) => (a, b),
            (Some(one), None) => return try_map(one, &mut |o| self.operand(cx, at, Some(*o), None)),
            (None, Some(one)) => return try_map(one, &mut |o| self.operand(cx, at, None, Some(*o))),
            (None, None) => return Ok(Shape::unit()),
        };
        match (a, b) {
            (Shape::Leaf(a), Shape::Leaf(b)) => Ok(Shape::Leaf(self.operand(cx, at, Some(*a), Some(*b))?)),
            (Shape::Ref(a), Shape::Ref(b)) => Ok(Shape::Ref(Box::new(self.operands(cx, at, Some(a), Some(b))?))),
            (Shape::Tuple(a), Shape::Tuple(b)) if a.len() == b.len() => {
                let entries = a.iter().zip(b).map(|(a, b)| self.operands(cx, at, Some(a), Some(b)));
                Ok(Shape::Tuple(entries.collect::<Res<_>>()?))
            }
            _ => Err(cx.refuse(at, Message::ShapeMismatch)),
        }
    }
}

/// An operand after the branch, before the `If` that defines it is written.
enum Pending {
    Same(Operand),
    Yield(usize),
}

fn try_map<T, U>(shape: &Shape<T>, f: &mut impl FnMut(&T) -> Res<U>) -> Res<Shape<U>> {
    Ok(match shape {
        Shape::Leaf(leaf) => Shape::Leaf(f(leaf)?),
        Shape::Ref(inner) => Shape::Ref(Box::new(try_map(inner, f)?)),
        Shape::Tuple(entries) => Shape::Tuple(entries.iter().map(|e| try_map(e, f)).collect::<Res<_>>()?),
    })
}

fn join(
    cx: &mut Cx<'_>,
    at: &impl ToTokens,
    condition: Operand,
    before: &[Holds],
    then: Arm,
    orelse: Arm,
) -> Res<Operands> {
    let mut join = Join { kinds: Vec::new(), then: Vec::new(), orelse: Vec::new() };
    let (then_value, then_maybe) = falls(then.flow);
    let (orelse_value, orelse_maybe) = falls(orelse.flow);
    let value = join.operands(cx, at, then_value.as_ref(), orelse_value.as_ref())?;
    let returns = join_returns(cx, &mut join, then_value.is_some(), orelse_value.is_some(), then_maybe, orelse_maybe);

    let mut after: Vec<(usize, Shape<Pending>)> = Vec::new();
    let mut holds = before.to_vec();
    for (i, held) in holds.iter_mut().enumerate() {
        // An arm that does not fall through leaves the variables to the other.
        let a = then_value.as_ref().map(|_| &then.after[i]);
        let b = orelse_value.as_ref().map(|_| &orelse.after[i]);
        match (a, b) {
            (Some(Holds::Poison), _) | (_, Some(Holds::Poison)) => *held = Holds::Poison,
            (Some(Holds::Nothing), _) | (_, Some(Holds::Nothing)) => *held = Holds::Nothing,
            (a, b) => {
                let [a, b] = [a, b].map(|h| h.and_then(operands_of));
                if a != b || a.is_none() {
                    after.push((i, join.operands(cx, at, a, b)?));
                } else if let Some(same) = a {
                    *held = Holds::Operands(same.clone());
                }
            }
        }
    }

    let dst: Vec<_> = join.kinds.iter().map(|kind| cx.fresh(*kind)).collect();
    let settle = |pending: &Pending| match pending {
        Pending::Same(operand) => *operand,
        Pending::Yield(i) => Operand { atom: Atom::Value(dst[*i]), kind: join.kinds[*i] },
    };
    let value = value.map(&mut |p| settle(p));
    for (i, shape) in after {
        holds[i] = Holds::Operands(shape.map(&mut |p| settle(p)));
    }
    let maybe = returns.map(|leaves| {
        let mut atoms = leaves.iter().map(|p| settle(p).atom);
        let flag = atoms.next().expect("the flag comes first");
        Maybe { flag, result: atoms.collect() }
    });
    cx.scope.restore(&holds);
    let then = Block { stmts: then.stmts, yields: join.then };
    let orelse = Block { stmts: orelse.stmts, yields: join.orelse };
    let empty = dst.is_empty() && then.stmts.is_empty() && orelse.stmts.is_empty();
    if !empty {
        cx.out.push(Stmt::If(If { dst, cond: condition.atom, then, orelse, origin: origin(at) }));
    }
    reopen(cx, at, maybe);
    Ok(value)
}

fn operands_of(holds: &Holds) -> Option<&Operands> {
    match holds {
        Holds::Operands(operands) => Some(operands),
        Holds::Nothing | Holds::Poison => None,
    }
}

fn falls(flow: Flow) -> (Option<Operands>, Option<Maybe>) {
    match flow {
        Flow::Falls { value, maybe } => (Some(value), maybe),
        Flow::Returns(_) | Flow::Never => (None, None),
    }
}

/// The flag and the result, where an arm may have returned.
fn join_returns(
    cx: &mut Cx<'_>,
    join: &mut Join,
    then_falls: bool,
    orelse_falls: bool,
    then: Option<Maybe>,
    orelse: Option<Maybe>,
) -> Option<Vec<Pending>> {
    if then.is_none() && orelse.is_none() {
        return None;
    }
    let result: Vec<_> = cx.result.leaves().into_iter().copied().collect();
    let mut kinds = vec![cx.exactly(Kind::Bool)];
    kinds.extend(result);
    let leaves = |falls: bool, maybe: Option<Maybe>| -> Vec<Atom> {
        let mut atoms = match maybe {
            Some(Maybe { flag, result }) => std::iter::once(flag).chain(result).collect(),
            None if falls => vec![Atom::Bool(false)],
            None => Vec::new(),
        };
        atoms.resize(kinds.len(), Atom::Undef);
        atoms
    };
    let pairs = leaves(then_falls, then).into_iter().zip(leaves(orelse_falls, orelse));
    let pending = kinds.iter().zip(pairs).map(|(kind, (a, b))| {
        if a == b {
            return Pending::Same(Operand { atom: a, kind: *kind });
        }
        join.kinds.push(*kind);
        join.then.push(a);
        join.orelse.push(b);
        Pending::Yield(join.kinds.len() - 1)
    });
    Some(pending.collect())
}

/// `a && b`, `a || b`: the right side runs only if the left one leaves it open.
///
/// A side without effects can as well run always, and reads better.
pub(crate) fn short_circuit(
    cx: &mut Cx<'_>,
    at: &impl ToTokens,
    left: Operand,
    word: Word,
    right: Run<'_>,
) -> Res<Operands> {
    let kind = cx.exactly(Kind::Bool);
    let before = cx.scope.snapshot();
    let right = arm(cx, right)?;
    let unchanged = right.after[..before.len()] == before[..];
    if let Flow::Falls { value: Shape::Leaf(b), maybe: None } = &right.flow
        && unchanged
        && right.stmts.iter().all(is_free)
    {
        let b = *b;
        cx.unify(at, b.kind, kind)?;
        cx.out.stmts.extend(right.stmts);
        let op = if word == Word::And { Op::And } else { Op::Or };
        return Ok(cx.apply(at, op, vec![left.atom, b.atom], kind));
    }
    cx.scope.restore(&before);
    bind_undefined(cx, &right, before.len());
    let decided = Shape::Leaf(Operand { atom: Atom::Bool(word == Word::Or), kind });
    let mut right = Some(right);
    let mut run = |cx: &mut Cx<'_>| replay(cx, at, right.take().expect("an arm is replayed once"));
    match word {
        Word::And => when(cx, at, left, &mut run, &mut |_| Ok(decided.clone())),
        Word::Or => when(cx, at, left, &mut |_| Ok(decided.clone()), &mut run),
    }
}

/// The names that a `let` of the right side binds are seen after it. Where the
/// right side has not run they hold nothing, and nothing reads them.
fn bind_undefined(cx: &mut Cx<'_>, right: &Arm, before: usize) {
    for var in cx.scope.visible_from(before) {
        if let Holds::Operands(operands) = &right.after[var.index()] {
            let undefined = operands.map(&mut |o| Operand { atom: Atom::Undef, kind: o.kind });
            cx.scope.set(var, Holds::Operands(undefined));
        }
    }
}

/// Writes an arm that has been run already into the current region.
fn replay(cx: &mut Cx<'_>, at: &impl ToTokens, arm: Arm) -> Res<Operands> {
    cx.out.stmts.extend(arm.stmts);
    cx.scope.restore(&arm.after);
    match arm.flow {
        Flow::Falls { value, maybe } => {
            reopen(cx, at, maybe);
            Ok(value)
        }
        Flow::Returns(atoms) => Err(Stop::Return(atoms)),
        Flow::Never => Err(Stop::Never),
    }
}

/// The two short-circuit operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    And,
    Or,
}

/// Whether a statement can run although the user's would not: it cannot panic
/// and nobody sees it.
fn is_free(stmt: &Stmt) -> bool {
    matches!(stmt, Stmt::Apply(apply) if !apply.op.can_panic() && matches!(
        apply.op,
        Op::Rule(_) | Op::Compare(_) | Op::Not | Op::And | Op::Or | Op::Predicate(_) | Op::Cast(_)
    ))
}
