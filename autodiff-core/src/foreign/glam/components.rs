//! Components of vectors: taken one by one, compared, rearranged.

use crate::foreign::fixed::space::vector::{by, dot, each, length, length_adjoint, normalize, normalize_adjoint};
use crate::foreign::fixed::{Number, formulas, names};
use core::array::from_fn;
use glam::{DVec2, DVec3, DVec4, Vec2, Vec2Swizzles as _, Vec3, Vec3A, Vec3Swizzles as _, Vec4, Vec4Swizzles as _};

macro_rules! rules {
    ($($ty:ident $float:ident $n:literal;)*) => {formulas! {$(
        /// At zero the derivative is 1, as that of a float's `abs`.
        names::Abs: ($ty,) => $ty {
            value |(a,)| a.abs();
            primal |(a,)| a.map(|a| a * abs_sign(a));
            adjoint |(a,), y_bar| (each(y_bar, a, |y, a| y * abs_sign(a)),);
        }
        names::Recip: ($ty,) => $ty {
            value |(a,)| a.recip();
            primal |(a,)| a.map(|a| S::constant(1.0) / a);
            adjoint |(a,), y_bar| (each(y_bar, a, |y, a| -(y / a / a)),);
        }
        /// A tie goes to the first argument, as that of two floats.
        names::Max: ($ty, $ty) => $ty {
            value |(a, b)| a.max(*b);
            primal |(a, b)| each(a, b, |a, b| if is_less(a, b) { b } else { a });
            adjoint |(a, b), y_bar| parted(y_bar, from_fn(|i| is_less(a[i], b[i])));
        }
        /// A tie goes to the first argument, as that of two floats.
        names::Min: ($ty, $ty) => $ty {
            value |(a, b)| a.min(*b);
            primal |(a, b)| each(a, b, |a, b| if is_less(b, a) { b } else { a });
            adjoint |(a, b), y_bar| parted(y_bar, from_fn(|i| is_less(b[i], a[i])));
        }
        /// `a.max(low).min(high)`
        names::Clamp: ($ty, $ty, $ty) => $ty {
            value |(a, low, high)| a.clamp(*low, *high);
            primal |(a, low, high)| {
                let raised = each(a, low, |a, low| if is_less(a, low) { low } else { a });
                each(raised, high, |a, high| if is_less(high, a) { high } else { a })
            };
            adjoint |(a, low, high), y_bar| {
                let raised = each(a, low, |a, low| if is_less(a, low) { low } else { a });
                let (raised_bar, high_bar) = parted(y_bar, from_fn(|i| is_less(high[i], raised[i])));
                let (a_bar, low_bar) = parted(raised_bar, from_fn(|i| is_less(a[i], low[i])));
                (a_bar, low_bar, high_bar)
            };
        }
        /// Of equal components, the first one has the cotangent.
        names::MaxElement: ($ty,) => $float {
            value |(a,)| a.max_element();
            primal |(a,)| a[first(&a, |best, other| is_less(best, other))];
            adjoint |(a,), y_bar| {
                let best = first(&a, |best, other| is_less(best, other));
                (from_fn(|i| if i == best { y_bar } else { S::constant(0.0) }),)
            };
        }
        /// Of equal components, the first one has the cotangent.
        names::MinElement: ($ty,) => $float {
            value |(a,)| a.min_element();
            primal |(a,)| a[first(&a, |best, other| is_less(other, best))];
            adjoint |(a,), y_bar| {
                let best = first(&a, |best, other| is_less(other, best));
                (from_fn(|i| if i == best { y_bar } else { S::constant(0.0) }),)
            };
        }
        names::Midpoint: ($ty, $ty) => $ty {
            value |(a, b)| a.midpoint(*b);
            primal |(a, b)| each(a, b, |a, b| (a + b) * S::constant(0.5));
            adjoint |_, y_bar| (by(y_bar, S::constant(0.5)), by(y_bar, S::constant(0.5)));
        }
        /// At zero it is constant, and so is its derivative zero.
        names::NormalizeOrZero: ($ty,) => $ty {
            value |(a,)| a.normalize_or_zero();
            primal |(a,)| if length(a).vanishes() { a } else { normalize(a) };
            adjoint |(a,), y_bar| {
                (if length(a).vanishes() { [S::constant(0.0); $n] } else { normalize_adjoint(a, y_bar) },)
            };
        }
        names::LengthRecip: ($ty,) => $float {
            value |(a,)| a.length_recip();
            primal |(a,)| S::constant(1.0) / length(a);
            adjoint |(a,), y_bar| (length_adjoint(a, -(y_bar / dot(a, a))),);
        }
        names::ToArray: ($ty,) => [$float; $n] {
            value |(a,)| a.to_array();
            primal |(a,)| a;
            adjoint |_, y_bar| (y_bar,);
        }
        names::FromArray<$ty>: ([$float; $n],) => $ty {
            value |(a,)| $ty::from_array(*a);
            primal |(a,)| a;
            adjoint |_, y_bar| (y_bar,);
        }
    )*}};
}

