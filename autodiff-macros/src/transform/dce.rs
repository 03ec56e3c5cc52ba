//! Dead code elimination: what nothing reads is not computed.
//!
//! What can panic or be seen (a call, an integer operation, foreign code, an
//! effect) stays, as in the user's function.
//!
//! ```text
//! t4 = cos w1
//! t5 = mul t4, w2    t5 = mul t4, w2     // kept: yielded
//! t6 = mul t4, w3                        // gone
//! yield t5
//! ```

use crate::ir::{Atom, Block, Func, If, Stmt, Value};
use std::collections::BTreeSet;

/// Removes the statements, and the yields of branches, that nothing reads.
pub(crate) fn dce(mut func: Func) -> Func {
    let mut live = BTreeSet::new();
    // Before `restore`, an adjoint reads values that are out of scope, so that
    // liveness is not a matter of one block: it runs to a fixed point.
    loop {
        let before = live.len();
        mark(&mut live, &func.body, &func.body.yields);
        if live.len() == before {
            break;
        }
    }
    sweep(&live, &mut func.body);
    func
}

fn read(live: &mut BTreeSet<Value>, atoms: &[Atom]) {
    live.extend(atoms.iter().filter_map(|a| a.value()));
}

fn mark(live: &mut BTreeSet<Value>, block: &Block, yields: &[Atom]) {
    read(live, yields);
    for stmt in block.stmts.iter().rev() {
        if !is_needed(live, stmt) {
            continue;
        }
        read(live, &stmt.operands());
        if let Stmt::If(If { dst, then, orelse, .. }) = stmt {
            for arm in [then, orelse] {
                let pairs = dst.iter().zip(&arm.yields);
                let yields: Vec<_> = pairs.filter(|(w, _)| live.contains(w)).map(|(_, a)| *a).collect();
                mark(live, arm, &yields);
            }
        }
    }
}

fn is_needed(live: &BTreeSet<Value>, stmt: &Stmt) -> bool {
    match stmt {
        Stmt::Apply(apply) => live.contains(&apply.dst) || apply.op.can_panic(),
        Stmt::If(branch) => {
            let inside = |block: &Block| block.stmts.iter().any(|stmt| is_needed(live, stmt));
            branch.dst.iter().any(|w| live.contains(w)) || inside(&branch.then) || inside(&branch.orelse)
        }
        Stmt::Call(_) | Stmt::Effect(_) | Stmt::Probe(_) | Stmt::Section(_) => true,
    }
}

fn sweep(live: &BTreeSet<Value>, block: &mut Block) {
    block.stmts.retain(|stmt| is_needed(live, stmt));
    for stmt in &mut block.stmts {
        if let Stmt::If(branch) = stmt {
            let keep: Vec<bool> = branch.dst.iter().map(|w| live.contains(w)).collect();
            let kept = |i: usize| keep[i];
            let filter = |atoms: &mut Vec<Atom>| {
                let mut i = 0;
                atoms.retain(|_| {
                    i += 1;
                    kept(i - 1)
                });
            };
            filter(&mut branch.then.yields);
            filter(&mut branch.orelse.yields);
            let mut i = 0;
            branch.dst.retain(|_| {
                i += 1;
                kept(i - 1)
            });
            sweep(live, &mut branch.then);
            sweep(live, &mut branch.orelse);
        }
    }
}
