//! Functions of the real and the imaginary part: norms, angles, conjugates, polar forms.
//!
//! They have no complex derivative; their cotangents are the partials along both parts.

use super::pair::Pair;
use crate::foreign::fixed::{formulas, names};
use num_complex::Complex;

macro_rules! rules {
    ($($float:ident)*) => {$(
        formulas! {
            /// `|z|`, whose gradient is `z / |z|`, and zero at zero, as that of `hypot`.
            names::Norm: (Complex<$float>,) => $float {
                value |(z,)| z.norm();
                primal |(z,)| z.norm();
                adjoint |(z,), y_bar| {
                    let norm = z.norm();
                    if norm.vanishes() { (Pair::real(0.0),) } else { (z.by(S::constant(1.0) / norm).by(y_bar),) }
                };
            }

            /// `re² + im²`.
            names::NormSqr: (Complex<$float>,) => $float {
                value |(z,)| z.norm_sqr();
                primal |(z,)| z.dot(z);
                adjoint |(z,), y_bar| (z.by(y_bar * S::constant(2.0)),);
            }

            /// `|re| + |im|`. At zero the derivative of each part is that of a float's `abs`.
            names::L1Norm: (Complex<$float>,) => $float {
                value |(z,)| z.l1_norm();
                primal |(z,)| z.dot(z.signs());
                adjoint |(z,), y_bar| (z.signs().by(y_bar),);
            }

            /// The angle, whose gradient is `(-im, re) / |z|²`.
            names::Arg: (Complex<$float>,) => $float {
                value |(z,)| z.arg();
                primal |(z,)| z.arg();
                adjoint |(z,), y_bar| (turned(z, y_bar),);
            }

            /// The conjugate, whose cotangent is conjugated.
            names::Conj: (Complex<$float>,) => Complex<$float> {
                value |(z,)| z.conj();
                primal |(z,)| z.conj();
                adjoint |_, y_bar| (y_bar.conj(),);
            }

            /// The norm and the angle.
            names::ToPolar: (Complex<$float>,) => ($float, $float) {
                value |(z,)| z.to_polar();
                primal |(z,)| (z.norm(), z.arg());
                adjoint |(z,), (r_bar, angle_bar)| (z.by(r_bar / z.norm()) + turned(z, angle_bar),);
            }

            /// `r (cos t + i sin t)`, which is the unit along `r`, and turned by a right angle along `t`.
            names::FromPolar<Complex<$float>>: ($float, $float) => Complex<$float> {
                value |(r, t)| Complex::from_polar(*r, *t);
                primal |(r, t)| unit(t).by(r);
                adjoint |(r, t), y_bar| {
                    let unit = unit(t);
                    (y_bar.dot(unit), y_bar.dot(Pair::new(-unit.im, unit.re)) * r)
                };
            }

            /// `cos t + i sin t`.
            names::Cis<Complex<$float>>: ($float,) => Complex<$float> {
                value |(t,)| Complex::cis(*t);
                primal |(t,)| unit(t);
                adjoint |(t,), y_bar| {
                    let unit = unit(t);
                    (y_bar.dot(Pair::new(-unit.im, unit.re)),)
                };
            }

            /// The number of two parts.
            names::New<Complex<$float>>: ($float, $float) => Complex<$float> {
                value |(re, im)| Complex::new(*re, *im);
                primal |(re, im)| Pair::new(re, im);
                adjoint |_, y_bar| (y_bar.re, y_bar.im);
            }

            /// The product with a real number.
            names::Scale: (Complex<$float>, $float) => Complex<$float> {
                value |(z, t)| z.scale(*t);
                primal |(z, t)| z.by(t);
                adjoint |(z, t), y_bar| (y_bar.by(t), y_bar.dot(z));
            }

            /// The quotient by a real number.
            names::Unscale: (Complex<$float>, $float) => Complex<$float> {
                value |(z, t)| z.unscale(*t);
                primal |(z, t)| z.by(S::constant(1.0) / t);
                adjoint |(z, t), y_bar| (y_bar.by(S::constant(1.0) / t), -(y_bar.dot(z) / t / t));
            }
        }
    )*};
}

rules!(f64 f32);

/// A real number.
macro_rules! real {
    ($($float:ident)*) => {crate::ops::linear_conversions! {$(
        [] $float => Complex<$float>: |re| Complex::from(re), |bar| bar.re;
    )*}};
}

real!(f64 f32);

/// The cotangent of a number, of that of its angle.
fn turned<S: crate::foreign::fixed::Number>(z: Pair<S>, angle_bar: S) -> Pair<S> {
    let norm = z.norm();
    Pair::new(-z.im, z.re).by(angle_bar / norm / norm)
}

/// The number of norm 1 of an angle.
fn unit<S: crate::foreign::fixed::Number>(angle: S) -> Pair<S> {
    let (sine, cosine) = angle.circular();
    Pair::new(cosine, sine)
}
