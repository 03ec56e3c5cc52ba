//! Constructors: of a vector of elements, of one element, of the rows of a literal.
//!
//! They are linear, so a tangent is made as the value is. Each element of the array is one of
//! the arguments, `y_i = x_k(i)`, and `x_bar_k` is the sum of the `y_bar_i` of its places.

use crate::differentiable::Differentiable;
use alloc::vec::Vec;
use ndarray::{Array, Dimension, ShapeBuilder, ShapeError, StrideShape, Zip};
pub use ndarray::{Array1, Array2};

/// The companions of one constructor: `[..]` are the arguments without a derivative.
macro_rules! makes {
    ([$($bounds:tt)*] $jvp:ident $vjp_into:ident $vjp_into_jvp:ident ($($n:ident: $n_ty:ty,)*) $x_ty:ty) => {
        #[inline]
        #[must_use]
        fn $jvp<$($bounds)*>($($n: $n_ty,)* x: $x_ty, x_dot: $x_ty) -> (Self, Self) {
            (Self::make($($n.clone(),)* x), Self::make($($n,)* x_dot))
        }

        #[inline]
        #[must_use]
        fn $vjp_into<$($bounds)*>($($n: $n_ty,)* x: $x_ty, y_bar: Self, x_bar: &mut $x_ty) -> Self {
            y_bar.add(x_bar);
            Self::make($($n,)* x)
        }

        #[inline]
        #[must_use]
        fn $vjp_into_jvp<$($bounds)*>(
            $($n: $n_ty,)* x: $x_ty, y_bar: Self, x_bar: &mut $x_ty,
            x_dot: $x_ty, y_bar_dot: Self, x_bar_dot: &mut $x_ty,
        ) -> (Self, Self) {
            y_bar.add(x_bar);
            y_bar_dot.add(x_bar_dot);
            Self::$jvp($($n,)* x, x_dot)
        }
    };
}

/// Companions of `from_vec`.
#[allow(missing_docs, reason = "the naming protocol")]
pub trait FromVec<T>: Sized {
    fn make(x: Vec<T>) -> Self;

    fn add(&self, x_bar: &mut Vec<T>);

    makes!([] from_vec_jvp from_vec_vjp_into from_vec_vjp_into_jvp () Vec<T>);
}

impl<T: Differentiable> FromVec<T> for Array1<T> {
    #[inline]
    fn make(x: Vec<T>) -> Self {
        Self::from_vec(x)
    }

    #[inline]
    fn add(&self, x_bar: &mut Vec<T>) {
        x_bar.iter_mut().zip(self).for_each(|(x_bar, y_bar)| x_bar.accumulate(y_bar));
    }
}

/// Companions of `from_elem`.
#[allow(missing_docs, reason = "the naming protocol")]
pub trait FromElem<T, D: Dimension>: Sized {
    fn make<S: ShapeBuilder<Dim = D> + Clone>(shape: S, x: T) -> Self;

    fn add(&self, x_bar: &mut T);

    makes!([S: ShapeBuilder<Dim = D> + Clone] from_elem_jvp from_elem_vjp_into from_elem_vjp_into_jvp (shape: S,) T);
}

impl<T: Differentiable, D: Dimension> FromElem<T, D> for Array<T, D> {
    #[inline]
    fn make<S: ShapeBuilder<Dim = D> + Clone>(shape: S, x: T) -> Self {
        Self::from_elem(shape, x)
    }

    #[inline]
    fn add(&self, x_bar: &mut T) {
        self.iter().for_each(|y_bar| x_bar.accumulate(y_bar));
    }
}

/// Companions of `from_shape_vec`.
#[allow(missing_docs, clippy::missing_errors_doc, clippy::type_complexity, reason = "the naming protocol")]
pub trait FromShapeVec<T: Differentiable, D: Dimension>: Sized {
    fn make<S: Into<StrideShape<D>>>(shape: S, x: Vec<T>) -> Result<Self, ShapeError>;

    fn add<S: Into<StrideShape<D>>>(self, shape: S, x_bar: &mut Vec<T>);

    #[inline]
    fn from_shape_vec_jvp<S: Into<StrideShape<D>> + Clone>(
        shape: S,
        x: Vec<T>,
        x_dot: Vec<T>,
    ) -> Result<(Self, Self), ShapeError> {
        Ok((Self::make(shape.clone(), x)?, Self::make(shape, x_dot)?))
    }

