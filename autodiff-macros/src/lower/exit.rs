//! Early returns, structured away.
//!
//! After `if c { return a; }` the rest of the function runs only where `c` is
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

use super::cx::{Cx, Res, Stop};
use super::scope::{Holds, Operand, Operands};
use crate::errors::Reported;
use crate::ir::{Atom, Block, If, Kind, Origin, Shape, Stmt};

/// An `If` one arm of which has returned; the other one is still being written.
#[derive(Debug)]
pub(crate) struct Frame {
    /// The statements before the `If`.
    pub(crate) before: Vec<Stmt>,
    pub(crate) cond: Atom,
    pub(crate) side: Side,
    pub(crate) returned: Vec<Stmt>,
    /// What the arm returns, leaf by leaf; empty where it panics.
    pub(crate) result: Vec<Atom>,
    pub(crate) origin: Origin,
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
    let wanted = cx.result.clone();
    let expect = wanted.map(&mut |kind| Some(*kind));
    let value = super::block::block(cx, body, &expect);
    let value = value.and_then(|value| returned_atoms(cx, body, &value));
    let yields = match value {
        Ok(atoms) | Err(Stop::Return(atoms)) => atoms,
        Err(Stop::Never) => vec![Atom::Undef; result.leaves().len()],
        Err(Stop::Error(reported)) => return Err(reported),
    };
    Ok(close_returned(cx, yields))
}

/// `return value`: the atoms of the result.
pub(crate) fn returned_atoms(cx: &mut Cx<'_>, at: &impl quote::ToTokens, value: &Operands) -> Res<Vec<Atom>> {
    let wanted = cx.result.clone();
    super::operator::conform(cx, at, value, &wanted)?;
    Ok(value.leaves().into_iter().map(|operand| operand.atom).collect())
}

/// From here on, only the path that has not returned is being written.
pub(crate) fn open(cx: &mut Cx<'_>, cond: Atom, side: Side, returned: Vec<Stmt>, result: Vec<Atom>, origin: Origin) {
    let before = std::mem::take(&mut cx.out.stmts);
    cx.frames.push(Frame { before, cond, side, returned, result, origin });
}

/// Closes the frames of a region that has returned for good with `yields`.
pub(crate) fn close_returned(cx: &mut Cx<'_>, yields: Vec<Atom>) -> Vec<Atom> {
    let kinds: Vec<_> = cx.result.leaves().into_iter().copied().collect();
    let mut yields = yields;
    while let Some(mut frame) = cx.frames.pop() {
        frame.result.resize(kinds.len(), Atom::Undef);
        let result = std::mem::take(&mut frame.result);
        yields = close(cx, frame, result, yields, &kinds);
    }
    yields
}

/// Closes the frames of a region that falls through with `value`, and in which
/// the variables that were there before hold `cx.scope`'s. Returns the value,
/// and whether the region may have returned.
pub(crate) fn close_falling(cx: &mut Cx<'_>, value: &Operands, before: &[Holds]) -> (Operands, Option<Maybe>) {
    if cx.frames.is_empty() {
        return (value.clone(), None);
    }
    let after = cx.scope.snapshot();
    let changed: Vec<usize> =
        (0..before.len()).filter(|i| before[*i] != after[*i] && matches!(after[*i], Holds::Operands(_))).collect();

    // Flag, result, value, variables: one list of atoms and kinds.
    let result_kinds: Vec<_> = cx.result.leaves().into_iter().copied().collect();
    let flag_kind = cx.exactly(Kind::Bool);
    let mut carried: Vec<Operand> = vec![Operand { atom: Atom::Bool(false), kind: flag_kind }];
    carried.extend(result_kinds.iter().map(|kind| Operand { atom: Atom::Undef, kind: *kind }));
    carried.extend(value.leaves().into_iter().copied());
    for i in &changed {
        if let Holds::Operands(operands) = &after[*i] {
            carried.extend(operands.leaves().into_iter().copied());
        }
    }

    let kinds: Vec<_> = carried.iter().map(|o| o.kind).collect();
    let mut yields: Vec<Atom> = carried.iter().map(|o| o.atom).collect();
    while let Some(mut frame) = cx.frames.pop() {
        // What the returned side holds otherwise is never read.
        let mut returned = vec![Atom::Bool(true)];
        returned.append(&mut frame.result);
        returned.resize(kinds.len(), Atom::Undef);
        yields = close(cx, frame, returned, yields, &kinds);
    }

    let mut atoms = yields.into_iter();
    let mut next = || atoms.next().expect("one atom for each leaf");
    let flag = next();
    let result = result_kinds.iter().map(|_| next()).collect();
    let mut renew = |operands: &Operands| operands.map(&mut |o| Operand { atom: next(), kind: o.kind });
    let value = renew(value);
    let mut now = after.clone();
    for i in changed {
        if let Holds::Operands(operands) = &after[i] {
            now[i] = Holds::Operands(renew(operands));
        }
    }
    cx.scope.restore(&now[..before.len()]);
    (value, Some(Maybe { flag, result }))
}

/// Writes the `If` of one frame; the statements so far are its other arm.
fn close(
    cx: &mut Cx<'_>,
    frame: Frame,
    returned: Vec<Atom>,
    yields: Vec<Atom>,
    kinds: &[super::kinds::KindVar],
) -> Vec<Atom> {
    let other = Block { stmts: std::mem::replace(&mut cx.out.stmts, frame.before), yields };
    let returned = Block { stmts: frame.returned, yields: returned };
    let (then, orelse) = match frame.side {
        Side::Then => (returned, other),
        Side::Else => (other, returned),
    };
    let dst: Vec<_> = kinds.iter().map(|kind| cx.fresh(*kind)).collect();
    let atoms = dst.iter().map(|w| Atom::Value(*w)).collect();
    cx.out.push(Stmt::If(If { dst, cond: frame.cond, then, orelse, origin: frame.origin }));
    atoms
}
