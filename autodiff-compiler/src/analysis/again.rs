//! Whether an expression gives the same when it runs again.
//!
//! Whoever asks knows what is there at the other place: `finds` says of memory
//! whether it is as it was, `has` of a value of a foreign type whether it can be had
//! there, unchanged. Of anything else there is but one value.

use crate::errors::{Errors, Message};
use crate::ir::{Atom, Change, Changed, Func, Kind, Look, Repeat, Stmt, Value, ValueInfo};

pub(crate) fn gives_the_same(
    values: &[ValueInfo],
    stmt: &Stmt,
    finds: impl Fn(&Look) -> bool,
    has: impl Fn(Value) -> bool,
) -> bool {
    let effects = stmt.effects(values);
    let operands = stmt.operands().into_iter().filter_map(Atom::value);
    let mut foreign = operands.filter(|w| values[w.index()].kind == Kind::Opaque);
    effects.repeat == Repeat::Free && effects.looks.iter().all(finds) && foreign.all(has)
}

/// Reports what runs once, and changes memory, in a loop that is to run again from its
/// checkpoints. What code that runs once gives is recorded, and what is only shown, as by
/// `println!`, is shown once.
pub(super) fn check(errors: &Errors, func: &Func) {
    func.body.visit(&mut |stmt| {
        let Stmt::Loop(repeat) = stmt else { return };
        if !repeat.checkpoints.are_wanted() {
            return;
        }
        // A condition is asked in the segment, too.
        let regions = stmt.regions().into_iter();
        regions.for_each(|region| {
            region.visit(&mut |inside| {
                let effects = inside.effects(&func.values);
                let is_memory = |changed: &Changed| func.kind(changed.handle).memory().is_some();
                let changes =
                    effects.changes.iter().any(|changed| changed.how != Change::Possible && is_memory(changed));
                let is_missed = matches!(inside, Stmt::Apply(_)) && effects.repeat == Repeat::Never && changes;
                if let (true, Some(origin)) = (is_missed, inside.origin()) {
                    errors.report(Message::CheckpointRunsOnce.at(origin.span));
                }
            });
        });
    });
}
