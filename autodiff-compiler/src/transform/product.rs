//! The product of a partial and an incoming derivative, in which an exact zero
//! wins, and the sum of such products.
//!
//! `sqrt(x) * k` at `x = 0` and `k = 0` has the derivative 0, although the
//! partial of `sqrt` there is infinite and IEEE arithmetic says `0 · ∞ = NaN`.
//! So a product is guarded wherever one factor can be infinite, and only there.
//!
//! What can be infinite is multiplied in last. Until then it is kept as the
//! *source* of a derivative, beside the *factor* that the path from there on
//! makes of it: sums are taken of the factors. In `r - r + x` with `r = sqrt(x)`
//! the factor of the infinite derivative of `r` is `1 - 1`, in either mode, and
//! not the difference of two infinities.
//!
//! ```text
//! w2 = sqrt w1        source = scale w1_dot, t        t = 0.5 / w2
//! w3 = mul w2, k      factor k
//! w4 = sub w3, w2     factor k - 1
//! w5 = add w4, w1     w5_dot = w1_dot + scale source, k - 1
//! ```
//!
//! A zero can also be the adjoint of what the program has thrown away: the value
//! that a branch does not use, an element that no one reads. Nothing is known of
//! such a value, not even that it is a number, so its adjoint meets no operand
//! unguarded either.

use crate::ir::{Atom, Block, Builder, Kind, Op, Value};
use autodiff_core::rule::Growth;

/// A tangent or an adjoint: the sum of what is finite wherever the primal is,
/// and of what need not be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Derivative {
    plain: Option<Atom>,
    steep: Option<Steep>,
    /// What the plain part can be.
    growth: Growth,
    mask: Mask,
}

/// `source · factor`.
#[derive(Clone, Copy, Debug)]
struct Steep {
    source: Value,
    factor: Atom,
    /// What the factor can be.
    growth: Growth,
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
    /// A partial after it may be zero because the value is infinite: `exp`, `tanh`.
    Vanishing,
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
        Derivative::new(atom, Extremes::TAME)
    }

    /// What is one number.
    pub(crate) fn new(atom: Atom, extremes: Extremes) -> Self {
        let Extremes { growth, mask } = extremes;
        match atom.value().filter(|_| growth == Growth::Cusp) {
            Some(source) => {
                let steep = Some(Steep { source, factor: Atom::ONE.with_sign_of(atom), growth: Growth::Tame });
                Derivative { plain: None, steep, growth: Growth::Tame, mask }
            }
            None => Derivative { plain: Some(atom), steep: None, growth, mask },
        }
    }

    pub(crate) fn extremes(self) -> Extremes {
        let growth = if self.steep.is_some() { Growth::Cusp } else { self.growth };
        Extremes { growth, mask: self.mask }
    }

    pub(crate) fn with_sign_of(self, other: Atom) -> Self {
        let steep = self.steep.map(|steep| Steep { factor: steep.factor.with_sign_of(other), ..steep });
        Derivative { plain: self.plain.map(|atom| atom.with_sign_of(other)), steep, ..self }
    }

    /// The number that it is, as far as that has been computed.
    pub(crate) fn as_atom(self) -> Option<Atom> {
        match (self.plain, self.steep) {
            (Some(plain), None) => Some(plain),
            (None, Some(Steep { source, factor: Atom::ONE, .. })) => Some(Atom::Value(source)),
            (None, Some(Steep { source, factor: Atom::Float(-1.0), .. })) => Some(Atom::Neg(source)),
            (None, None) => Some(Atom::ZERO),
            _ => None,
        }
    }

    /// The number that it is.
    pub(crate) fn atom(self, out: &mut Builder, kind: Kind) -> Atom {
        if let Some(atom) = self.as_atom() {
            return atom;
        }
        let steep = self.steep.map_or(Atom::ZERO, |steep| out.scale(steep.source.into(), steep.factor, kind));
        out.add(self.plain.unwrap_or(Atom::ZERO), steep, kind)
    }

    /// The same; if it is one number, that has this name.
    pub(crate) fn named(self, out: &mut Builder, name: Option<&str>) -> Self {
        match (self.as_atom(), name) {
            (Some(atom), Some(name)) => Derivative::new(out.name_result(atom, name), self.extremes()),
            _ => self,
        }
    }

    /// The same, as one number.
    pub(crate) fn settled(self, out: &mut Builder, kind: Kind) -> Self {
        let extremes = self.extremes();
        Derivative::new(self.atom(out, kind), extremes)
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
    /// Whether it is a primal value that can be infinite at finite arguments.
    pub(crate) singular: bool,
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
    let is_number = matches!(partial.atom, Atom::Float(x) if x.is_finite());
    let may_vanish = partial.at_infinity == AtInfinity::MayVanish && !is_number;
    let mask = if may_vanish { incoming.mask.max(Mask::Vanishing) } else { incoming.mask };
    let growth = if is_number { incoming.growth } else { incoming.growth.max(partial.growth) };
    let plain = incoming.plain.map(|plain| {
        let can_meet = partial.growth >= Growth::Pole || (incoming.growth >= Growth::Pole && may_vanish);
        let atom = match incoming.mask {
            _ if can_meet => out.scale(plain, partial.atom, kind),
            Mask::Possible => out.mask(plain, partial.atom, kind),
            Mask::Vanishing if partial.singular => out.mask(plain, partial.atom, kind),
            _ => out.mul(plain, partial.atom, kind),
        };
        Derivative::new(atom, Extremes { growth, mask })
    });
    let steep = incoming.steep.map(|Steep { source, factor, growth }| {
        // A factor that has vanished can meet an operand that is infinite.
        let can_meet = growth.max(partial.growth) >= Growth::Pole || may_vanish || partial.singular;
        let factor = if can_meet { out.scale(factor, partial.atom, kind) } else { out.mul(factor, partial.atom, kind) };
        let growth = if is_number { growth } else { growth.max(partial.growth) };
        let steep = Some(Steep { source, factor, growth });
        Derivative { plain: None, steep, growth: Growth::Tame, mask }.normal()
    });
    match (plain, steep) {
        (Some(plain), Some(steep)) => plus(out, plain, steep, kind),
        (plain, steep) => plain.or(steep).unwrap_or(Derivative::seed(Atom::ZERO)).normal(),
    }
}

