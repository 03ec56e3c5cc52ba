//! Matrices of derivatives: how rows and columns are laid out, and what generated code fills
//! them with.
//!
//! A Jacobian has a row for each leaf of the result and a column for each leaf of the
//! arguments, both in the order of [`Differentiable::visit`]. In a slice it is row-major.

use crate::differentiable::Differentiable;
use crate::generic::Scalar;
use crate::lanes::{Lanes, LanesOf};
#[cfg(feature = "alloc")]
use alloc::{boxed::Box, vec::Vec};

#[cfg(all(test, feature = "alloc"))]
mod tests;

/// A result that has rows: of what type a Jacobian is.
///
/// It is the type of the result, with a row in the place of each leaf; a row is the
/// cotangent of an argument, of that argument's own type. So a `[f64; 2]` has a Jacobian
/// `[X; 2]` along an argument of type `X`, and a float has the row itself. The rows of a
/// struct stand in a vector, in the order of its leaves.
///
/// `#[derive(Differentiable)]` implements it, too.
///
/// ```
/// use autodiff_core::rows::Rows;
///
/// let mut next = 0.0;
/// let rows = (1.0, [2.0, 3.0]).rows(&mut || {
///     next += 1.0;
///     [next, -next]
/// });
/// assert_eq!(rows, ([1.0, -1.0], [[2.0, -2.0], [3.0, -3.0]]));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no rows: it does not implement `Rows`",
    label = "of what type its Jacobian is, is not known",
    note = "`f_jacobian_into` and `f_hessian_into` write to a slice, and need no such type"
)]
pub trait Rows: Differentiable {
    /// This type, with an `X` in the place of each leaf.
    type Of<X>;

    /// A row for each leaf, in order.
    fn rows<X>(&self, row: &mut impl FnMut() -> X) -> Self::Of<X>;

    /// This type, with what is of several directions in the place of each float, of that float's type.
    type Several<S: Several>;

    /// What is of several directions for each leaf, in order.
    fn several<S: Several>(&self, leaf: &mut impl FnMut() -> S::Of<f64>) -> Self::Several<S>;
}

/// What stands in the place of a float where there are several directions: [`Lanes`], which are of the
/// float's own type.
pub trait Several {
    /// In the place of a float of this type.
    type Of<T: Scalar>;

    /// The same in the place of a float of another type.
    fn cast<T: Scalar>(of: Self::Of<f64>) -> Self::Of<T>;
}

/// A type whose rows stand in a vector, in the order of its leaves.
///
/// `#[derive(Differentiable)]` says so of a type. Who implements
/// [`Differentiable`] by hand says so by an empty `impl`, or implements [`Rows`].
pub trait Listed {}

impl<T: Listed + Differentiable> Rows for T {
    type Of<X> = List<X>;

    fn rows<X>(&self, row: &mut impl FnMut() -> X) -> List<X> {
        list(self.leaves(), row)
    }

    type Several<S: Several> = List<S::Of<f64>>;

    fn several<S: Several>(&self, leaf: &mut impl FnMut() -> S::Of<f64>) -> Self::Several<S> {
        list(self.leaves(), leaf)
    }
}

#[cfg(feature = "alloc")]
impl<T> Listed for Box<T> {}

/// What holds the rows of a type that is neither a float nor made of such by std's types.
#[cfg(feature = "alloc")]
pub type List<X> = Vec<X>;

/// Where there are no vectors, nothing is made of rows.
#[cfg(not(feature = "alloc"))]
#[derive(Debug)]
pub struct List<X>(core::marker::PhantomData<X>);

/// So many rows.
#[cfg(feature = "alloc")]
fn list<X>(leaves: usize, row: &mut impl FnMut() -> X) -> List<X> {
    (0..leaves).map(|_| row()).collect()
}

/// So many rows.
#[cfg(not(feature = "alloc"))]
fn list<X>(_: usize, _: &mut impl FnMut() -> X) -> List<X> {
    List(core::marker::PhantomData)
}

