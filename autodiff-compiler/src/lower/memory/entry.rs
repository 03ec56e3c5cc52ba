//! Entries of data: `v[i]` and `m[(i, j)]` of a matrix, `a[[i, j]]` of an array with axes.
//!
//! A user's own `Index` may look at integers of the value, of which a derivative has none.
//! So generated code goes through functions of core, `entry(&m, (i, j))`, that only take
//! what core knows to be indexed by the numbers alone, or whose `Index` is under `#[grad]`
//! (`border/index.rs`).

use super::place::{Located, as_range};
use crate::errors::Message;
use crate::ir::{Brackets, IntKind, Kind, Shape, Step};
use crate::lower::state::arrays;
use crate::lower::state::cx::{Cx, Res};
use crate::lower::state::kinds::{KindVar, Known};
use crate::lower::state::scope::Operand;
use crate::lower::state::settle;
use crate::lower::value::expr::scalar;
use syn::{Expr, ExprIndex};

/// Whether something is data, by what is known of it or by how it is indexed.
pub(super) fn is_of_data(cx: &Cx<'_>, kind: KindVar, index: &Expr) -> bool {
    let by_several = matches!(index, Expr::Tuple(_) | Expr::Array(_));
    let is_product = cx.products.iter().any(|product| cx.kinds.is_same(product.result, kind));
    let may_be = matches!(cx.kinds.known(kind), Known::CallResult | Known::Part);
    cx.kinds.is_data(kind) || may_be && (by_several || is_product)
}

/// `base[index]`
pub(super) fn located(cx: &mut Cx<'_>, e: &ExprIndex, base: &Located, kind: KindVar) -> Res<Located> {
    let (indices, written): (Vec<&Expr>, _) = match &*e.index {
        Expr::Tuple(tuple) => (tuple.elems.iter().collect(), Brackets::Tuple),
        Expr::Array(array) => (array.elems.iter().collect(), Brackets::Array),
        index => (vec![index], Brackets::Plain),
    };
    if indices.iter().any(|index| as_range(index).is_some()) {
        return Err(cx.refuse(e, Message::IndexOfData));
    }
    settle::data_kind(cx, kind);
    let (mut at, mut written) = (Vec::new(), written);
    for index in indices {
        let operand = scalar(cx, index)?;
        // An `Index` of one's own may be by anything: an axis, a name, another integer.
        if is_of_its_own(cx, operand) {
            written = if written == Brackets::Plain { Brackets::Own } else { written };
        } else {
            let usize_kind = cx.usize_kind();
            cx.unify(index, operand.kind, usize_kind)?;
        }
        at.push(operand.atom);
    }
    let step = Step::Entry { at, written };
    let ty = cx.kinds.field_at(kind, &step);
    if let (Shape::Leaf(entry), Some(number)) = (&ty, arrays::number(cx, kind))
        && cx.kinds.known(*entry) == Known::Part
    {
        let number = cx.exactly(number);
        cx.unify(e, *entry, number)?;
    }
    Ok(base.then(step, ty))
}

/// An `Index` of one's own may be by anything: an axis, a name, another integer.
fn is_of_its_own(cx: &Cx<'_>, index: Operand) -> bool {
    match cx.known(index) {
        Known::Exactly(Kind::Int(kind)) => kind != IntKind::Usize,
        known => known.is_of_its_own(),
    }
}
