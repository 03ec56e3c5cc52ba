//! What stands between a statement and its adjoint, where the two come together.

use super::{Fusion, defined};
use crate::analysis::Touched;
use crate::ir::{Stmt, Value};
use std::collections::BTreeSet;

/// What stands between a statement of the primal and its adjoint.
pub(super) struct Sides {
    pub(super) before: Vec<Stmt>,
    pub(super) behind: Vec<Stmt>,
}

impl Sides {
    /// Behind both goes what needs the first one, and what must be seen after it; that must
    /// be nothing to the adjoint.
    pub(super) fn of(cx: &Fusion<'_>, stmts: &[Stmt], (i, j): (usize, usize), first: Touched) -> Option<Sides> {
        let mut sides = Sides { before: Vec::new(), behind: Vec::new() };
        let mut late: BTreeSet<Value> = stmts[i].defines().into_iter().collect();
        let (adjoint, mut touched) = (cx.ground.touched([&stmts[j]]), vec![first]);
        for stmt in &stmts[i + 1..j] {
            let here = cx.ground.touched([stmt]);
            if !reads(stmt, &late) && !here.must_run && touched.iter().all(|other| other.commutes_with(&here)) {
                sides.before.push(stmt.clone());
                continue;
            }
            if here.may_leave || !here.commutes_with(&adjoint) {
                return None;
            }
            late.extend(defined(stmt));
            touched.push(here);
            sides.behind.push(stmt.clone());
        }
        (!reads(&stmts[j], &late)).then_some(sides)
    }

    /// The block with one statement in place of the two.
    pub(super) fn around(self, stmts: &[Stmt], (i, j): (usize, usize), both: Stmt) -> Vec<Stmt> {
        let (before, behind) = (stmts[..i].iter().cloned(), stmts[j + 1..].iter().cloned());
        let middle = self.before.into_iter().chain([both]).chain(self.behind);
        before.chain(middle).chain(behind).collect()
    }
}

fn reads(stmt: &Stmt, values: &BTreeSet<Value>) -> bool {
    let mut found = false;
    stmt.visit_reads(&mut |w| found |= values.contains(&w));
    found
}
