//! The rules of matrices.

use crate::foreign::fixed::space::matrix::{
    apply, cofactors, determinant, each, inner, inverse, inverse_adjoint, map, mul, outer, transpose,
};
use crate::foreign::fixed::{Number, formulas, names, operators};
use glam::{DMat2, DMat3, DMat4, DVec2, DVec3, DVec4, Mat2, Mat3, Mat4, Vec2, Vec3, Vec4};

macro_rules! rules {
    ($($ty:ident $vector:ident $float:ident $mul_vec:ident $MulVec:ident ($($column:ident)*);)*) => {$(
        formulas! {
            names::Add: ($ty, $ty) => $ty {
                value |(a, b)| *a + *b;
                primal |(a, b)| each(a, b, |a, b| a + b);
                adjoint |_, y_bar| (y_bar, y_bar);
            }
            names::Sub: ($ty, $ty) => $ty {
                value |(a, b)| *a - *b;
                primal |(a, b)| each(a, b, |a, b| a - b);
                adjoint |_, y_bar| (y_bar, map(y_bar, |y| -y));
            }
            /// `A_bar = C_bar Bᵀ`, `B_bar = Aᵀ C_bar` (Giles, 2.2.2).
            names::Mul: ($ty, $ty) => $ty {
                value |(a, b)| *a * *b;
                primal |(a, b)| mul(a, b);
                adjoint |(a, b), y_bar| (mul(y_bar, transpose(b)), mul(transpose(a), y_bar));
            }
            names::Mul: ($ty, $vector) => $vector {
                value |(a, v)| *a * *v;
                primal |(a, v)| apply(a, v);
                adjoint |(a, v), y_bar| (outer(y_bar, v), apply(transpose(a), y_bar));
            }
            names::$MulVec: ($ty, $vector) => $vector {
                value |(a, v)| a.$mul_vec(*v);
                primal |(a, v)| apply(a, v);
                adjoint |(a, v), y_bar| (outer(y_bar, v), apply(transpose(a), y_bar));
            }
            names::Mul: ($ty, $float) => $ty {
                value |(a, k)| *a * *k;
                primal |(a, k)| map(a, |a| a * k);
                adjoint |(a, k), y_bar| (map(y_bar, |y| y * k), inner(y_bar, a));
            }
            names::Mul: ($float, $ty) => $ty {
                value |(k, a)| *k * *a;
                primal |(k, a)| map(a, |a| a * k);
                adjoint |(k, a), y_bar| (inner(y_bar, a), map(y_bar, |y| y * k));
            }
            names::Transpose: ($ty,) => $ty {
                value |(a,)| a.transpose();
                primal |(a,)| transpose(a);
                adjoint |_, y_bar| (transpose(y_bar),);
            }
            /// Its gradient is the matrix of the cofactors, `det(A) A⁻ᵀ` (Giles, 2.2.4).
            names::Determinant: ($ty,) => $float {
                value |(a,)| a.determinant();
                primal |(a,)| determinant(a);
                adjoint |(a,), y_bar| (map(cofactors(a), |cofactor| cofactor * y_bar),);
            }
            /// Giles, 2.2.3.
            names::Inverse: ($ty,) => $ty {
                value |(a,)| a.inverse();
                primal |(a,)| inverse(a);
                adjoint |(a,), y_bar| (inverse_adjoint(a, y_bar),);
            }
            names::FromCols<$ty>: ($(rules!(@vector $column $vector),)*) => $ty {
                value |($($column,)*)| $ty::from_cols($(*$column),*);
                primal |($($column,)*)| [$($column),*];
                adjoint |_, [$($column),*]| ($($column,)*);
            }
        }

        operators! {
            [] Add $ty, $ty => $ty;
            [] Sub $ty, $ty => $ty;
            [] Mul $ty, $ty => $ty;
            [] Mul $ty, $vector => $vector;
            [] Mul $ty, $float => $ty;
            [] Mul $float, $ty => $ty;
        }
        operators! {
            assign
            [] AddAssign of Add $ty, $ty;
            [] SubAssign of Sub $ty, $ty;
            [] MulAssign of Mul $ty, $ty;
            [] MulAssign of Mul $ty, $float;
        }
        operators! { negated [] $ty; }
    )*};
    (@vector $column:ident $vector:ident) => { $vector };
}

rules! {
    Mat2 Vec2 f32 mul_vec2 MulVec2 (x y);
    Mat3 Vec3 f32 mul_vec3 MulVec3 (x y z);
    Mat4 Vec4 f32 mul_vec4 MulVec4 (x y z w);
    DMat2 DVec2 f64 mul_vec2 MulVec2 (x y);
    DMat3 DVec3 f64 mul_vec3 MulVec3 (x y z);
    DMat4 DVec4 f64 mul_vec4 MulVec4 (x y z w);
}

macro_rules! affine {
    ($($ty:ident $vector:ident $Name:ident $method:ident $last:literal;)*) => {
        formulas! {$(
            /// The first three rows of a product.
            names::$Name: ($ty, $vector) => $vector {
                value |(a, v)| a.$method(*v);
                primal |(a, v)| first(apply(a, extended(v, S::constant($last))));
                adjoint |(a, v), y_bar| {
                    let (y_bar, v) = (extended(y_bar, S::constant(0.0)), extended(v, S::constant($last)));
                    (outer(y_bar, v), first(apply(transpose(a), y_bar)))
                };
            }
        )*}
    };
}

affine! {
    Mat4 Vec3 TransformPoint3 transform_point3 1.0;
    Mat4 Vec3 TransformVector3 transform_vector3 0.0;
    DMat4 DVec3 TransformPoint3 transform_point3 1.0;
    DMat4 DVec3 TransformVector3 transform_vector3 0.0;
}

fn extended<S: Number>([x, y, z]: [S; 3], w: S) -> [S; 4] {
    [x, y, z, w]
}

fn first<S: Number>([x, y, z, _]: [S; 4]) -> [S; 3] {
    [x, y, z]
}
