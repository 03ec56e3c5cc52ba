//! Functions that `macro_rules!` makes: an identifier of the macro and one of its
//! caller are two names, and the companions tell them apart as the function does.

#![deny(warnings)]

use autodiff::grad;

/// The same function by names that clash and by names that do not.
macro_rules! same {
    ($($a:ident)::+, $($b:ident)::+, ($($x:expr),*)) => {
        assert_eq!($($a)::+::f($($x),*), $($b)::+::f($($x),*));
        assert_eq!($($a)::+::f_value_and_grad($($x),*), $($b)::+::f_value_and_grad($($x),*));
        assert_eq!($($a)::+::f_value_and_grad($($x),*).0, $($a)::+::f($($x),*));
    };
}

macro_rules! locals {
    ($module:ident, $x:ident) => {
        mod $module {
            #[autodiff::grad(hvp)]
            pub(super) fn f($x: f64) -> f64 {
                let t = $x * 2.0;
                let s = t * $x;
                s + t
            }
        }
    };
}
locals!(locals_apart, x);
locals!(locals_alike, t);

#[test]
fn locals_and_parameters() {
    same!(locals_alike, locals_apart, (3.0));
    assert_eq!(locals_alike::f_jvp(3.0, 1.0), (24.0, 14.0));
    assert_eq!(locals_alike::f_hvp(3.0, 1.0), (14.0, 4.0));
}

macro_rules! shadowed {
    ($module:ident, $x:ident, $e:expr) => {
        mod $module {
            #[autodiff::grad]
            pub(super) fn f($x: f64) -> f64 {
                let mut t = 1.0;
                let $x = $x * 3.0;
                t *= $e;
                {
                    let t = 5.0 * t;
                    let $x = t;
                    assert!($x == t);
                }
                let $x = ($x, t);
                for t in 0..2 {
                    let _ = t;
                }
                t * $x.0 + $x.1
            }
        }
    };
}
shadowed!(shadowed_apart, x, x + 1.0);
shadowed!(shadowed_alike, t, t + 1.0);

#[test]
fn shadowing() {
    same!(shadowed_alike, shadowed_apart, (0.3));
}

struct Scale(f64);

macro_rules! parameters {
    ($module:ident, $x:ident, $k:ident) => {
        mod $module {
            use super::Scale;
            #[autodiff::grad]
            pub(super) fn f(t: f64, $x: f64, #[constant] $k: &Scale) -> f64 {
                let k = $k.0;
                t * $x * $x * k
            }
            #[autodiff::grad(wrt($x))]
            pub(super) fn g(t: f64, $x: f64) -> f64 {
                t * $x * $x
            }
        }
    };
}
parameters!(parameters_apart, x, scale);
parameters!(parameters_alike, t, k);
parameters!(parameters_crossed, k, t);

#[test]
fn two_parameters_and_one_of_a_foreign_type() {
    same!(parameters_alike, parameters_apart, (2.0, 3.0, &Scale(5.0)));
    same!(parameters_crossed, parameters_apart, (2.0, 3.0, &Scale(5.0)));
    assert_eq!((parameters_alike::g(2.0, 3.0), parameters_alike::g_grad(2.0, 3.0)), (18.0, 12.0));
}