macro_rules! floats {
    ($($float:ty)*) => {$(
        impl Rows for $float {
            type Of<X> = X;

            #[inline]
            fn rows<X>(&self, row: &mut impl FnMut() -> X) -> X {
                row()
            }

            type Several<S: Several> = S::Of<$float>;

            #[inline]
            fn several<S: Several>(&self, leaf: &mut impl FnMut() -> S::Of<f64>) -> S::Of<$float> {
                S::cast(leaf())
            }
        }
    )*};
}

floats!(f64 f32);

macro_rules! without_leaves {
    ($($ty:ty)*) => {$(
        impl Rows for $ty {
            type Of<X> = ();

            fn rows<X>(&self, _: &mut impl FnMut() -> X) {}

            type Several<S: Several> = ();

            fn several<S: Several>(&self, _: &mut impl FnMut() -> S::Of<f64>) {}
        }
    )*};
}

without_leaves!(() bool char u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);

impl<T: Rows, const N: usize> Rows for [T; N] {
    type Of<X> = [T::Of<X>; N];

    #[inline]
    fn rows<X>(&self, row: &mut impl FnMut() -> X) -> Self::Of<X> {
        core::array::from_fn(|i| self[i].rows(row))
    }

    type Several<S: Several> = [T::Several<S>; N];

    #[inline]
    fn several<S: Several>(&self, leaf: &mut impl FnMut() -> S::Of<f64>) -> Self::Several<S> {
        core::array::from_fn(|i| self[i].several::<S>(leaf))
    }
}

impl<T: Rows> Rows for Option<T> {
    type Of<X> = Option<T::Of<X>>;

    fn rows<X>(&self, row: &mut impl FnMut() -> X) -> Self::Of<X> {
        self.as_ref().map(|value| value.rows(row))
    }

    type Several<S: Several> = Option<T::Several<S>>;

    fn several<S: Several>(&self, leaf: &mut impl FnMut() -> S::Of<f64>) -> Self::Several<S> {
        self.as_ref().map(|value| value.several::<S>(leaf))
    }
}

#[cfg(feature = "alloc")]
impl<T: Rows> Rows for Vec<T> {
    type Of<X> = Vec<T::Of<X>>;

    fn rows<X>(&self, row: &mut impl FnMut() -> X) -> Self::Of<X> {
        self.iter().map(|value| value.rows(row)).collect()
    }

    type Several<S: Several> = Vec<T::Several<S>>;

    fn several<S: Several>(&self, leaf: &mut impl FnMut() -> S::Of<f64>) -> Self::Several<S> {
        self.iter().map(|value| value.several::<S>(leaf)).collect()
    }
}

macro_rules! tuples {
    ($(($($entry:ident $i:tt),+))*) => {$(
        impl<$($entry: Rows),+> Rows for ($($entry,)+) {
            type Of<X> = ($($entry::Of<X>,)+);

            #[inline]
            fn rows<X>(&self, row: &mut impl FnMut() -> X) -> Self::Of<X> {
                ($(self.$i.rows(row),)+)
            }

            type Several<S: Several> = ($($entry::Several<S>,)+);

            #[inline]
            fn several<S: Several>(&self, leaf: &mut impl FnMut() -> S::Of<f64>) -> Self::Several<S> {
                ($(self.$i.several::<S>(leaf),)+)
            }
        }
    )*};
}

tuples! {
    (A 0)
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7)
}

/// How many leaves it has.
#[inline]
pub fn leaves_of<T: Differentiable>(of: &T) -> usize {
    of.leaves()
}

/// Zeros with the extents of this value.
#[inline]
pub fn zero_like<T: Differentiable>(of: &T) -> T {
    of.zero_like()
}

/// The same value with another leaf at this place.
#[inline]
pub fn set_leaf<T: Differentiable>(of: &mut T, leaf: usize, to: f64) {
    let mut at = 0;
    of.visit_mut(&mut |value| {
        if at == leaf {
            *value = to;
        }
        at += 1;
    });
}

/// Tangents along `N` directions, of which this leaf and those after it are one each.
///
/// ```
/// use autodiff_core::lanes::Lanes;
/// use autodiff_core::rows::units;
///
/// let (a, b) = units::<2, _>(&(1.0, [2.0, 3.0]), 1);
/// assert_eq!((a, b), (Lanes([0.0, 0.0]), [Lanes([1.0, 0.0]), Lanes([0.0, 1.0])]));
/// ```
#[inline]
pub fn units<const N: usize, T: Rows>(like: &T, first: usize) -> T::Several<LanesOf<N>> {
    let mut leaf = 0_usize;
    like.several::<LanesOf<N>>(&mut || {
        // One before the first is as far from it as one can be.
        let unit = Lanes::unit(leaf.wrapping_sub(first));
        leaf += 1;
        unit
    })
}

