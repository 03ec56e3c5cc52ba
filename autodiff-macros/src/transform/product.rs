//! The product of a partial and an incoming derivative, in which an exact zero
//! wins.
//!
//! `sqrt(x) * k` at `x = 0` and `k = 0` has the derivative 0, although the
//! partial of `sqrt` there is infinite and IEEE arithmetic says `0 · ∞ = NaN`.
//! So a product is guarded wherever one factor can be infinite, and only there:
//! each derivative carries the [`Extremes`] of what it is made of.
//!
//! A zero can also be the adjoint of what the program has thrown away: the value
//! that a branch does not use, an element that no one reads. Nothing is known of
//! such a value, not even that it is a number, so its adjoint meets no operand
//! unguarded either.

use crate::ir::{Atom, Block, Builder, If, Kind, Stmt};
use autodiff_core::rule::Growth;

/// A tangent or an adjoint, and what it can be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Derivative {
    pub(crate) atom: Atom,
    pub(crate) extremes: Extremes,
}

/// How large the partials in a derivative can get, and whether it can be the
/// zero of something thrown away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Extremes {
    pub(crate) growth: Growth,
    pub(crate) mask: Mask,
}

/// Whether a derivative can be zero because its value was thrown away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mask {
    /// Whatever the program does, it uses the value.
    Never,
    /// Another branch, another element, another iteration may be used instead.
    Possible,
}

impl Extremes {
    /// Of a seed, which the caller chooses finite, along what is used.
    pub(crate) const TAME: Extremes = Extremes { growth: Growth::Tame, mask: Mask::Never };
    /// Of what a callee gives: it may be anything.
    pub(crate) const UNKNOWN: Extremes = Extremes { growth: Growth::Cusp, mask: Mask::Possible };

    /// Of what is the one or the other.
    pub(crate) fn or(self, other: Extremes) -> Extremes {
        Extremes { growth: self.growth.max(other.growth), mask: self.mask.max(other.mask) }
    }

    /// Of the sum: it is thrown away if both are.
    fn plus(self, other: Extremes) -> Extremes {
        Extremes { growth: self.growth.max(other.growth), mask: self.mask.min(other.mask) }
    }

    /// The same, of something that may have been thrown away.
    pub(crate) fn masked(self) -> Extremes {
        Extremes { mask: Mask::Possible, ..self }
    }
}

impl Derivative {
    /// A seed, which the caller chooses finite.
    pub(crate) fn seed(atom: Atom) -> Self {
        Derivative { atom, extremes: Extremes::TAME }
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
    /// Of a partial that is one of two numbers: which, and when.
    pub(crate) choice: Option<Choice>,
}

/// A partial that is one number or another: that of `max`, `clamp`, `abs`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Choice {
    pub(crate) cond: Atom,
    pub(crate) then: f64,
    pub(crate) orelse: f64,
}

impl Choice {
    pub(crate) fn with_sign_of(self, operand: Atom) -> Choice {
        match operand {
            Atom::Neg(_) => Choice { then: -self.then, orelse: -self.orelse, ..self },
            _ => self,
        }
    }
}

/// `incoming * partial`.
pub(crate) fn product(out: &mut Builder, incoming: Derivative, partial: Partial, kind: Kind) -> Derivative {
    if let Some(choice) = partial.choice {
        return chosen(out, incoming, choice, kind);
    }
    let is_constant = matches!(partial.atom, Atom::Float(x) if x.is_finite());
    let Extremes { growth, mask } = incoming.extremes;
    let extremes = if is_constant { incoming.extremes } else { Extremes { growth: growth.max(partial.growth), mask } };
    let atom = if can_meet(growth, partial) {
        out.scale(incoming.atom, partial.atom, kind)
    } else if mask == Mask::Possible {
        out.mask(incoming.atom, partial.atom, kind)
    } else {
        out.mul(incoming.atom, partial.atom, kind)
    };
    Derivative { atom, extremes }
}

/// What is not chosen gets nothing, whatever arrives.
///
/// ```text
/// w3 = max w1, w2     c = ge w1, w2
///                     w1_bar = if c { w3_bar } else { 0.0 }
/// ```
fn chosen(out: &mut Builder, incoming: Derivative, choice: Choice, kind: Kind) -> Derivative {
    let Choice { cond, then, orelse } = choice;
    let [yes, no] = [then, orelse].map(|factor| out.mul(incoming.atom, Atom::Float(factor), kind));
    let drops = then == 0.0 || orelse == 0.0;
    let extremes = if drops { incoming.extremes.masked() } else { incoming.extremes };
    if yes == no {
        return Derivative { atom: yes, extremes };
    }
    let dst = out.temp(kind);
    let arm = |atom| Block { stmts: Vec::new(), yields: vec![atom] };
    out.push(Stmt::If(If { dst: vec![dst], cond, then: arm(yes), orelse: arm(no), origin: None }));
    Derivative { atom: dst.into(), extremes }
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

/// What the sum of these terms can be.
pub(crate) fn total(terms: &[Derivative]) -> Option<Extremes> {
    terms.iter().map(|term| term.extremes).reduce(Extremes::plus)
}

/// `a + b`, where either may be absent.
pub(crate) fn sum(out: &mut Builder, terms: &[Derivative], kind: Kind) -> Option<Derivative> {
    let (first, rest) = terms.split_first()?;
    Some(rest.iter().fold(*first, |a, b| Derivative {
        atom: out.add(a.atom, b.atom, kind),
        extremes: a.extremes.plus(b.extremes),
    }))
}
