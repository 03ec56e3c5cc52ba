//! Directions: projections, reflections, angles.

use crate::foreign::fixed::space::vector::{add, by, cross, dot, length, sub};
use crate::foreign::fixed::{Number, formulas, names};
use glam::{DMat2, DVec2, DVec3, Mat2, Vec2, Vec3, Vec3A};

macro_rules! rules {
    ($($ty:ident)*) => {formulas! {$(
        /// `a - 2 (a · n) n`
        names::Reflect: ($ty, $ty) => $ty {
            value |(a, n)| a.reflect(*n);
            primal |(a, n)| sub(a, by(n, S::constant(2.0) * dot(a, n)));
            adjoint |(a, n), y_bar| {
                let two = S::constant(2.0);
                let a_bar = sub(y_bar, by(n, two * dot(y_bar, n)));
                (a_bar, by(add(by(a, dot(y_bar, n)), by(y_bar, dot(a, n))), -two))
            };
        }
        /// `b (a · b) / (b · b)`
        names::ProjectOnto: ($ty, $ty) => $ty {
            value |(a, b)| a.project_onto(*b);
            primal |(a, b)| by(b, dot(a, b) / dot(b, b));
            adjoint |(a, b), y_bar| projected(a, b, y_bar);
        }
        /// What is left of it without its projection.
        names::RejectFrom: ($ty, $ty) => $ty {
            value |(a, b)| a.reject_from(*b);
            primal |(a, b)| sub(a, by(b, dot(a, b) / dot(b, b)));
            adjoint |(a, b), y_bar| {
                let (a_bar, b_bar) = projected(a, b, y_bar);
                (sub(y_bar, a_bar), by(b_bar, S::constant(-1.0)))
            };
        }
    )*}};
}

rules!(Vec2 Vec3 Vec3A DVec2 DVec3);

macro_rules! angles {
    ($($ty:ident $float:ident;)*) => {formulas! {$(
        /// Across each vector, and by its length: not finite where the two are parallel.
        names::AngleBetween: ($ty, $ty) => $float {
            value |(a, b)| a.angle_between(*b);
            primal |(a, b)| length(cross(a, b)).angle(dot(a, b));
            adjoint |(a, b), y_bar| {
                let n = cross(a, b);
                let n = by(n, y_bar / length(n));
                (by(cross(a, n), S::constant(1.0) / dot(a, a)), by(cross(n, b), S::constant(1.0) / dot(b, b)))
            };
        }
    )*}};
}

angles! {
    Vec3 f32;
    Vec3A f32;
    DVec3 f64;
}

macro_rules! of_the_plane {
    ($($ty:ident $matrix:ident $float:ident;)*) => {formulas! {$(
        names::Perp: ($ty,) => $ty {
            value |(a,)| a.perp();
            primal |(a,)| turned(a);
            adjoint |_, [x, y]| ([y, -x],);
        }
        names::PerpDot: ($ty, $ty) => $float {
            value |(a, b)| a.perp_dot(*b);
            primal |(a, b)| dot(turned(a), b);
            adjoint |(a, b), y_bar| (by(turned(b), -y_bar), by(turned(a), y_bar));
        }
        /// The product of complex numbers.
        names::Rotate: ($ty, $ty) => $ty {
            value |(a, b)| a.rotate(*b);
            primal |(a, b)| product(a, b);
            adjoint |([ax, ay], [bx, by]), y_bar| (product(y_bar, [bx, -by]), product(y_bar, [ax, -ay]));
        }
        /// From the first vector to the second one, with a sign.
        names::AngleTo: ($ty, $ty) => $float {
            value |(a, b)| a.angle_to(*b);
            primal |(a, b)| dot(turned(a), b).angle(dot(a, b));
            adjoint |(a, b), y_bar| (by(turned(a), -(y_bar / dot(a, a))), by(turned(b), y_bar / dot(b, b)));
        }
        names::FromAngle<$ty>: ($float,) => $ty {
            value |(t,)| $ty::from_angle(*t);
            primal |(t,)| unit(t);
            adjoint |(t,), y_bar| (dot(turned(unit(t)), y_bar),);
        }
        names::FromAngle<$matrix>: ($float,) => $matrix {
            value |(t,)| $matrix::from_angle(*t);
            primal |(t,)| [unit(t), turned(unit(t))];
            adjoint |(t,), [x_bar, y_bar]| {
                let unit = unit(t);
                (dot(turned(unit), x_bar) - dot(unit, y_bar),)
            };
        }
    )*}};
}

of_the_plane! {
    Vec2 Mat2 f32;
    DVec2 DMat2 f64;
}

/// The cotangents of the projection of `a` onto `b`.
fn projected<S: Number, const N: usize>(a: [S; N], b: [S; N], y_bar: [S; N]) -> ([S; N], [S; N]) {
    let square = dot(b, b);
    let (share, along) = (dot(a, b) / square, dot(y_bar, b) / square);
    let b_bar = sub(add(by(y_bar, share), by(a, along)), by(b, S::constant(2.0) * share * along));
    (by(b, along), b_bar)
}

/// By a right angle.
fn turned<S: Number>([x, y]: [S; 2]) -> [S; 2] {
    [-y, x]
}

fn unit<S: Number>(angle: S) -> [S; 2] {
    let (sine, cosine) = angle.circular();
    [cosine, sine]
}

fn product<S: Number>([ax, ay]: [S; 2], [bx, by]: [S; 2]) -> [S; 2] {
    [ax * bx - ay * by, ay * bx + ax * by]
}
