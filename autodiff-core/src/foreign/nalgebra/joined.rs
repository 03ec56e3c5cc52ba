//! What is made of its parts, and gives them: isometries, translations, points, units. All of it
//! is linear, so each companion does the same with the tangents.

use super::make::Components;
use crate::differentiable::Differentiable;
use crate::foreign::dual::Field;
use crate::foreign::rule::{IntoInner, Unary};
use crate::generic::Scalar;
use crate::given::Named;
use nalgebra::{Isometry, Point, SVector, Translation, Unit};

macro_rules! of_vector {
    ($($ty:ident $field:ident)*) => {$(
        impl<T: Field, const D: usize> Components<T> for $ty<T, D> {
            #[inline]
            fn of_components(components: &[T]) -> Self {
                $ty { $field: SVector::from_column_slice(components) }
            }

            #[inline]
            fn component(&self, i: usize) -> T {
                self.$field[i]
            }
        }
    )*};
}

of_vector!(Translation vector Point coords);

/// Companions of `Isometry3::from_parts`.
#[allow(missing_docs, clippy::too_many_arguments, clippy::type_complexity, reason = "the naming protocol")]
pub trait FromParts<A: Differentiable, R: Differentiable>: Sized {
    fn joined(translation: A, rotation: R) -> Self;

    fn parts(self) -> (A, R);

    #[inline]
    fn from_parts_jvp(translation: A, rotation: R, translation_dot: A, rotation_dot: R) -> (Self, Self) {
        (Self::joined(translation, rotation), Self::joined(translation_dot, rotation_dot))
    }

    #[inline]
    fn from_parts_vjp_into(
        translation: A,
        rotation: R,
        y_bar: Self,
        translation_bar: &mut A,
        rotation_bar: &mut R,
    ) -> Self {
        add(y_bar, (Some(translation_bar), Some(rotation_bar)));
        Self::joined(translation, rotation)
    }

    #[inline]
    fn from_parts_vjp_into_jvp(
        translation: A,
        rotation: R,
        y_bar: Self,
        translation_bar: &mut A,
        rotation_bar: &mut R,
        translation_dot: A,
        rotation_dot: R,
        y_bar_dot: Self,
        translation_bar_dot: &mut A,
        rotation_bar_dot: &mut R,
    ) -> (Self, Self) {
        add(y_bar, (Some(translation_bar), Some(rotation_bar)));
        add(y_bar_dot, (Some(translation_bar_dot), Some(rotation_bar_dot)));
        Self::from_parts_jvp(translation, rotation, translation_dot, rotation_dot)
    }

    #[inline]
    fn from_parts_jvp_slots(
        translation: A,
        rotation: R,
        translation_dot: Option<A>,
        rotation_dot: Option<R>,
        _: Named<impl Fn(A, R, A, R) -> (Self, Self)>,
    ) -> (Self, Self) {
        let translation_dot = translation_dot.unwrap_or_else(|| translation.zero_like());
        let rotation_dot = rotation_dot.unwrap_or_else(|| rotation.zero_like());
        Self::from_parts_jvp(translation, rotation, translation_dot, rotation_dot)
    }

    #[inline]
    fn from_parts_vjp_into_slots(
        translation: A,
        rotation: R,
        y_bar: Self,
        translation_bar: Option<&mut A>,
        rotation_bar: Option<&mut R>,
        _: Named<impl Fn(A, R, Self, &mut A, &mut R) -> Self>,
    ) -> Self {
        add(y_bar, (translation_bar, rotation_bar));
        Self::joined(translation, rotation)
    }

    #[inline]
    fn from_parts_vjp_into_jvp_slots(
        translation: A,
        rotation: R,
        y_bar: Self,
        translation_bar: Option<&mut A>,
        rotation_bar: Option<&mut R>,
        translation_dot: Option<A>,
        rotation_dot: Option<R>,
        y_bar_dot: Self,
        translation_bar_dot: Option<&mut A>,
        rotation_bar_dot: Option<&mut R>,
        _: Named<impl Fn(A, R, Self, &mut A, &mut R, A, R, Self, &mut A, &mut R) -> (Self, Self)>,
    ) -> (Self, Self) {
        add(y_bar, (translation_bar, rotation_bar));
        add(y_bar_dot, (translation_bar_dot, rotation_bar_dot));
        let translation_dot = translation_dot.unwrap_or_else(|| translation.zero_like());
        let rotation_dot = rotation_dot.unwrap_or_else(|| rotation.zero_like());
        Self::from_parts_jvp(translation, rotation, translation_dot, rotation_dot)
    }
}

/// Adds the parts to their shadows, where there are any.
#[inline]
fn add<A: Differentiable, R: Differentiable, W: FromParts<A, R>>(more: W, to: (Option<&mut A>, Option<&mut R>)) {
    let (translation, rotation) = more.parts();
    if let Some(shadow) = to.0 {
        shadow.accumulate(&translation);
    }
    if let Some(shadow) = to.1 {
        shadow.accumulate(&rotation);
    }
}

impl<T: Scalar, R: Differentiable, const D: usize> FromParts<Translation<T, D>, R> for Isometry<T, R, D> {
    #[inline]
    fn joined(translation: Translation<T, D>, rotation: R) -> Self {
        Isometry { rotation, translation }
    }

    #[inline]
    fn parts(self) -> (Translation<T, D>, R) {
        (self.translation, self.rotation)
    }
}

/// What is inside of a unit.
impl<V: Differentiable> Unary<Unit<V>> for IntoInner {
    type Output = V;

    #[inline]
    fn jvp(a: &Unit<V>, a_dot: &Unit<V>) -> (V, V) {
        (a.clone().into_inner(), a_dot.clone().into_inner())
    }

    #[inline]
    fn vjp(a: &Unit<V>, y_bar: V) -> (V, Unit<V>) {
        (a.clone().into_inner(), Unit::new_unchecked(y_bar))
    }

    #[inline]
    fn vjp_jvp(a: &Unit<V>, y_bar: V, a_dot: &Unit<V>, y_bar_dot: V) -> ((V, Unit<V>), (V, Unit<V>)) {
        let (y, y_dot) = <Self as Unary<Unit<V>>>::jvp(a, a_dot);
        ((y, Unit::new_unchecked(y_bar)), (y_dot, Unit::new_unchecked(y_bar_dot)))
    }
}
