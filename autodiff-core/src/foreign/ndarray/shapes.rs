//! The elements in another shape, copied over another array, or chosen by their numbers.
//!
//! All of them are linear: an element of `y` is one of `a`, and `a_bar` has the sum over the places
//! where it stands.

use super::spread::Side;
use crate::differentiable::Differentiable;
use crate::generic::Scalar;
use ndarray::{Array, Axis, Dimension, IntoDimension, RemoveAxis, ShapeError};

/// Companions of `into_shape_with_order` and `into_shape`.
macro_rules! reshaped {
    ($($trait:ident $jvp:ident $vjp_into:ident $vjp_into_jvp:ident $jvp_slots:ident $vjp_into_slots:ident $vjp_into_jvp_slots:ident;)*) => {$(
        #[doc = concat!("Companions of `", stringify!($trait), "`.")]
        #[allow(missing_docs, clippy::missing_errors_doc, clippy::type_complexity, clippy::too_many_arguments, reason = "the naming protocol")]
        #[allow(clippy::wrong_self_convention, reason = "the naming protocol")]
        pub trait $trait<T: Differentiable, S: IntoDimension + Clone>: Reshaped<T> {
            #[inline]
            fn $jvp(&self, shape: S, a_dot: &Self) -> Result<(Array<T, S::Dim>, Array<T, S::Dim>), ShapeError> {
                Ok((self.reshaped(shape.clone())?, a_dot.reshaped(shape)?))
            }

            #[inline]
            fn $vjp_into(&self, shape: S, y_bar: Array<T, S::Dim>, a_bar: &mut Self) -> Result<Array<T, S::Dim>, ShapeError> {
                let y = self.reshaped(shape)?;
                a_bar.add_in_order(&y_bar);
                Ok(y)
            }

            #[inline]
            fn $vjp_into_jvp(
                &self, shape: S, y_bar: Array<T, S::Dim>, a_bar: &mut Self,
                a_dot: &Self, y_bar_dot: Array<T, S::Dim>, a_bar_dot: &mut Self,
            ) -> Result<(Array<T, S::Dim>, Array<T, S::Dim>), ShapeError> {
                let both = self.$jvp(shape, a_dot)?;
                a_bar.add_in_order(&y_bar);
                a_bar_dot.add_in_order(&y_bar_dot);
                Ok(both)
            }

            #[inline]
            fn $jvp_slots(
                &self, shape: S, a_dot: Option<&Self>, _: Option<()>, (): (),
            ) -> Result<(Array<T, S::Dim>, Array<T, S::Dim>), ShapeError> {
                let zero = self.zero_like();
                self.$jvp(shape, a_dot.unwrap_or(&zero))
            }

            #[inline]
            fn $vjp_into_slots(
                &self, shape: S, y_bar: Array<T, S::Dim>, a_bar: Option<&mut Self>, _: Option<()>, (): (),
            ) -> Result<Array<T, S::Dim>, ShapeError> {
                let mut zero = self.zero_like();
                self.$vjp_into(shape, y_bar, a_bar.unwrap_or(&mut zero))
            }

            #[inline]
            fn $vjp_into_jvp_slots(
                &self, shape: S, y_bar: Array<T, S::Dim>, a_bar: Option<&mut Self>, _: Option<()>,
                a_dot: Option<&Self>, _: Option<()>, y_bar_dot: Array<T, S::Dim>,
                a_bar_dot: Option<&mut Self>, _: Option<()>, (): (),
            ) -> Result<(Array<T, S::Dim>, Array<T, S::Dim>), ShapeError> {
                let (mut bar, mut bar_dot, zero) = (self.zero_like(), self.zero_like(), self.zero_like());
                self.$vjp_into_jvp(
                    shape, y_bar, a_bar.unwrap_or(&mut bar), a_dot.unwrap_or(&zero), y_bar_dot, a_bar_dot.unwrap_or(&mut bar_dot),
                )
            }
        }

        impl<T: Differentiable, D: Dimension, S: IntoDimension + Clone> $trait<T, S> for Array<T, D> {}
    )*};
}

/// An array whose elements are brought into another shape, in the order of rows.
pub trait Reshaped<T: Differentiable>: Differentiable {
    /// The same elements.
    ///
    /// # Errors
    ///
    /// If there are fewer or more of them.
    fn reshaped<S: IntoDimension>(&self, shape: S) -> Result<Array<T, S::Dim>, ShapeError>;

