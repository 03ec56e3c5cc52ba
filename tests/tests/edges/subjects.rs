//! A function for each rule, and its modes.

use super::Modes;
use autodiff_tests::leaves::leaves_of;

type Run = fn(&[f64]) -> Modes;

/// A function of floats, and of an integer after a semicolon, for each rule.
macro_rules! subjects {
    ($($name:ident($($x:ident),+ $(; $n:ident)?) $body:block)*) => {
        /// The modes of each rule, by its name.
        pub(super) const SUBJECTS: &[(&str, Run)] = &[$((stringify!($name), $name::modes)),*];

        $(mod $name {
            use super::*;
            use autodiff::grad;

            #[grad]
            fn f($($x: f64,)+ $($n: i32)?) -> f64 $body

            pub(super) fn modes(at: &[f64]) -> Modes {
                let mut at = at.iter().copied();
                $(let $x = at.next().expect("an argument");)+
                $(#[allow(clippy::cast_possible_truncation, reason = "an integer of the table")]
                let $n = at.next().expect("an exponent") as i32;)?
                let count = [$(stringify!($x)),+].len();
                // The compiler does not see what the seeds are.
                let seed = |along: bool| std::hint::black_box(f64::from(u8::from(along)));
                let forward = (0..count)
                    .map(|along| {
                        let mut i = 0..;
                        f_jvp($($x,)+ $($n,)? $({ let _ = $x; seed(i.next() == Some(along)) }),+).1
                    })
                    .collect();
                Modes {
                    values: vec![f($($x,)+ $($n)?), f_vjp($($x,)+ $($n,)? seed(true)).0],
                    forward,
                    gradient: leaves_of(&f_grad($($x,)+ $($n)?)),
                    adjoint: leaves_of(&f_vjp($($x,)+ $($n,)? seed(true)).1),
                }
            }
        })*
    };
}

subjects! {
    add(a, b) { a + b }
    sub(a, b) { a - b }
    mul(a, b) { a * b }
    div(a, b) { a / b }
    rem(a, b) { a % b }
    neg(a) { -a }
    recip(x) { x.recip() }
    mul_add(a, b, c) { a.mul_add(b, c) }
    to_degrees(x) { x.to_degrees() }
    to_radians(x) { x.to_radians() }
    sqrt(x) { x.sqrt() }
    cbrt(x) { x.cbrt() }
    powi(x; n) { x.powi(n) }
    powf(x, n) { x.powf(n) }
    hypot(x, y) { x.hypot(y) }
    exp(x) { x.exp() }
    exp2(x) { x.exp2() }
    exp_m1(x) { x.exp_m1() }
    ln(x) { x.ln() }
    ln_1p(x) { x.ln_1p() }
    log(x, b) { x.log(b) }
    log2(x) { x.log2() }
    log10(x) { x.log10() }
    sin(x) { x.sin() }
    cos(x) { x.cos() }
    tan(x) { x.tan() }
    asin(x) { x.asin() }
    acos(x) { x.acos() }
    atan(x) { x.atan() }
    atan2(y, x) { y.atan2(x) }
    sinh(x) { x.sinh() }
    cosh(x) { x.cosh() }
    tanh(x) { x.tanh() }
    asinh(x) { x.asinh() }
    acosh(x) { x.acosh() }
    atanh(x) { x.atanh() }
    abs(x) { x.abs() }
    signum(x) { x.signum() }
    copysign(x, s) { x.copysign(s) }
    max(a, b) { a.max(b) }
    min(a, b) { a.min(b) }
    clamp(x, lo, hi) { x.clamp(lo, hi) }
    floor(x) { x.floor() }
    ceil(x) { x.ceil() }
    round(x) { x.round() }
    round_ties_even(x) { x.round_ties_even() }
    trunc(x) { x.trunc() }
    fract(x) { x.fract() }
    rem_euclid(a, b) { a.rem_euclid(b) }
    div_euclid(a, b) { a.div_euclid(b) }
}
