//! The macro `rules!`: one text becomes the row, the functions and the tests.

/// Rules, in the language that they differentiate.
///
/// ```text
/// rules! {
///     /// Square root. At zero the derivative is +inf, the limit from the right.
///     fn sqrt(x) -> y = x.sqrt(); {
///         is Cheap;                          // what transforms may know, if anything
///         let t = ..;                        // shared by the partials
///         #[cusp] d[x] = 0.5 / y;            // one for each float argument, in order
///         samples (0.7), (2.0);              // where finite differences are taken
///         edges (0.0) => [inf], (-1.0) => [nan];
///         literal |n| ..;                    // the growth where the last argument is one
///     }
/// }
/// ```
///
/// An argument is a float, or `n: i32`. `#[pole]`, `#[cusp]` or nothing is the
/// [`Growth`](crate::rule::Growth) of the partial. It gives the module
/// - `RULES`, the rows;
/// - `compiled::f64` and `compiled::f32`, the rules as functions;
/// - for each rule a test against finite differences, one of its edges, one of
///   its growth, and one of the derivatives of its partials.
macro_rules! rules {
    ($(
        $(#[doc = $doc:literal])*
        fn $name:ident($($arg:ident $(: $int:ident)?),+) -> $res:ident = $primal:expr; {
            $(is $($property:ident),+;)?
            $(let $tmp:ident = $value:expr;)*
            $($(#[$growth:ident])? d[$wrt:ident] = $partial:expr;)+
            $(samples $(($($sample:expr),+)),+;)?
            $(edges $(($($at:expr),+) => [$($there:expr),+]),+;)?
            $(literal $literal:expr;)?
        }
    )*) => {
        /// The rules of this file.
        pub const RULES: &[$crate::rule::Rule] = {
            #[allow(unused_imports)]
            use $crate::rules::syntax::names::*;
            &[$($crate::rule::Rule {
                name: stringify!($name),
                doc: concat!($($doc, "\n"),*),
                args: &[$($crate::rule::Arg {
                    name: stringify!($arg),
                    kind: arg!(kind $($int)?),
                }),+],
                result: stringify!($res),
                primal: stringify!($primal),
                lets: &[$((stringify!($tmp), stringify!($value))),*],
                partials: &[$($crate::rule::Partial {
                    wrt: stringify!($wrt),
                    text: stringify!($partial),
                    growth: growth!($($growth)?),
                }),+],
                samples: &[$($(&[$($sample),+]),+)?],
                edges: &[$($($crate::rule::Edge {
                    at: &[$($at),+],
                    partials: &[$($there),+],
                }),+)?],
                properties: &[$($($crate::rule::Property::$property),+)?],
                literal: literal!($($literal)?),
            }),*]
        };

        /// The rules of this file, as functions.
        #[cfg(any(feature = "std", feature = "libm"))]
        pub mod compiled {
            /// At `f64`.
            pub mod f64 {
                compiled_prelude!(f64);
                $(compiled!{
                    $(#[doc = $doc])*
                    $name($($arg: arg!(type $($int)?)),+) $res = $primal;
                    { $(let $tmp = $value;)* } [$($partial),+]
                })*
            }
            /// At `f32`.
            pub mod f32 {
                compiled_prelude!(f32);
                $(compiled!{
                    $(#[doc = $doc])*
                    $name($($arg: arg!(type $($int)?)),+) $res = $primal;
                    { $(let $tmp = $value;)* } [$($partial),+]
                })*
            }
        }

        #[cfg(all(test, any(feature = "std", feature = "libm")))]
        pub(super) mod cases {
            use $crate::rules::check::Case;

            pub(in $crate::rules) const CASES: &[Case] = &[$(Case {
                name: stringify!($name),
                at_f64: on_slice!(f64 $name($($arg $(: $int)?),+)),
                at_f32: on_slice!(f32 $name($($arg $(: $int)?),+)),
            }),*];
        }

        tests_of!(finite_differences: $($name)*);
        tests_of!(edges: $($name)*);
        tests_of!(growth: $($name)*);
        tests_of!(second_order: $($name)*);
    };
}

/// What an argument without a type, or of type `i32`, is.
macro_rules! arg {
    (kind) => {
        $crate::rule::ArgKind::Float
    };
    (kind i32) => {
        $crate::rule::ArgKind::Int
    };
    (type) => {
        F
    };
    (type i32) => {
        i32
    };
}

/// The growth at a literal, if a rule has one.
macro_rules! literal {
    () => {
        None
    };
    ($growth:expr) => {
        Some($growth)
    };
}

/// The growth that an attribute of a partial names.
macro_rules! growth {
    () => {
        $crate::rule::Growth::Tame
    };
    (pole) => {
        $crate::rule::Growth::Pole
    };
    (cusp) => {
        $crate::rule::Growth::Cusp
    };
}

/// What the text of a rule may name besides its own variables.
#[cfg(any(feature = "std", feature = "libm"))]
macro_rules! compiled_prelude {
    ($float:ident) => {
        type F = $float;
        #[allow(unused_imports)]
        use $crate::rules::constant::$float::*;
        // The methods are inherent where the crate std is in reach.
        #[allow(unused_imports)]
        use $crate::scalar::Real as _;
    };
}

/// A rule as a function.
#[cfg(any(feature = "std", feature = "libm"))]
macro_rules! compiled {
    (
        $(#[doc = $doc:literal])*
        $name:ident($($arg:ident: $type:ty),+) $res:ident = $primal:expr;
        { $(let $tmp:ident = $value:expr;)* } [$($partial:expr),+]
    ) => {
        $(#[doc = $doc])*
        #[allow(unused_variables, clippy::cast_precision_loss, clippy::cast_lossless)]
        #[inline]
        pub fn $name($($arg: $type),+) -> (F, [F; [$(stringify!($partial)),+].len()]) {
            let $res: F = $primal;
            $(let $tmp = $value;)*
            ($res, [$($partial),+])
        }
    };
}

/// A compiled rule from a slice of `f64` to `f64`s, whatever its float is.
#[cfg(all(test, any(feature = "std", feature = "libm")))]
macro_rules! on_slice {
    ($float:ident $name:ident($($arg:ident $(: $int:ident)?),+)) => {
        |at: &[f64]| {
            #[allow(dead_code)]
            type F = $float;
            let mut at = at.iter();
            $(
                #[allow(clippy::cast_possible_truncation, trivial_numeric_casts)]
                let $arg = *at.next().expect("a value for each argument") as arg!(type $($int)?);
            )+
            let (result, partials) = $crate::rules::compiled::$float::$name($($arg),+);
            #[allow(clippy::useless_conversion)]
            (f64::from(result), partials.into_iter().map(f64::from).collect())
        }
    };
}

/// One test for each rule, called as the check is.
macro_rules! tests_of {
    ($check:ident: $($name:ident)*) => {
        #[cfg(all(test, any(feature = "std", feature = "libm")))]
        mod $check {
            use $crate::rules::check;
            $(
                #[test]
                fn $name() {
                    check::$check(check::case(stringify!($name)));
                }
            )*
        }
    };
}

/// How the edges of a rule write infinity and NaN.
pub(crate) mod names {
    #![allow(non_upper_case_globals)]
    pub(crate) const inf: f64 = f64::INFINITY;
    pub(crate) const nan: f64 = f64::NAN;
}
