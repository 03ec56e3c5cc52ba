//! The rules of vectors.

use crate::foreign::fixed::space::vector::{
    add, by, cross, dot, each, length, length_adjoint, neg, normalize, normalize_adjoint, over, sub, sum,
};
use crate::foreign::fixed::{formulas, names, operators};
use glam::{DVec2, DVec3, DVec4, Vec2, Vec3, Vec3A, Vec4};

macro_rules! rules {
    ($($ty:ident $float:ident $n:literal ($($part:ident)*);)*) => {$(
        formulas! {
            names::Add: ($ty, $ty) => $ty {
                value |(a, b)| *a + *b;
                primal |(a, b)| add(a, b);
                adjoint |_, y_bar| (y_bar, y_bar);
            }
            names::Sub: ($ty, $ty) => $ty {
                value |(a, b)| *a - *b;
                primal |(a, b)| sub(a, b);
                adjoint |_, y_bar| (y_bar, neg(y_bar));
            }
            /// Component by component, as the other products and quotients of two vectors.
            names::Mul: ($ty, $ty) => $ty {
                value |(a, b)| *a * *b;
                primal |(a, b)| each(a, b, |a, b| a * b);
                adjoint |(a, b), y_bar| (each(y_bar, b, |y, b| y * b), each(y_bar, a, |y, a| y * a));
            }
            names::Div: ($ty, $ty) => $ty {
                value |(a, b)| *a / *b;
                primal |(a, b)| each(a, b, |a, b| a / b);
                adjoint |(a, b), y_bar| {
                    let a_bar = each(y_bar, b, |y, b| y / b);
                    (a_bar, neg(each(a_bar, each(a, b, |a, b| a / b), |y, q| y * q)))
                };
            }
            names::Add: ($ty, $float) => $ty {
                value |(a, k)| *a + *k;
                primal |(a, k)| a.map(|a| a + k);
                adjoint |_, y_bar| (y_bar, sum(y_bar));
            }
            names::Sub: ($ty, $float) => $ty {
                value |(a, k)| *a - *k;
                primal |(a, k)| a.map(|a| a - k);
                adjoint |_, y_bar| (y_bar, -sum(y_bar));
            }
            names::Mul: ($ty, $float) => $ty {
                value |(a, k)| *a * *k;
                primal |(a, k)| by(a, k);
                adjoint |(a, k), y_bar| (by(y_bar, k), dot(y_bar, a));
            }
            names::Mul: ($float, $ty) => $ty {
                value |(k, a)| *k * *a;
                primal |(k, a)| by(a, k);
                adjoint |(k, a), y_bar| (dot(y_bar, a), by(y_bar, k));
            }
            names::Div: ($ty, $float) => $ty {
                value |(a, k)| *a / *k;
                primal |(a, k)| over(a, k);
                adjoint |(a, k), y_bar| (over(y_bar, k), -(dot(y_bar, a) / k / k));
            }
            names::Dot: ($ty, $ty) => $float {
                value |(a, b)| a.dot(*b);
                primal |(a, b)| dot(a, b);
                adjoint |(a, b), y_bar| (by(b, y_bar), by(a, y_bar));
            }
            names::Length: ($ty,) => $float {
                value |(a,)| a.length();
                primal |(a,)| length(a);
                adjoint |(a,), y_bar| (length_adjoint(a, y_bar),);
            }
            names::LengthSquared: ($ty,) => $float {
                value |(a,)| a.length_squared();
                primal |(a,)| dot(a, a);
                adjoint |(a,), y_bar| (by(a, y_bar * S::constant(2.0)),);
            }
            names::Distance: ($ty, $ty) => $float {
                value |(a, b)| a.distance(*b);
                primal |(a, b)| length(sub(a, b));
                adjoint |(a, b), y_bar| {
                    let a_bar = length_adjoint(sub(a, b), y_bar);
                    (a_bar, neg(a_bar))
                };
            }
            names::DistanceSquared: ($ty, $ty) => $float {
                value |(a, b)| a.distance_squared(*b);
                primal |(a, b)| dot(sub(a, b), sub(a, b));
                adjoint |(a, b), y_bar| {
                    let a_bar = by(sub(a, b), y_bar * S::constant(2.0));
                    (a_bar, neg(a_bar))
                };
            }
            names::Normalize: ($ty,) => $ty {
                value |(a,)| a.normalize();
                primal |(a,)| normalize(a);
                adjoint |(a,), y_bar| (normalize_adjoint(a, y_bar),);
            }
            /// `a + (b - a) k`.
            names::Lerp: ($ty, $ty, $float) => $ty {
                value |(a, b, k)| a.lerp(*b, *k);
                primal |(a, b, k)| add(a, by(sub(b, a), k));
                adjoint |(a, b, k), y_bar| {
                    let b_bar = by(y_bar, k);
                    (sub(y_bar, b_bar), b_bar, dot(y_bar, sub(b, a)))
                };
            }
            names::ElementSum: ($ty,) => $float {
                value |(a,)| a.element_sum();
                primal |(a,)| sum(a);
                adjoint |_, y_bar| ([y_bar; $n],);
            }
            names::Splat<$ty>: ($float,) => $ty {
                value |(k,)| $ty::splat(*k);
                primal |(k,)| [k; $n];
                adjoint |_, y_bar| (sum(y_bar),);
            }
            names::New<$ty>: ($(rules!(@float $part $float),)*) => $ty {
                value |($($part,)*)| $ty::new($(*$part),*);
                primal |($($part,)*)| [$($part),*];
                adjoint |_, [$($part),*]| ($($part,)*);
            }
        }

        operators! {
            [] Add $ty, $ty => $ty;
            [] Sub $ty, $ty => $ty;
            [] Mul $ty, $ty => $ty;
            [] Div $ty, $ty => $ty;
            [] Add $ty, $float => $ty;
            [] Sub $ty, $float => $ty;
            [] Mul $ty, $float => $ty;
            [] Mul $float, $ty => $ty;
            [] Div $ty, $float => $ty;
        }
        operators! {
            assign
            [] AddAssign of Add $ty, $ty;
            [] SubAssign of Sub $ty, $ty;
            [] MulAssign of Mul $ty, $ty;
            [] DivAssign of Div $ty, $ty;
            [] AddAssign of Add $ty, $float;
            [] SubAssign of Sub $ty, $float;
            [] MulAssign of Mul $ty, $float;
            [] DivAssign of Div $ty, $float;
        }
        operators! { negated [] $ty; }
    )*};
    (@float $part:ident $float:ident) => { $float };
}

rules! {
    Vec2 f32 2 (x y);
    Vec3 f32 3 (x y z);
    Vec3A f32 3 (x y z);
    Vec4 f32 4 (x y z w);
    DVec2 f64 2 (x y);
    DVec3 f64 3 (x y z);
    DVec4 f64 4 (x y z w);
}

macro_rules! of_space {
    ($($ty:ident)*) => {
        formulas! {$(
            /// `a_bar = b × y_bar`, `b_bar = y_bar × a`.
            names::Cross: ($ty, $ty) => $ty {
                value |(a, b)| a.cross(*b);
                primal |(a, b)| cross(a, b);
                adjoint |(a, b), y_bar| (cross(b, y_bar), cross(y_bar, a));
            }
        )*}
    };
}

of_space!(Vec3 Vec3A DVec3);
