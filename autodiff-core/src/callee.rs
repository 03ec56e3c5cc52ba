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
//! Where the adjoint would run something of `g` again, `g` is also given away in two: `g_augmented`
//! runs it and records on a [`Tape`] what its adjoint reads, and `g_reverse_into` reads that.
//!
//! ```text
//!     fn reverse_reads(argument: usize) -> bool { matches!(argument, 2) }
//!     fn augmented<F: 'static, W>(function: F, whole: W) -> fn(&mut Tape, &[f64], ..) -> (f64, usize) { g_augmented }
//!     fn reverse<F: 'static, W>(companion: F, whole: W) -> fn(&Tape, usize, &[f64], ..) { g_reverse_into }
//!     fn given<M>(seed: &mut Seed<M>) -> &mut M { seed.lent() }
//! ```
//!
//! The last one says that this adjoint borrows the cotangent of a vector that `g` has given, where another one
//! takes it.
//!
//! In the same way `g_jvp` has a type beside it where there is a form of it that takes sets in the place of
//! tangents, which says what depends on what ([`sparse`](crate::sparse)).
//!
//! A method has no place for a type beside its companion, and says the same by [a method](InTwo).
//!
//! A companion that is written by hand has no such type. The macros here import the name of the
//! companion into an inner block, and [`AsItIs`] under the same name into the block around it. So rustc
//! finds that one where there is no other: then everything is read, and the companion is what runs.
//!
//! rustc looks for a function and for a type apart. A function by hand that hides one of `#[grad]`
//! would be taken for the other's, so the type asks whether what was found is its own.

use core::any::TypeId;

pub mod constants;
mod method;
#[cfg(feature = "alloc")]
mod recorded;
mod seed;
#[cfg(feature = "alloc")]
mod tape;
#[cfg(feature = "alloc")]
mod vectors;

pub use method::{InTwo, Whole};
#[cfg(feature = "alloc")]
pub use recorded::{Given, Pooled, Recorded, Stacked};
pub use seed::Seed;
#[cfg(feature = "alloc")]
pub use tape::{Mark, Record, Tape};

/// Without an allocator nothing is recorded, and nobody offers to.
#[cfg(not(feature = "alloc"))]
#[derive(Clone, Copy, Debug, Default)]
pub struct Tape;

#[cfg(not(feature = "alloc"))]
impl Tape {
    /// A tape with nothing on it.
    #[inline]
    #[must_use]
    pub const fn new() -> Self {
        Tape
    }

    /// How long it is.
    #[inline]
    pub fn mark(&self) {}

