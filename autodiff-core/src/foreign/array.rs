//! `a.map(|x| ..)` where only rustc sees that `a` is an array or an `Option`: it is a field.
//!
//! The closure comes with its derivative ([`function`](crate::function)), and is asked for it
//! element by element.

use crate::differentiable::Differentiable;
use crate::function::{ByValue, Forward1, Function1, Reverse1, Twice1};
use core::array::from_fn;

/// Companions of `map`.
#[allow(missing_docs, clippy::too_many_arguments, reason = "the naming protocol")]
pub trait Map<T: 'static>: Sized {
    /// The same of other elements.
    type Of<U>;

    fn map_primal<U, F: Function1<ByValue<T>, Output = U>>(&self, f: &F) -> Self::Of<U>;

    fn map_jvp<U: Clone, F: Forward1<ByValue<T>, Output = U>>(
        &self,
        f: &F,
        a_dot: &Self,
        f_dot: &F,
    ) -> (Self::Of<U>, Self::Of<U>);

    fn map_vjp_into<U: Clone, F: Reverse1<ByValue<T>, Output = U>>(
        &self,
        f: &F,
        y_bar: Self::Of<U>,
        a_bar: &mut Self,
        f_bar: &mut F,
    ) -> Self::Of<U>;

    fn map_vjp_into_jvp<U: Clone, F: Twice1<ByValue<T>, Output = U>>(
        &self,
        f: &F,
        y_bar: Self::Of<U>,
        a_bar: &mut Self,
        f_bar: &mut F,
        a_dot: &Self,
        f_dot: &F,
        y_bar_dot: Self::Of<U>,
        a_bar_dot: &mut Self,
        f_bar_dot: &mut F,
    ) -> (Self::Of<U>, Self::Of<U>);
}

impl<T: Differentiable + 'static, const N: usize> Map<T> for [T; N] {
    type Of<U> = [U; N];

    #[inline]
    fn map_primal<U, F: Function1<ByValue<T>, Output = U>>(&self, f: &F) -> [U; N] {
        from_fn(|k| f.call(self[k].clone()))
    }

    #[inline]
    fn map_jvp<U: Clone, F: Forward1<ByValue<T>, Output = U>>(
        &self,
        f: &F,
        a_dot: &Self,
        f_dot: &F,
    ) -> ([U; N], [U; N]) {
        apart(&from_fn(|k| f.call_jvp(self[k].clone(), f_dot, a_dot[k].clone())))
    }

    #[inline]
    fn map_vjp_into<U: Clone, F: Reverse1<ByValue<T>, Output = U>>(
        &self,
        f: &F,
        y_bar: [U; N],
        a_bar: &mut Self,
        f_bar: &mut F,
    ) -> [U; N] {
        from_fn(|k| f.call_vjp_into(self[k].clone(), y_bar[k].clone(), f_bar, &mut a_bar[k]))
    }

    #[inline]
    fn map_vjp_into_jvp<U: Clone, F: Twice1<ByValue<T>, Output = U>>(
        &self,
        f: &F,
        y_bar: [U; N],
        a_bar: &mut Self,
        f_bar: &mut F,
        a_dot: &Self,
        f_dot: &F,
        y_bar_dot: [U; N],
        a_bar_dot: &mut Self,
        f_bar_dot: &mut F,
    ) -> ([U; N], [U; N]) {
        apart(&from_fn(|k| {
            let (a, seed, a_bar) = (self[k].clone(), y_bar[k].clone(), &mut a_bar[k]);
            let (a_dot, seed_dot, a_bar_dot) = (a_dot[k].clone(), y_bar_dot[k].clone(), &mut a_bar_dot[k]);
            f.call_vjp_into_jvp(a, seed, f_bar, a_bar, f_dot, a_dot, seed_dot, f_bar_dot, a_bar_dot)
        }))
    }
}

/// The values and their tangents.
fn apart<U: Clone, const N: usize>(both: &[(U, U); N]) -> ([U; N], [U; N]) {
    (from_fn(|k| both[k].0.clone()), from_fn(|k| both[k].1.clone()))
}

impl<T: Differentiable + 'static> Map<T> for Option<T> {
    type Of<U> = Option<U>;

    #[inline]
    fn map_primal<U, F: Function1<ByValue<T>, Output = U>>(&self, f: &F) -> Option<U> {
        self.clone().map(|a| f.call(a))
    }

    #[inline]
    fn map_jvp<U: Clone, F: Forward1<ByValue<T>, Output = U>>(
        &self,
        f: &F,
        a_dot: &Self,
        f_dot: &F,
    ) -> (Option<U>, Option<U>) {
        self.clone().zip(a_dot.clone()).map(|(a, a_dot)| f.call_jvp(a, f_dot, a_dot)).unzip()
    }

    #[inline]
    fn map_vjp_into<U: Clone, F: Reverse1<ByValue<T>, Output = U>>(
        &self,
        f: &F,
        y_bar: Option<U>,
        a_bar: &mut Self,
        f_bar: &mut F,
    ) -> Option<U> {
        let ((a, y_bar), a_bar) = self.clone().zip(y_bar).zip(a_bar.as_mut())?;
        Some(f.call_vjp_into(a, y_bar, f_bar, a_bar))
    }

    #[inline]
    fn map_vjp_into_jvp<U: Clone, F: Twice1<ByValue<T>, Output = U>>(
        &self,
        f: &F,
        y_bar: Option<U>,
        a_bar: &mut Self,
        f_bar: &mut F,
        a_dot: &Self,
        f_dot: &F,
        y_bar_dot: Option<U>,
        a_bar_dot: &mut Self,
        f_bar_dot: &mut F,
    ) -> (Option<U>, Option<U>) {
        let primal = self.clone().zip(y_bar).zip(a_bar.as_mut());
        let tangent = a_dot.clone().zip(y_bar_dot).zip(a_bar_dot.as_mut());
        primal
            .zip(tangent)
            .map(|(((a, y_bar), a_bar), ((a_dot, y_bar_dot), a_bar_dot))| {
                f.call_vjp_into_jvp(a, y_bar, f_bar, a_bar, f_dot, a_dot, y_bar_dot, f_bar_dot, a_bar_dot)
            })
            .unzip()
    }
}
