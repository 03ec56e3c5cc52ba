//! Exits, structured away: `return`, `break`, `continue`.
//!
//! After `if c { return a; }` the rest of the region runs only where `c` is
//! false. So the `If` stays open: what follows is lowered into its other arm,
//! and the arm is closed at the end of the region.
//!
//! ```text
//! if c { return a; }     w9 = if c
//! rest                       yield a
//!                        else
//!                            rest
//!                            yield ..
//! ```
//!
//! Where a region around ends before the function does, closing it also yields
//! whether it has returned, and what; the region around branches on that.
//!
//! Inside a loop or a labeled block an exit leaves the variables to what it
//! leads to. It sets a hidden variable, its *flag*, and the rest is skipped
//! region by region, until the loop or the block that the flag belongs to.

use super::join::{self, Branch};
use super::shared;
use super::tail::Gives;
use crate::errors::{Message, Reported};
use crate::ir::{Atom, Block, By, If, Kind, Origin, Shape, Stmt};
use crate::lower::state::agreement::conform;
use crate::lower::state::cx::{Cx, Res, Stop};
use crate::lower::state::scope::{Holds, Operand, Operands, Var};
use std::borrow::Cow;

/// An `If` one arm of which has left; the other one is still being written.
#[derive(Debug)]
pub(crate) struct OpenIf {
    /// The statements before the `If`.
    pub(crate) before: Vec<Stmt>,
    pub(crate) cond: Atom,
    pub(crate) side: Side,
    pub(crate) exited: Vec<Stmt>,
    pub(crate) exit: Exit,
    /// What the variables held then.
    pub(crate) held: Vec<Holds>,
    pub(crate) origin: Origin,
}

/// How an arm has left its region.
#[derive(Debug)]
pub(crate) enum Exit {
    /// It returns, leaf by leaf.
    Return(Vec<Atom>),
    /// It panics.
    Panic,
    /// It leaves to where one of these flags belongs, with the variables as
    /// they are then.
    Leave { flags: Vec<Var>, holds: Vec<Holds> },
}

/// Which arm of an `If`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Then,
    Else,
}

/// What a region may have returned when it falls through.
#[derive(Clone, Debug)]
pub(crate) struct Maybe {
    pub(crate) flag: Atom,
    pub(crate) result: Vec<Atom>,
}

/// Lowers the body of a function, and returns what it yields.
pub(crate) fn function_body(cx: &mut Cx<'_>, body: &syn::Block, result: &Shape<Kind>) -> Result<Vec<Atom>, Reported> {
    super::early_result::make(cx);
    let wanted = cx.result.clone();
    let expect = wanted.map(&mut |kind| Some(*kind));
    let holds_data = wanted.leaves().into_iter().any(|kind| cx.kinds.is_data(*kind));
    let given = cx.fallible.is_some().then(|| super::tail::values(body));
    let body = given.as_ref().unwrap_or(body);
    let gives = if cx.fallible.is_some() { Gives::ValueOrNothing } else { Gives::Value };
    let body = &*if holds_data { super::tail::returned(body, gives) } else { Cow::Borrowed(body) };
    let value = crate::lower::value::block::block(cx, body, &expect);
    let value = value.and_then(|value| returned_atoms(cx, body, &value));
    let yields = match value {
        Ok(atoms) | Err(Stop::Return(atoms)) => atoms,
        Err(Stop::Never | Stop::Leave(_)) => vec![Atom::Undef; result.leaves().len()],
        Err(Stop::Error(reported)) => return Err(reported),
    };
    let yields = close_returned(cx, yields);
    Ok(super::early_result::taken(cx, yields))
}

/// `return value`: the atoms of the result.
pub(crate) fn returned_atoms(cx: &mut Cx<'_>, at: &dyn quote::ToTokens, value: &Operands) -> Res<Vec<Atom>> {
    let wanted = cx.result.clone();
    conform(cx, at, value, &wanted)?;
    Ok(value.leaves().into_iter().map(|operand| operand.atom).collect())
}

/// From here on, only the path that has not left is being written.
pub(crate) fn open(cx: &mut Cx<'_>, cond: Atom, side: Side, exited: Vec<Stmt>, exit: Exit, origin: Origin) {
    let before = std::mem::take(&mut cx.out.stmts);
    let held = cx.scope.snapshot();
    cx.open_ifs.push(OpenIf { before, cond, side, exited, exit, held, origin });
}

/// Closes the open `If`s of a region that has returned for good with `yields`.
pub(crate) fn close_returned(cx: &mut Cx<'_>, yields: Vec<Atom>) -> Vec<Atom> {
    let kinds: Vec<_> = cx.result.leaves().into_iter().copied().collect();
    let mut yields = yields;
    while let Some(mut open) = cx.open_ifs.pop() {
        let result = returned(&mut open, Vec::new(), kinds.len());
        yields = close(cx, open, result, yields, &kinds);
    }
    // Each path that is left has put the result in its place.
    shared::name_given(cx, &yields);
    yields
}

