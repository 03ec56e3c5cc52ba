//! Arguments that are constants of the caller, for parameters that may be constants of the callee.
//!
//! The companions of a function with a parameter under `#[constant]` have no tangent, shadow and cotangent
//! for it. Who gives such a parameter a constant of its own does not see that, and gives what the parameter
//! would take if it were none: a zero. So `#[grad]` writes beside such a companion what takes that in its
//! place, and drops it:
//!
//! ```text
//! enum g_jvp {}                   // of g(x: f64, #[constant] k: f64)
//! impl g_jvp {
//!     fn along<R>(of: impl Fn(f64, f64, f64) -> R) -> impl Fn(f64, f64, f64, ConstantParameter) -> R {
//!         move |x, k, x_dot, _| of(x, k, x_dot)
//!     }
//! }
//!
//! along!(g_jvp)(x, 2.0, x_dot, spare(0.0))
//! ```
//!
//! What `spare` gives is what the place wants that it stands in, the zero or a [`ConstantParameter`]. What depends on
//! an argument of the caller stands there without it, and is of another type: nothing is dropped in silence.

use super::AsItIs;
use crate::differentiable::Differentiable;
#[cfg(feature = "alloc")]
use alloc::vec::Vec;

/// What stands for the tangent, the shadow and the cotangent of a parameter under `#[constant]`.
#[derive(Clone, Copy, Debug)]
pub struct ConstantParameter;

impl AsItIs {
    /// The companion, which takes whatever its caller sees.
    #[inline]
    pub fn along<F>(companion: F) -> F {
        companion
    }

    /// The same of one that reads a record.
    #[inline]
    pub fn along_record<F>(companion: F) -> F {
        companion
    }
}

/// What may take a zero of a constant, which is of type `G`.
pub trait Spare<G> {
    /// It.
    fn spare(zero: G) -> Self;
}

impl<G> Spare<G> for ConstantParameter {
    #[inline]
    fn spare(_: G) -> Self {
        ConstantParameter
    }
}

impl<G: Differentiable> Spare<G> for G {
    #[inline]
    fn spare(zero: G) -> G {
        zero
    }
}

/// What may take a reference to zeros.
pub trait SpareRef<'a, T: ?Sized> {
    /// It.
    fn spare(zeros: &'a T) -> Self;
}

impl<'a, T: ?Sized> SpareRef<'a, T> for ConstantParameter {
    #[inline]
    fn spare(_: &'a T) -> Self {
        ConstantParameter
    }
}

impl<'a, T: ?Sized> SpareRef<'a, T> for &'a T {
    #[inline]
    fn spare(zeros: &'a T) -> &'a T {
        zeros
    }
}

impl<'a, E, const N: usize> SpareRef<'a, [E; N]> for &'a [E] {
    #[inline]
    fn spare(zeros: &'a [E; N]) -> &'a [E] {
        zeros
    }
}

#[cfg(feature = "alloc")]
impl<'a, E> SpareRef<'a, Vec<E>> for &'a [E] {
    #[inline]
    fn spare(zeros: &'a Vec<E>) -> &'a [E] {
        zeros
    }
}

/// What may take a shadow that nobody reads.
pub trait SpareMut<'a, T: ?Sized> {
    /// It.
    fn spare(shadow: &'a mut T) -> Self;
}

impl<'a, T: ?Sized> SpareMut<'a, T> for ConstantParameter {
    #[inline]
    fn spare(_: &'a mut T) -> Self {
        ConstantParameter
    }
}

impl<'a, T: ?Sized> SpareMut<'a, T> for &'a mut T {
    #[inline]
    fn spare(shadow: &'a mut T) -> &'a mut T {
        shadow
    }
}

impl<'a, E, const N: usize> SpareMut<'a, [E; N]> for &'a mut [E] {
    #[inline]
    fn spare(shadow: &'a mut [E; N]) -> &'a mut [E] {
        shadow
    }
}

#[cfg(feature = "alloc")]
impl<'a, E> SpareMut<'a, Vec<E>> for &'a mut [E] {
    #[inline]
    fn spare(shadow: &'a mut Vec<E>) -> &'a mut [E] {
        shadow
    }
}

/// A zero for a parameter that may be a constant.
#[inline]
pub fn spare<G, R: Spare<G>>(zero: G) -> R {
    R::spare(zero)
}

/// The same of a reference.
#[inline]
pub fn spare_ref<'a, T: ?Sized, R: SpareRef<'a, T>>(zeros: &'a T) -> R {
    R::spare(zeros)
}

/// The same of a shadow.
#[inline]
pub fn spare_mut<'a, T: ?Sized, R: SpareMut<'a, T>>(shadow: &'a mut T) -> R {
    R::spare(shadow)
}

/// A field under `#[constant]`: what it has in a shadow are zeros, which a [`ConstantParameter`] may stand for.
#[derive(Clone, Copy, Debug)]
pub struct Kept;

impl Kept {
    /// The tangent of a copy.
    #[inline]
    pub fn given<G, R: Spare<G>>(self, zero: G) -> R {
        R::spare(zero)
    }

    /// A tangent behind a reference.
    #[inline]
    pub fn given_ref<'a, T: ?Sized, R: SpareRef<'a, T>>(self, zeros: &'a T) -> R {
        R::spare(zeros)
    }

    /// A shadow.
    #[inline]
    pub fn given_mut<'a, T: ?Sized, R: SpareMut<'a, T>>(self, shadow: &'a mut T) -> R {
        R::spare(shadow)
    }

    /// The cotangent that comes back.
    #[inline]
    pub fn cotangent<F, C: Cotangent<F>>(self, cotangent: C) -> F {
        cotangent.of_field()
    }
}

