//! Which of the two sides of a product are scalars.
//!
//! `+` and `-` have one kind. A product need not: a scalar times a vector is a vector. So
//! what is not known of the sides and of the product follows by the laws of a vector
//! space, as far as it does:
//!
//! ```text
//! scalar * v        has the kind of v
//! v / scalar        has the kind of v
//! a * scalar = scalar         then a is a scalar, too
//! a * b                       of two that nothing is known of: data
//! ```
//!
//! A scalar that was not found out is handled as data is: by traits, with the same result.

use super::cx::Cx;
use super::kinds::{KindVar, Known};
use super::scope::Operand;
use crate::ir::{IntOp, Kind};

/// A product, a quotient or a remainder, of which nothing was known yet.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Product {
    op: IntOp,
    sides: [KindVar; 2],
    result: KindVar,
}

/// The kind of a product.
pub(crate) fn of(cx: &mut Cx<'_>, op: IntOp, sides: [Operand; 2]) -> KindVar {
    let result = cx.kinds.fresh(Known::Part);
    cx.products.push(Product { op, sides: sides.map(|side| side.kind), result });
    settle(cx);
    result
}

/// Draws what conclusions there are.
pub(crate) fn settle(cx: &mut Cx<'_>) {
    loop {
        let mut open = std::mem::take(&mut cx.products);
        let before = open.len();
        open.retain(|product| !conclude(cx, *product));
        let settled = open.len() < before;
        open.append(&mut cx.products);
        cx.products = open;
        if !settled {
            return;
        }
    }
}

/// Whether all is known, or as much as can be.
fn conclude(cx: &mut Cx<'_>, product: Product) -> bool {
    let Product { op, sides: [left, right], result } = product;
    let [l, r, of] = [left, right, result].map(|kind| is_scalar(cx, kind));
    let same = match (l, r, of) {
        // A scalar by something, or something by a scalar.
        (true, false, false) if op == IntOp::Mul => vec![(right, result)],
        (false, true, false) => vec![(left, result)],
        (true, false, true) | (false, true, true) | (true, true, _) => vec![(left, right), (right, result)],
        // `1.0 / v`: only a scalar divides.
        (true, false, false) => vec![(left, right), (right, result)],
        _ => return false,
    };
    // Nothing contradicts what is not known.
    same.into_iter().for_each(|(a, b)| {
        let _ = cx.kinds.unify(a, b);
    });
    true
}

fn is_scalar(cx: &Cx<'_>, kind: KindVar) -> bool {
    matches!(
        cx.kinds.known(kind),
        Known::SomeFloat | Known::SomeInt | Known::Exactly(Kind::F64 | Kind::F32 | Kind::Int(_)) | Known::CallResult
    )
}