/// How many cells a matrix has.
///
/// # Panics
///
/// If the slice has not as many.
#[inline]
#[track_caller]
pub fn assert_cells(matrix: &[f64], rows: usize, columns: usize) {
    if matrix.len() != rows * columns {
        other_cells(matrix.len(), rows, columns);
    }
}

#[cold]
#[inline(never)]
#[track_caller]
fn other_cells(cells: usize, rows: usize, columns: usize) -> ! {
    panic!("a matrix of {rows} rows and {columns} columns is not {cells} numbers")
}

/// Writes a column, which is the tangent of a result.
#[inline]
pub fn write_column<T: Differentiable>(matrix: &mut [f64], (columns, column): (usize, usize), tangent: &T) {
    let mut cells = matrix.iter_mut().skip(column).step_by(columns.max(1));
    tangent.visit(&mut |leaf| {
        if let Some(cell) = cells.next() {
            *cell = leaf;
        }
    });
}

/// The same from this column on, of the tangents along several directions. There may be fewer
/// columns than lanes.
#[inline]
pub fn write_columns<const N: usize, T: Differentiable>(
    matrix: &mut [f64],
    (columns, first): (usize, usize),
    tangents: &T,
) {
    let (mut row, mut lane) = (0, 0);
    tangents.visit(&mut |leaf| {
        let is_column = first + lane < columns;
        if let Some(cell) = matrix.get_mut(row + first + lane).filter(|_| is_column) {
            *cell = leaf;
        }
        lane += 1;
        if lane == N {
            (row, lane) = (row + columns, 0);
        }
    });
}

/// Writes a part of a row, which is the cotangent of an argument. Returns the cell after it.
#[inline]
pub fn write_row<T: Differentiable>(matrix: &mut [f64], cell: usize, cotangent: &T) -> usize {
    let mut at = cell;
    cotangent.visit(&mut |leaf| {
        if let Some(cell) = matrix.get_mut(at) {
            *cell = leaf;
        }
        at += 1;
    });
    at
}

/// The same of several rows, below each other, of cotangents with a lane for each. There may be
/// fewer rows than lanes.
#[inline]
pub fn write_rows<const N: usize, T: Differentiable>(
    matrix: &mut [f64],
    (columns, cell): (usize, usize),
    cotangents: &T,
) -> usize {
    let (mut at, mut lane) = (cell, 0);
    cotangents.visit(&mut |leaf| {
        if let Some(cell) = matrix.get_mut(at + lane * columns) {
            *cell = leaf;
        }
        lane += 1;
        if lane == N {
            (at, lane) = (at + 1, 0);
        }
    });
    at
}

/// Makes a square matrix symmetric: what is above the diagonal is what is below it.
///
/// A Hessian is symmetric, and two sums in two orders are not.
#[inline]
pub fn mirror(matrix: &mut [f64], order: usize) {
    for row in 0..order {
        for column in row + 1..order {
            matrix[row * order + column] = matrix[column * order + row];
        }
    }
}

/// The rows of one result along one argument: the block of a matrix whose first cell this is.
#[inline]
pub fn block<Y: Rows, X: Differentiable>(
    matrix: &[f64],
    (columns, first): (usize, usize),
    result: &Y,
    argument: &X,
) -> Y::Of<X> {
    let mut at = first;
    result.rows(&mut || {
        let row = row(matrix, at, argument);
        at += columns;
        row
    })
}

/// A row, or a part of one: the derivative along one argument, from this cell on.
#[inline]
pub fn row<X: Differentiable>(matrix: &[f64], first: usize, argument: &X) -> X {
    let mut cells = matrix[first..].iter();
    let mut row = argument.clone();
    row.visit_mut(&mut |leaf| {
        if let Some(cell) = cells.next() {
            *leaf = *cell;
        }
    });
    row
}
