//! Which callees may be asked for sets in the place of tangents.

use crate::ir::{Atom, Call, Called, Fails, Form, Func, Kind};

/// Whether a callee may be asked for a form that takes marks in the place of all its tangents: where the
/// types of these are seen, and the callee can be imported with what is said beside it.
pub(crate) fn takes_marks(func: &Func, call: &Call) -> bool {
    fn has_marks(kind: Kind) -> bool {
        match kind {
            Kind::Memory(memory) => match memory.form {
                Form::Slice | Form::Vec | Form::Array(_) | Form::Cell => {
                    memory.elem.leaves().into_iter().all(|kind| has_marks(*kind))
                }
                _ => false,
            },
            kind => matches!(kind, Kind::F64 | Kind::F32) || kind.has_lanes(),
        }
    }
    let is_seen = |atom: &Atom| atom.value().is_none_or(|w| has_marks(func.kind(w)));
    call.companion == "_jvp"
        && call.callee.called == Called::Path
        && call.callee.generics.is_empty()
        && call.callee.is_of_module()
        && call.slots.is_none()
        && matches!(call.fails, Fails::Never)
        && call.given_tangents().all(|(_, arg)| arg.leaves().into_iter().all(is_seen))
}
