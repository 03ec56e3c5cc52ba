//! Unit quaternions from angles.

use super::operators::inner;
use super::rotation::{hamilton, of_parts, parts, unit};
use crate::differentiable::Differentiable;
use crate::foreign::dual::{Field, Lift, Number};
use crate::given::Named;
use nalgebra::{Unit, UnitQuaternion, Vector3, Vector4};

type Axis<T> = Unit<Vector3<T>>;

/// Companions of `UnitQuaternion::from_axis_angle`: `(a sin(t/2), cos(t/2))`.
#[allow(missing_docs, clippy::too_many_arguments, clippy::type_complexity, reason = "the naming protocol")]
pub trait FromAxisAngle<T: Field>: Differentiable {
    /// The value and its tangent.
    fn turned(axis: &Axis<T>, angle: T, axis_dot: &Axis<T>, angle_dot: T) -> (Self, Self);

    /// The cotangents and their tangents.
    fn turned_adjoint(axis: (&Axis<T>, &Axis<T>), angle: (T, T), y_bar: (&Self, &Self))
    -> ((Axis<T>, Axis<T>), (T, T));

    #[inline]
    fn from_axis_angle_jvp(axis: &Axis<T>, angle: T, axis_dot: &Axis<T>, angle_dot: T) -> (Self, Self) {
        Self::turned(axis, angle, axis_dot, angle_dot)
    }

    #[inline]
    fn from_axis_angle_vjp_into(
        axis: &Axis<T>,
        angle: T,
        y_bar: Self,
        axis_bar: &mut Axis<T>,
        angle_bar: &mut T,
    ) -> Self {
        Self::from_axis_angle_vjp_into_slots(
            axis,
            angle,
            y_bar,
            Some(axis_bar),
            Some(angle_bar),
            Named(Self::from_axis_angle_vjp_into),
        )
    }

    #[inline]
    fn from_axis_angle_vjp_into_jvp(
        axis: &Axis<T>,
        angle: T,
        y_bar: Self,
        axis_bar: &mut Axis<T>,
        angle_bar: &mut T,
        axis_dot: &Axis<T>,
        angle_dot: T,
        y_bar_dot: Self,
        axis_bar_dot: &mut Axis<T>,
        angle_bar_dot: &mut T,
    ) -> (Self, Self) {
        Self::from_axis_angle_vjp_into_jvp_slots(
            axis,
            angle,
            y_bar,
            Some(axis_bar),
            Some(angle_bar),
            Some(axis_dot),
            Some(angle_dot),
            y_bar_dot,
            Some(axis_bar_dot),
            Some(angle_bar_dot),
            Named(Self::from_axis_angle_vjp_into_jvp),
        )
    }

    #[inline]
    fn from_axis_angle_jvp_slots(
        axis: &Axis<T>,
        angle: T,
        axis_dot: Option<&Axis<T>>,
        angle_dot: Option<T>,
        _: Named<impl Fn(&Axis<T>, T, &Axis<T>, T) -> (Self, Self)>,
    ) -> (Self, Self) {
        let zero = axis.zero_like();
        Self::turned(axis, angle, axis_dot.unwrap_or(&zero), angle_dot.unwrap_or(T::zero()))
    }

    #[inline]
    fn from_axis_angle_vjp_into_slots(
        axis: &Axis<T>,
        angle: T,
        y_bar: Self,
        axis_bar: Option<&mut Axis<T>>,
        angle_bar: Option<&mut T>,
        _: Named<impl Fn(&Axis<T>, T, Self, &mut Axis<T>, &mut T) -> Self>,
    ) -> Self {
        let (axis_dot, y_bar_dot) = (axis.zero_like(), y_bar.zero_like());
        let ((axis_more, _), (angle_more, _)) =
            Self::turned_adjoint((axis, &axis_dot), (angle, T::zero()), (&y_bar, &y_bar_dot));
        add(axis_bar, &axis_more);
        add(angle_bar, &angle_more);
        Self::turned(axis, angle, &axis_dot, T::zero()).0
    }

