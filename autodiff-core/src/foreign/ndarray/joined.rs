//! Arrays that are joined: `stack![axis, a, b]`, `concatenate![axis, a, b]`.
//!
//! Both are linear: the tangents are joined as the values are, and each part has the cotangent of
//! where it stands.

use crate::differentiable::Differentiable;
use alloc::vec::Vec;
use ndarray::{Array, ArrayView, Axis, Dimension, RemoveAxis, Slice, Zip, concatenate, stack};

/// What the macros are lowered to.
#[derive(Clone, Copy, Debug)]
pub struct Joined;

/// The companions of one of its functions.
macro_rules! joined {
    ($name:ident $method:ident $jvp:ident $vjp_into:ident $vjp_into_jvp:ident [$($bound:tt)*] => $dim:ty;
        |$axis:ident, $y_bar:ident, $at:ident, $x_bar:ident| $part:expr, $extent:expr;) => {
        #[doc = concat!("The arrays, joined by `", stringify!($name), "`.")]
        ///
        /// # Panics
        ///
        /// If they do not fit.
        #[must_use]
        pub fn $method<T: Differentiable, D: $($bound)*>(axis: usize, x: Vec<Array<T, D>>) -> Array<T, $dim> {
            let views: Vec<ArrayView<'_, T, D>> = x.iter().map(|x| x.view()).collect();
            $name(Axis(axis), &views).expect("the arrays that are joined fit")
        }

        #[inline]
        #[must_use]
        pub fn $jvp<T: Differentiable, D: $($bound)*>(
            axis: usize, x: Vec<Array<T, D>>, x_dot: Vec<Array<T, D>>,
        ) -> (Array<T, $dim>, Array<T, $dim>) {
            (Self::$method(axis, x), Self::$method(axis, x_dot))
        }

        #[must_use]
        pub fn $vjp_into<T: Differentiable, D: $($bound)*>(
            axis: usize, x: Vec<Array<T, D>>, $y_bar: Array<T, $dim>, x_bar: &mut Vec<Array<T, D>>,
        ) -> Array<T, $dim> {
            let ($axis, mut $at) = (Axis(axis), 0);
            for bar in x_bar {
                let $x_bar = &*bar;
                let (part, extent) = ($part, $extent);
                Zip::from(bar).and(part).for_each(T::accumulate);
                $at += extent;
            }
            Self::$method(axis, x)
        }

        #[must_use]
        pub fn $vjp_into_jvp<T: Differentiable, D: $($bound)*>(
            axis: usize, x: Vec<Array<T, D>>, y_bar: Array<T, $dim>, x_bar: &mut Vec<Array<T, D>>,
            x_dot: Vec<Array<T, D>>, y_bar_dot: Array<T, $dim>, x_bar_dot: &mut Vec<Array<T, D>>,
        ) -> (Array<T, $dim>, Array<T, $dim>) {
            let y_dot = Self::$vjp_into(axis, x_dot, y_bar_dot, x_bar_dot);
            (Self::$vjp_into(axis, x, y_bar, x_bar), y_dot)
        }
    };
}

#[allow(missing_docs, clippy::needless_pass_by_value, clippy::ptr_arg, reason = "the naming protocol")]
impl Joined {
    joined! {
        concatenate concatenate concatenate_jvp concatenate_vjp_into concatenate_vjp_into_jvp [RemoveAxis] => D;
        |axis, y_bar, at, x_bar| y_bar.slice_axis(axis, Slice::from(at..at + x_bar.len_of(axis))), x_bar.len_of(axis);
    }
    joined! {
        stack stack stack_jvp stack_vjp_into stack_vjp_into_jvp
            [Dimension<Larger: RemoveAxis<Smaller = D>>] => D::Larger;
        |axis, y_bar, at, _x_bar| y_bar.index_axis(axis, at), 1;
    }
}
