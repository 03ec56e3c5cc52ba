//! Whether a shadow has the extents of what it belongs to.

use crate::differentiable::{Differentiable, Mismatch};
use crate::lanes::Lanes;
use crate::series::Series;
use crate::sparse::Marks;
#[cfg(feature = "alloc")]
use alloc::vec::Vec;

/// Checks that a tangent, a seed or a shadow has the extents of what it belongs
/// to.
///
/// ```
/// use autodiff_core::memory::same_extents;
///
/// let (x, x_bar) = (vec![1.0, 2.0], [0.0, 0.0]);
/// same_extents("x_bar", &x_bar, "x", &x);
/// ```
///
/// # Panics
/// With both names and both lengths, if it has not:
///
/// ```should_panic
/// # use autodiff_core::memory::same_extents;
/// same_extents("x_bar", &[0.0; 3], "x", &[1.0; 2]);
/// ```
#[inline]
#[track_caller]
pub fn same_extents<T: Differentiable>(shadow_name: &str, shadow: &[T], of_name: &str, of: &[T]) {
    if shadow.len() != of.len() {
        differ(shadow_name, shadow.len(), of_name, of.len());
    }
    for (i, (ours, theirs)) in shadow.iter().zip(of).enumerate() {
        if let Some(mismatch) = ours.mismatch(theirs) {
            element_differs(shadow_name, of_name, i, mismatch);
        }
    }
}

/// The same of what has a lane for each of several directions, where the extents of the elements
/// are those of their types.
///
/// # Panics
///
/// With both names and both lengths, if these differ.
#[inline]
#[track_caller]
pub fn same_length<S, T>(shadow_name: &str, shadow: &[S], of_name: &str, of: &[T]) {
    if shadow.len() != of.len() {
        differ(shadow_name, shadow.len(), of_name, of.len());
    }
}

/// What has a lane, a set or a series in the place of each float: whether it is as long, at each level, as
/// what it belongs to.
pub trait AsLongAs<T> {
    /// The lengths that differ, if some do.
    fn other_length(&self, of: &T) -> Option<(usize, usize)>;
}

macro_rules! in_the_place_of_floats {
    ($($place:ident)*) => {$(
        impl<const N: usize> AsLongAs<f64> for $place<N> {
            #[inline]
            fn other_length(&self, _: &f64) -> Option<(usize, usize)> {
                None
            }
        }
    )*};
}

in_the_place_of_floats!(Lanes Marks Series);

impl<S: AsLongAs<T>, T, const N: usize> AsLongAs<[T; N]> for [S; N] {
    fn other_length(&self, of: &[T; N]) -> Option<(usize, usize)> {
        self.iter().zip(of).find_map(|(ours, theirs)| ours.other_length(theirs))
    }
}

#[cfg(feature = "alloc")]
impl<S: AsLongAs<T>, T> AsLongAs<Vec<T>> for Vec<S> {
    fn other_length(&self, of: &Vec<T>) -> Option<(usize, usize)> {
        if self.len() != of.len() {
            return Some((self.len(), of.len()));
        }
        self.iter().zip(of).find_map(|(ours, theirs)| ours.other_length(theirs))
    }
}

/// [`same_length`] where the elements have extents of their own: rows of a matrix.
///
/// # Panics
///
/// With both names and both lengths, if these differ.
#[inline]
#[track_caller]
pub fn same_rows<S: AsLongAs<T>, T>(shadow_name: &str, shadow: &[S], of_name: &str, of: &[T]) {
    same_length(shadow_name, shadow, of_name, of);
    let differs = |(i, (ours, theirs)): (usize, (&S, &T))| Some((i, ours.other_length(theirs)?));
    if let Some((i, (ours, theirs))) = shadow.iter().zip(of).enumerate().find_map(differs) {
        element_differs(shadow_name, of_name, i, Mismatch::Lengths(ours, theirs));
    }
}

/// [`same_extents`] of one value: a struct, an enum.
///
/// # Panics
///
/// With both names, and what differs, if it has not the same extents.
#[inline]
#[track_caller]
pub fn same_extents_value<T: Differentiable>(shadow_name: &str, shadow: &T, of_name: &str, of: &T) {
    if let Some(mismatch) = shadow.mismatch(of) {
        part_differs(shadow_name, of_name, mismatch);
    }
}

/// The same of a `Result`, of whose error nothing is asked.
///
/// # Panics
///
/// As [`same_extents_value`] does.
#[inline]
#[track_caller]
pub fn same_extents_result<T: Differentiable, E>(
    shadow_name: &str,
    shadow: &Result<T, E>,
    of_name: &str,
    of: &Result<T, E>,
) {
    match (shadow, of) {
        (Ok(shadow), Ok(of)) => same_extents_value(shadow_name, shadow, of_name, of),
        (Err(_), Err(_)) => {}
        (Ok(_), Err(_)) => part_differs(shadow_name, of_name, Mismatch::Variants("Ok", "Err")),
        (Err(_), Ok(_)) => part_differs(shadow_name, of_name, Mismatch::Variants("Err", "Ok")),
    }
}

/// Makes zeros of the extents of `of` in a shadow: vectors in it may be longer or
/// shorter than they were.
///
/// ```
/// use autodiff_core::memory::reset_like;
///
/// let (rows, mut rows_bar) = ([vec![1.0, 2.0], vec![]], [vec![5.0], vec![6.0]]);
/// reset_like("rows_bar", &mut rows_bar, "rows", &rows);
/// assert_eq!(rows_bar, [vec![0.0, 0.0], vec![]]);
/// ```
///
/// # Panics
///
/// With both names and both lengths, if there are more or fewer elements.
#[inline]
#[track_caller]
pub fn reset_like<T: Differentiable>(shadow_name: &str, shadow: &mut [T], of_name: &str, of: &[T]) {
    if shadow.len() != of.len() {
        differ(shadow_name, shadow.len(), of_name, of.len());
    }
    for (ours, theirs) in shadow.iter_mut().zip(of) {
        *ours = theirs.zero_like();
    }
}

#[cold]
#[inline(never)]
#[track_caller]
fn differ(shadow_name: &str, shadow: usize, of_name: &str, of: usize) -> ! {
    panic!("`{shadow_name}` has length {shadow}, but `{of_name}` has length {of}")
}

#[cold]
#[inline(never)]
#[track_caller]
fn element_differs(shadow_name: &str, of_name: &str, i: usize, mismatch: Mismatch) -> ! {
    match mismatch {
        Mismatch::Lengths(shadow, of) => {
            panic!("`{shadow_name}[{i}]` has length {shadow}, but `{of_name}[{i}]` has length {of}")
        }
        Mismatch::Variants(shadow, of) => {
            panic!("`{shadow_name}[{i}]` is of the variant `{shadow}`, but `{of_name}[{i}]` of `{of}`")
        }
    }
}

#[cold]
#[inline(never)]
#[track_caller]
fn part_differs(shadow_name: &str, of_name: &str, mismatch: Mismatch) -> ! {
    match mismatch {
        Mismatch::Lengths(shadow, of) => {
            panic!("something in `{shadow_name}` has length {shadow}, but in `{of_name}` length {of}")
        }
        Mismatch::Variants(shadow, of) => {
            panic!("something in `{shadow_name}` is of the variant `{shadow}`, but in `{of_name}` of `{of}`")
        }
    }
}
