//! Which shadows of what callees have given may be made in the room of those of the last iteration.
//!
//! ```text
//! for ..
//!     w5_bar = new zeros like w5
//!     call h_vjp_into(&w5, .., &mut w5_bar) of t2
//!     call g_vjp_into(&w1, w5_bar, ..) of t1           the last that is said of `w5_bar`
//! ```
//!
//! The adjoint of `g` starts from the shadow. One that reads a record may borrow it, which rustc knows
//! (core's `given_seed!`), and then it is there for the next iteration.

use super::{Roots, roots};
use crate::ir::{Block, Call, Called, Fails, Form, Func, Init, Kind, Memory, New, Record, Shape, Stmt, Value};
use std::collections::BTreeSet;

/// The shadows that such a call starts from, in the block of a loop that makes them.
pub(crate) fn lent(func: &Func) -> BTreeSet<Value> {
    if !func.body.any(|stmt| matches!(stmt, Stmt::Call(call) if seed(call).is_some())) {
        return BTreeSet::new();
    }
    let mut look = Look { func, roots: roots(func), lent: BTreeSet::new() };
    loops(&mut look, &func.body);
    look.lent
}

struct Look<'a> {
    func: &'a Func,
    roots: Roots,
    lent: BTreeSet<Value>,
}

fn loops(look: &mut Look<'_>, block: &Block) {
    for stmt in &block.stmts {
        for region in stmt.regions() {
            loops(look, region);
            if matches!(stmt, Stmt::Loop(_)) {
                found(look, region);
            }
        }
    }
}

/// Notes the shadows that the block makes, and of which such a call in it is the last thing that is said.
fn found(look: &mut Look<'_>, block: &Block) {
    for (at, stmt) in block.stmts.iter().enumerate() {
        let Stmt::New(New { dst, init: Init::ZeroLike(_), .. }) = stmt else { continue };
        let root = |w: Value| look.roots.root(w);
        let names = |stmt: &Stmt| {
            let mut times = 0;
            stmt.visit_reads(&mut |w| times += usize::from(root(w) == *dst));
            times
        };
        let last = block.stmts[at + 1..].iter().rev().find(|stmt| names(stmt) > 0);
        let starts_from_it = |stmt: &Stmt| matches!(stmt, Stmt::Call(call) if seed(call) == Some(*dst));
        let is_yielded = block.yields.iter().filter_map(|atom| atom.value()).any(|w| root(w) == *dst);
        let is_last = last.is_some_and(|stmt| names(stmt) == 1 && starts_from_it(stmt));
        if is_last && !is_yielded && has_room(look.func.kind(*dst)) {
            look.lent.insert(*dst);
        }
    }
}

/// The memory that an adjoint which reads a record starts from. A method has no type beside its companion that
/// says whether it borrows that, and what is none for a call that gave nothing is no memory.
fn seed(call: &Call) -> Option<Value> {
    let may_borrow = call.callee.called == Called::Path && matches!(call.fails, Fails::Never);
    match call.args.get(call.roles.len()) {
        Some(Shape::Leaf(seed)) if may_borrow && matches!(call.record, Record::Read(_)) => seed.value(),
        _ => None,
    }
}

/// Whether it is a vector of floats, or may be one.
fn has_room(kind: Kind) -> bool {
    match kind {
        Kind::Memory(Memory { form: Form::Vec, elem }) => matches!(elem, Shape::Leaf(Kind::F64 | Kind::F32)),
        Kind::Memory(memory) => matches!(memory.form, Form::Some | Form::Unseen),
        _ => false,
    }
}
