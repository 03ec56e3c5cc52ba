//! Functions with a complex derivative: `y_dot = f'(z) z_dot`, `z_bar = y_bar conj(f'(z))`.
//!
//! The derivatives are those of the DLMF, chapter 4, and hold on the branches that
//! `num-complex` takes; on a cut they are those of the side that the value is of.

use super::pair::Pair;
use crate::foreign::fixed::{formulas, names};
use num_complex::Complex;

macro_rules! holomorphic {
    ($float:ident: $($(#[$doc:meta])* $name:ident $method:ident |$z:ident| $primal:expr, $partial:expr;)*) => {
        formulas! {$(
            $(#[$doc])*
            names::$name: (Complex<$float>,) => Complex<$float> {
                value |(z,)| z.$method();
                primal |($z,)| $primal;
                adjoint |($z,), y_bar| (y_bar * $partial.conj(),);
            }
        )*}
    };
}

macro_rules! rules {
    ($($float:ident)*) => {$(
        holomorphic! {
            $float:
            /// DLMF 4.2.
            Exp exp |z| z.exp(), z.exp();
            /// DLMF 4.2.
            Ln ln |z| z.ln(), (Pair::real(1.0) / z);
            /// The root with a real part that is not negative. At zero the partial is not finite.
            Sqrt sqrt |z| z.sqrt(), (Pair::real(0.5) / z.sqrt());
            /// The reciprocal.
            Inv inv |z| (Pair::real(1.0) / z), (-(Pair::real(1.0) / (z * z)));
            /// DLMF 4.20.
            Sin sin |z| z.sin(), z.cos();
            /// DLMF 4.20.
            Cos cos |z| z.cos(), (-z.sin());
            /// DLMF 4.20: `1 + tan²`.
            Tan tan |z| z.tan(), (Pair::real(1.0) + z.tan() * z.tan());
            /// DLMF 4.34.
            Sinh sinh |z| z.sinh(), z.cosh();
            /// DLMF 4.34.
            Cosh cosh |z| z.cosh(), z.sinh();
            /// DLMF 4.34: `1 - tanh²`.
            Tanh tanh |z| z.tanh(), (Pair::real(1.0) - z.tanh() * z.tanh());
        }

        formulas! {
            /// `z^x`: along `z` it is `x z^(x - 1)`, and along the real `x` it is `z^x ln z`
            /// (DLMF 4.2.26), which is zero at zero.
            names::Powf: (Complex<$float>, $float) => Complex<$float> {
                value |(z, x)| z.powf(*x);
                primal |(z, x)| z.powf(x);
                adjoint |(z, x), y_bar| {
                    let along = z.powf(x - S::constant(1.0)).by(x);
                    let x_bar = if z.norm().vanishes() { S::constant(0.0) } else { y_bar.dot(z.powf(x) * z.ln()) };
                    (y_bar * along.conj(), x_bar)
                };
            }

            /// `z^w`: along `z` it is `w z^(w - 1)`, and along `w` it is `z^w ln z`.
            names::Powc: (Complex<$float>, Complex<$float>) => Complex<$float> {
                value |(z, w)| z.powc(*w);
                primal |(z, w)| z.powc(w);
                adjoint |(z, w), y_bar| {
                    let along = w * z.powc(w - Pair::real(1.0));
                    (y_bar * along.conj(), y_bar * (z.powc(w) * z.ln()).conj())
                };
            }
        }
    )*};
}

rules!(f64 f32);
