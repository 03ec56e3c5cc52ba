//! Whether what is looked at where it is changes there before it is looked at last.
//!
//! ```text
//! let old = b.vel;                 w3 = load w2.vel
//! b.vel = b.vel * k;               ..
//!                                  store w2.vel = w5         // `old` is a copy
//! old.norm()                       w6 = call norm(&w3)
//! ```

use crate::ir::{Atom, Block, Bulk, BulkOp, By, Load, Shape, Stmt, Store, Value, View};
use std::collections::{BTreeMap, BTreeSet};

/// What each name for a part of memory is a part of.
pub(super) type Parts = BTreeMap<Value, Value>;

/// The parts that a function names.
pub(super) fn parts(body: &Block) -> Parts {
    let mut parts = Parts::new();
    body.visit(&mut |stmt| match stmt {
        Stmt::Load(Load { dst, place, .. }) | Stmt::View(View { dst, place, .. }) => {
            parts.insert(*dst, place.base);
        }
        _ => {}
    });
    parts
}

/// Whether what has been loaded is read after something has written to where it was, in the
/// statements that follow.
pub(super) fn before_it_is_read(parts: &Parts, load: &Load, (rest, yields): (&[Stmt], &[Atom])) -> bool {
    let root = root(parts, load.place.base);
    let mut names = BTreeSet::from([load.dst]);
    let mut is_written = false;
    for stmt in rest {
        let writes = writes_to(parts, stmt, root);
        if (is_written || writes) && reads(stmt, &mut names) {
            return true;
        }
        // The parts of it that are named on the way.
        reads(stmt, &mut names);
        is_written |= writes;
    }
    is_written && yields.iter().filter_map(|atom| atom.value()).any(|w| names.contains(&w))
}

pub(super) fn root(parts: &Parts, mut of: Value) -> Value {
    while let Some(around) = parts.get(&of) {
        of = *around;
    }
    of
}

/// Whether a statement reads something by one of the names; what it names a part of that is
/// one of them, too.
fn reads(stmt: &Stmt, names: &mut BTreeSet<Value>) -> bool {
    let mut found = false;
    stmt.visit_reads(&mut |w| found |= names.contains(&w));
    if let (true, Stmt::Load(Load { dst, .. }) | Stmt::View(View { dst, .. })) = (found, stmt) {
        names.insert(*dst);
    }
    for region in stmt.regions() {
        for inner in &region.stmts {
            found |= reads(inner, names);
        }
    }
    found
}

fn writes_to(parts: &Parts, stmt: &Stmt, memory: Value) -> bool {
    written(stmt).into_iter().any(|w| root(parts, w) == memory)
        || stmt.regions().into_iter().flat_map(|region| &region.stmts).any(|inner| writes_to(parts, inner, memory))
}

/// What a statement itself may write to.
fn written(stmt: &Stmt) -> Vec<Value> {
    match stmt {
        Stmt::Store(Store { place, .. }) => vec![place.base],
        Stmt::Bulk(Bulk { op: BulkOp::Replace { dst, .. } | BulkOp::Copy { dst, .. }, .. }) => vec![dst.base],
        Stmt::Bulk(_) => stmt.operands().into_iter().filter_map(Atom::value).collect(),
        Stmt::Call(call) => {
            let exclusive = call.args.iter().flat_map(|arg: &Shape<Atom>| arg.passed(By::InOut));
            exclusive.into_iter().filter_map(|atom| atom.value()).collect()
        }
        _ => Vec::new(),
    }
}