    #[inline]
    fn from_shape_vec_vjp_into<S: Into<StrideShape<D>> + Clone>(
        shape: S,
        x: Vec<T>,
        y_bar: Self,
        x_bar: &mut Vec<T>,
    ) -> Result<Self, ShapeError> {
        y_bar.add(shape.clone(), x_bar);
        Self::make(shape, x)
    }

    #[inline]
    fn from_shape_vec_vjp_into_jvp<S: Into<StrideShape<D>> + Clone>(
        shape: S,
        x: Vec<T>,
        y_bar: Self,
        x_bar: &mut Vec<T>,
        x_dot: Vec<T>,
        y_bar_dot: Self,
        x_bar_dot: &mut Vec<T>,
    ) -> Result<(Self, Self), ShapeError> {
        let y_dot = Self::from_shape_vec_vjp_into(shape.clone(), x_dot, y_bar_dot, x_bar_dot)?;
        Ok((Self::from_shape_vec_vjp_into(shape, x, y_bar, x_bar)?, y_dot))
    }
}

impl<T: Differentiable, D: Dimension> FromShapeVec<T, D> for Array<T, D> {
    #[inline]
    fn make<S: Into<StrideShape<D>>>(shape: S, x: Vec<T>) -> Result<Self, ShapeError> {
        Self::from_shape_vec(shape, x)
    }

    /// Where an element stands in the vector, an array of the same shape tells that is made of
    /// numbers.
    #[inline]
    fn add<S: Into<StrideShape<D>>>(self, shape: S, x_bar: &mut Vec<T>) {
        if let Ok(places) = Array::from_shape_vec(shape, (0..x_bar.len()).collect()) {
            Zip::from(&places).and(&self).for_each(|place, y_bar| x_bar[*place].accumulate(y_bar));
        }
    }
}

/// What `array![a, b]` and `array![[a, b], [c, d]]` are lowered to.
#[derive(Clone, Copy, Debug)]
pub struct Literal;

/// The companions of one of its functions.
macro_rules! literal {
    ($make:ident $jvp:ident $vjp_into:ident $vjp_into_jvp:ident ($($n:ident: $n_ty:ty,)*) $of:ident) => {
        #[inline]
        #[must_use]
        pub fn $jvp<T>($($n: $n_ty,)* x: Vec<T>, x_dot: Vec<T>) -> ($of<T>, $of<T>) {
            (Self::$make($($n,)* x), Self::$make($($n,)* x_dot))
        }

        #[inline]
        #[must_use]
        #[allow(clippy::needless_pass_by_value, clippy::ptr_arg, reason = "the naming protocol")]
        pub fn $vjp_into<T: Differentiable>($($n: $n_ty,)* x: Vec<T>, y_bar: $of<T>, x_bar: &mut Vec<T>) -> $of<T> {
            x_bar.iter_mut().zip(&y_bar).for_each(|(x_bar, y_bar)| x_bar.accumulate(y_bar));
            Self::$make($($n,)* x)
        }

        #[inline]
        #[must_use]
        pub fn $vjp_into_jvp<T: Differentiable>(
            $($n: $n_ty,)* x: Vec<T>, y_bar: $of<T>, x_bar: &mut Vec<T>,
            x_dot: Vec<T>, y_bar_dot: $of<T>, x_bar_dot: &mut Vec<T>,
        ) -> ($of<T>, $of<T>) {
            let y_dot = Self::$vjp_into($($n,)* x_dot, y_bar_dot, x_bar_dot);
            (Self::$vjp_into($($n,)* x, y_bar, x_bar), y_dot)
        }
    };
}

#[allow(missing_docs, reason = "the naming protocol")]
impl Literal {
    /// These elements.
    #[inline]
    #[must_use]
    pub fn vector<T>(x: Vec<T>) -> Array1<T> {
        Array1::from_vec(x)
    }

    literal!(vector vector_jvp vector_vjp_into vector_vjp_into_jvp () Array1);

    /// A matrix of so many columns, row by row.
    ///
    /// # Panics
    ///
    /// If the last row is shorter.
    #[inline]
    #[must_use]
    pub fn matrix<T>(columns: usize, x: Vec<T>) -> Array2<T> {
        let rows = x.len() / columns.max(1);
        Array2::from_shape_vec((rows, columns), x).expect("the rows are of one length")
    }

    literal!(matrix matrix_jvp matrix_vjp_into matrix_vjp_into_jvp (columns: usize,) Array2);
}