    /// Adds elements in that order.
    fn add_in_order<E: Dimension>(&mut self, y_bar: &Array<T, E>);
}

impl<T: Differentiable, D: Dimension> Reshaped<T> for Array<T, D> {
    #[inline]
    fn reshaped<S: IntoDimension>(&self, shape: S) -> Result<Array<T, S::Dim>, ShapeError> {
        self.clone().into_shape_with_order(shape.into_dimension())
    }

    #[inline]
    fn add_in_order<E: Dimension>(&mut self, y_bar: &Array<T, E>) {
        self.iter_mut().zip(y_bar).for_each(|(a_bar, y_bar)| a_bar.accumulate(y_bar));
    }
}

reshaped! {
    IntoShapeWithOrder into_shape_with_order_jvp into_shape_with_order_vjp_into into_shape_with_order_vjp_into_jvp
        into_shape_with_order_jvp_slots into_shape_with_order_vjp_into_slots into_shape_with_order_vjp_into_jvp_slots;
    IntoShape into_shape_jvp into_shape_vjp_into into_shape_vjp_into_jvp
        into_shape_jvp_slots into_shape_vjp_into_slots into_shape_vjp_into_jvp_slots;
}

/// Companions of `broadcast`.
#[allow(missing_docs, clippy::type_complexity, clippy::too_many_arguments, reason = "the naming protocol")]
pub trait Broadcast<T: Scalar, S: IntoDimension + Clone>: Differentiable
where
    Self: Side<T, S::Dim>,
{
    fn over(&self, shape: S) -> Option<Array<T, S::Dim>>;

    #[inline]
    fn broadcast_jvp(&self, shape: S, a_dot: &Self) -> Option<(Array<T, S::Dim>, Array<T, S::Dim>)> {
        self.over(shape.clone()).zip(a_dot.over(shape))
    }

    #[inline]
    fn broadcast_vjp_into(&self, shape: S, y_bar: Array<T, S::Dim>, a_bar: &mut Self) -> Option<Array<T, S::Dim>> {
        let y = self.over(shape)?;
        a_bar.accumulate(&self.fold(y_bar));
        Some(y)
    }

    #[inline]
    fn broadcast_vjp_into_jvp(
        &self,
        shape: S,
        y_bar: Array<T, S::Dim>,
        a_bar: &mut Self,
        a_dot: &Self,
        y_bar_dot: Array<T, S::Dim>,
        a_bar_dot: &mut Self,
    ) -> Option<(Array<T, S::Dim>, Array<T, S::Dim>)> {
        let both = self.broadcast_jvp(shape, a_dot)?;
        a_bar.accumulate(&self.fold(y_bar));
        a_bar_dot.accumulate(&self.fold(y_bar_dot));
        Some(both)
    }

    #[inline]
    fn broadcast_jvp_slots(
        &self,
        shape: S,
        a_dot: Option<&Self>,
        _: Option<()>,
        (): (),
    ) -> Option<(Array<T, S::Dim>, Array<T, S::Dim>)> {
        let zero = self.zero_like();
        self.broadcast_jvp(shape, a_dot.unwrap_or(&zero))
    }

    #[inline]
    fn broadcast_vjp_into_slots(
        &self,
        shape: S,
        y_bar: Array<T, S::Dim>,
        a_bar: Option<&mut Self>,
        _: Option<()>,
        (): (),
    ) -> Option<Array<T, S::Dim>> {
        let mut zero = self.zero_like();
        self.broadcast_vjp_into(shape, y_bar, a_bar.unwrap_or(&mut zero))
    }

    #[inline]
    fn broadcast_vjp_into_jvp_slots(
        &self,
        shape: S,
        y_bar: Array<T, S::Dim>,
        a_bar: Option<&mut Self>,
        _: Option<()>,
        a_dot: Option<&Self>,
        _: Option<()>,
        y_bar_dot: Array<T, S::Dim>,
        a_bar_dot: Option<&mut Self>,
        _: Option<()>,
        (): (),
    ) -> Option<(Array<T, S::Dim>, Array<T, S::Dim>)> {
        let (mut bar, mut bar_dot, zero) = (self.zero_like(), self.zero_like(), self.zero_like());
        self.broadcast_vjp_into_jvp(
            shape,
            y_bar,
            a_bar.unwrap_or(&mut bar),
            a_dot.unwrap_or(&zero),
            y_bar_dot,
            a_bar_dot.unwrap_or(&mut bar_dot),
        )
    }
}

