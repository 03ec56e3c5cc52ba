//! The operations of floats, by the names of their rules.

use super::{Stop, broken};

macro_rules! operations {
    ($function:ident $float:ident [$($unary:ident)*] [$($binary:ident)*]) => {
        /// The result, if there is such an operation on so many operands.
        pub(super) fn $function(name: &str, x: &[$float], n: i32) -> Option<$float> {
            Some(match (name, x) {
                ("add", [a, b]) => a + b,
                ("sub", [a, b]) => a - b,
                ("mul", [a, b]) => a * b,
                ("div", [a, b]) => a / b,
                ("rem", [a, b]) => a % b,
                ("neg", [a]) => -a,
                ("scale", [s, p]) => if *s == 0.0 || *p == 0.0 { 0.0 } else { s * p },
                ("mask", [s, p]) => if *s == 0.0 { 0.0 } else { s * p },
                ("powi", [a]) => a.powi(n),
                ("mul_add", [a, b, c]) => a.mul_add(*b, *c),
                ("clamp", [a, b, c]) => a.clamp(*b, *c),
                $((stringify!($unary), [a]) => a.$unary(),)*
                $((stringify!($binary), [a, b]) => a.$binary(*b),)*
                _ => return None,
            })
        }
    };
}

macro_rules! for_both {
    ($($methods:tt)*) => {
        operations!(of_f64 f64 $($methods)*);
        operations!(of_f32 f32 $($methods)*);
    };
}

for_both! {
    [
        abs signum recip sqrt cbrt exp exp2 exp_m1 ln ln_1p log2 log10 sin cos tan asin acos atan
        sinh cosh tanh asinh acosh atanh to_degrees to_radians floor ceil round round_ties_even
        trunc fract
    ]
    [copysign powf hypot log atan2 min max rem_euclid div_euclid]
}

/// `is_nan` and the like.
pub(super) fn predicate(name: &str, x: f64) -> Result<bool, Stop> {
    Ok(match name {
        "is_nan" => x.is_nan(),
        "is_infinite" => x.is_infinite(),
        "is_finite" => x.is_finite(),
        "is_normal" => x.is_normal(),
        "is_sign_negative" => x.is_sign_negative(),
        "is_sign_positive" => x.is_sign_positive(),
        _ => return broken(format!("there is no predicate `{name}`")),
    })
}
