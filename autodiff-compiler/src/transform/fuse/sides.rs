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
    /// be nothing to the adjoint. Otherwise the number of a statement that is something to it.
    pub(super) fn of(cx: &Fusion<'_>, stmts: &[Stmt], (i, j): (usize, usize), first: Touched) -> Result<Sides, usize> {
        let mut sides = Sides { before: Vec::new(), behind: Vec::new() };
        let mut late: BTreeSet<Value> = stmts[i].defines().into_iter().collect();
        let (adjoint, mut touched) = (cx.ground.touched([&stmts[j]]), vec![first]);
        let mut wanted = None;
        for (number, stmt) in stmts.iter().enumerate().take(j).skip(i + 1) {
            let here = cx.ground.touched([stmt]);
            if !reads(stmt, &late) && !here.must_run && touched.iter().all(|other| other.commutes_with(&here)) {
                sides.before.push(stmt.clone());
                continue;
            }
            if here.may_leave || !here.commutes_with(&adjoint) {
                return Err(number);
            }
            let is_wanted = reads(&stmts[j], &defined(stmt).into_iter().collect());
            wanted = wanted.or(is_wanted.then_some(number));
            late.extend(defined(stmt));
            touched.push(here);
            sides.behind.push(stmt.clone());
        }
        if reads(&stmts[j], &late) { Err(wanted.unwrap_or(i)) } else { Ok(sides) }
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
