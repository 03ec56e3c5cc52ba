//! Which vectors hold nothing that anybody reads when they are made.
//!
//! ```text
//! t = new [0.0; w5]
//! for w6 in 0..w5
//!     store t[w6] = w7        each element is set before one is looked at
//! ```

use crate::ir::{Atom, Block, Control, Func, Init, Limits, Loop, New, Step, Stmt, Value, Write};
use std::collections::BTreeSet;

/// The vectors that a loop over all of their elements sets first.
pub(crate) fn filled_first(func: &Func) -> BTreeSet<Value> {
    let mut filled = BTreeSet::new();
    block(&func.body, &mut filled);
    filled
}

fn block(block: &Block, filled: &mut BTreeSet<Value>) {
    for (at, stmt) in block.stmts.iter().enumerate() {
        stmt.regions().into_iter().for_each(|region| self::block(region, filled));
        let Stmt::New(New { dst, init: Init::Repeat(_, Some(len)), .. }) = stmt else { continue };
        let next = block.stmts[at + 1..].iter().find(|stmt| names(stmt, *dst) > 0);
        if next.is_some_and(|next| names(next, *dst) == 1 && fills(next, *dst, *len)) {
            filled.insert(*dst);
        }
    }
}

/// How often a statement and what is in it name the memory.
fn names(stmt: &Stmt, memory: Value) -> usize {
    let mut count = 0;
    stmt.visit_reads(&mut |w| count += usize::from(w == memory));
    count
}

/// Whether the statement is a loop over so many elements that sets each of them.
fn fills(stmt: &Stmt, memory: Value, len: Atom) -> bool {
    let Stmt::Loop(Loop { control: Control::For(range), body, .. }) = stmt else { return false };
    let is_over_all = range.from == Atom::Int(0) && range.to == len && range.limits == Limits::HalfOpen;
    let own = [Step::Index(Atom::Value(range.index))];
    let sets = |stmt: &Stmt| match stmt {
        Stmt::Store(store) => store.write == Write::Set && store.place.base == memory && store.place.path == own,
        _ => false,
    };
    is_over_all && body.stmts.iter().any(sets)
}
