//! From a point, which is a constant, to the values that a function takes, and
//! from those to their tangents.

/// A value that can be made of what stands in `POINTS`, with a vector for a
/// slice; or a tangent that can be made of an argument, with `()` for an integer.
pub trait Own<Point> {
    /// Makes it.
    fn own(point: &Point) -> Self;
}

macro_rules! itself {
    ($($scalar:ty)*) => {$(
        impl Own<$scalar> for $scalar {
            fn own(point: &$scalar) -> Self {
                *point
            }
        }
    )*};
}

itself! { f64 f32 bool u8 u16 u32 u64 usize i8 i16 i32 i64 isize }

macro_rules! nothing {
    ($($integer:ty)*) => {$(
        impl Own<$integer> for () {
            fn own(_: &$integer) {}
        }
    )*};
}

nothing! { () bool u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize }

impl<Point, T: Own<Point>> Own<&[Point]> for Vec<T> {
    fn own(point: &&[Point]) -> Self {
        point.iter().map(T::own).collect()
    }
}

impl<Point, T: Own<Point>> Own<Vec<Point>> for Vec<T> {
    fn own(point: &Vec<Point>) -> Self {
        point.iter().map(T::own).collect()
    }
}

impl<Point, T: Own<Point>, const N: usize> Own<[Point; N]> for [T; N] {
    fn own(point: &[Point; N]) -> Self {
        std::array::from_fn(|i| T::own(&point[i]))
    }
}

macro_rules! tuple {
    ($($entry:ident $point:ident $index:tt)*) => {
        impl<$($point, $entry: Own<$point>),*> Own<($($point,)*)> for ($($entry,)*) {
            fn own(point: &($($point,)*)) -> Self {
                ($($entry::own(&point.$index),)*)
            }
        }
    };
}

tuple! { A P 0 }
tuple! { A P 0 B Q 1 }
tuple! { A P 0 B Q 1 C R 2 }
tuple! { A P 0 B Q 1 C R 2 D S 3 }
