//! What a caller knows of the adjoint of a function that it calls.
//!
//! Where the adjoint of `g` need not run all of `g` again, `#[grad]` writes a type beside
//! `g_vjp_into`, by the same name: a function is a value, so the name was still free for a type.
//! Who brings one into scope brings the other, too. It says what the adjoint reads, and gives the
//! form of it that runs the adjoint sweep alone:
//!
//! ```text
//! enum g_vjp_into {}
//! impl g_vjp_into {
//!     fn reads(argument: usize) -> bool { matches!(argument, 0 | 2) }
//!     fn after<F: 'static>(found: F) -> fn(&[f64], ..) {
//!         assert_is(found, g_vjp_into, "g_vjp_into");
//!         g_adjoint_into
//!     }
//! }
//! ```
//!
//! In the same way `g_jvp` has a type beside it where there is a form of it that takes sets in the place of
//! tangents, which says what depends on what ([`sparse`](crate::sparse)).
//!
//! A companion that is written by hand has no such type. The macros here import the name of the
//! companion into an inner block, and [`AsItIs`] under the same name into the block around it. So rustc
//! finds that one where there is no other: then everything is read, and the companion is what runs.
//!
//! rustc looks for a function and for a type apart. A function by hand that hides one of `#[grad]`
//! would be taken for the other's, so the type asks whether what was found is its own.

use core::any::TypeId;

/// Of a companion by hand, or of one that needs all of its function: it is called as it is.
#[derive(Clone, Copy, Debug)]
pub enum AsItIs {}

impl AsItIs {
    /// Whether the adjoint reads this argument: for all one knows.
    #[inline]
    #[must_use]
    pub const fn reads(_: usize) -> bool {
        true
    }

    /// What adds into the shadows once the function has run.
    #[inline]
    pub fn after<F>(companion: F) -> F {
        companion
    }

    /// What is to run with sets in the place of tangents, as the companion takes none.
    #[inline]
    pub fn marked<F, A, R>(_: F, given: A, otherwise: impl FnOnce(A) -> R) -> R {
        otherwise(given)
    }
}

/// That the function beside the type is the one that it speaks of.
///
/// # Panics
///
/// If it is another one.
#[inline]
pub fn assert_is<F: 'static, G: 'static>(_: F, _: G, name: &str) {
    assert!(
        TypeId::of::<F>() == TypeId::of::<G>(),
        "a `{name}` that is written by hand hides one of `#[grad]`, whose adjoint would run: one of the two wants another name",
    );
}

/// Of a companion that adds into shadows, the form for a function that has run on these
/// arguments: `after!(g_vjp_into)(x, y_bar, &mut x_bar)`.
#[doc(hidden)]
#[macro_export]
macro_rules! after {
    ($($companion:tt)*) => {{
        #[allow(unused_imports)]
        use $crate::callee::AsItIs as __autodiff_callee;
        {
            #[allow(unused_imports)]
            use $($companion)* as __autodiff_callee;
            __autodiff_callee::after(__autodiff_callee)
        }
    }};
}

/// Whether that form reads an argument, by its position: `reads!(g_vjp_into, 0)`.
#[doc(hidden)]
#[macro_export]
macro_rules! reads {
    ($argument:literal, $($companion:tt)*) => {{
        #[allow(unused_imports)]
        use $crate::callee::AsItIs as __autodiff_callee;
        {
            #[allow(unused_imports)]
            use $($companion)* as __autodiff_callee;
            __autodiff_callee::reads($argument)
        }
    }};
}

/// A copy of an argument that is made for callees alone, if one of them reads it; or an empty one:
/// `copied_for!(x.to_vec(), (0, g_vjp_into) || (1, h_vjp_into))`.
#[doc(hidden)]
#[macro_export]
macro_rules! copied_for {
    ($copy:expr, $($reader:tt)||+) => {
        if $($crate::reads! $reader)||+ { $copy } else { $crate::callee::unread() }
    };
}

/// Runs the form of a companion along a direction that takes sets in the place of tangents, where there is
/// one; else what is said for it: `marked!(g_jvp, (x, &x_dot), |(x, x_dot)| ..)`.
#[doc(hidden)]
#[macro_export]
macro_rules! marked {
    (($($companion:tt)*), $given:expr, $otherwise:expr) => {{
        #[allow(unused_imports)]
        use $crate::callee::AsItIs as __autodiff_callee;
        {
            #[allow(unused_imports)]
            use $($companion)* as __autodiff_callee;
            __autodiff_callee::marked(__autodiff_callee, $given, $otherwise)
        }
    }};
}

/// What stands for a copy that nobody reads.
#[inline]
#[must_use]
pub fn unread<M: Default>() -> M {
    M::default()
}

#[cfg(test)]
mod tests {
    mod by_macro {
        pub(super) fn g_vjp_into(x: &[f64], x_bar: &mut [f64]) {
            x_bar[0] += x[0];
        }

        #[allow(non_camel_case_types)]
        pub(super) enum g_vjp_into {}

        impl g_vjp_into {
            pub(super) const fn reads(argument: usize) -> bool {
                argument == 1
            }

            pub(super) fn after<F: 'static>(found: F) -> fn(&[f64], &mut [f64]) {
                crate::callee::assert_is(found, g_vjp_into, "g_vjp_into");
                |_, x_bar| x_bar[0] += 5.0
            }
        }
    }

    mod by_hand {
        pub(super) fn g_vjp_into<T: Copy + Into<f64>>(x: &[T], x_bar: &mut [f64]) {
            x_bar[0] += x[0].into();
        }
    }

    #[test]
    fn rustc_finds_what_the_callee_says() {
        let (x, mut x_bar) = (std::vec![1.0], std::vec![0.0]);
        crate::after!(by_macro::g_vjp_into)(&x, &mut x_bar);
        assert!(x_bar == [5.0] && !crate::reads!(0, by_macro::g_vjp_into) && crate::reads!(1, by_macro::g_vjp_into));
        crate::after!(by_hand::g_vjp_into)(&x, &mut x_bar);
        crate::after!(by_hand::g_vjp_into)(&[2.0_f32], &mut x_bar);
        assert!(x_bar == [8.0] && crate::reads!(0, by_hand::g_vjp_into));
    }

    #[test]
    fn what_one_of_the_callees_reads_is_copied() {
        let x = [1.0];
        assert!(crate::copied_for!(x.to_vec(), (0, by_macro::g_vjp_into)).is_empty());
        assert!(crate::copied_for!(x.to_vec(), (0, by_macro::g_vjp_into) || (1, by_macro::g_vjp_into)) == [1.0]);
    }

    #[test]
    fn an_import_brings_both() {
        use by_macro::g_vjp_into;
        assert!(!crate::reads!(0, g_vjp_into));
        let mut x_bar = [0.0];
        crate::after!(g_vjp_into)(&[1.0], &mut x_bar);
        assert!(x_bar == [5.0]);
    }

    #[test]
    #[should_panic(expected = "hides one of `#[grad]`")]
    fn what_hides_the_function_is_not_taken_for_it() {
        #[allow(unused_imports)]
        use by_macro::g_vjp_into;
        {
            fn g_vjp_into(_: &[f64], x_bar: &mut [f64]) {
                x_bar[0] += 7.0;
            }
            crate::after!(g_vjp_into)(&[1.0], &mut [0.0]);
        }
    }
}
