//! `&&` and `||`: the right side runs only if the left one leaves it open.

use super::branch::{Arm, Flow, Run, arm, reopen, when};
use super::exit;
use super::shared;
use crate::ir::{Atom, Kind, Op, Shape, Stmt};
use crate::lower::state::cx::{Cx, Res, Stop, origin};
use crate::lower::state::scope::{Holds, Operand, Operands};
use quote::ToTokens;

/// `a && b`, `a || b`: the right side runs only if the left one leaves it open.
///
/// A side without effects can as well run always, and reads better.
pub(crate) fn short_circuit(
    cx: &mut Cx<'_>,
    at: &dyn ToTokens,
    left: Operand,
    word: Word,
    right: Run<'_>,
) -> Res<Operands> {
    let kind = cx.exactly(Kind::Bool);
    let before = cx.scope.snapshot();
    let right = arm(cx, at, right)?;
    let unchanged = right.after[..before.len()] == before[..];
    if let Flow::Falls { value: Shape::Leaf(b), maybe: None, flags } = &right.flow
        && flags.is_empty()
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
pub(crate) fn replay(cx: &mut Cx<'_>, at: &dyn ToTokens, arm: Arm) -> Res<Operands> {
    cx.out.stmts.extend(arm.stmts);
    cx.scope.restore(&arm.after);
    match arm.flow {
        Flow::Falls { value, maybe, flags } => {
            reopen(cx, at, maybe);
            exit::reopen(cx, &flags, &origin(at));
            shared::name_those_left(cx);
            Ok(value)
        }
        Flow::Returns(atoms) => Err(Stop::Return(atoms)),
        Flow::Leaves(flags) => Err(Stop::Leave(flags)),
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
