//! A call whose seed is known when it is made gives value and adjoint in one.
//!
//! A callee's `_vjp_into` runs its primal, and gives its value. Where that value is not
//! needed for the seed, the primal call is this one. A recursive function then does not run
//! its primal once more on each level.
//!
//! ```text
//! w5 = call g(&w1)                     t = mul y_bar, w2
//! t = mul y_bar, w2                    w5 = call g_vjp_into(&w1, t, &mut w1_bar)
//! w6 = call g_vjp_into(&w1, t, &mut w1_bar)
//! ```

use super::sides::Sides;
use super::{Found, Fusion};
use crate::ir::{Call, Fails, Record, Shape, Stmt};
use crate::protocol::Companion;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;

/// The block in which the call that `adjoint`, number `j`, is of is this one.
pub(super) fn find(cx: &Fusion<'_>, stmts: &[Stmt], adjoint: &Call, j: usize) -> Option<Found> {
    if !matches!(adjoint.fails, Fails::Never) {
        return None;
    }
    let both = |stmt: &Stmt| match stmt {
        Stmt::Call(call) => both(call, adjoint),
        _ => None,
    };
    let (i, both) = stmts[..j].iter().enumerate().rev().find_map(|(i, stmt)| Some((i, both(stmt)?)))?;
    let (first, added) = (cx.ground.touched([&stmts[i]]), cx.ground.touched([&stmts[j]]));
    if !added.only_adds() || !first.commutes_with(&added) {
        return None;
    }
    if reads_record(stmts, (i, j)) {
        return None;
    }
    let sides = Sides::of(cx, &without_record(stmts, (i, j)), (i, j), first).ok()?;
    let stmts = sides.around(stmts, (i, j), Stmt::Call(both));
    Some(Found { path: Vec::new(), stmts, fused: None, nearer: BTreeMap::new() })
}

/// The statements, where the two calls are as they are as one: nothing is handed to the adjoint.
fn without_record(stmts: &[Stmt], (i, j): (usize, usize)) -> Cow<'_, [Stmt]> {
    let mut stmts = Cow::Borrowed(stmts);
    for at in [i, j] {
        if let Stmt::Call(call) = &stmts[at]
            && !matches!(call.record, Record::None)
        {
            let call = Call { record: Record::None, ..call.clone() };
            stmts.to_mut()[at] = Stmt::Call(call);
        }
    }
    stmts
}

/// Whether anything but the adjoint asks for the record of the call.
fn reads_record(stmts: &[Stmt], (i, j): (usize, usize)) -> bool {
    let Stmt::Call(call) = &stmts[i] else { return false };
    let Some(made) = call.record.made() else { return false };
    let mut reads = false;
    let others = stmts.iter().enumerate().filter(|(k, _)| *k != j).map(|(_, stmt)| stmt);
    others.for_each(|stmt| stmt.visit_reads(&mut |w| reads |= w == made));
    reads
}

/// The call that gives the value of the one and the cotangents of the other, if that is its
/// adjoint on the same arguments.
fn both(call: &Call, adjoint: &Call) -> Option<Call> {
    let is_of_call = Rc::ptr_eq(&adjoint.callee, &call.callee) && adjoint.args.starts_with(&call.args);
    let gives_the_same = matches!(call.fails, Fails::Never) && call.written().is_empty() && !call.callee.may_keep();
    if !is_of_call || !gives_the_same {
        return None;
    }
    let value = call.dst.owned();
    let is = |companion: Companion| adjoint.companion == companion.of(&call.companion);
    // The companion stays the one that the caller has: another one may be out of its sight.
    let dst = match &adjoint.dst {
        dst if is(Companion::VjpInto) && dst.leaves().len() == value.leaves().len() => value,
        Shape::Tuple(parts) if is(Companion::Vjp) => Shape::Tuple(vec![value, parts.get(1)?.clone()]),
        _ => return None,
    };
    Some(Call { dst, runs_again: false, record: Record::None, origin: call.origin.clone(), ..adjoint.clone() })
}
