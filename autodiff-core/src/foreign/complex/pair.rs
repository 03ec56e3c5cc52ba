//! Complex arithmetic over any number.

use crate::foreign::fixed::Number;
use core::ops::{Add, Div, Mul, Neg, Sub};

/// A complex number of any numbers.
#[derive(Clone, Copy, Debug)]
pub struct Pair<S> {
    /// The real part.
    pub re: S,
    /// The imaginary part.
    pub im: S,
}

impl<S: Number> Pair<S> {
    pub(super) fn new(re: S, im: S) -> Self {
        Pair { re, im }
    }

    pub(super) fn real(number: f64) -> Self {
        Pair { re: S::constant(number), im: S::constant(0.0) }
    }

    pub(super) fn conj(self) -> Self {
        Pair { re: self.re, im: -self.im }
    }

    pub(super) fn by(self, factor: S) -> Self {
        Pair { re: self.re * factor, im: self.im * factor }
    }

    /// The real part of `self · conj(other)`: the product of two vectors of the plane.
    pub(super) fn dot(self, other: Self) -> S {
        self.re * other.re + self.im * other.im
    }

    /// The signs of the two parts.
    pub(super) fn signs(self) -> Self {
        let sign = |part: S| S::constant(if part.has_minus() && !part.value_vanishes() { -1.0 } else { 1.0 });
        Pair { re: sign(self.re), im: sign(self.im) }
    }

    pub(super) fn norm(self) -> S {
        self.re.hypotenuse(self.im)
    }

    pub(super) fn arg(self) -> S {
        self.im.angle(self.re)
    }

    pub(super) fn exp(self) -> Self {
        let (sine, cosine) = self.im.circular();
        Pair { re: cosine, im: sine }.by(self.re.exponential())
    }

    pub(super) fn ln(self) -> Self {
        Pair { re: self.norm().logarithm(), im: self.arg() }
    }

    /// The root with a real part that is not negative.
    pub(super) fn sqrt(self) -> Self {
        let half = S::constant(0.5);
        if self.re.has_minus() {
            let root = ((self.norm() - self.re) * half).root();
            let root = if self.im.has_minus() { -root } else { root };
            Pair { re: self.im * half / root, im: root }
        } else {
            let root = ((self.norm() + self.re) * half).root();
            Pair { re: root, im: self.im * half / root }
        }
    }

    /// By a real exponent, through the polar form.
    pub(super) fn powf(self, exponent: S) -> Self {
        if exponent.vanishes() {
            return Self::real(1.0);
        }
        let (sine, cosine) = (self.arg() * exponent).circular();
        Pair { re: cosine, im: sine }.by((self.norm().logarithm() * exponent).exponential())
    }

    pub(super) fn powc(self, exponent: Self) -> Self {
        (exponent * self.ln()).exp()
    }

    /// By squaring, as a logarithm has no value at zero.
    pub(super) fn powi(self, n: i64) -> Self {
        let mut power = Self::real(1.0);
        let mut square = self;
        let mut rest = n.unsigned_abs();
        while rest > 0 {
            if !rest.is_multiple_of(2) {
                power = power * square;
            }
            rest /= 2;
            if rest > 0 {
                square = square * square;
            }
        }
        if n < 0 { Self::real(1.0) / power } else { power }
    }

    pub(super) fn sin(self) -> Self {
        let ((sine, cosine), (sinh, cosh)) = (self.re.circular(), self.im.hyperbolic());
        Pair { re: sine * cosh, im: cosine * sinh }
    }

    pub(super) fn cos(self) -> Self {
        let ((sine, cosine), (sinh, cosh)) = (self.re.circular(), self.im.hyperbolic());
        Pair { re: cosine * cosh, im: -(sine * sinh) }
    }

    /// By double angles (DLMF 4.21.40).
    pub(super) fn tan(self) -> Self {
        let two = S::constant(2.0);
        let ((sine, cosine), (sinh, cosh)) = ((self.re * two).circular(), (self.im * two).hyperbolic());
        Pair { re: sine, im: sinh }.by(S::constant(1.0) / (cosine + cosh))
    }

    /// By double angles (DLMF 4.35.36).
    pub(super) fn tanh(self) -> Self {
        let two = S::constant(2.0);
        let ((sine, cosine), (sinh, cosh)) = ((self.im * two).circular(), (self.re * two).hyperbolic());
        Pair { re: sinh, im: sine }.by(S::constant(1.0) / (cosine + cosh))
    }

    pub(super) fn sinh(self) -> Self {
        let ((sine, cosine), (sinh, cosh)) = (self.im.circular(), self.re.hyperbolic());
        Pair { re: sinh * cosine, im: cosh * sine }
    }

    pub(super) fn cosh(self) -> Self {
        let ((sine, cosine), (sinh, cosh)) = (self.im.circular(), self.re.hyperbolic());
        Pair { re: cosh * cosine, im: sinh * sine }
    }
}

impl<S: Number> Add for Pair<S> {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Pair { re: self.re + other.re, im: self.im + other.im }
    }
}

impl<S: Number> Sub for Pair<S> {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Pair { re: self.re - other.re, im: self.im - other.im }
    }
}

impl<S: Number> Mul for Pair<S> {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        Pair { re: self.re * other.re - self.im * other.im, im: self.re * other.im + self.im * other.re }
    }
}

/// By the larger part of the divisor (Smith, "Algorithm 116", 1962), which does not overflow
/// where the quotient does not.
impl<S: Number> Div for Pair<S> {
    type Output = Self;

    fn div(self, other: Self) -> Self {
        if other.re.outweighs(other.im) {
            let ratio = other.im / other.re;
            let by = other.re + other.im * ratio;
            Pair { re: (self.re + self.im * ratio) / by, im: (self.im - self.re * ratio) / by }
        } else {
            let ratio = other.re / other.im;
            let by = other.re * ratio + other.im;
            Pair { re: (self.re * ratio + self.im) / by, im: (self.im * ratio - self.re) / by }
        }
    }
}

impl<S: Number> Neg for Pair<S> {
    type Output = Self;

    fn neg(self) -> Self {
        Pair { re: -self.re, im: -self.im }
    }
}
