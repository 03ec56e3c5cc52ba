//! Rotations as matrices, and points.
//!
//! The derivative of a rotation is along the entries of its matrix, each of them free: a
//! tangent is a matrix that is no rotation.

use super::held::{binary, both, unary};
use super::inside::leaves;
use super::rotation::{hamilton, of_parts, parts, rotated, rotated_adjoint};
use super::turn::{FromAxisAngle, FromEulerAngles, about_axes, axis_adjoint, euler_adjoint, of_axis};
use crate::differentiable::{Differentiable, Mismatch};
use crate::foreign::dual::{Field, Held, Lift, Number};
use crate::foreign::rule::{
    Binary, Imag, IntoInner, Inverse, ToRotationMatrix, TransformPoint, TransformVector, Transpose, Unary,
};
use crate::generic::Scalar;
use crate::ops;
use nalgebra::{
    Matrix2, Matrix3, Point, Point2, Point3, Rotation, Rotation2, Rotation3, Translation, Unit, UnitQuaternion,
    Vector2, Vector3,
};

leaves!([T: Scalar, const D: usize] Rotation<T, D>; |of| of.matrix(); |whole| whole.matrix_mut_unchecked());
leaves!([T: Scalar, const D: usize] Point<T, D>; |of| &of.coords; |whole| &mut whole.coords);
leaves!([T: Scalar, const D: usize] Translation<T, D>; |of| &of.vector; |whole| &mut whole.vector);

/// `impl ops::Mul<B> for A`, by the rule of a type without values.
macro_rules! operators {
    (in place $($rule:ident $trait:ident: ($a_ty:ty, $b_ty:ty) -> $y_ty:ty;)*) => {$(
        operators!(@of [] $rule $trait: ($a_ty, $b_ty) -> $y_ty);
    )*};
    ($($rule:ident $trait:ident: ($a_ty:ty, $b_ty:ty) -> $y_ty:ty;)*) => {$(
        operators!(@of [type Output = $y_ty;] $rule $trait: ($a_ty, $b_ty) -> $y_ty);
    )*};
    (@of [$($output:tt)*] $rule:ident $trait:ident: ($a_ty:ty, $b_ty:ty) -> $y_ty:ty) => {
        impl<T: Field> ops::$trait<$b_ty> for $a_ty {
            $($output)*
            type Order = crate::ops::SecondOrder;

            #[inline]
            fn value(&self, right: &$b_ty) -> $y_ty {
                let zeros = (self.zero_like(), right.zero_like());
                $rule::jvp(self, right, &zeros.0, &zeros.1).0
            }

            #[inline]
            fn jvp(&self, right: &$b_ty, self_dot: &Self, right_dot: &$b_ty) -> ($y_ty, $y_ty) {
                $rule::jvp(self, right, self_dot, right_dot)
            }

            #[inline]
            fn vjp(&self, right: &$b_ty, y_bar: $y_ty) -> ($y_ty, (Self, $b_ty)) {
                $rule::vjp(self, right, y_bar)
            }

            #[inline]
            fn vjp_jvp(
                &self,
                right: &$b_ty,
                y_bar: $y_ty,
                self_dot: &Self,
                right_dot: &$b_ty,
                y_bar_dot: $y_ty,
            ) -> (($y_ty, (Self, $b_ty)), ($y_ty, (Self, $b_ty))) {
                $rule::vjp_jvp(self, right, y_bar, self_dot, right_dot, y_bar_dot)
            }
        }
    };
}

