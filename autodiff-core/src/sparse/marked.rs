//! What has marks in it, and callees that take none.

use super::Marks;
use super::marks::MarksOf;
use crate::generic::Scalar;
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

    /// Lets each leaf have these marks, besides those that it has. It gets the extents of the tangent that
    /// stood in its place.
    fn mark(&mut self, tangent: &Self::One, marks: Marks<N>);
}

/// The same by value, of which there can be one more.
pub trait Remade<const N: usize>: Marked<N> + Sized {
    /// Of the extents of a tangent, with these marks.
    fn remade(tangent: &Self::One, marks: Marks<N>) -> Self;
}

impl<const N: usize, T: Scalar> Marked<N> for Marks<N, T> {
    type One = T;

    #[inline]
    fn each(&self, f: &mut impl FnMut(Marks<N>)) {
        f(self.cast());
    }

    #[inline]
    fn zeros(&self) -> T {
        T::ZERO_TANGENT
    }

    #[inline]
    fn mark(&mut self, _: &T, marks: Marks<N>) {
        *self += marks.cast();
    }
}

impl<const N: usize, T: Scalar> Remade<N> for Marks<N, T> {
    #[inline]
    fn remade(_: &T, marks: Marks<N>) -> Self {
        marks.cast()
    }
}

/// A tangent of a constant, beside what has marks.
macro_rules! floats {
    ($($float:ty)*) => {$(
        impl<const N: usize> Marked<N> for $float {
            type One = $float;

            #[inline]
            fn each(&self, _: &mut impl FnMut(Marks<N>)) {}

            #[inline]
            fn zeros(&self) -> $float {
                *self
            }

            #[inline]
            fn mark(&mut self, tangent: &$float, _: Marks<N>) {
                *self = *tangent;
            }
        }
    )*};
}

floats!(f64 f32);

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

    #[inline]
    fn mark(&mut self, tangent: &Self::One, marks: Marks<N>) {
        self.iter_mut().zip(tangent).for_each(|(entry, tangent)| entry.mark(tangent, marks));
    }
}

impl<const N: usize, T: Remade<N>, const M: usize> Remade<N> for [T; M] {
    #[inline]
    fn remade(tangent: &Self::One, marks: Marks<N>) -> Self {
        array::from_fn(|i| T::remade(&tangent[i], marks))
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

    #[inline]
    fn mark(&mut self, tangent: &Self::One, marks: Marks<N>) {
        self.iter_mut().zip(tangent).for_each(|(entry, tangent)| entry.mark(tangent, marks));
    }
}

#[cfg(feature = "alloc")]
impl<const N: usize, T: Remade<N>> Marked<N> for Vec<T> {
    type One = Vec<T::One>;

    #[inline]
    fn each(&self, f: &mut impl FnMut(Marks<N>)) {
        self[..].each(f);
    }

    #[inline]
    fn zeros(&self) -> Self::One {
        self[..].zeros()
    }

    #[inline]
    fn mark(&mut self, tangent: &Self::One, marks: Marks<N>) {
        self[..].mark(tangent, marks);
        self.truncate(tangent.len());
        self.extend(tangent.iter().skip(self.len()).map(|tangent| T::remade(tangent, marks)));
    }
}

#[cfg(feature = "alloc")]
impl<const N: usize, T: Remade<N>> Remade<N> for Vec<T> {
    #[inline]
    fn remade(tangent: &Self::One, marks: Marks<N>) -> Self {
        tangent.iter().map(|tangent| T::remade(tangent, marks)).collect()
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

            #[inline]
            #[allow(unused_variables, reason = "`()` has no entries")]
            fn mark(&mut self, tangent: &Self::One, marks: Marks<N>) {
                $(self.$i.mark(&tangent.$i, marks);)*
            }
        }

        impl<const N: usize, $($entry: Remade<N>),*> Remade<N> for ($($entry,)*) {
            #[inline]
            #[allow(unused_variables, clippy::unused_unit, reason = "`()` has no entries")]
            fn remade(tangent: &Self::One, marks: Marks<N>) -> Self {
                ($($entry::remade(&tangent.$i, marks),)*)
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

/// Runs a callee with the tangent that it changes, which has no marks: it begins with zeros. What it leaves
/// depends on everything that the callee was given, and so on what was there before.
#[inline]
pub fn changed<const N: usize, T: Marked<N> + ?Sized, R>(
    of: &mut T,
    gathered: &Gathered<N>,
    run: impl FnOnce(&mut T::One) -> R,
) -> R {
    of.each(&mut |marks| gathered.0.set(gathered.0.get() + marks));
    added_to(of, gathered, run)
}

/// The same of a tangent that the callee only adds to: each leaf depends on what was there before, but on no
/// other leaf.
#[inline]
pub fn added_to<const N: usize, T: Marked<N> + ?Sized, R>(
    of: &mut T,
    gathered: &Gathered<N>,
    run: impl FnOnce(&mut T::One) -> R,
) -> R {
    let mut tangent = of.zeros();
    let came = run(&mut tangent);
    of.mark(&tangent, gathered.0.get());
    came
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
pub fn each_marks<const N: usize, V, D: Rows>(run: impl FnOnce(&Gathered<N>) -> (V, D)) -> (V, D::Several<MarksOf<N>>) {
    let gathered = Gathered(Cell::new(Marks::ZERO));
    let (value, derivative) = run(&gathered);
    (value, derivative.several::<MarksOf<N>>(&mut || gathered.0.get()))
}