/// Any other field: what belongs to it is given as it is.
#[derive(Clone, Copy, Debug)]
pub struct Free;

impl Free {
    /// The tangent of a copy.
    #[inline]
    pub fn given<G>(self, tangent: G) -> G {
        tangent
    }

    /// A tangent behind a reference.
    #[inline]
    pub fn given_ref<G>(self, tangent: G) -> G {
        tangent
    }

    /// A shadow.
    #[inline]
    pub fn given_mut<G>(self, shadow: G) -> G {
        shadow
    }

    /// The cotangent that comes back.
    #[inline]
    pub fn cotangent<F>(self, cotangent: F) -> F {
        cotangent
    }
}

/// The cotangent of a field under `#[constant]`, of type `F` for who adds it to a shadow.
pub trait Cotangent<F> {
    /// It.
    fn of_field(self) -> F;
}

impl<F: Default> Cotangent<F> for ConstantParameter {
    #[inline]
    fn of_field(self) -> F {
        F::default()
    }
}

impl<F: Differentiable> Cotangent<F> for F {
    #[inline]
    fn of_field(self) -> F {
        self
    }
}

/// Whether a field is under `#[constant]`: `field!(&self, field_k_is_constant)`. The derive of such a type has a
/// method of this name, which rustc takes before the one that is made here for all others.
#[doc(hidden)]
#[macro_export]
macro_rules! field {
    ($of:expr, $method:ident) => {
        match $of {
            of => {
                #[allow(dead_code)]
                trait Along {
                    fn $method(&self) -> $crate::callee::constants::Free;
                }
                impl<T: ?Sized> Along for &T {
                    #[inline]
                    fn $method(&self) -> $crate::callee::constants::Free {
                        $crate::callee::constants::Free
                    }
                }
                (&*of).$method()
            }
        }
    };
}

/// A companion, with a place for each argument of which the caller has a tangent: `along!(g_jvp)`.
#[doc(hidden)]
#[macro_export]
macro_rules! along {
    ($($companion:tt)*) => {{
        #[allow(unused_imports)]
        use $crate::callee::AsItIs as __autodiff_callee;
        {
            #[allow(unused_imports)]
            use $($companion)* as __autodiff_callee;
            __autodiff_callee::along(__autodiff_callee)
        }
    }};
}

/// The same of what [`after!`](crate::after) gives.
#[doc(hidden)]
#[macro_export]
macro_rules! along_after {
    ($($companion:tt)*) => {{
        #[allow(unused_imports)]
        use $crate::callee::AsItIs as __autodiff_callee;
        {
            #[allow(unused_imports)]
            use $($companion)* as __autodiff_callee;
            __autodiff_callee::along(__autodiff_callee::after(__autodiff_callee))
        }
    }};
}

/// The same of what [`reverse!`](crate::reverse) gives.
#[doc(hidden)]
#[macro_export]
macro_rules! along_reverse {
    (($($argument:ident),*), $($companion:tt)*) => {{
        #[allow(unused_imports)]
        use $crate::callee::AsItIs as __autodiff_callee;
        {
            #[allow(unused_imports)]
            use $($companion)* as __autodiff_callee;
            // Once, so that the arguments say what its type parameters are.
            let found = __autodiff_callee;
            let companion = __autodiff_callee::along(found);
            __autodiff_callee::along_record(__autodiff_callee::reverse(
                found,
                move |_: &$crate::callee::Tape, _: usize, $($argument),*| {
                    let _ = companion($($argument),*);
                },
            ))
        }
    }};
}

#[cfg(test)]
mod tests {
    use super::{ConstantParameter, spare, spare_mut, spare_ref};

    mod by_macro {
        use super::ConstantParameter;

        pub(super) fn g_jvp(x: f64, k: &[f64], x_dot: f64) -> (f64, f64) {
            (x * k[0], x_dot * k[0])
        }

        #[allow(non_camel_case_types)]
        pub(super) enum g_jvp {}

        impl g_jvp {
            pub(super) fn along<R>(
                of: impl Fn(f64, &[f64], f64) -> R,
            ) -> impl Fn(f64, &[f64], f64, ConstantParameter) -> R {
                move |x: f64, k: &[f64], x_dot: f64, _: ConstantParameter| of(x, k, x_dot)
            }
        }
    }

    mod by_hand {
        pub(super) fn g_jvp(x: f64, k: &[f64], x_dot: f64, k_dot: &[f64]) -> (f64, f64) {
            (x * k[0], x_dot * k[0] + x * k_dot[0])
        }

        pub(super) fn g_vjp_into(x: f64, k: &[f64], x_bar: &mut f64, k_bar: &mut [f64]) {
            *x_bar += k[0];
            k_bar[0] += x;
        }
    }

    #[test]
    fn a_constant_fits_both() {
        let (k, zeros) = ([3.0], [0.0]);
        assert_eq!(crate::along!(by_macro::g_jvp)(2.0, &k, 1.0, spare_ref(&zeros)), (6.0, 3.0));
        assert_eq!(crate::along!(by_hand::g_jvp)(2.0, &k, 1.0, spare_ref(&zeros)), (6.0, 3.0));
        let (mut x_bar, mut k_bar) = (0.0, [0.0]);
        crate::along!(by_hand::g_vjp_into)(2.0, &k, &mut x_bar, spare_mut(&mut k_bar));
        assert_eq!((x_bar, k_bar), (3.0, [2.0]));
    }

    #[test]
    fn a_zero_is_of_the_type_that_is_wanted() {
        let float: f32 = spare(0.0);
        let _: ConstantParameter = spare(0.0);
        assert!(float == 0.0);
    }
}
