//! Companions of `reverse` of a slice, for callers that do not see what they turn round:
//! `self.path.reverse();`.

use crate::differentiable::Differentiable;

/// Companions of `reverse`.
#[allow(missing_docs, reason = "the naming protocol")]
pub trait Reverse {
    fn reverse_jvp(&mut self, a_dot: &mut Self);

    fn reverse_vjp_into(&mut self, a_bar: &mut Self);

    fn reverse_vjp_into_jvp(&mut self, a_bar: &mut Self, a_dot: &mut Self, a_bar_dot: &mut Self);
}

impl<T: Differentiable> Reverse for [T] {
    #[inline]
    fn reverse_jvp(&mut self, a_dot: &mut Self) {
        self.reverse();
        a_dot.reverse();
    }

    #[inline]
    fn reverse_vjp_into(&mut self, a_bar: &mut Self) {
        self.reverse();
        a_bar.reverse();
    }

    #[inline]
    fn reverse_vjp_into_jvp(&mut self, a_bar: &mut Self, a_dot: &mut Self, a_bar_dot: &mut Self) {
        self.reverse_vjp_into(a_bar);
        a_dot.reverse_vjp_into(a_bar_dot);
    }
}
