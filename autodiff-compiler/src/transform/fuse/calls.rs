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
use crate::ir::{Call, Fails, Stmt};
use crate::protocol::Companion;
use std::collections::BTreeMap;
use std::rc::Rc;

/// The block in which the call that `adjoint`, number `j`, is of is this one.
pub(super) fn find(cx: &Fusion<'_>, stmts: &[Stmt], adjoint: &Call, j: usize) -> Option<Found> {
    if adjoint.companion != Companion::VjpInto.of("") || !matches!(adjoint.fails, Fails::Never) {
        return None;
    }
    let i = stmts[..j].iter().rposition(|stmt| matches!(stmt, Stmt::Call(call) if is_of(cx, adjoint, call)))?;
    let Stmt::Call(call) = &stmts[i] else { return None };
    let (first, added) = (cx.ground.touched([&stmts[i]]), cx.ground.touched([&stmts[j]]));
    if !added.only_adds() || !first.commutes_with(&added) {
        return None;
    }
    let sides = Sides::of(cx, stmts, (i, j), first)?;
    let both = Stmt::Call(Call { dst: call.dst.clone(), origin: call.origin.clone(), ..adjoint.clone() });
    Some(Found { path: Vec::new(), stmts: sides.around(stmts, (i, j), both), nearer: BTreeMap::new() })
}

/// Whether the one is the adjoint of the other, on the same arguments, and gives the same
/// scalars.
fn is_of(cx: &Fusion<'_>, adjoint: &Call, call: &Call) -> bool {
    let same = Rc::ptr_eq(&adjoint.callee, &call.callee) && call.companion.is_empty();
    let [given, wanted] = [adjoint, call].map(|call| call.dst.leaves().into_iter().map(|w| cx.ground.kind(*w)));
    same && matches!(call.fails, Fails::Never)
        && call.written().is_empty()
        && adjoint.args.get(..call.args.len()) == Some(&call.args[..])
        && wanted.clone().all(|kind| kind.memory().is_none())
        && given.eq(wanted)
}
