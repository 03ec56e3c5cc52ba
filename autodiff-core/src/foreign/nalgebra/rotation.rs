//! Unit quaternions, and the rotations that they are.
//!
//! The derivative of a unit quaternion is along its four coordinates, each of them free: of
//! the polynomial in them that nalgebra computes. A tangent is a quaternion that is no unit;
//! a step along a gradient leaves the sphere, and `renormalize` leads back.

use super::bilinear::crossed;
use super::operators::inner;
use super::rules::{binary, operator, unary};
use crate::foreign::dual::{Dual, Field, Lift, Number};
use crate::foreign::rule::{Binary, Inverse, TransformVector, Unary};
use crate::ops;
use nalgebra::{Quaternion, Unit, UnitQuaternion, Vector3, Vector4};

impl<T: Field> Lift for UnitQuaternion<T> {
    type Dual = UnitQuaternion<Dual<T>>;

    #[inline]
    fn lift(&self, dot: &Self) -> Self::Dual {
        unit(self.coords.lift(&dot.coords))
    }

    #[inline]
    fn apart(both: Self::Dual) -> (Self, Self) {
        let (value, dot) = Lift::apart(both.as_ref().coords);
        (unit(value), unit(dot))
    }
}

/// A quaternion of these coordinates, which is no unit where it is a derivative.
#[inline]
pub(super) fn unit<T: Number>(coords: Vector4<T>) -> UnitQuaternion<T> {
    Unit::new_unchecked(Quaternion { coords })
}

/// The vector and the scalar part.
#[inline]
pub(super) fn parts<T: Number>(q: &UnitQuaternion<T>) -> (Vector3<T>, T) {
    let [x, y, z, w] = [0, 1, 2, 3].map(|i| q.as_ref().coords[i]);
    (Vector3::new(x, y, z), w)
}

#[inline]
pub(super) fn of_parts<T: Number>(u: &Vector3<T>, w: T) -> UnitQuaternion<T> {
    unit(Vector4::new(u[0], u[1], u[2], w))
}

/// The product of Hamilton.
#[inline]
pub(super) fn hamilton<T: Number>(a: &UnitQuaternion<T>, b: &UnitQuaternion<T>) -> UnitQuaternion<T> {
    let ((u, s), (v, t)) = (parts(a), parts(b));
    of_parts(&(v * s + u * t + crossed(&u, &v)), s * t - inner(&u, &v))
}

#[inline]
fn conjugate<T: Number>(q: &UnitQuaternion<T>) -> UnitQuaternion<T> {
    let (u, w) = parts(q);
    of_parts(&-u, w)
}

/// `v + 2 w u × v + 2 u × (u × v)`.
#[inline]
pub(super) fn rotated<T: Number>(u: &Vector3<T>, w: T, v: &Vector3<T>) -> Vector3<T> {
    let twice = crossed(u, v) * T::of(2.0);
    v + twice * w + crossed(u, &twice)
}

/// The tangent of [`rotated`].
fn rotated_dot<T: Field>(
    q: &UnitQuaternion<T>,
    v: &Vector3<T>,
    q_dot: &UnitQuaternion<T>,
    v_dot: &Vector3<T>,
) -> Vector3<T> {
    let (u, w) = parts(&q.lift(q_dot));
    let both: (Vector3<T>, Vector3<T>) = Lift::apart(rotated(&u, w, &v.lift(v_dot)));
    both.1
}

/// The adjoint of [`rotated`], in which `u × (u × v) = u (u · v) - v (u · u)`.
pub(super) fn rotated_adjoint<T: Number>(
    q: &UnitQuaternion<T>,
    v: &Vector3<T>,
    y_bar: &Vector3<T>,
) -> (UnitQuaternion<T>, Vector3<T>) {
    let (u, w) = parts(q);
    let two = T::of(2.0);
    let v_bar = rotated(&u, -w, y_bar);
    let w_bar = inner(y_bar, &crossed(&u, v)) * two;
    let turned = y_bar * inner(&u, v) + v * inner(&u, y_bar) - u * (inner(v, y_bar) * two);
    (of_parts(&((crossed(v, y_bar) * w + turned) * two), w_bar), v_bar)
}

binary! {
    #[doc = "The rotation of a vector, in the form that nalgebra computes."]
    TransformVector [] []: (UnitQuaternion<T>, Vector3<T>) -> Vector3<T>;
        value |q, v| q.transform_vector(v);
        jvp |y, q_dot, v_dot| rotated_dot(q, v, q_dot, v_dot);
        vjp |y_bar| rotated_adjoint(q, v, y_bar);
}

operator! {
    #[doc = "The rotation of a vector, in the form that nalgebra computes."]
    Mul Rotated [] []: (UnitQuaternion<T>, Vector3<T>) -> Vector3<T>;
        value |q, v| q * v;
        jvp |y, q_dot, v_dot| rotated_dot(q, v, q_dot, v_dot);
        vjp |y_bar| rotated_adjoint(q, v, y_bar);
    #[doc = "The product of Hamilton is bilinear, and `⟨pq, y⟩ = ⟨p, y q*⟩ = ⟨q, p* y⟩`."]
    Mul Composed [] []: (UnitQuaternion<T>, UnitQuaternion<T>) -> UnitQuaternion<T>;
        value |a, b| a * b;
        jvp |y, a_dot, b_dot| unit(hamilton(a_dot, b).coords + hamilton(a, b_dot).coords);
        vjp |y_bar| (hamilton(y_bar, &conjugate(b)), hamilton(&conjugate(a), y_bar));
    #[doc = "As the product."]
    MulAssign ComposedAssigned [] []: (UnitQuaternion<T>, UnitQuaternion<T>) -> UnitQuaternion<T>;
        value |a, b| a * b;
        jvp |y, a_dot, b_dot| unit(hamilton(a_dot, b).coords + hamilton(a, b_dot).coords);
        vjp |y_bar| (hamilton(y_bar, &conjugate(b)), hamilton(&conjugate(a), y_bar));
}

unary! {
    #[doc = "The conjugate, which is linear."]
    Inverse [] []: (UnitQuaternion<T>) -> UnitQuaternion<T>;
        value |q| q.inverse();
        jvp |y, q_dot| conjugate(q_dot);
        vjp |y_bar| conjugate(y_bar);
}