    #[inline]
    fn from_axis_angle_vjp_into_jvp_slots(
        axis: &Axis<T>,
        angle: T,
        y_bar: Self,
        axis_bar: Option<&mut Axis<T>>,
        angle_bar: Option<&mut T>,
        axis_dot: Option<&Axis<T>>,
        angle_dot: Option<T>,
        y_bar_dot: Self,
        axis_bar_dot: Option<&mut Axis<T>>,
        angle_bar_dot: Option<&mut T>,
        _: Named<
            impl Fn(&Axis<T>, T, Self, &mut Axis<T>, &mut T, &Axis<T>, T, Self, &mut Axis<T>, &mut T) -> (Self, Self),
        >,
    ) -> (Self, Self) {
        let zero = axis.zero_like();
        let (axis_dot, angle_dot) = (axis_dot.unwrap_or(&zero), angle_dot.unwrap_or(T::zero()));
        let (axis_more, angle_more) = Self::turned_adjoint((axis, axis_dot), (angle, angle_dot), (&y_bar, &y_bar_dot));
        add(axis_bar, &axis_more.0);
        add(axis_bar_dot, &axis_more.1);
        add(angle_bar, &angle_more.0);
        add(angle_bar_dot, &angle_more.1);
        Self::turned(axis, angle, axis_dot, angle_dot)
    }
}

/// Adds to a shadow, where there is one.
#[inline]
fn add<T: Differentiable>(shadow: Option<&mut T>, more: &T) {
    if let Some(shadow) = shadow {
        shadow.accumulate(more);
    }
}

/// `(a sin(t/2), cos(t/2))`
pub(super) fn of_axis<T: Number>(axis: &Vector3<T>, angle: T) -> UnitQuaternion<T> {
    let (sin, cos) = (angle * T::of(0.5)).sine_and_cosine();
    of_parts(&(axis * sin), cos)
}

/// The cotangents of the axis and the angle.
pub(super) fn axis_adjoint<T: Number>(axis: &Vector3<T>, angle: T, y_bar: &UnitQuaternion<T>) -> (Vector3<T>, T) {
    let (sin, cos) = (angle * T::of(0.5)).sine_and_cosine();
    let (u_bar, w_bar) = parts(y_bar);
    let angle_bar = (inner(&u_bar, axis) * cos - w_bar * sin) * T::of(0.5);
    (u_bar * sin, angle_bar)
}

impl<T: Field> FromAxisAngle<T> for UnitQuaternion<T> {
    #[inline]
    fn turned(axis: &Axis<T>, angle: T, axis_dot: &Axis<T>, angle_dot: T) -> (Self, Self) {
        let turn = of_axis(&axis.as_ref().lift(axis_dot.as_ref()), angle.lift(&angle_dot));
        (Self::from_axis_angle(axis, angle), Self::apart(turn).1)
    }

    #[inline]
    fn turned_adjoint(
        axis: (&Axis<T>, &Axis<T>),
        angle: (T, T),
        y_bar: (&Self, &Self),
    ) -> ((Axis<T>, Axis<T>), (T, T)) {
        let axis = axis.0.as_ref().lift(axis.1.as_ref());
        let (axis_bar, angle_bar) = axis_adjoint(&axis, angle.0.lift(&angle.1), &y_bar.0.lift(y_bar.1));
        let (value, dot): (Vector3<T>, Vector3<T>) = Lift::apart(axis_bar);
        ((Unit::new_unchecked(value), Unit::new_unchecked(dot)), Lift::apart(angle_bar))
    }
}

/// Companions of `UnitQuaternion::from_euler_angles`: the rotation along `x`, then along
/// `y`, then along `z`.
#[allow(missing_docs, clippy::too_many_arguments, reason = "the naming protocol")]
pub trait FromEulerAngles<T: Field>: Sized {
    /// The value and its tangent.
    fn turned(angles: [T; 3], dots: [T; 3]) -> (Self, Self);

    /// The cotangents of the angles and their tangents.
    fn turned_adjoint(angles: [T; 3], dots: [T; 3], y_bar: &Self, y_bar_dot: &Self) -> ([T; 3], [T; 3]);

    /// No tangent of this.
    fn none(of: &Self) -> Self;