/// Rules that are the same in each dimension.
macro_rules! of_dimension {
    ($module:ident $rotation:ident $matrix:ident $vector:ident $point:ident) => {
        mod $module {
            use super::*;

            unary! {
                #[doc = "The transpose, which is linear."]
                Inverse [] []: ($rotation<T> as $matrix<T>) -> ($rotation<T> as $matrix<T>);
                    value |r| r.inverse();
                    jvp |of, y, r_dot| r_dot.transpose();
                    vjp |y_bar| y_bar.transpose();
                #[doc = "Linear."]
                Transpose [] []: ($rotation<T> as $matrix<T>) -> ($rotation<T> as $matrix<T>);
                    value |r| r.transpose();
                    jvp |of, y, r_dot| r_dot.transpose();
                    vjp |y_bar| y_bar.transpose();
                #[doc = "What is inside."]
                IntoInner [] []: ($rotation<T> as $matrix<T>) -> ($matrix<T> as $matrix<T>);
                    value |r| r.into_inner();
                    jvp |of, y, r_dot| r_dot;
                    vjp |y_bar| y_bar.clone();
            }

            binary! {
                #[doc = "`C = AB`: Giles 2008, 2.2.2."]
                Turned [] []: ($rotation<T> as $matrix<T>, $vector<T> as $vector<T>) -> ($vector<T> as $vector<T>);
                    value |r, v| r * v;
                    jvp |of, with, y, r_dot, v_dot| r_dot * with + of * v_dot;
                    vjp |y_bar| (y_bar * with.transpose(), of.transpose() * y_bar);
                #[doc = "`C = AB`: Giles 2008, 2.2.2."]
                TransformVector [] []: ($rotation<T> as $matrix<T>, $vector<T> as $vector<T>) -> ($vector<T> as $vector<T>);
                    value |r, v| r.transform_vector(v);
                    jvp |of, with, y, r_dot, v_dot| r_dot * with + of * v_dot;
                    vjp |y_bar| (y_bar * with.transpose(), of.transpose() * y_bar);
                #[doc = "`C = AB`: Giles 2008, 2.2.2."]
                Turned [] []: ($rotation<T> as $matrix<T>, $point<T> as $vector<T>) -> ($point<T> as $vector<T>);
                    value |r, p| r * p;
                    jvp |of, with, y, r_dot, p_dot| r_dot * with + of * p_dot;
                    vjp |y_bar| (y_bar * with.transpose(), of.transpose() * y_bar);
                #[doc = "`C = AB`: Giles 2008, 2.2.2."]
                TransformPoint [] []: ($rotation<T> as $matrix<T>, $point<T> as $vector<T>) -> ($point<T> as $vector<T>);
                    value |r, p| r.transform_point(p);
                    jvp |of, with, y, r_dot, p_dot| r_dot * with + of * p_dot;
                    vjp |y_bar| (y_bar * with.transpose(), of.transpose() * y_bar);
                #[doc = "`C = AB`: Giles 2008, 2.2.2."]
                Turned [] []: ($rotation<T> as $matrix<T>, $rotation<T> as $matrix<T>) -> ($rotation<T> as $matrix<T>);
                    value |a, b| a * b;
                    jvp |of, with, y, a_dot, b_dot| a_dot * with + of * b_dot;
                    vjp |y_bar| (y_bar * with.transpose(), of.transpose() * y_bar);
                #[doc = "Linear."]
                Apart [] []: ($point<T> as $vector<T>, $point<T> as $vector<T>) -> ($vector<T> as $vector<T>);
                    value |p, q| p - q;
                    jvp |of, with, y, p_dot, q_dot| p_dot - q_dot;
                    vjp |y_bar| (y_bar.clone(), -y_bar);
                #[doc = "Linear."]
                Apart [] []: ($point<T> as $vector<T>, $vector<T> as $vector<T>) -> ($point<T> as $vector<T>);
                    value |p, v| p - v;
                    jvp |of, with, y, p_dot, v_dot| p_dot - v_dot;
                    vjp |y_bar| (y_bar.clone(), -y_bar);
                #[doc = "Linear."]
                Moved [] []: ($point<T> as $vector<T>, $vector<T> as $vector<T>) -> ($point<T> as $vector<T>);
                    value |p, v| p + v;
                    jvp |of, with, y, p_dot, v_dot| p_dot + v_dot;
                    vjp |y_bar| (y_bar.clone(), y_bar.clone());
            }

            operators! {
                Turned Mul: ($rotation<T>, $vector<T>) -> $vector<T>;
                Turned Mul: ($rotation<T>, $point<T>) -> $point<T>;
                Turned Mul: ($rotation<T>, $rotation<T>) -> $rotation<T>;
                Apart Sub: ($point<T>, $point<T>) -> $vector<T>;
                Apart Sub: ($point<T>, $vector<T>) -> $point<T>;
                Moved Add: ($point<T>, $vector<T>) -> $point<T>;
            }

            operators! {
                in place
                Apart SubAssign: ($point<T>, $vector<T>) -> $point<T>;
                Moved AddAssign: ($point<T>, $vector<T>) -> $point<T>;
            }
        }
    };
}

/// A rotation of something.
struct Turned;
/// A point less something.
struct Apart;
/// A point and a vector.
struct Moved;

