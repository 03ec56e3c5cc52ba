//! Numbers with their derivatives along two parameters, up to the second order.
//!
//! The series and continued fractions of the incomplete functions are run on them, so that
//! the derivatives along the parameters converge with the value.

#[allow(unused_imports, reason = "for builds without std")]
use crate::Real as _;
use core::ops::{Add, Div, Mul, Sub};

/// A value, and its derivatives along `a` and `b`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Jet {
    pub(super) v: f64,
    pub(super) a: f64,
    pub(super) b: f64,
    pub(super) aa: f64,
    pub(super) ab: f64,
    pub(super) bb: f64,
}

impl Jet {
    pub(super) const ONE: Jet = Jet::constant(1.0);

    pub(super) const fn constant(v: f64) -> Jet {
        Jet { v, a: 0.0, b: 0.0, aa: 0.0, ab: 0.0, bb: 0.0 }
    }

    /// The first parameter.
    pub(super) const fn first(v: f64) -> Jet {
        Jet { a: 1.0, ..Jet::constant(v) }
    }

    /// The second one.
    pub(super) const fn second(v: f64) -> Jet {
        Jet { b: 1.0, ..Jet::constant(v) }
    }

    /// A function of it that has this value and these derivatives.
    fn chain(self, v: f64, d: f64, dd: f64) -> Jet {
        Jet {
            v,
            a: d * self.a,
            b: d * self.b,
            aa: d * self.aa + dd * self.a * self.a,
            ab: d * self.ab + dd * self.a * self.b,
            bb: d * self.bb + dd * self.b * self.b,
        }
    }

    pub(super) fn exp(self) -> Jet {
        let e = self.v.exp();
        self.chain(e, e, e)
    }

    pub(super) fn recip(self) -> Jet {
        let r = 1.0 / self.v;
        self.chain(r, -r * r, 2.0 * r * r * r)
    }

    pub(super) fn scaled(self, by: f64) -> Jet {
        self * Jet::constant(by)
    }

    /// The same with the parameters exchanged.
    pub(super) fn exchanged(self) -> Jet {
        Jet { v: self.v, a: self.b, b: self.a, aa: self.bb, ab: self.ab, bb: self.aa }
    }

    pub(super) fn parts(self) -> [f64; 6] {
        [self.v, self.a, self.b, self.aa, self.ab, self.bb]
    }

    /// Whether adding it to `sum` changes no bit that counts.
    pub(super) fn is_negligible(self, sum: Jet) -> bool {
        self.parts().into_iter().zip(sum.parts()).all(|(part, sum)| part.abs() <= f64::EPSILON / 4.0 * sum.abs())
    }
}

impl Add for Jet {
    type Output = Jet;
    fn add(self, o: Jet) -> Jet {
        Jet {
            v: self.v + o.v,
            a: self.a + o.a,
            b: self.b + o.b,
            aa: self.aa + o.aa,
            ab: self.ab + o.ab,
            bb: self.bb + o.bb,
        }
    }
}

impl Sub for Jet {
    type Output = Jet;
    fn sub(self, o: Jet) -> Jet {
        self + o.scaled(-1.0)
    }
}

impl Mul for Jet {
    type Output = Jet;
    fn mul(self, o: Jet) -> Jet {
        Jet {
            v: self.v * o.v,
            a: self.v * o.a + self.a * o.v,
            b: self.v * o.b + self.b * o.v,
            aa: self.v * o.aa + 2.0 * self.a * o.a + self.aa * o.v,
            ab: self.v * o.ab + self.a * o.b + self.b * o.a + self.ab * o.v,
            bb: self.v * o.bb + 2.0 * self.b * o.b + self.bb * o.v,
        }
    }
}

impl Div for Jet {
    type Output = Jet;
    fn div(self, o: Jet) -> Jet {
        self * o.recip()
    }
}

/// The continued fraction `first / (b_0 + a_1 / (b_1 + a_2 / (b_2 + ..)))`, by Lentz's
/// method, DLMF 3.10(iii). `term` gives `a_k` and `b_k`.
pub(super) fn continued_fraction(first: Jet, b_0: Jet, term: impl Fn(f64) -> (Jet, Jet)) -> Jet {
    const TINY: Jet = Jet::constant(1e-300);
    let nonzero = |jet: Jet| if jet.v == 0.0 { jet + TINY } else { jet };
    let mut d = Jet::constant(0.0);
    // The denominator b_0 + ..
    let mut h = nonzero(b_0);
    let mut c = h;
    let mut k = 0.0;
    while k < LONGEST {
        k += 1.0;
        let (a, b) = term(k);
        d = nonzero(b + a * d).recip();
        c = nonzero(b + a / c);
        let factor = c * d;
        let before = h;
        h = h * factor;
        if (h - before).parts().into_iter().zip(h.parts()).all(|(change, whole)| is_small(change, whole, h.v)) {
            break;
        }
    }
    first / h
}

/// What a derivative of the fraction changes by, in units of the last bits of itself or of
/// the value.
fn is_small(change: f64, whole: f64, value: f64) -> bool {
    change.abs() <= f64::EPSILON * whole.abs().max(0.01 * value.abs())
}

/// No series is longer: they need a few times the square root of the largest parameter.
pub(super) const LONGEST: f64 = 100_000.0;
