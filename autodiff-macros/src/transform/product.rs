//! The product of a partial and an incoming derivative, in which an exact zero
//! wins.
//!
//! `sqrt(x) * k` at `x = 0` and `k = 0` has the derivative 0, although the
//! partial of `sqrt` there is infinite and IEEE arithmetic says `0 · ∞ = NaN`.
//! So a product is guarded wherever one factor can be infinite, and only there:
//! each derivative carries the [`Growth`] of what it is made of.

use crate::ir::{Atom, Builder, Kind};
use autodiff_core::rule::Growth;

/// A tangent or an adjoint, and how large the partials in it can get.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Derivative {
    pub(crate) atom: Atom,
    pub(crate) growth: Growth,
}

impl Derivative {
    /// A seed, which the caller chooses finite.
    pub(crate) fn seed(atom: Atom) -> Self {
        Derivative { atom, growth: Growth::Tame }
    }

    pub(crate) fn with_sign_of(self, other: Atom) -> Self {
        Derivative { atom: self.atom.with_sign_of(other), ..self }
    }
}

/// `incoming * partial`.
pub(crate) fn product(out: &mut Builder, incoming: Derivative, partial: Derivative, kind: Kind) -> Derivative {
    let growth = if partial.atom.is_literal() { incoming.growth } else { incoming.growth.max(partial.growth) };
    let atom = if can_meet(incoming.growth, partial.growth) {
        out.scale(incoming.atom, partial.atom, kind)
    } else {
        out.mul(incoming.atom, partial.atom, kind)
    };
    Derivative { atom, growth }
}

/// Whether a zero can meet an infinity.
///
/// A partial that can be infinite can meet a zero derivative: a masked branch.
/// A derivative that can be infinite can meet a zero partial past a cusp, where
/// the primal is finite and the true derivative is often so too; past a pole
/// only if the partial is a pole itself, as in `1 / (1 + exp(x))` at `x = 800`:
/// elsewhere the primal is infinite or NaN with it.
fn can_meet(incoming: Growth, partial: Growth) -> bool {
    partial >= Growth::Pole || incoming == Growth::Cusp
}

/// `a + b`, where either may be absent.
pub(crate) fn sum(out: &mut Builder, terms: &[Derivative], kind: Kind) -> Option<Derivative> {
    let (first, rest) = terms.split_first()?;
    Some(rest.iter().fold(*first, |a, b| Derivative {
        atom: out.add(a.atom, b.atom, kind),
        growth: a.growth.max(b.growth),
    }))
}