/// What the arm that has left yields: `first`, its result, and nothing.
fn returned(open: &mut OpenIf, mut first: Vec<Atom>, count: usize) -> Vec<Atom> {
    match &mut open.exit {
        Exit::Return(result) => first.append(result),
        Exit::Panic => {}
        Exit::Leave { .. } => unreachable!("a region inside a loop has no `return` of its own"),
    }
    first.resize(count, Atom::Undef);
    first
}

/// Closes the open `If`s of a region that falls through with `value`, and in which
/// the variables that were there before hold `cx.scope`'s. Returns the value,
/// and whether the region may have returned.
pub(crate) fn close_falling(
    cx: &mut Cx<'_>,
    at: &dyn quote::ToTokens,
    value: &Operands,
    before: &[Holds],
) -> Res<(Operands, Option<Maybe>)> {
    if cx.open_ifs.is_empty() {
        return Ok((value.clone(), None));
    }
    let after = cx.scope.snapshot();
    let changed: Vec<usize> =
        (0..before.len()).filter(|i| before[*i] != after[*i] && matches!(after[*i], Holds::Operands(_))).collect();
    let holds = changed.iter().filter_map(|i| if let Holds::Operands(held) = &after[*i] { Some(held) } else { None });
    let given: Vec<&Operands> = std::iter::once(value).chain(holds).collect();

    // Flag, result, value, variables: one list of atoms and kinds. Who only
    // panics has not returned.
    let may_return = cx.open_ifs.iter().any(|open| !matches!(open.exit, Exit::Panic));
    let result_kinds: Vec<_> = cx.result.leaves().into_iter().copied().filter(|_| may_return).collect();
    let flag_kind = cx.exactly(Kind::Bool);
    let mut carried: Vec<Operand> = Vec::new();
    if may_return {
        carried.push(Operand { atom: Atom::Bool(false), kind: flag_kind });
    }
    carried.extend(result_kinds.iter().map(|kind| Operand { atom: Atom::Undef, kind: *kind }));
    for operands in &given {
        carried.extend(values(cx, at, operands)?);
    }

    let kinds: Vec<_> = carried.iter().map(|o| o.kind).collect();
    let mut yields: Vec<Atom> = carried.iter().map(|o| o.atom).collect();
    while let Some(mut open) = cx.open_ifs.pop() {
        // What the side that has left holds otherwise is never read.
        let first = if may_return { vec![Atom::Bool(!matches!(open.exit, Exit::Panic))] } else { Vec::new() };
        let left = returned(&mut open, first, kinds.len());
        yields = close(cx, open, left, yields, &kinds);
    }

    let mut atoms = yields.into_iter();
    let mut next = || atoms.next().expect("one atom for each leaf");
    let maybe = may_return.then(|| Maybe { flag: next(), result: result_kinds.iter().map(|_| next()).collect() });
    let mut renew = |operands: &Operands| {
        let mut ways = operands.ways().into_iter();
        operands.map(&mut |o| match ways.next() {
            Some(By::InOut) => *o,
            _ => Operand { atom: next(), kind: o.kind },
        })
    };
    let value = renew(value);
    let mut now = after.clone();
    for i in changed {
        if let Holds::Operands(operands) = &after[i] {
            now[i] = Holds::Operands(renew(operands));
        }
    }
    cx.scope.restore(&now[..before.len()]);
    Ok((value, maybe))
}

/// What a region hands on. What is written through stays the memory that it is,
/// which must have been there before the region.
fn values(cx: &Cx<'_>, at: &dyn quote::ToTokens, operands: &Operands) -> Res<Vec<Operand>> {
    let depth = cx.around.len();
    for handle in operands.passed(By::InOut).into_iter().filter_map(|o| o.atom.value()) {
        if cx.homes.get(&handle).is_some_and(|home| *home >= depth) {
            return Err(cx.refuse(at, Message::ChoiceOfMemory));
        }
    }
    let leaves = operands.leaves().into_iter().zip(operands.ways());
    Ok(leaves.filter(|(_, by)| *by != By::InOut).map(|(operand, _)| *operand).collect())
}