/// The same across a callee whose result and argument may be of two precisions:
/// the product is formed in the wider one.
pub(crate) fn of_two_precisions(
    out: &mut Builder,
    (incoming, from): (Derivative, Kind),
    (partial, of): (Partial, Kind),
    to: Kind,
) -> Derivative {
    if from == of && of == to {
        return product(out, incoming, partial, to);
    }
    let extremes = incoming.extremes();
    let atom = incoming.atom(out, from);
    let incoming = Derivative::new(as_float(out, atom, from, Kind::F64), extremes);
    let partial = Partial { atom: as_float(out, partial.atom, of, Kind::F64), ..partial };
    let wide = product(out, incoming, partial, Kind::F64);
    let atom = wide.atom(out, Kind::F64);
    Derivative::new(as_float(out, atom, Kind::F64, to), wide.extremes())
}

/// The partial that came of the seed 1, times a seed that may be of another
/// precision; a zero wins.
pub(crate) fn scaled(out: &mut Builder, seed: Atom, partial: Atom) -> Atom {
    let kind = |out: &Builder, atom: Atom| atom.value().map(|w| out.kind(w));
    let to = kind(out, partial).unwrap_or(Kind::F64);
    let from = kind(out, seed).unwrap_or(to);
    if from == to {
        return out.scale(seed, partial, to);
    }
    let [seed, partial] = [(seed, from), (partial, to)].map(|(atom, of)| as_float(out, atom, of, Kind::F64));
    let wide = out.scale(seed, partial, Kind::F64);
    as_float(out, wide, Kind::F64, to)
}

/// A literal takes the kind of its place.
fn as_float(out: &mut Builder, atom: Atom, from: Kind, to: Kind) -> Atom {
    if from == to || atom.is_literal() { atom } else { out.apply(Op::Cast(to), vec![atom], to) }
}

/// What is not chosen gets nothing, whatever arrives.
///
/// ```text
/// w3 = max w1, w2     c = ge w1, w2
///                     w1_bar = if c { w3_bar } else { 0.0 }
/// ```
fn chosen(out: &mut Builder, incoming: Derivative, choice: Choice, kind: Kind) -> Derivative {
    let Choice { cond, then, orelse } = choice;
    let atom = incoming.atom(out, kind);
    let [yes, no] = [then, orelse].map(|factor| out.mul(atom, Atom::Float(factor), kind));
    let drops = then == 0.0 || orelse == 0.0;
    let extremes = if drops { incoming.extremes().masked() } else { incoming.extremes() };
    if yes == no {
        return Derivative::new(yes, extremes);
    }
    let dst = out.temp(kind);
    let arm = |atom| Block { stmts: Vec::new(), yields: vec![atom] };
    out.branch(vec![dst], cond, arm(yes), arm(no));
    Derivative::new(dst.into(), extremes)
}

/// What the sum of these terms can be.
pub(crate) fn total(terms: &[Derivative]) -> Option<Extremes> {
    terms.iter().map(|term| term.extremes()).reduce(Extremes::plus)
}

/// The sum of the terms, if there are any.
pub(crate) fn sum(out: &mut Builder, terms: &[Derivative], kind: Kind) -> Option<Derivative> {
    terms.iter().copied().reduce(|a, b| plus(out, a, b, kind))
}

fn plus(out: &mut Builder, a: Derivative, b: Derivative, kind: Kind) -> Derivative {
    let plain = match (a.plain, b.plain) {
        (Some(a), Some(b)) => Some(out.add(a, b, kind)),
        (a, b) => a.or(b),
    };
    let steep = match (a.steep, b.steep) {
        (Some(a), Some(b)) if a.source == b.source => {
            let growth = a.growth.max(b.growth);
            Some(Steep { factor: out.add(a.factor, b.factor, kind), source: a.source, growth })
        }
        (Some(a), Some(b)) => {
            let [a, b] = [a, b].map(|steep| out.scale(steep.source.into(), steep.factor, kind));
            let atom = out.add(a, b, kind);
            Derivative::new(atom, Extremes::UNKNOWN).steep
        }
        (a, b) => a.or(b),
    };
    Derivative { plain, steep, growth: a.growth.max(b.growth), mask: a.mask.min(b.mask) }.normal()
}

impl Derivative {
    /// Without parts that are zero.
    fn normal(self) -> Self {
        let plain = self.plain.filter(|atom| *atom != Atom::ZERO);
        let steep = self.steep.filter(|steep| steep.factor != Atom::ZERO);
        Derivative { plain, steep, ..self }
    }
}