macro_rules! labels {
    ($module:ident, $label:lifetime, $x:ident, $e:expr) => {
        mod $module {
            #[autodiff::grad]
            #[allow(clippy::needless_continue)]
            pub(super) fn f($x: f64, t: f64) -> f64 {
                let mut s = 0.0;
                'a: for _ in 0..3 {
                    $label: for i in 0..4 {
                        s += t * $x * $e;
                        if i == 2 {
                            continue 'a;
                        }
                        if i == 1 {
                            continue $label;
                        }
                        s += t;
                    }
                }
                s + 'a: {
                    let v = $label: {
                        if s > 100.0 {
                            break 'a t;
                        }
                        break $label $x;
                    };
                    v * t
                }
            }
        }
    };
}
labels!(labels_apart, 'b, x, x.sin());
labels!(labels_alike, 'a, t, t.sin());

#[test]
fn labels() {
    same!(labels_alike, labels_apart, (0.3, 2.0));
    same!(labels_alike, labels_apart, (9.0, 20.0));
}

macro_rules! bindings {
    ($module:ident, $x:ident) => {
        mod $module {
            #[autodiff::grad]
            #[allow(clippy::cast_precision_loss)]
            pub(super) fn f($x: f64, #[constant] numbers: &[i32]) -> f64 {
                let t = $x * 2.0;
                assert!(t == 2.0 * $x, "{t} is not twice {}", $x);
                let v = vec![t, $x];
                let scaled = |t: f64| t * $x;
                let moved = move |s: f64| s * $x + t;
                let count = numbers.iter().filter(|t| **t > 1).count();
                let sum = v.iter().map(|t| t * t * $x).fold(0.0, |t, $x| t + $x);
                let chosen = match (t, $x) {
                    (a, $x) if $x > t => a * $x,
                    ($x, t) => $x - t,
                };
                let last = if let Some($x) = v.last() { *$x * t } else { 0.0 };
                scaled(t) + moved($x) + sum + chosen + last + $x * count as f64
            }
        }
    };
}
bindings!(bindings_apart, x);
bindings!(bindings_alike, t);

#[test]
fn closures_patterns_and_format_strings() {
    same!(bindings_alike, bindings_apart, (0.3, &[1, 2, 3]));
    same!(bindings_alike, bindings_apart, (-0.3, &[1, 2, 3]));
}

#[grad]
fn scale(x: f64) -> f64 {
    3.0 * x
}

macro_rules! functions {
    ($module:ident, $x:ident) => {
        mod $module {
            use super::{scale, scale_jvp, scale_vjp};
            #[autodiff::grad]
            pub(super) fn f($x: f64) -> f64 {
                let y: f64 = scale($x);
                y * $x
            }
        }
    };
}
functions!(functions_apart, x);
functions!(functions_alike, scale);

#[test]
fn a_function_that_is_called_as_a_parameter_is() {
    same!(functions_alike, functions_apart, (0.3));
}

/// A macro that makes a macro: three contexts of one identifier.
macro_rules! nested {
    ($module:ident, $x:ident) => {
        macro_rules! inner {
            ($y:ident) => {
                mod $module {
                    #[autodiff::grad]
                    pub(super) fn f($x: f64, $y: f64, t: f64) -> f64 {
                        let s = $x * $y * $y * t * t * t;
                        let t = s * t;
                        let $y = t * $y;
                        let $x = $y - $x;
                        $x + 2.0 * $y + 3.0 * t
                    }
                }
            };
        }
        inner!(t);
    };
}
mod nested_apart {
    #[autodiff::grad]
    pub(super) fn f(x: f64, y: f64, t: f64) -> f64 {
        let s = x * y * y * t * t * t;
        let t = s * t;
        let y = t * y;
        let x = y - x;
        x + 2.0 * y + 3.0 * t
    }
}
nested!(nested_alike, t);

#[test]
fn macros_in_macros() {
    same!(nested_alike, nested_apart, (0.3, 0.7, 1.1));
}

/// A condition inside, so that the function is expanded more than once.
macro_rules! conditional {
    ($module:ident, $x:ident) => {
        mod $module {
            #[autodiff::grad]
            pub(super) fn f($x: f64) -> f64 {
                let t = $x * 2.0;
                #[cfg(any())]
                let t = 7.0;
                #[cfg(all())]
                let $x = $x + t;
                $x * t
            }
        }
    };
}
conditional!(conditional_apart, x);
conditional!(conditional_alike, t);

#[test]
fn conditions_keep_the_names_apart() {
    same!(conditional_alike, conditional_apart, (0.3));
}

/// A derivative is negated where its value is: rustc warns of two signs in a row, in the code of the user.
#[deny(double_negations)]
mod signs {
    use autodiff::{check, grad};

    #[grad(hvp)]
    fn cumulative(x: f64, shape: f64, scale: f64) -> f64 {
        if x < 0.0 { 0.0 } else { -(-x.powf(shape) * scale).exp_m1() }
    }

    #[test]
    fn are_not_two_in_a_row() {
        check!(cumulative(0.7, 1.3, 0.4), hvp);
    }
}