    /// Takes back what has been put on it since.
    #[inline]
    pub fn take_back(&mut self, (): ()) {}
}

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

    /// Whether the second part of the adjoint reads this argument: it runs all of the function.
    #[inline]
    #[must_use]
    pub const fn reverse_reads(_: usize) -> bool {
        true
    }

    /// The function, which records nothing.
    #[inline]
    pub fn augmented<F, W>(_: F, whole: W) -> W {
        whole
    }

    /// The seed of the whole adjoint, which takes it.
    #[inline]
    pub fn given<M>(seed: &mut Seed<M>) -> M {
        seed.taken()
    }

    /// The whole adjoint, which reads no record.
    #[inline]
    pub fn reverse<F, W>(_: F, whole: W) -> W {
        whole
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

/// A companion of a function that a `use` may have brought without its companions, `use
/// autodiff::special::erf;`: `brought!(erf, erf_jvp)`. Beside such a function stands a macro by its
/// name, which comes along and knows where the companion is. Where there is none, the companion is
/// the one in scope.
#[doc(hidden)]
#[macro_export]
macro_rules! brought {
    ($function:ident, $companion:ident) => {{
        #[allow(unused_imports)]
        use $crate::in_scope as __autodiff_callee;
        {
            #[allow(unused_imports)]
            use $function as __autodiff_callee;
            __autodiff_callee!($companion)
        }
    }};
}

/// A companion that is found where the call is.
#[doc(hidden)]
#[macro_export]
macro_rules! in_scope {
    ($companion:ident) => {
        $companion
    };
}

/// A function that records what its adjoint reads, and gives the position of that besides:
/// `augmented!((a, b), (g), g_vjp_into)(&mut tape, x, y)`. One that does not offer to is called as
/// it is.
#[doc(hidden)]
#[macro_export]
macro_rules! augmented {
    (($($argument:ident),*), ($($function:tt)*), $($companion:tt)*) => {{
        #[allow(unused_imports)]
        use $crate::callee::AsItIs as __autodiff_callee;
        {
            #[allow(unused_imports)]
            use $($companion)* as __autodiff_callee;
            // What its parameters are, the arguments tell.
            let function = $($function)*;
            __autodiff_callee::augmented(
                function,
                move |_: &mut $crate::callee::Tape, $($argument),*| (function($($argument),*), 0_usize),
            )
        }
    }};
}

/// The adjoint of it, which reads the record at a position and adds into shadows:
/// `reverse!((a, b, c), g_vjp_into)(&tape, at, x, y_bar, &mut x_bar)`.
#[doc(hidden)]
#[macro_export]
macro_rules! reverse {
    (($($argument:ident),*), $($companion:tt)*) => {{
        #[allow(unused_imports)]
        use $crate::callee::AsItIs as __autodiff_callee;
        {
            #[allow(unused_imports)]
            use $($companion)* as __autodiff_callee;
            let companion = __autodiff_callee;
            __autodiff_callee::reverse(
                companion,
                move |_: &$crate::callee::Tape, _: usize, $($argument),*| {
                    let _ = companion($($argument),*);
                },
            )
        }
    }};
}

/// The seed of an adjoint that may read a record, which takes it or borrows it for as long as the statement
/// runs: `given_seed!(&mut seed, g_vjp_into)`.
#[doc(hidden)]
#[macro_export]
macro_rules! given_seed {
    ($seed:expr, $($companion:tt)*) => {
        ({
            #[allow(unused_imports)]
            use $crate::callee::AsItIs as __autodiff_callee;
            {
                #[allow(unused_imports)]
                use $($companion)* as __autodiff_callee;
                __autodiff_callee::given
            }
        })($seed)
    };
}

/// One or the other: what records, where there is an allocator.
#[doc(hidden)]
#[macro_export]
#[cfg(feature = "alloc")]
macro_rules! recording {
    ({$($with:tt)*} {$($without:tt)*}) => { $($with)* };
}

/// One or the other: what records, where there is an allocator.
#[doc(hidden)]
#[macro_export]
#[cfg(not(feature = "alloc"))]
macro_rules! recording {
    ({$($with:tt)*} {$($without:tt)*}) => { $($without)* };
}

/// Whether that form reads an argument, by its position: `reads!(0, g_vjp_into)`; or the adjoint that
/// reads a record, `reads!(reverse 0, g_vjp_into)`.
#[doc(hidden)]
#[macro_export]
macro_rules! reads {
    (reverse $argument:literal, $($companion:tt)*) => {{
        #[allow(unused_imports)]
        use $crate::callee::AsItIs as __autodiff_callee;
        {
            #[allow(unused_imports)]
            use $($companion)* as __autodiff_callee;
            __autodiff_callee::reverse_reads($argument)
        }
    }};
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
/// one; else what is said for it: `marked!((g_jvp), g, (x, &x_dot), |(x, x_dot)| .. g(x, x_dot) ..)`. There it
/// is called by this name, so that the arguments say what its parameters are.
#[doc(hidden)]
#[macro_export]
macro_rules! marked {
    (($($companion:tt)*), $name:ident, $given:expr, $otherwise:expr) => {{
        #[allow(unused_imports)]
        use $crate::callee::AsItIs as __autodiff_callee;
        {
            #[allow(unused_imports)]
            use $($companion)* as __autodiff_callee;
            let $name = __autodiff_callee;
            __autodiff_callee::marked($name, $given, $otherwise)
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
mod tests;
