//! Complex numbers of the crate `num-complex`.
//!
//! A complex number is a pair of real ones, and so is its cotangent:
//! `z_bar = (∂L/∂re, ∂L/∂im)`. For a holomorphic `y = f(z)` that is `z_bar = y_bar · conj(f'(z))`,
//! and forward `y_dot = f'(z) · z_dot`. It is the convention of `PyTorch` and of JAX up to
//! conjugation; the gradient step `z - t z_bar` goes downhill.
//!
//! The source of the derivatives is Ahlfors, "Complex Analysis", chapter 2; of the
//! convention, Kreutz-Delgado, "The Complex Gradient Operator and the CR-Calculus", 2009.

mod holomorphic;
mod operators;
mod pair;
pub mod powers;
mod real;

use super::fixed::{Dual, Fixed, Float, Number};
use crate::differentiable::{Differentiable, Mismatch};
use num_complex::Complex;
use pair::Pair;

impl<T: Float> crate::ops::SumIsFold for Complex<T> where Complex<T>: core::iter::Sum {}

impl<T: Float> Differentiable for Complex<T> {
    const HAS_PLACEHOLDER: bool = true;

    #[inline]
    fn placeholder() -> Option<Self> {
        Some(Complex { re: T::constant(0.0), im: T::constant(0.0) })
    }

    #[inline]
    fn zero_like(&self) -> Self {
        Complex { re: T::constant(0.0), im: T::constant(0.0) }
    }

    #[inline]
    fn set_zero(&mut self) {
        *self = self.zero_like();
    }

    #[inline]
    fn accumulate(&mut self, more: &Self) {
        self.re += more.re;
        self.im += more.im;
    }

    #[inline]
    fn scale_by(&mut self, factor: f64) {
        Differentiable::scale_by(&mut self.re, factor);
        Differentiable::scale_by(&mut self.im, factor);
    }

    #[inline]
    fn inner_product(&self, other: &Self) -> f64 {
        self.re.inner_product(&other.re) + self.im.inner_product(&other.im)
    }

    #[inline]
    fn leaves(&self) -> usize {
        2
    }

    #[inline]
    fn visit(&self, f: &mut impl FnMut(f64)) {
        self.re.visit(f);
        self.im.visit(f);
    }

    #[inline]
    fn visit_mut(&mut self, f: &mut impl FnMut(&mut f64)) {
        self.re.visit_mut(f);
        self.im.visit_mut(f);
    }

    #[inline]
    fn mismatch(&self, _: &Self) -> Option<Mismatch> {
        None
    }
}

macro_rules! fixed {
    ($($float:ident)*) => {$(
        impl Fixed for Complex<$float> {
            type Float = $float;
            type Parts<S: Number> = Pair<S>;

            #[inline]
            fn parts(&self) -> Pair<$float> {
                Pair { re: self.re, im: self.im }
            }

            #[inline]
            fn lift(&self, dot: &Self) -> Pair<Dual<$float>> {
                Pair { re: Dual::new(self.re, dot.re), im: Dual::new(self.im, dot.im) }
            }

            #[inline]
            fn of(parts: Pair<$float>) -> Self {
                Complex { re: parts.re, im: parts.im }
            }

            #[inline]
            fn apart(parts: Pair<Dual<$float>>) -> (Self, Self) {
                (Complex { re: parts.re.value, im: parts.im.value }, Complex { re: parts.re.dot, im: parts.im.dot })
            }
        }
    )*};
}

fixed!(f64 f32);
