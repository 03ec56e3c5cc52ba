//! What only one arm of an `If` uses: its adjoint belongs into that arm.
//!
//! ```text
//! w3 = ln w1                         if w5
//! w4 = mul w2, w3                        w2_bar = w6_bar · w3
//! w5 = gt w1, 0.0                        w3_bar = w6_bar · w2
//! w6 = if w5 { w4 } else { 0.0 }         w1_bar = w3_bar / w1
//! ```
//!
//! Where the other arm is taken, the value has been thrown away: nothing of its
//! adjoint is run, whatever the value was ([ADR 16]).
//!
//! [ADR 16]: https://github.com/autodiff-rs/autodiff/blob/main/docs/adr/0016-what-is-thrown-away-has-no-adjoint.md

use super::{Reverse, call};
use crate::ir::{Atom, If, Stmt, Value};
use crate::transform::Observe;
use std::collections::BTreeMap;

/// The statements before an `If` whose results only its one arm uses, and only
/// its other one: positions, the last one first.
pub(super) fn exclusive(cx: &Reverse<'_>, branch: &If, before: &[Stmt]) -> [Vec<usize>; 2] {
    let mut found = [Vec::new(), Vec::new()];
    // A trace reports each adjoint, the zeros too.
    if cx.observe == Observe::Everything {
        return found;
    }
    let mut users: BTreeMap<Value, User> = cx.bar.keys().map(|w| (*w, User::Several)).collect();
    for (k, arm) in [&branch.then, &branch.orelse].into_iter().enumerate() {
        arm.visit_reads(&mut |w| meet(&mut users, w, User::Arm(k)));
    }
    for (i, stmt) in before.iter().enumerate().rev() {
        let Some(result) = scalar_result(cx, stmt) else {
            stmt.visit_reads(&mut |w| meet(&mut users, w, User::Several));
            continue;
        };
        if !cx.is_active(result) {
            continue;
        }
        let Some(user) = users.get(&result).copied() else { continue };
        if let User::Arm(k) = user {
            found[k].push(i);
        }
        stmt.operands().into_iter().filter_map(Atom::value).for_each(|w| meet(&mut users, w, user));
    }
    found
}

/// Whose adjoint adds to the adjoint of a value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum User {
    Arm(usize),
    Several,
}

fn meet(users: &mut BTreeMap<Value, User>, value: Value, user: User) {
    let entry = users.entry(value).or_insert(user);
    if *entry != user {
        *entry = User::Several;
    }
}

/// What the statement computes of scalars alone: its adjoint touches no memory,
/// and can stand elsewhere.
fn scalar_result(cx: &Reverse<'_>, stmt: &Stmt) -> Option<Value> {
    match stmt {
        Stmt::Apply(apply) => Some(apply.dst),
        Stmt::Call(call) => call::preaccumulated_result(cx, call),
        _ => None,
    }
}
