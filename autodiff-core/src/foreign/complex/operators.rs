//! `+ - * /` of complex numbers, and of one with a real number on either side.
//!
//! `z w` has the cotangents `y_bar conj(w)` and `y_bar conj(z)`, `z / w` has `y_bar conj(1 / w)`
//! and `-y_bar conj(y / w)`; of those of a real side the real part is taken.

use super::pair::Pair;
use crate::foreign::fixed::{formulas, names, operators};
use num_complex::Complex;

macro_rules! rules {
    ($($float:ident)*) => {$(
        formulas! {
            names::Add: (Complex<$float>, Complex<$float>) => Complex<$float> {
                value |(z, w)| z + w;
                primal |(z, w)| z + w;
                adjoint |_, y_bar| (y_bar, y_bar);
            }
            names::Sub: (Complex<$float>, Complex<$float>) => Complex<$float> {
                value |(z, w)| z - w;
                primal |(z, w)| z - w;
                adjoint |_, y_bar| (y_bar, -y_bar);
            }
            names::Mul: (Complex<$float>, Complex<$float>) => Complex<$float> {
                value |(z, w)| z * w;
                primal |(z, w)| z * w;
                adjoint |(z, w), y_bar| (y_bar * w.conj(), y_bar * z.conj());
            }
            names::Div: (Complex<$float>, Complex<$float>) => Complex<$float> {
                value |(z, w)| z / w;
                primal |(z, w)| z / w;
                adjoint |(z, w), y_bar| {
                    let z_bar = y_bar / w.conj();
                    (z_bar, -(z_bar * (z / w).conj()))
                };
            }
            names::Add: (Complex<$float>, $float) => Complex<$float> {
                value |(z, t)| z + t;
                primal |(z, t)| Pair::new(z.re + t, z.im);
                adjoint |_, y_bar| (y_bar, y_bar.re);
            }
            names::Sub: (Complex<$float>, $float) => Complex<$float> {
                value |(z, t)| z - t;
                primal |(z, t)| Pair::new(z.re - t, z.im);
                adjoint |_, y_bar| (y_bar, -y_bar.re);
            }
            names::Mul: (Complex<$float>, $float) => Complex<$float> {
                value |(z, t)| z * t;
                primal |(z, t)| z.by(t);
                adjoint |(z, t), y_bar| (y_bar.by(t), y_bar.dot(z));
            }
            names::Div: (Complex<$float>, $float) => Complex<$float> {
                value |(z, t)| z / t;
                primal |(z, t)| z.by(S::constant(1.0) / t);
                adjoint |(z, t), y_bar| (y_bar.by(S::constant(1.0) / t), -(y_bar.dot(z) / t / t));
            }
            names::Add: ($float, Complex<$float>) => Complex<$float> {
                value |(t, z)| *t + z;
                primal |(t, z)| Pair::new(t + z.re, z.im);
                adjoint |_, y_bar| (y_bar.re, y_bar);
            }
            names::Sub: ($float, Complex<$float>) => Complex<$float> {
                value |(t, z)| *t - z;
                primal |(t, z)| Pair::new(t - z.re, -z.im);
                adjoint |_, y_bar| (y_bar.re, -y_bar);
            }
            names::Mul: ($float, Complex<$float>) => Complex<$float> {
                value |(t, z)| *t * z;
                primal |(t, z)| z.by(t);
                adjoint |(t, z), y_bar| (y_bar.dot(z), y_bar.by(t));
            }
            names::Div: ($float, Complex<$float>) => Complex<$float> {
                value |(t, z)| *t / z;
                primal |(t, z)| Pair::new(t, S::constant(0.0)) / z;
                adjoint |(t, z), y_bar| {
                    let whole = y_bar / z.conj();
                    (whole.re, -(whole * (Pair::new(t, S::constant(0.0)) / z).conj()))
                };
            }
        }

        operators! {
            [] Add Complex<$float>, Complex<$float> => Complex<$float>;
            [] Sub Complex<$float>, Complex<$float> => Complex<$float>;
            [] Mul Complex<$float>, Complex<$float> => Complex<$float>;
            [] Div Complex<$float>, Complex<$float> => Complex<$float>;
            [] Add Complex<$float>, $float => Complex<$float>;
            [] Sub Complex<$float>, $float => Complex<$float>;
            [] Mul Complex<$float>, $float => Complex<$float>;
            [] Div Complex<$float>, $float => Complex<$float>;
            [] Add $float, Complex<$float> => Complex<$float>;
            [] Sub $float, Complex<$float> => Complex<$float>;
            [] Mul $float, Complex<$float> => Complex<$float>;
            [] Div $float, Complex<$float> => Complex<$float>;
        }
        operators! {
            assign
            [] AddAssign of Add Complex<$float>, Complex<$float>;
            [] SubAssign of Sub Complex<$float>, Complex<$float>;
            [] MulAssign of Mul Complex<$float>, Complex<$float>;
            [] DivAssign of Div Complex<$float>, Complex<$float>;
            [] AddAssign of Add Complex<$float>, $float;
            [] SubAssign of Sub Complex<$float>, $float;
            [] MulAssign of Mul Complex<$float>, $float;
            [] DivAssign of Div Complex<$float>, $float;
        }
        operators! { negated [] Complex<$float>; }
    )*};
}

rules!(f64 f32);
