//! How a parameter or an argument crosses the border of a function.
//!
//! What is written through is asked here, of the whole shape: `&mut` may stand
//! inside a tuple. A tuple with a `&mut` in it crosses entry by entry, and each
//! entry has a tangent or a cotangent of its own:
//!
//! ```text
//! f(p: (&mut [f64], f64))    f_vjp(p, y_bar, p_0_bar: &mut [f64]) -> (y, p_1_bar: f64)
//! ```

use super::{Atom, Call, Func, Kind, Param, ParamRole, Shape, Value};

/// The way by which a leaf is passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    Value,
    /// Behind `&`: nothing is written through it.
    Shared,
    /// Behind `&mut`: it goes in and comes out.
    InOut,
}

impl<T> Shape<T> {
    /// The leaves that are passed this way, from left to right.
    pub(crate) fn passed(&self, by: By) -> Vec<&T> {
        let mut found = Vec::new();
        self.each_passed(By::Value, &mut |leaf, way| {
            if way == by {
                found.push(leaf);
            }
        });
        found
    }

    /// The way of each leaf, from left to right.
    pub(crate) fn ways(&self) -> Vec<By> {
        let mut ways = Vec::new();
        self.each_passed(By::Value, &mut |_, way| ways.push(way));
        ways
    }

    fn each_passed<'s>(&'s self, around: By, f: &mut dyn FnMut(&'s T, By)) {
        match self {
            Shape::Leaf(leaf) => f(leaf, around),
            Shape::Tuple(entries) => entries.iter().for_each(|entry| entry.each_passed(around, f)),
            // A `&mut` behind a `&` cannot be written through.
            Shape::Ref(inner) => inner.each_passed(By::Shared, f),
            Shape::Mut(inner) => inner.each_passed(if around == By::Shared { around } else { By::InOut }, f),
        }
    }

    /// Whether something is written through it.
    pub(crate) fn is_in_out(&self) -> bool {
        !self.passed(By::InOut).is_empty()
    }

    /// What crosses the border as one: the whole, or the entries of a tuple that
    /// has a `&mut` in it.
    pub(crate) fn pieces(&self) -> Vec<&Shape<T>> {
        match self {
            Shape::Tuple(entries) if self.is_in_out() => entries.iter().flat_map(Shape::pieces).collect(),
            whole => vec![whole],
        }
    }

    /// How the pieces are called, if the whole has this name: `p`, or `p_0`,
    /// `p_1_0`.
    pub(crate) fn piece_names(&self, name: &str) -> Vec<String> {
        match self {
            Shape::Tuple(entries) if self.is_in_out() => {
                let entries = entries.iter().enumerate();
                entries.flat_map(|(i, entry)| entry.piece_names(&format!("{name}_{i}"))).collect()
            }
            _ => vec![name.to_owned()],
        }
    }
}

/// A piece of a parameter that has a derivative.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub(crate) name: String,
    pub(crate) shape: Shape<Value>,
}

impl Piece {
    /// The memory that the function changes for its caller, if the piece is that.
    pub(crate) fn in_out(&self) -> Option<Value> {
        self.shape.passed(By::InOut).first().map(|root| **root)
    }
}

/// The pieces of the parameters with respect to which a function is
/// differentiated, as far as there are floats in them.
pub(crate) fn pieces(params: &[Param], kind: impl Fn(Value) -> Kind) -> Vec<Piece> {
    let differentiable = params.iter().filter(|param| param.role == ParamRole::Differentiable);
    let all = differentiable.filter_map(|param| param.form.shape().map(|shape| (&param.name, shape)));
    let pieces = all.flat_map(|(name, shape)| shape.piece_names(name).into_iter().zip(shape.pieces()));
    let floats = pieces.filter(|(_, shape)| shape.leaves().into_iter().any(|w| kind(*w).is_differentiable()));
    floats.map(|(name, shape)| Piece { name, shape: shape.clone() }).collect()
}

impl Func {
    /// The pieces of its parameters that have a derivative.
    pub(crate) fn pieces(&self) -> Vec<Piece> {
        pieces(&self.params, |w| self.kind(w))
    }
}

impl Call {
    /// The memory that the callee may change.
    pub(crate) fn written(&self) -> Vec<Value> {
        let leaves = self.args.iter().flat_map(|arg| arg.passed(By::InOut));
        leaves.copied().filter_map(Atom::value).collect()
    }

    /// The shadows that the callee, a companion, adds to, and does not look at.
    pub(crate) fn sums(&self) -> Vec<Value> {
        let sums = self.sums.iter().flat_map(|at| self.args[*at].leaves());
        sums.copied().filter_map(Atom::value).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exclusive(inner: Shape<u8>) -> Shape<u8> {
        Shape::Mut(Box::new(inner))
    }

    fn shared(inner: Shape<u8>) -> Shape<u8> {
        Shape::Ref(Box::new(inner))
    }

    /// `((&mut 1, 2), (3, 4), &5, &&mut 6)`
    fn nested() -> Shape<u8> {
        let first = Shape::Tuple(vec![exclusive(Shape::Leaf(1)), Shape::Leaf(2)]);
        let second = Shape::Tuple(vec![Shape::Leaf(3), Shape::Leaf(4)]);
        Shape::Tuple(vec![first, second, shared(Shape::Leaf(5)), shared(exclusive(Shape::Leaf(6)))])
    }

    #[test]
    fn every_leaf_has_its_way() {
        let all = nested();
        assert_eq!(all.passed(By::InOut), [&1]);
        assert_eq!(all.passed(By::Value), [&2, &3, &4]);
        assert_eq!(all.passed(By::Shared), [&5, &6]);
        assert_eq!(all.ways().len(), all.leaves().len());
        assert!(all.is_in_out() && !shared(all).is_in_out());
    }

    #[test]
    fn only_what_is_written_through_takes_a_tuple_apart() {
        let all = nested();
        assert_eq!(all.piece_names("p"), ["p_0_0", "p_0_1", "p_1", "p_2", "p_3"]);
        let pieces: Vec<_> = all.pieces().into_iter().map(Shape::leaves).collect();
        assert_eq!(pieces, [vec![&1], vec![&2], vec![&3, &4], vec![&5], vec![&6]]);
        let whole = exclusive(Shape::Tuple(vec![Shape::Leaf(1), Shape::Leaf(2)]));
        assert_eq!((whole.pieces(), whole.piece_names("p")), (vec![&whole], vec!["p".to_owned()]));
    }
}
