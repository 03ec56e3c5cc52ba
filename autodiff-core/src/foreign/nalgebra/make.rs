//! Constructors from components. They are linear, so each companion is the constructor, or
//! reads the components.

use crate::foreign::dual::Field;
use nalgebra::{Point, SMatrix, Translation};

/// `Vector3::new(x, y, z)`, `Matrix2::new(a, b, c, d)`: row by row, by the number of
/// arguments.
macro_rules! new {
    ($($trait:ident [$($rows:literal $columns:literal),*]: $($i:literal $x:ident $x_dot:ident $x_bar:ident $x_bar_dot:ident)*;)*) => {$(
        /// Companions of `new` with so many components.
        #[allow(missing_docs, clippy::too_many_arguments, reason = "the naming protocol")]
        pub trait $trait<T: Field>: Components<T> {
            #[inline]
            fn new_jvp($($x: T,)* $($x_dot: T),*) -> (Self, Self) {
                (Self::of_components(&[$($x),*]), Self::of_components(&[$($x_dot),*]))
            }

            #[inline]
            fn new_vjp_into($($x: T,)* y_bar: Self, $($x_bar: &mut T),*) -> Self {
                $(*$x_bar += y_bar.component($i);)*
                Self::of_components(&[$($x),*])
            }

            #[inline]
            fn new_vjp_into_jvp(
                $($x: T,)*
                y_bar: Self,
                $($x_bar: &mut T,)*
                $($x_dot: T,)*
                y_bar_dot: Self,
                $($x_bar_dot: &mut T),*
            ) -> (Self, Self) {
                $(*$x_bar += y_bar.component($i);)*
                $(*$x_bar_dot += y_bar_dot.component($i);)*
                Self::new_jvp($($x,)* $($x_dot),*)
            }
        }

        $(impl<T: Field> $trait<T> for SMatrix<T, $rows, $columns> {})*
    )*};
}

/// What is made of its components, row by row.
#[allow(missing_docs, reason = "the doc comment says it")]
pub trait Components<T: Field>: Sized {
    fn of_components(components: &[T]) -> Self;

    fn component(&self, i: usize) -> T;
}

impl<T: Field, const R: usize, const C: usize> Components<T> for SMatrix<T, R, C> {
    #[inline]
    fn of_components(components: &[T]) -> Self {
        Self::from_row_slice(components)
    }

    #[inline]
    fn component(&self, i: usize) -> T {
        self[(i / C, i % C)]
    }
}

new! {
    New1 [1 1]:
        0 x0 x0_dot x0_bar x0_bar_dot;
    New2 [2 1, 1 2]:
        0 x0 x0_dot x0_bar x0_bar_dot
        1 x1 x1_dot x1_bar x1_bar_dot;
    New3 [3 1, 1 3]:
        0 x0 x0_dot x0_bar x0_bar_dot
        1 x1 x1_dot x1_bar x1_bar_dot
        2 x2 x2_dot x2_bar x2_bar_dot;
    New4 [4 1, 1 4, 2 2]:
        0 x0 x0_dot x0_bar x0_bar_dot
        1 x1 x1_dot x1_bar x1_bar_dot
        2 x2 x2_dot x2_bar x2_bar_dot
        3 x3 x3_dot x3_bar x3_bar_dot;
    New5 [5 1]:
        0 x0 x0_dot x0_bar x0_bar_dot
        1 x1 x1_dot x1_bar x1_bar_dot
        2 x2 x2_dot x2_bar x2_bar_dot
        3 x3 x3_dot x3_bar x3_bar_dot
        4 x4 x4_dot x4_bar x4_bar_dot;
    New6 [6 1, 2 3, 3 2]:
        0 x0 x0_dot x0_bar x0_bar_dot
        1 x1 x1_dot x1_bar x1_bar_dot
        2 x2 x2_dot x2_bar x2_bar_dot
        3 x3 x3_dot x3_bar x3_bar_dot
        4 x4 x4_dot x4_bar x4_bar_dot
        5 x5 x5_dot x5_bar x5_bar_dot;
    New8 [2 4, 4 2]:
        0 x0 x0_dot x0_bar x0_bar_dot
        1 x1 x1_dot x1_bar x1_bar_dot
        2 x2 x2_dot x2_bar x2_bar_dot
        3 x3 x3_dot x3_bar x3_bar_dot
        4 x4 x4_dot x4_bar x4_bar_dot
        5 x5 x5_dot x5_bar x5_bar_dot
        6 x6 x6_dot x6_bar x6_bar_dot
        7 x7 x7_dot x7_bar x7_bar_dot;
    New9 [3 3]:
        0 x0 x0_dot x0_bar x0_bar_dot
        1 x1 x1_dot x1_bar x1_bar_dot
        2 x2 x2_dot x2_bar x2_bar_dot
        3 x3 x3_dot x3_bar x3_bar_dot
        4 x4 x4_dot x4_bar x4_bar_dot
        5 x5 x5_dot x5_bar x5_bar_dot
        6 x6 x6_dot x6_bar x6_bar_dot
        7 x7 x7_dot x7_bar x7_bar_dot
        8 x8 x8_dot x8_bar x8_bar_dot;
    New12 [3 4, 4 3]:
        0 x0 x0_dot x0_bar x0_bar_dot
        1 x1 x1_dot x1_bar x1_bar_dot
        2 x2 x2_dot x2_bar x2_bar_dot
        3 x3 x3_dot x3_bar x3_bar_dot
        4 x4 x4_dot x4_bar x4_bar_dot
        5 x5 x5_dot x5_bar x5_bar_dot
        6 x6 x6_dot x6_bar x6_bar_dot
        7 x7 x7_dot x7_bar x7_bar_dot
        8 x8 x8_dot x8_bar x8_bar_dot
        9 x9 x9_dot x9_bar x9_bar_dot
        10 x10 x10_dot x10_bar x10_bar_dot
        11 x11 x11_dot x11_bar x11_bar_dot;
    New16 [4 4]:
        0 x0 x0_dot x0_bar x0_bar_dot
        1 x1 x1_dot x1_bar x1_bar_dot
        2 x2 x2_dot x2_bar x2_bar_dot
        3 x3 x3_dot x3_bar x3_bar_dot
        4 x4 x4_dot x4_bar x4_bar_dot
        5 x5 x5_dot x5_bar x5_bar_dot
        6 x6 x6_dot x6_bar x6_bar_dot
        7 x7 x7_dot x7_bar x7_bar_dot
        8 x8 x8_dot x8_bar x8_bar_dot
        9 x9 x9_dot x9_bar x9_bar_dot
        10 x10 x10_dot x10_bar x10_bar_dot
        11 x11 x11_dot x11_bar x11_bar_dot
        12 x12 x12_dot x12_bar x12_bar_dot
        13 x13 x13_dot x13_bar x13_bar_dot
        14 x14 x14_dot x14_bar x14_bar_dot
        15 x15 x15_dot x15_bar x15_bar_dot;
}

impl<T: Field> New2<T> for Translation<T, 2> {}
impl<T: Field> New3<T> for Translation<T, 3> {}
impl<T: Field> New2<T> for Point<T, 2> {}
impl<T: Field> New3<T> for Point<T, 3> {}
