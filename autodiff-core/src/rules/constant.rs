//! The constants that the texts of rules may name.

/// Declares the table and the typed constants of one list.
macro_rules! constants {
    ($($(#[$doc:meta])* $name:ident = $value:expr;)*) => {
        /// Name and value of each. At `f32` a constant is the rounded value.
        pub const TABLE: &[(&str, core::primitive::f64)] =
            &[$((stringify!($name), f64::$name)),*];

        /// The constants at `f64`.
        pub mod f64 {
            $($(#[$doc])* pub const $name: core::primitive::f64 = $value;)*
        }

        /// The constants at `f32`.
        pub mod f32 {
            $(
                $(#[$doc])*
                #[allow(clippy::cast_possible_truncation)]
                pub const $name: core::primitive::f32 = super::f64::$name as core::primitive::f32;
            )*
        }
    };
}

constants! {
    /// ln 2, the slope of `exp2` at 0.
    LN_2 = core::f64::consts::LN_2;
    /// ln 10.
    LN_10 = core::f64::consts::LN_10;
    /// log₂ e, the slope of `log2` at 1.
    LOG2_E = core::f64::consts::LOG2_E;
    /// log₁₀ e, the slope of `log10` at 1.
    LOG10_E = core::f64::consts::LOG10_E;
    /// 180 / π.
    DEGREES_PER_RADIAN = 180.0 / core::f64::consts::PI;
    /// π / 180.
    RADIANS_PER_DEGREE = core::f64::consts::PI / 180.0;
}
