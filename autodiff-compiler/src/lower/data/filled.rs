//! Vectors of what has turned out to be data, that a loop fills.
//!
//! `items.collect()` of floats is zeros that are overwritten, whose shadow is read at its place. What
//! was a float as far as was known then may be data: not every type has a value that stands at its
//! place before, and so data is pushed.
//!
//! ```text
//! w2 = new [0.0; w1]           w2 = new empty, room for w1
//! for i in 0..w1:              for i in 0..w1:
//!     w4 = call scaled(w3)         w4 = call scaled(w3)
//!     store w2[i] = w4             push w2, w4
//! ```

use crate::ir::{Atom, Bulk, BulkOp, Init, Place, Shape, Step, Stmt, Store, Value};
use crate::lower::state::cx::Cx;

/// Rewrites them among the statements of a block.
pub(super) fn settle(cx: &Cx<'_>, stmts: &mut [Stmt]) {
    for i in 0..stmts.len() {
        let (before, after) = stmts.split_at_mut(i + 1);
        let Stmt::New(new) = &mut before[i] else { continue };
        // No zero is written by a user where the elements are data.
        let Init::Repeat(Shape::Leaf(Atom::ZERO), Some(capacity)) = new.init else { continue };
        let is_of_data = matches!(
            cx.kinds.as_memory(cx.kind_of[new.dst.index()]),
            Some((_, Shape::Leaf(elem))) if cx.kinds.is_data(*elem)
        );
        if !is_of_data {
            continue;
        }
        let fills = after.iter_mut().find_map(|stmt| filling(new.dst, stmt));
        if let Some(fills) = fills {
            new.init = Init::Empty(Some(capacity));
            *fills = pushed(fills);
        }
    }
}

/// The last statement of the loop that fills the vector.
fn filling(vector: Value, stmt: &mut Stmt) -> Option<&mut Stmt> {
    let Stmt::Loop(repeat) = stmt else { return None };
    let last = repeat.body.stmts.last_mut()?;
    let is_it = |place: &Place| place.base == vector && matches!(place.path[..], [Step::Index(_)]);
    matches!(last, Stmt::Store(store) if is_it(&store.place)).then_some(last)
}

/// The items come in the order of the vector, whichever way the loop counts.
fn pushed(stmt: &Stmt) -> Stmt {
    let Stmt::Store(Store { place, value, origin, .. }) = stmt else { unreachable!("it has been found as one") };
    let dst = Place { path: Vec::new(), ..place.clone() };
    Stmt::Bulk(Bulk { op: BulkOp::Push { dst, value: Shape::Leaf(*value) }, origin: origin.clone() })
}
