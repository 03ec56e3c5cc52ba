//! An adjoint borrows the shadow of the vector that its function has given, and leaves it behind as it
//! likes. So who runs it in a loop has one for all iterations ([`lent`](crate::analysis::lent)).
//!
//! ```text
//! f_adjoint_into(w1, w5_bar, w1_bar)               f_adjoint_into(w1, &mut w5_bar, w1_bar)
//!     for w3 in 0..w2                                  for w3 in 0..w2
//!         t1 = load w5_bar[w3]                             t1 = load w5_bar[w3]
//!         store w1_bar[w3] += t1                           store w1_bar[w3] += t1
//! ```
//!
//! It is done for the forms of a companion that are called when the function has run, which nobody calls by
//! hand. What is handed on as a whole is taken.

use super::hoist::handed_on;
use crate::analysis::roots;
use crate::ir::{Form, Func, Kind, Memory, Param, ParamForm, Shape, Value};
use std::collections::BTreeSet;

/// Whether the adjoint may borrow the cotangent at this position of its parameters: a vector of which it does
/// no more than read and write the elements.
pub(super) fn may_borrow(adjoint: &Func, position: usize) -> bool {
    let Some(seed) = adjoint.params.get(position).and_then(seed) else { return false };
    let mut kept = BTreeSet::new();
    handed_on(&adjoint.body, &mut kept);
    let roots = roots(adjoint);
    is_of_floats(adjoint.kind(seed)) && !kept.into_iter().any(|w| roots.root(w) == seed)
}

/// Lets the adjoint borrow it.
pub(crate) fn borrowing(mut adjoint: Func, position: usize) -> Func {
    let param = &mut adjoint.params[position];
    if let Some(seed) = seed(param) {
        param.form = ParamForm::Scalars(Shape::Mut(Box::new(Shape::Leaf(seed))));
    }
    adjoint
}

/// The one value that a parameter takes.
fn seed(param: &Param) -> Option<Value> {
    match param.form {
        ParamForm::Scalars(Shape::Leaf(seed)) => Some(seed),
        _ => None,
    }
}

/// Whether it is a vector of floats.
fn is_of_floats(kind: Kind) -> bool {
    matches!(kind, Kind::Memory(Memory { form: Form::Vec, elem: Shape::Leaf(Kind::F64 | Kind::F32) }))
}
