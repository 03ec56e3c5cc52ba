//! What has marks in it, and callees that take none.

use super::Marks;
use crate::rows::Rows;
#[cfg(feature = "alloc")]
use alloc::vec::Vec;
use core::array;
use core::cell::Cell;

/// What has marks in the place of tangents.
pub trait Marked<const N: usize> {
    /// The tangent in the place of which it stands.
    type One;

    /// Calls `f` with the set of each leaf, in order.
    fn each(&self, f: &mut impl FnMut(Marks<N>));

    /// A tangent of zeros.
    fn zeros(&self) -> Self::One;
}

impl<const N: usize> Marked<N> for Marks<N> {
    type One = f64;

    #[inline]
    fn each(&self, f: &mut impl FnMut(Marks<N>)) {
        f(*self);
    }

    #[inline]
    fn zeros(&self) -> f64 {
        0.0
    }
}

/// A tangent of a constant, beside what has marks.
impl<const N: usize> Marked<N> for f64 {
    type One = f64;

    #[inline]
    fn each(&self, _: &mut impl FnMut(Marks<N>)) {}

    #[inline]
    fn zeros(&self) -> f64 {
        *self
    }
}

impl<const N: usize, T: Marked<N>, const M: usize> Marked<N> for [T; M] {
    type One = [T::One; M];

    #[inline]
    fn each(&self, f: &mut impl FnMut(Marks<N>)) {
        self.iter().for_each(|entry| entry.each(f));
    }

    #[inline]
    fn zeros(&self) -> Self::One {
        array::from_fn(|i| self[i].zeros())
    }
}

#[cfg(feature = "alloc")]
impl<const N: usize, T: Marked<N>> Marked<N> for [T] {
    type One = Vec<T::One>;

    #[inline]
    fn each(&self, f: &mut impl FnMut(Marks<N>)) {
        self.iter().for_each(|entry| entry.each(f));
    }

    #[inline]
    fn zeros(&self) -> Self::One {
        self.iter().map(T::zeros).collect()
    }
}

#[cfg(feature = "alloc")]
impl<const N: usize, T: Marked<N>> Marked<N> for Vec<T> {
    type One = Vec<T::One>;

    #[inline]
    fn each(&self, f: &mut impl FnMut(Marks<N>)) {
        self[..].each(f);
    }

    #[inline]
    fn zeros(&self) -> Self::One {
        self[..].zeros()
    }
}

macro_rules! tuples {
    ($(($($entry:ident $i:tt),*))*) => {$(
        impl<const N: usize, $($entry: Marked<N>),*> Marked<N> for ($($entry,)*) {
            type One = ($($entry::One,)*);

            #[inline]
            #[allow(unused_variables, reason = "`()` has no entries")]
            fn each(&self, f: &mut impl FnMut(Marks<N>)) {
                $(self.$i.each(f);)*
            }

            #[inline]
            #[allow(clippy::unused_unit, reason = "`()` has no entries")]
            fn zeros(&self) -> Self::One {
                ($(self.$i.zeros(),)*)
            }
        }
    )*};
}

tuples! {
    ()
    (A 0)
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7)
}

/// What a callee was given, all together.
#[derive(Debug)]
pub struct Gathered<const N: usize>(Cell<Marks<N>>);

/// The tangent that a callee is given, which takes no marks: zeros. What stood there is gathered.
#[inline]
pub fn unmarked<const N: usize, T: Marked<N> + ?Sized>(of: &T, gathered: &Gathered<N>) -> T::One {
    of.each(&mut |marks| gathered.0.set(gathered.0.get() + marks));
    of.zeros()
}

/// Runs a callee that takes no marks: the value that it gives, and of its derivative that every
/// leaf depends on everything that it was given. That is more than may be true, and never less.
///
/// ```
/// use autodiff_core::sparse::{Marks, each_marks, unmarked};
///
/// let g_jvp = |x: [f64; 2], x_dot: [f64; 2]| (x, x_dot);
/// let x_dot = [Marks::<1>::only(0), Marks::only(1)];
/// let (value, marks) = each_marks::<1, _, _>(|all| g_jvp([3.0, 4.0], unmarked(&x_dot, all)));
/// assert_eq!((value, marks), ([3.0, 4.0], [x_dot[0] + x_dot[1]; 2]));
/// ```
#[inline]
pub fn each_marks<const N: usize, V, D: Rows>(run: impl FnOnce(&Gathered<N>) -> (V, D)) -> (V, D::Of<Marks<N>>) {
    let gathered = Gathered(Cell::new(Marks::ZERO));
    let (value, derivative) = run(&gathered);
    (value, derivative.rows(&mut || gathered.0.get()))
}
