//! What changes the extents of memory.

use crate::ir::{BulkOp, Kind, Op, Place, Repeat, Shape, Stmt, Value, has_fixed_extents, part};

/// The handles of memory that has other extents after the statement, or may have.
pub(crate) fn resized(kind: &dyn Fn(Value) -> Kind, stmt: &Stmt) -> Vec<Value> {
    match stmt {
        Stmt::Apply(apply) => match &apply.op {
            // What it does is not known.
            Op::Foreign(foreign) if foreign.repeat == Repeat::Never => {
                let values = apply.args.iter().filter_map(|a| a.value());
                values.filter(|w| kind(*w).memory().is_some()).collect()
            }
            _ => Vec::new(),
        },
        Stmt::Bulk(bulk) => {
            let written = || bulk.op.written().into_iter().map(|place| place.base).collect();
            if resizes(kind, &bulk.op) { written() } else { Vec::new() }
        }
        Stmt::Call(call) => call.written(),
        _ => Vec::new(),
    }
}

fn resizes(kind: &dyn Fn(Value) -> Kind, op: &BulkOp) -> bool {
    match op {
        BulkOp::Push { .. } | BulkOp::Pop { .. } | BulkOp::Replace { .. } | BulkOp::Reset { .. } => true,
        BulkOp::Truncate { .. } | BulkOp::Grow { .. } => true,
        // Pieces that are exchanged, or filled anew, may be of other lengths.
        BulkOp::Swap { a, b } => [a, b].into_iter().any(|place| !is_fixed(kind, place)),
        BulkOp::Copy { dst, .. } => match part(kind(dst.base), &dst.path) {
            Shape::Leaf(Kind::Memory(memory)) => !has_fixed_extents(&memory.elem),
            _ => false,
        },
        _ => false,
    }
}

/// Whether the type of what is at a place says all about its extents.
fn is_fixed(kind: &dyn Fn(Value) -> Kind, place: &Place) -> bool {
    has_fixed_extents(&part(kind(place.base), &place.path))
}