of_dimension!(plane Rotation2 Matrix2 Vector2 Point2);
of_dimension!(room Rotation3 Matrix3 Vector3 Point3);

unary! {
    #[doc = "Linear."]
    Imag [] []: (UnitQuaternion<T> as UnitQuaternion<T>) -> (Vector3<T> as Vector3<T>);
        value |q| q.imag();
        jvp |of, y, q_dot| parts(&q_dot).0;
        vjp |y_bar| of_parts(y_bar, T::of(0.0));
    #[doc = "The quadratic form that nalgebra computes."]
    ToRotationMatrix [] []: (UnitQuaternion<T> as UnitQuaternion<T>) -> (Rotation3<T> as Matrix3<T>);
        value |q| q.to_rotation_matrix();
        jvp |of, y, q_dot| Lift::apart(matrix(&of.lift(&q_dot))).1;
        vjp |y_bar| matrix_adjoint(of, y_bar);
}

binary! {
    #[doc = "As of a vector."]
    Turned [] []: (UnitQuaternion<T> as UnitQuaternion<T>, Point3<T> as Vector3<T>) -> (Point3<T> as Vector3<T>);
        value |q, p| q * p;
        jvp |of, with, y, q_dot, p_dot| {
            let (u, w) = parts(&of.lift(&q_dot));
            Lift::apart(rotated(&u, w, &with.lift(&p_dot))).1
        };
        vjp |y_bar| rotated_adjoint(of, with, y_bar);
    #[doc = "As of a vector."]
    TransformPoint [] []: (UnitQuaternion<T> as UnitQuaternion<T>, Point3<T> as Vector3<T>) -> (Point3<T> as Vector3<T>);
        value |q, p| q.transform_point(p);
        jvp |of, with, y, q_dot, p_dot| {
            let (u, w) = parts(&of.lift(&q_dot));
            Lift::apart(rotated(&u, w, &with.lift(&p_dot))).1
        };
        vjp |y_bar| rotated_adjoint(of, with, y_bar);
}

operators! {
    Turned Mul: (UnitQuaternion<T>, Point3<T>) -> Point3<T>;
}

/// The matrix of the rotation: `w² + 2 u uᵀ - u² + 2 w [u]×`.
fn matrix<T: Number>(q: &UnitQuaternion<T>) -> Matrix3<T> {
    let (u, w) = parts(q);
    let (i, j, k) = (u[0], u[1], u[2]);
    let two = T::of(2.0);
    Matrix3::new(
        w * w + i * i - j * j - k * k,
        (i * j - w * k) * two,
        (i * k + w * j) * two,
        (i * j + w * k) * two,
        w * w - i * i + j * j - k * k,
        (j * k - w * i) * two,
        (i * k - w * j) * two,
        (j * k + w * i) * two,
        w * w - i * i - j * j + k * k,
    )
}

/// The adjoint of [`matrix`]: each entry is a quadratic form.
fn matrix_adjoint<T: Number>(q: &UnitQuaternion<T>, m: &Matrix3<T>) -> UnitQuaternion<T> {
    let (u, w) = parts(q);
    let (i, j, k) = (u[0], u[1], u[2]);
    let odd = |a: usize, b: usize| m[(a, b)] - m[(b, a)];
    let even = |a: usize, b: usize| m[(a, b)] + m[(b, a)];
    let [a, b, c] = [0, 1, 2].map(|n| m[(n, n)]);
    let u_bar = Vector3::new(
        i * (a - b - c) + j * even(0, 1) + k * even(0, 2) + w * odd(2, 1),
        j * (b - a - c) + i * even(0, 1) + k * even(1, 2) + w * odd(0, 2),
        k * (c - a - b) + i * even(0, 2) + j * even(1, 2) + w * odd(1, 0),
    );
    let w_bar = w * (a + b + c) + k * odd(1, 0) + j * odd(0, 2) + i * odd(2, 1);
    of_parts(&(u_bar * T::of(2.0)), w_bar * T::of(2.0))
}

impl<T: Field> FromEulerAngles<T> for Rotation3<T> {
    #[inline]
    fn turned(angles: [T; 3], dots: [T; 3]) -> (Self, Self) {
        let [x, y, z] = about_axes([0, 1, 2].map(|i| angles[i].lift(&dots[i])));
        let (_, dot) = Lift::apart(matrix(&hamilton(&z, &hamilton(&y, &x))));
        (Self::from_euler_angles(angles[0], angles[1], angles[2]), Held::of(dot))
    }