/// Writes an open `If`; the statements so far are its other arm.
fn close(
    cx: &mut Cx<'_>,
    open: OpenIf,
    returned: Vec<Atom>,
    yields: Vec<Atom>,
    kinds: &[crate::lower::state::kinds::KindVar],
) -> Vec<Atom> {
    let mut other = Block { stmts: std::mem::replace(&mut cx.out.stmts, open.before), yields: Vec::new() };
    let mut left = Block { stmts: open.exited, yields: Vec::new() };
    let mut dst = Vec::new();
    let mut atoms = Vec::new();
    for ((kind, here), there) in kinds.iter().zip(yields).zip(returned) {
        if cx.kinds.as_memory(*kind).is_some() {
            let chosen = shared::choose_memory(cx, *kind, (here, &mut other.stmts), (there, &mut left.stmts));
            atoms.push(chosen);
            continue;
        }
        let value = cx.fresh(*kind);
        dst.push(value);
        atoms.push(value.into());
        other.yields.push(here);
        left.yields.push(there);
    }
    let (then, orelse) = match open.side {
        Side::Then => (left, other),
        Side::Else => (other, left),
    };
    cx.out.push(Stmt::If(If { dst, cond: open.cond, then, orelse, origin: open.origin }));
    atoms
}

/// Closes the open `If`s of a region inside a loop or a labeled block, which ends
/// with `value`, or leaves. Every path hands on its variables. Returns the value
/// and the flags that may be set.
pub(crate) fn close_leaving(
    cx: &mut Cx<'_>,
    at: &dyn quote::ToTokens,
    mut value: Option<Operands>,
    before: usize,
) -> Res<(Option<Operands>, Vec<Var>)> {
    let mut flags = Vec::new();
    while let Some(open) = cx.open_ifs.pop() {
        let stmts = std::mem::replace(&mut cx.out.stmts, open.before);
        let here = Branch { stmts, value: value.take(), holds: Some(cx.scope.snapshot()), maybe: None };
        let holds = match open.exit {
            Exit::Leave { flags: left, holds } => {
                flags.extend(left);
                Some(holds)
            }
            Exit::Panic => None,
            Exit::Return(_) => unreachable!("a region inside a loop has no `return` of its own"),
        };
        let there = Branch { stmts: open.exited, value: None, holds, maybe: None };
        // What has changed since is known to the one arm alone.
        cx.scope.restore(&open.held[..before]);
        let arms = match open.side {
            Side::Then => [there, here],
            Side::Else => [here, there],
        };
        value = join::join(cx, at, open.cond, before, arms)?;
    }
    flags.sort_by_key(|flag| flag.index());
    flags.dedup();
    Ok((value, flags))
}

/// Leaves to where the flag belongs.
pub(crate) fn leave(cx: &mut Cx<'_>, flag: Var) -> Stop {
    raise(cx, flag);
    Stop::Leave(vec![flag])
}

fn raise(cx: &mut Cx<'_>, flag: Var) {
    let kind = cx.exactly(Kind::Bool);
    cx.scope.set(flag, Holds::Operands(Shape::Leaf(Operand { atom: Atom::Bool(true), kind })));
}

/// A hidden variable that is `false`.
pub(crate) fn flag(cx: &mut Cx<'_>) -> Var {
    let var = cx.scope.hide(Holds::Nothing);
    lower(cx, var);
    var
}

/// Makes a flag `false`.
pub(crate) fn lower(cx: &mut Cx<'_>, flag: Var) {
    let kind = cx.exactly(Kind::Bool);
    cx.scope.set(flag, Holds::Operands(Shape::Leaf(Operand { atom: Atom::Bool(false), kind })));
}

/// What a flag holds.
pub(crate) fn is_raised(cx: &Cx<'_>, flag: Var) -> Atom {
    match cx.scope.get(flag) {
        Holds::Operands(Shape::Leaf(operand)) => operand.atom,
        other => unreachable!("a flag holds a bool, not {other:?}"),
    }
}

/// After a region in which a flag may have been set, the rest runs only where
/// it has not.
pub(crate) fn reopen(cx: &mut Cx<'_>, flags: &[Var], origin: &Origin) {
    for flag in flags {
        let raised = is_raised(cx, *flag);
        let exit = match cx.returning {
            Some(returning) if returning.flag == *flag && cx.jump_targets.is_empty() => Exit::Return(result_so_far(cx)),
            _ => Exit::Leave { flags: vec![*flag], holds: cx.scope.snapshot() },
        };
        open(cx, raised, Side::Then, Vec::new(), exit, origin.clone());
    }
}

/// What a `return` inside a loop has left in its hidden variable.
pub(crate) fn result_so_far(cx: &Cx<'_>) -> Vec<Atom> {
    let returning = cx.returning.expect("somebody has returned");
    match cx.scope.get(returning.value) {
        Holds::Operands(operands) => operands.leaves().into_iter().map(|o| o.atom).collect(),
        _ => vec![Atom::Undef; cx.result.leaves().len()],
    }
}