    #[inline]
    fn from_euler_angles_jvp(roll: T, pitch: T, yaw: T, roll_dot: T, pitch_dot: T, yaw_dot: T) -> (Self, Self) {
        Self::turned([roll, pitch, yaw], [roll_dot, pitch_dot, yaw_dot])
    }

    #[inline]
    fn from_euler_angles_vjp_into(
        roll: T,
        pitch: T,
        yaw: T,
        y_bar: Self,
        roll_bar: &mut T,
        pitch_bar: &mut T,
        yaw_bar: &mut T,
    ) -> Self {
        let (angles, zeros) = ([roll, pitch, yaw], [T::zero(); 3]);
        let (more, _) = Self::turned_adjoint(angles, zeros, &y_bar, &Self::none(&y_bar));
        [roll_bar, pitch_bar, yaw_bar].into_iter().zip(more).for_each(|(bar, more)| *bar += more);
        Self::turned(angles, zeros).0
    }

    #[inline]
    fn from_euler_angles_vjp_into_jvp(
        roll: T,
        pitch: T,
        yaw: T,
        y_bar: Self,
        roll_bar: &mut T,
        pitch_bar: &mut T,
        yaw_bar: &mut T,
        roll_dot: T,
        pitch_dot: T,
        yaw_dot: T,
        y_bar_dot: Self,
        roll_bar_dot: &mut T,
        pitch_bar_dot: &mut T,
        yaw_bar_dot: &mut T,
    ) -> (Self, Self) {
        let (angles, dots) = ([roll, pitch, yaw], [roll_dot, pitch_dot, yaw_dot]);
        let (more, more_dot) = Self::turned_adjoint(angles, dots, &y_bar, &y_bar_dot);
        [roll_bar, pitch_bar, yaw_bar].into_iter().zip(more).for_each(|(bar, more)| *bar += more);
        [roll_bar_dot, pitch_bar_dot, yaw_bar_dot].into_iter().zip(more_dot).for_each(|(bar, more)| *bar += more);
        Self::turned(angles, dots)
    }
}

impl<T: Field> FromEulerAngles<T> for UnitQuaternion<T> {
    #[inline]
    fn turned(angles: [T; 3], dots: [T; 3]) -> (Self, Self) {
        let [x, y, z] = about_axes([0, 1, 2].map(|i| angles[i].lift(&dots[i])));
        let (_, dot) = Self::apart(hamilton(&z, &hamilton(&y, &x)));
        (Self::from_euler_angles(angles[0], angles[1], angles[2]), dot)
    }

    #[inline]
    fn turned_adjoint(angles: [T; 3], dots: [T; 3], y_bar: &Self, y_bar_dot: &Self) -> ([T; 3], [T; 3]) {
        let both = euler_adjoint([0, 1, 2].map(|i| angles[i].lift(&dots[i])), &y_bar.lift(y_bar_dot));
        (both.map(|both| both.value), both.map(|both| both.dot))
    }

    #[inline]
    fn none(of: &Self) -> Self {
        of.zero_like()
    }
}

/// The turns about the three axes.
pub(super) fn about_axes<T: Number>(angles: [T; 3]) -> [UnitQuaternion<T>; 3] {
    [0, 1, 2].map(|i| {
        let (sin, cos) = (angles[i] * T::of(0.5)).sine_and_cosine();
        unit(Vector4::from_fn(|k, _| if k == 3 { cos } else { sin * T::of(f64::from(u8::from(k == i))) }))
    })
}

/// The partial along an angle is the product with the unit of its axis, half of it, in its
/// place: `q = z y x`, `dq = z y (i/2) x` along the first.
pub(super) fn euler_adjoint<T: Number>(angles: [T; 3], y_bar: &UnitQuaternion<T>) -> [T; 3] {
    let [x, y, z] = about_axes(angles);
    [0, 1, 2].map(|i| {
        let axis = unit(Vector4::from_fn(|k, _| T::of(if k == i { 0.5 } else { 0.0 })));
        let moved = [&x, &y, &z].map(|turn| *turn);
        let [x, y, z] = [0, 1, 2].map(|k| if k == i { hamilton(&axis, &moved[k]) } else { moved[k] });
        let partial = hamilton(&z, &hamilton(&y, &x));
        inner(&y_bar.as_ref().coords, &partial.as_ref().coords)
    })
}
