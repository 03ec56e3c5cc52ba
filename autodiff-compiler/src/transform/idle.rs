//! A callee at whose results nothing has arrived is not run for its adjoint.
//!
//! ```text
//! call g_vjp_into(&w1, w2_bar, &mut w1_bar)    t = w2_bar != 0.0
//!                                              if t
//!                                                  call g_vjp_into(&w1, w2_bar, &mut w1_bar)
//! ```
//!
//! An adjoint is linear in its seeds, and an exact zero wins. A comparison costs nothing beside a
//! function on memory that runs again. This is done where a companion is written, and in no function
//! that is differentiated further: where a seed is zero, its own derivative need not be
//! ([ADR 79](../../../docs/adr/0079-a-zero-seed-costs-a-comparison.md)).

use crate::ir::{Atom, Block, Builder, Call, Called, Comparison, Fails, Form, Func, If, Kind, Op, Set, Shape, Stmt};
use crate::protocol::Companion;

/// Asks before each such call whether anything has arrived.
pub(crate) fn idle(mut func: Func) -> Func {
    let mut read = Set::default();
    func.body.visit_reads(&mut |w| read.insert(w));
    let mut out = Builder::with_values(std::mem::take(&mut func.values));
    block(&mut out, &read, &mut func.body);
    func.values = out.values;
    func
}

fn block(out: &mut Builder, read: &Set, body: &mut Block) {
    for mut stmt in std::mem::take(&mut body.stmts) {
        stmt.regions_mut().into_iter().for_each(|region| block(out, read, region));
        match stmt {
            Stmt::Call(call) => match seeds(out, read, &call) {
                Some(seeds) => body.stmts.extend(asked(out, &seeds, call)),
                None => body.stmts.push(Stmt::Call(call)),
            },
            other => body.stmts.push(other),
        }
    }
}

/// The numbers that its adjoint starts from, if that is all that it does: to add to shadows, for a
/// function that has run before.
fn seeds(out: &Builder, read: &Set, call: &Call) -> Option<Vec<Atom>> {
    let sums = call.sums();
    let does_nothing_else = call.runs_again
        && call.companion == Companion::VjpInto.ending()
        && matches!(call.callee.called, Called::Path | Called::Method(_))
        && call.slots.is_none()
        && matches!(call.fails, Fails::Never)
        && call.written().iter().all(|w| sums.contains(w))
        && !call.dst.leaves().into_iter().any(|w| read.contains(*w));
    let has_loops = call.args[..call.roles.len()].iter().flat_map(Shape::leaves).any(|atom| is_list(out, *atom));
    let seeds: Vec<Atom> = call.args.get(call.roles.len())?.leaves().into_iter().copied().collect();
    let is_number = |seed: &Atom| seed.value().is_some_and(|w| out.kind(w).is_float());
    (does_nothing_else && has_loops && !seeds.is_empty() && seeds.iter().all(is_number)).then_some(seeds)
}

/// Whether it is memory of any length, over which a callee has loops.
fn is_list(out: &Builder, atom: Atom) -> bool {
    let memory = atom.value().and_then(|w| out.kind(w).memory());
    memory.is_some_and(|memory| matches!(memory.form, Form::Slice | Form::Vec))
}

fn asked(out: &mut Builder, seeds: &[Atom], call: Call) -> Vec<Stmt> {
    let mut tests = Vec::new();
    for seed in seeds {
        tests.push(out.apply(Op::Compare(Comparison::Arrived), vec![*seed, Atom::ZERO], Kind::Bool));
    }
    let cond = tests.into_iter().reduce(|a, b| out.apply(Op::Or, vec![a, b], Kind::Bool));
    let mut stmts = std::mem::take(&mut out.stmts);
    let Some(cond) = cond else { return vec![Stmt::Call(call)] };
    let origin = call.origin.clone();
    let then = Block { stmts: vec![Stmt::Call(call)], yields: Vec::new() };
    stmts.push(Stmt::If(If { dst: Vec::new(), cond, then, orelse: Block::default(), origin }));
    stmts
}