rules! {
    Vec2 f32 2;
    Vec3 f32 3;
    Vec3A f32 3;
    Vec4 f32 4;
    DVec2 f64 2;
    DVec3 f64 3;
    DVec4 f64 4;
}

macro_rules! picks {
    ($($ty:ident $Name:ident $method:ident $to:ident [$($i:literal)*];)*) => {formulas! {$(
        names::$Name: ($ty,) => $to {
            value |(a,)| a.$method();
            primal |(a,)| [$(a[$i]),*];
            adjoint |_, y_bar| (placed(y_bar, [$($i),*]),);
        }
    )*}};
}

picks! {
    Vec2 Xy xy Vec2 [0 1];
    Vec3 Xy xy Vec2 [0 1];
    Vec3 Xz xz Vec2 [0 2];
    Vec3 Yz yz Vec2 [1 2];
    Vec3 Truncate truncate Vec2 [0 1];
    Vec4 Xy xy Vec2 [0 1];
    Vec4 Xyz xyz Vec3 [0 1 2];
    Vec4 Truncate truncate Vec3 [0 1 2];
    DVec2 Xy xy DVec2 [0 1];
    DVec3 Xy xy DVec2 [0 1];
    DVec3 Xz xz DVec2 [0 2];
    DVec3 Yz yz DVec2 [1 2];
    DVec3 Truncate truncate DVec2 [0 1];
    DVec4 Xy xy DVec2 [0 1];
    DVec4 Xyz xyz DVec3 [0 1 2];
    DVec4 Truncate truncate DVec3 [0 1 2];
}

macro_rules! extensions {
    ($($ty:ident $float:ident $to:ident ($($part:ident)*) $last:ident;)*) => {formulas! {$(
        names::Extend: ($ty, $float) => $to {
            value |(a, last)| a.extend(*last);
            primal |([$($part),*], $last)| [$($part,)* $last];
            adjoint |_, [$($part,)* $last]| ([$($part),*], $last);
        }
    )*}};
}

extensions! {
    Vec2 f32 Vec3 (x y) z;
    Vec3 f32 Vec4 (x y z) w;
    DVec2 f64 DVec3 (x y) z;
    DVec3 f64 DVec4 (x y z) w;
}

/// The derivative of `abs`.
fn abs_sign<S: Number>(a: S) -> S {
    S::constant(if is_less(a, S::constant(0.0)) { -1.0 } else { 1.0 })
}

/// Whether the first value is the smaller one.
fn is_less<S: Number>(a: S, b: S) -> bool {
    let rest = a - b;
    rest.has_minus() && !rest.value_vanishes()
}

/// What goes to the first argument, and what to the second one.
fn parted<S: Number, const N: usize>(y_bar: [S; N], to_second: [bool; N]) -> ([S; N], [S; N]) {
    let zero = S::constant(0.0);
    (from_fn(|i| if to_second[i] { zero } else { y_bar[i] }), from_fn(|i| if to_second[i] { y_bar[i] } else { zero }))
}

/// The number of the component that no other one is better than.
fn first<S: Number, const N: usize>(a: &[S; N], is_worse: impl Fn(S, S) -> bool) -> usize {
    (1..N).fold(0, |best, i| if is_worse(a[best], a[i]) { i } else { best })
}

/// Components in these places, and zeros in the others.
fn placed<S: Number, const N: usize, const M: usize>(a: [S; M], places: [usize; M]) -> [S; N] {
    let mut all = [S::constant(0.0); N];
    for (a, place) in a.into_iter().zip(places) {
        all[place] = all[place] + a;
    }
    all
}
