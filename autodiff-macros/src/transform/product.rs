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

/// What a partial is where an operand is infinite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AtInfinity {
    /// A polynomial in the operands: where it is zero, the primal is NaN.
    Polynomial,
    /// It may vanish where the primal is finite: `tanh`, `atan`, `min`.
    MayVanish,
}

/// The partial of an operation: a factor of a product.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Partial {
    pub(crate) atom: Atom,
    pub(crate) growth: Growth,
    pub(crate) at_infinity: AtInfinity,
}

/// `incoming * partial`.
pub(crate) fn product(out: &mut Builder, incoming: Derivative, partial: Partial, kind: Kind) -> Derivative {
    let is_constant = matches!(partial.atom, Atom::Float(x) if x.is_finite());
    let growth = if is_constant { incoming.growth } else { incoming.growth.max(partial.growth) };
    let atom = if can_meet(incoming.growth, partial) {
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
/// the primal is finite and the true derivative is often so too. Past a pole the
/// primal is infinite with it, and stays so, or becomes NaN, through sums and
/// products; what makes it finite again is a partial that vanishes at infinity:
/// `tanh(exp(x))`, `exp(x).min(1.0)`.
fn can_meet(incoming: Growth, partial: Partial) -> bool {
    let vanishes = incoming >= Growth::Pole && partial.at_infinity == AtInfinity::MayVanish;
    partial.growth >= Growth::Pole || incoming == Growth::Cusp || vanishes
}

/// `a + b`, where either may be absent.
pub(crate) fn sum(out: &mut Builder, terms: &[Derivative], kind: Kind) -> Option<Derivative> {
    let (first, rest) = terms.split_first()?;
    Some(
        rest.iter()
            .fold(*first, |a, b| Derivative { atom: out.add(a.atom, b.atom, kind), growth: a.growth.max(b.growth) }),
    )
}
