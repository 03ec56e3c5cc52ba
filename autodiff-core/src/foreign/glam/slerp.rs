//! Turns along an arc: interpolation on the sphere (Shoemake, "Animating rotation with
//! quaternion curves", 1985), and the exponential map of a rotation vector (Solà 2017, 101).

use super::quaternion::of_axis;
use super::vector::{add, by, dot, length, normalize, normalize_adjoint, over, sub};
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
            primal |(v,)| {
                let angle = length(v);
                if angle.vanishes() {
                    let [x, y, z] = by(v, S::constant(0.5));
                    return [x, y, z, S::constant(1.0)];
                }
                of_axis(over(v, angle), angle)
            };
            adjoint |(v,), [x, y, z, w]| {
                let (angle, half, bar) = (length(v), S::constant(0.5), [x, y, z]);
                if angle.vanishes() {
                    return (sub(by(bar, half), by(v, w * S::constant(0.25))),);
                }
                let (sine, cosine) = (angle * half).circular();
                let share = sine / angle;
                let along = dot(bar, v) * (cosine * half - share) / angle - w * sine * half;
                (add(by(bar, share), by(v, along / angle)),)
            };
        }
    )*}};
}

rules! {
    Quat Vec3 f32;
    DQuat DVec3 f64;
}

/// The shares of both ends, at a point of the arc.
struct Arc<S> {
    first: S,
    second: S,
    angle: S,
    at: S,
}

impl<S: Number> Arc<S> {
    fn new(cosine: S, at: S) -> Self {
        let angle = (S::constant(1.0) - cosine * cosine).root().angle(cosine);
        let sine = angle.circular().0;
        let share = |part: S| (angle * part).circular().0 / sine;
        Arc { first: share(S::constant(1.0) - at), second: share(at), angle, at }
    }

    /// The cotangents of the cosine between the ends and of the point, of those of the shares.
    fn adjoint(&self, first_bar: S, second_bar: S) -> (S, S) {
        let (sine, cosine) = self.angle.circular();
        let rest = S::constant(1.0) - self.at;
        let (near, far) = ((self.angle * rest).circular().1, (self.angle * self.at).circular().1);
        let along = |part: S, cosine_of: S, share: S| (part * cosine_of - share * cosine) / sine;
        let angle_bar = first_bar * along(rest, near, self.first) + second_bar * along(self.at, far, self.second);
        (-(angle_bar / sine), (second_bar * far - first_bar * near) * self.angle / sine)
    }
}

/// The end, or its opposite, which is the same rotation.
fn nearer<S: Number>(a: [S; 4], b: [S; 4]) -> [S; 4] {
    let cosine = dot(a, b);
    if cosine.has_minus() && !cosine.value_vanishes() { by(b, S::constant(-1.0)) } else { b }
}

/// Whether it has not been turned round.
fn is_same<S: Number>(near: [S; 4], b: [S; 4]) -> bool {
    near.into_iter().zip(b).all(|(near, b)| (near - b).value_vanishes())
}

fn is_chord<S: Number>(cosine: S, epsilon: f64) -> bool {
    (S::constant(1.0 - epsilon) - cosine).has_minus()
}