impl<T: Scalar + Differentiable, D: Dimension, S: IntoDimension + Clone> Broadcast<T, S> for Array<T, D>
where
    Self: Side<T, S::Dim>,
{
    #[inline]
    fn over(&self, shape: S) -> Option<Array<T, S::Dim>> {
        self.broadcast(shape.into_dimension()).map(|view| view.to_owned())
    }
}

/// Companions of `select`: the lines of these numbers, of which one may stand there twice.
#[allow(missing_docs, clippy::too_many_arguments, reason = "the naming protocol")]
pub trait Select: Differentiable {
    #[must_use]
    fn lines(&self, axis: Axis, numbers: &[usize]) -> Self;

    fn add_lines(&mut self, axis: Axis, numbers: &[usize], y_bar: &Self);

    #[inline]
    fn select_jvp(&self, axis: Axis, numbers: &[usize], a_dot: &Self) -> (Self, Self) {
        (self.lines(axis, numbers), a_dot.lines(axis, numbers))
    }

    #[inline]
    #[must_use]
    #[allow(clippy::needless_pass_by_value, reason = "the naming protocol")]
    fn select_vjp_into(&self, axis: Axis, numbers: &[usize], y_bar: Self, a_bar: &mut Self) -> Self {
        a_bar.add_lines(axis, numbers, &y_bar);
        self.lines(axis, numbers)
    }

    #[inline]
    #[allow(clippy::needless_pass_by_value, reason = "the naming protocol")]
    fn select_vjp_into_jvp(
        &self,
        axis: Axis,
        numbers: &[usize],
        y_bar: Self,
        a_bar: &mut Self,
        a_dot: &Self,
        y_bar_dot: Self,
        a_bar_dot: &mut Self,
    ) -> (Self, Self) {
        a_bar.add_lines(axis, numbers, &y_bar);
        a_bar_dot.add_lines(axis, numbers, &y_bar_dot);
        self.select_jvp(axis, numbers, a_dot)
    }

    #[inline]
    fn select_jvp_slots(
        &self,
        axis: Axis,
        numbers: &[usize],
        a_dot: Option<&Self>,
        _: Option<()>,
        _: Option<()>,
        (): (),
    ) -> (Self, Self) {
        let zero = self.zero_like();
        self.select_jvp(axis, numbers, a_dot.unwrap_or(&zero))
    }

    #[inline]
    #[must_use]
    fn select_vjp_into_slots(
        &self,
        axis: Axis,
        numbers: &[usize],
        y_bar: Self,
        a_bar: Option<&mut Self>,
        _: Option<()>,
        _: Option<()>,
        (): (),
    ) -> Self {
        let mut zero = self.zero_like();
        self.select_vjp_into(axis, numbers, y_bar, a_bar.unwrap_or(&mut zero))
    }

    #[inline]
    fn select_vjp_into_jvp_slots(
        &self,
        axis: Axis,
        numbers: &[usize],
        y_bar: Self,
        a_bar: Option<&mut Self>,
        _: Option<()>,
        _: Option<()>,
        a_dot: Option<&Self>,
        _: Option<()>,
        _: Option<()>,
        y_bar_dot: Self,
        a_bar_dot: Option<&mut Self>,
        _: Option<()>,
        _: Option<()>,
        (): (),
    ) -> (Self, Self) {
        let (mut bar, mut bar_dot, zero) = (self.zero_like(), self.zero_like(), self.zero_like());
        let (a_bar, a_bar_dot) = (a_bar.unwrap_or(&mut bar), a_bar_dot.unwrap_or(&mut bar_dot));
        self.select_vjp_into_jvp(axis, numbers, y_bar, a_bar, a_dot.unwrap_or(&zero), y_bar_dot, a_bar_dot)
    }
}

impl<T: Differentiable, D: RemoveAxis> Select for Array<T, D> {
    #[inline]
    fn lines(&self, axis: Axis, numbers: &[usize]) -> Self {
        self.select(axis, numbers)
    }

    #[inline]
    fn add_lines(&mut self, axis: Axis, numbers: &[usize], y_bar: &Self) {
        for (number, line) in numbers.iter().zip(y_bar.axis_iter(axis)) {
            self.index_axis_mut(axis, *number).zip_mut_with(&line, T::accumulate);
        }
    }
}
