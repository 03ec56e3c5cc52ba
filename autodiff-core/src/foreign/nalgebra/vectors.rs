//! Vectors between vectors, quaternions that are no units, and matrices of moves.

use super::turns::{apart, moving};
use crate::foreign::fixed::space::matrix::{apply, outer, transpose};
use crate::foreign::fixed::space::quaternion::{axis, conjugate, mul};
use crate::foreign::fixed::space::vector::{add, by, dot, length, length_adjoint, neg, over, sub};
use crate::foreign::fixed::{Number, formulas, names, operators};
use core::array::from_fn;
use nalgebra::{Matrix4, Point3, Quaternion, SVector, Translation3, Vector3, Vector4};

/// Rules of types with parameters.
macro_rules! rules {
    ($([$($generics:tt)*] $name:ty: $args:ty => $output:ty {
        value |$of:pat_param| $value:expr;
        primal |$primal_of:pat_param| $primal:expr;
        adjoint |$adjoint_of:pat_param, $y_bar:pat_param| $adjoint:expr;
    })*) => {$(formulas! {
        for [$($generics)*] $name: $args => $output {
            value |$of| $value;
            primal |$primal_of| $primal;
            adjoint |$adjoint_of, $y_bar| $adjoint;
        }
    })*};
}

macro_rules! of_float {
    ($T:ident) => {
rules! {
    [const D: usize] names::LerpTo: (SVector<$T, D>, SVector<$T, D>, $T) => SVector<$T, D> {
        value |(a, b, t)| a.lerp(b, *t);
        primal |([a], [b], t)| [add(by(a, S::constant(1.0) - t), by(b, t))];
        adjoint |([a], [b], t), [y_bar]| ([by(y_bar, S::constant(1.0) - t)], [by(y_bar, t)], dot(y_bar, sub(b, a)));
    }
    [const D: usize] names::AngleWith: (SVector<$T, D>, SVector<$T, D>) => $T {
        value |(a, b)| a.angle(b);
        primal |([a], [b])| {
            let cosine = dot(a, b) / (length(a) * length(b));
            sine(cosine).angle(cosine)
        };
        adjoint |([a], [b]), y_bar| {
            let (u, v) = (over(a, length(a)), over(b, length(b)));
            let cosine = dot(u, v);
            let sine = sine(cosine);
            if sine.value_vanishes() {
                return ([[S::constant(0.0); D]], [[S::constant(0.0); D]]);
            }
            let along = |u: [S; D], v: [S; D], length: S| by(sub(by(u, cosine), v), y_bar / (length * sine));
            ([along(u, v, length(a))], [along(v, u, length(b))])
        };
    }
    [] names::New<Quaternion<$T>>: ($T, $T, $T, $T) => Quaternion<$T> {
        value |(w, x, y, z)| Quaternion::new(*w, *x, *y, *z);
        primal |(w, x, y, z)| [x, y, z, w];
        adjoint |_, [x, y, z, w]| (w, x, y, z);
    }
    [] names::FromParts<Quaternion<$T>>: ($T, Vector3<$T>) => Quaternion<$T> {
        value |(w, v)| Quaternion::from_parts(*w, *v);
        primal |(w, [[x, y, z]])| [x, y, z, w];
        adjoint |_, [x, y, z, w]| (w, [[x, y, z]]);
    }
    [] names::FromImag<Quaternion<$T>>: (Vector3<$T>,) => Quaternion<$T> {
        value |(v,)| Quaternion::from_imag(*v);
        primal |([[x, y, z]],)| [x, y, z, S::constant(0.0)];
        adjoint |_, [x, y, z, _]| ([[x, y, z]],);
    }
    [] names::Norm: (Quaternion<$T>,) => $T {
        value |(q,)| q.norm();
        primal |(q,)| length(q);
        adjoint |(q,), y_bar| (length_adjoint(q, y_bar),);
    }
    [] names::Conjugate: (Quaternion<$T>,) => Quaternion<$T> {
        value |(q,)| q.conjugate();
        primal |(q,)| conjugate(q);
        adjoint |_, y_bar| (conjugate(y_bar),);
    }
    [] names::Add: (Quaternion<$T>, Quaternion<$T>) => Quaternion<$T> {
        value |(a, b)| a + b;
        primal |(a, b)| add(a, b);
        adjoint |_, y_bar| (y_bar, y_bar);
    }
    [] names::Sub: (Quaternion<$T>, Quaternion<$T>) => Quaternion<$T> {
        value |(a, b)| a - b;
        primal |(a, b)| sub(a, b);
        adjoint |_, y_bar| (y_bar, neg(y_bar));
    }
    [] names::Mul: (Quaternion<$T>, Quaternion<$T>) => Quaternion<$T> {
        value |(a, b)| a * b;
        primal |(a, b)| mul(a, b);
        adjoint |(a, b), y_bar| (mul(y_bar, conjugate(b)), mul(conjugate(a), y_bar));
    }
    [] names::Mul: (Quaternion<$T>, $T) => Quaternion<$T> {
        value |(a, s)| a * *s;
        primal |(a, s)| by(a, s);
        adjoint |(a, s), y_bar| (by(y_bar, s), dot(a, y_bar));
    }
    [] names::Div: (Quaternion<$T>, $T) => Quaternion<$T> {
        value |(a, s)| a / *s;
        primal |(a, s)| over(a, s);
        adjoint |(a, s), y_bar| (over(y_bar, s), -(dot(over(a, s), y_bar) / s));
    }
    [] names::Mul: ($T, Quaternion<$T>) => Quaternion<$T> {
        value |(s, a)| *s * a;
        primal |(s, a)| by(a, s);
        adjoint |(s, a), y_bar| (dot(a, y_bar), by(y_bar, s));
    }
    [] names::NewTranslation<Matrix4<$T>>: (Vector3<$T>,) => Matrix4<$T> {
        value |(t,)| Matrix4::new_translation(t);
        primal |([t],)| moving(from_fn(axis), t);
        adjoint |_, y_bar| ([apart(y_bar).1],);
    }
    [] names::NewScaling<Matrix4<$T>>: ($T,) => Matrix4<$T> {
        value |(s,)| Matrix4::new_scaling(*s);
        primal |(s,)| moving(from_fn(|i| by(axis(i), s)), [S::constant(0.0); 3]);
        adjoint |_, y_bar| (y_bar[0][0] + y_bar[1][1] + y_bar[2][2],);
    }
    [] names::ToHomogeneous: (Translation3<$T>,) => Matrix4<$T> {
        value |(t,)| t.to_homogeneous();
        primal |(t,)| moving(from_fn(axis), t);
        adjoint |_, y_bar| (apart(y_bar).1,);
    }
    [] names::ToHomogeneous: (Point3<$T>,) => Vector4<$T> {
        value |(p,)| p.to_homogeneous();
        primal |([x, y, z],)| [[x, y, z, S::constant(1.0)]];
        adjoint |_, [[x, y, z, _]]| ([x, y, z],);
    }
    [] names::MovePoint: (Matrix4<$T>, Point3<$T>) => Point3<$T> {
        value |(m, p)| m.transform_point(p);
        primal |(m, p)| { let ([x, y, z], w) = image(m, p); [x / w, y / w, z / w] };
        adjoint |(m, p), y_bar| {
            let (image, w) = image(m, p);
            let [x, y, z] = over(y_bar, w);
            let w_bar = if divides(m, p) { -(dot([x, y, z], image) / w) } else { S::constant(0.0) };
            let [x_bar, y_bar, z_bar, _] = apply(transpose(m), [x, y, z, w_bar]);
            (outer([x, y, z, w_bar], whole(p)), [x_bar, y_bar, z_bar])
        };
    }
    [] names::MoveVector: (Matrix4<$T>, Vector3<$T>) => Vector3<$T> {
        value |(m, v)| m.transform_vector(v);
        primal |(m, [v])| [linear(m, v)];
        adjoint |(m, [v]), [y_bar]| {
            let v_bar = [0, 1, 2].map(|c| m[c][0] * y_bar[0] + m[c][1] * y_bar[1] + m[c][2] * y_bar[2]);
            (moving_bar(outer(y_bar, v)), [v_bar])
        };
    }
}
    };
}

