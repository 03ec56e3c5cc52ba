//! Turns along an arc: interpolation on the sphere (Shoemake, "Animating rotation with
//! quaternion curves", 1985), and the exponential map of a rotation vector (Solà 2017, 101).

use crate::foreign::fixed::space::arc::{Arc, is_same, nearer};
use crate::foreign::fixed::space::turn::{of_scaled_axis, of_scaled_axis_adjoint};
use crate::foreign::fixed::space::vector::{add, by, dot, normalize, normalize_adjoint, sub};
use crate::foreign::fixed::{Number, formulas, names};
use glam::{DQuat, DVec3, Quat, Vec3};

macro_rules! rules {
    ($($ty:ident $vector:ident $float:ident;)*) => {formulas! {$(
        /// Along the shorter arc. Quaternions that are almost the same are interpolated along
        /// the chord, as `glam` does it.
        names::Slerp: ($ty, $ty, $float) => $ty {
            value |(a, b, s)| a.slerp(*b, *s);
            primal |(a, b, s)| {
                let b = nearer(a, b);
                if is_chord(dot(a, b), $float::EPSILON.into()) {
                    return normalize(add(a, by(sub(b, a), s)));
                }
                let arc = Arc::new(dot(a, b), s);
                add(by(a, arc.first), by(b, arc.second))
            };
            adjoint |(a, b, s), y_bar| {
                let near = nearer(a, b);
                let back = |b_bar| if is_same(near, b) { b_bar } else { by(b_bar, S::constant(-1.0)) };
                if is_chord(dot(a, near), $float::EPSILON.into()) {
                    let chord_bar = normalize_adjoint(add(a, by(sub(near, a), s)), y_bar);
                    let b_bar = by(chord_bar, s);
                    return (sub(chord_bar, b_bar), back(b_bar), dot(chord_bar, sub(near, a)));
                }
                let arc = Arc::new(dot(a, near), s);
                let (cosine_bar, s_bar) = arc.adjoint(dot(y_bar, a), dot(y_bar, near));
                let a_bar = add(by(y_bar, arc.first), by(near, cosine_bar));
                let b_bar = add(by(y_bar, arc.second), by(a, cosine_bar));
                (a_bar, back(b_bar), s_bar)
            };
        }
        /// `(v sin(t / 2) / t, cos(t / 2))` with `t = |v|`, and its limit at zero.
        names::FromScaledAxis<$ty>: ($vector,) => $ty {
            value |(v,)| $ty::from_scaled_axis(*v);
            primal |(v,)| of_scaled_axis(v);
            adjoint |(v,), y_bar| (of_scaled_axis_adjoint(v, y_bar),);
        }
    )*}};
}

rules! {
    Quat Vec3 f32;
    DQuat DVec3 f64;
}

fn is_chord<S: Number>(cosine: S, epsilon: f64) -> bool {
    (S::constant(1.0 - epsilon) - cosine).has_minus()
}