    #[inline]
    fn turned_adjoint(angles: [T; 3], dots: [T; 3], y_bar: &Self, y_bar_dot: &Self) -> ([T; 3], [T; 3]) {
        let angles = [0, 1, 2].map(|i| angles[i].lift(&dots[i]));
        let [x, y, z] = about_axes(angles);
        let q_bar = matrix_adjoint(&hamilton(&z, &hamilton(&y, &x)), &both(y_bar, y_bar_dot));
        let all = euler_adjoint(angles, &q_bar);
        (all.map(|one| one.value), all.map(|one| one.dot))
    }

    #[inline]
    fn none(of: &Self) -> Self {
        of.zero_like()
    }
}

impl<T: Field> FromAxisAngle<T> for Rotation3<T> {
    #[inline]
    fn turned(axis: &Unit<Vector3<T>>, angle: T, axis_dot: &Unit<Vector3<T>>, angle_dot: T) -> (Self, Self) {
        let q = of_axis(&axis.as_ref().lift(axis_dot.as_ref()), angle.lift(&angle_dot));
        let (_, dot) = Lift::apart(matrix(&q));
        (Self::from_axis_angle(axis, angle), Held::of(dot))
    }

    #[inline]
    #[allow(clippy::type_complexity, reason = "the cotangents and their tangents")]
    fn turned_adjoint(
        axis: (&Unit<Vector3<T>>, &Unit<Vector3<T>>),
        angle: (T, T),
        y_bar: (&Self, &Self),
    ) -> ((Unit<Vector3<T>>, Unit<Vector3<T>>), (T, T)) {
        let (axis, angle) = (axis.0.as_ref().lift(axis.1.as_ref()), angle.0.lift(&angle.1));
        let q_bar = matrix_adjoint(&of_axis(&axis, angle), &both(y_bar.0, y_bar.1));
        let (axis_bar, angle_bar) = axis_adjoint(&axis, angle, &q_bar);
        let (value, dot): (Vector3<T>, Vector3<T>) = Lift::apart(axis_bar);
        ((Unit::new_unchecked(value), Unit::new_unchecked(dot)), Lift::apart(angle_bar))
    }
}

/// Companions of `Rotation2::new`.
#[allow(missing_docs, reason = "the naming protocol")]
pub trait NewRotation2<T: Field>: Sized {
    fn new_jvp(angle: T, angle_dot: T) -> (Self, Self);

    fn new_vjp_into(angle: T, y_bar: Self, angle_bar: &mut T) -> Self;

    fn new_vjp_into_jvp(
        angle: T,
        y_bar: Self,
        angle_bar: &mut T,
        angle_dot: T,
        y_bar_dot: Self,
        angle_bar_dot: &mut T,
    ) -> (Self, Self);
}

impl<T: Field> NewRotation2<T> for Rotation2<T> {
    #[inline]
    fn new_jvp(angle: T, angle_dot: T) -> (Self, Self) {
        let (sin, cos) = Number::sine_and_cosine(angle.lift(&angle_dot));
        (Self::new(angle), Held::of(Matrix2::new(cos.dot, -sin.dot, sin.dot, cos.dot)))
    }

    #[inline]
    fn new_vjp_into(angle: T, y_bar: Self, angle_bar: &mut T) -> Self {
        *angle_bar += plane_adjoint(angle, &y_bar.inside());
        Self::new(angle)
    }

    #[inline]
    fn new_vjp_into_jvp(
        angle: T,
        y_bar: Self,
        angle_bar: &mut T,
        angle_dot: T,
        y_bar_dot: Self,
        angle_bar_dot: &mut T,
    ) -> (Self, Self) {
        let more = plane_adjoint(angle.lift(&angle_dot), &both(&y_bar, &y_bar_dot));
        *angle_bar += more.value;
        *angle_bar_dot += more.dot;
        Self::new_jvp(angle, angle_dot)
    }
}

/// The adjoint of `[cos, -sin; sin, cos]`.
fn plane_adjoint<T: Number>(angle: T, y_bar: &Matrix2<T>) -> T {
    let (sin, cos) = angle.sine_and_cosine();
    (y_bar[(1, 0)] - y_bar[(0, 1)]) * cos - (y_bar[(0, 0)] + y_bar[(1, 1)]) * sin
}