of_float!(f64);
of_float!(f32);

operators! {
    [] Add Quaternion<f64>, Quaternion<f64> => Quaternion<f64>;
    [] Add Quaternion<f32>, Quaternion<f32> => Quaternion<f32>;
    [] Sub Quaternion<f64>, Quaternion<f64> => Quaternion<f64>;
    [] Sub Quaternion<f32>, Quaternion<f32> => Quaternion<f32>;
    [] Mul Quaternion<f64>, Quaternion<f64> => Quaternion<f64>;
    [] Mul Quaternion<f32>, Quaternion<f32> => Quaternion<f32>;
    [] Mul Quaternion<f64>, f64 => Quaternion<f64>;
    [] Mul Quaternion<f32>, f32 => Quaternion<f32>;
    [] Div Quaternion<f64>, f64 => Quaternion<f64>;
    [] Div Quaternion<f32>, f32 => Quaternion<f32>;
    [] Mul f64, Quaternion<f64> => Quaternion<f64>;
    [] Mul f32, Quaternion<f32> => Quaternion<f32>;
}

operators! {
    negated
    [] Quaternion<f64>;
    [] Quaternion<f32>;
}

operators! {
    assign
    [] AddAssign of Add Quaternion<f64>, Quaternion<f64>;
    [] AddAssign of Add Quaternion<f32>, Quaternion<f32>;
    [] SubAssign of Sub Quaternion<f64>, Quaternion<f64>;
    [] SubAssign of Sub Quaternion<f32>, Quaternion<f32>;
    [] MulAssign of Mul Quaternion<f64>, Quaternion<f64>;
    [] MulAssign of Mul Quaternion<f32>, Quaternion<f32>;
    [] MulAssign of Mul Quaternion<f64>, f64;
    [] MulAssign of Mul Quaternion<f32>, f32;
}

fn sine<S: Number>(cosine: S) -> S {
    let square = S::constant(1.0) - cosine * cosine;
    if square.has_minus() { S::constant(0.0) } else { square.root() }
}

fn whole<S: Number>([x, y, z]: [S; 3]) -> [S; 4] {
    [x, y, z, S::constant(1.0)]
}

/// What a matrix makes of a point, and what nalgebra divides it by.
fn image<S: Number>(m: [[S; 4]; 4], p: [S; 3]) -> ([S; 3], S) {
    let [x, y, z, w] = apply(m, whole(p));
    ([x, y, z], if w.value_vanishes() { S::constant(1.0) } else { w })
}

fn divides<S: Number>(m: [[S; 4]; 4], p: [S; 3]) -> bool {
    !apply(m, whole(p))[3].value_vanishes()
}

/// The product of a vector and the first three rows and columns.
fn linear<S: Number>(m: [[S; 4]; 4], v: [S; 3]) -> [S; 3] {
    from_fn(|r| m[0][r] * v[0] + m[1][r] * v[1] + m[2][r] * v[2])
}

/// The cotangent of a matrix of which these entries have one.
fn moving_bar<S: Number>(turn: [[S; 3]; 3]) -> [[S; 4]; 4] {
    let zero = S::constant(0.0);
    from_fn(|c| from_fn(|r| if c < 3 && r < 3 { turn[c][r] } else { zero }))
}
