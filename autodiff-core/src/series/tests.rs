use super::{Series, rules};
use crate::rules::{all, compiled, find};
use std::vec::Vec;

/// A function and its series on slices: arguments and their series, to the value and its series.
type Run<const K: usize> = fn(&[f64], &[Series<K>]) -> (f64, Series<K>);

macro_rules! runs {
    ($name:ident; one $($one:ident)*; two $($two:ident)*) => {
        match $name {
            $(stringify!($one) => |at, dot| {
                let y = compiled::f64::$one(at[0]).0;
                (y, rules::$one(at[0], dot[0], y))
            },)*
            $(stringify!($two) => |at, dot| {
                let y = compiled::f64::$two(at[0], at[1]).0;
                (y, rules::$two(at[0], at[1], dot[0], dot[1], y))
            },)*
            "powi" => |at, dot| {
                #[allow(clippy::cast_possible_truncation, reason = "the exponent of a sample is an integer")]
                let n = at[1] as i32;
                let y = compiled::f64::powi(at[0], n).0;
                (y, rules::powi(at[0], n, dot[0], y))
            },
            "mul_add" => |at, dot| {
                let y = compiled::f64::mul_add(at[0], at[1], at[2]).0;
                (y, rules::mul_add(at[0], at[1], at[2], dot[0], dot[1], dot[2], y))
            },
            other => panic!("`{other}` has no function"),
        }
    };
}

fn run<const K: usize>(name: &str) -> Run<K> {
    runs! {
        name;
        one recip sqrt cbrt exp exp2 exp_m1 ln ln_1p log2 log10 sin cos tan asin acos atan sinh cosh tanh asinh acosh
            atanh;
        two mul div powf hypot log atan2
    }
}

/// Whether two numbers are equal to a relative tolerance, or both NaN.
fn close(a: f64, b: f64, tolerance: f64) -> bool {
    a == b || (a.is_nan() && b.is_nan()) || (a - b).abs() <= tolerance * b.abs()
}

/// The arguments move along a curve: the value is that of the polynomial up to the next order.
#[test]
fn a_polynomial_follows_the_function() {
    const K: usize = 9;
    for name in rules::NAMES {
        for sample in find(name).expect("it is a rule").samples {
            let curve = |arg: usize| {
                Series::<K>::from([0.9, 0.7, -0.4, 0.3, 0.2, -0.1, 0.1, 0.0, 0.1].map(|c: f64| {
                    // Not faster than what it is near to.
                    c * (1.0 - 0.3 * f64::from(u8::try_from(arg).unwrap())) * sample[arg].abs().min(1.0)
                }))
            };
            let mut dot: Vec<_> = (0..sample.len()).map(curve).collect();
            if *name == "powi" {
                dot[1] = Series::ZERO;
            }
            for t in [0.03, -0.03] {
                let moved: Vec<f64> = sample.iter().zip(&dot).map(|(x, dot)| dot.at(*x, t)).collect();
                let (y, series) = run::<K>(name)(sample, &dot);
                let expected = run::<K>(name)(&moved, &dot).0;
                let got = series.at(y, t);
                assert!(
                    (got - expected).abs() <= 1e-12 * expected.abs().max(1e-3),
                    "{name} at {sample:?}: {got}, {expected}"
                );
            }
        }
    }
}

/// The first coefficient is the partial of the rule, also where that is a convention.
#[test]
fn the_first_coefficient_is_the_partial() {
    for name in rules::NAMES {
        for edge in find(name).expect("it is a rule").edges {
            for (arg, expected) in edge.partials.iter().enumerate() {
                let mut dot = Vec::from([Series::<3>::ZERO; 3]);
                assert_eq!(run(name)(edge.at, &dot).1, Series::ZERO, "{name} at {:?}: nothing moves", edge.at);
                dot[arg] = Series::along(1.0);
                let got = run(name)(edge.at, &dot).1[1];
                assert!(close(got, *expected, 1e-14), "{name} at {:?}, {arg}: {got}, {expected}", edge.at);
            }
        }
    }
}

#[test]
fn known_series() {
    let x = Series::<6>::along(1.0);
    let exp = rules::exp(0.0, x, 1.0);
    let factorials = [1.0, 2.0, 6.0, 24.0, 120.0, 720.0];
    for (j, factorial) in (1..=6).zip(factorials) {
        assert!(close(exp[j], 1.0 / factorial, 1e-15) && close(exp.derivative(j), 1.0, 1e-15));
    }
    assert_eq!(rules::recip(1.0, -x, 1.0), Series::from([1.0; 6]));
    assert_eq!(rules::powi(0.0, 3, x, 0.0), Series::from([0.0, 0.0, 1.0, 0.0, 0.0, 0.0]));
    assert_eq!(rules::powf(0.0, 2.5, x, Series::ZERO, 0.0)[2], 0.0);
    assert_eq!(rules::powf(0.0, 2.5, x, Series::ZERO, 0.0)[3], f64::INFINITY);
    assert_eq!(rules::atan(0.0, x, 0.0), Series::from([1.0, 0.0, -1.0 / 3.0, 0.0, 1.0 / 5.0, 0.0]));
}

/// Beyond the range of squares.
#[test]
fn powers_of_what_is_tiny() {
    let x = Series::<2>::along(1.0);
    assert!(close(rules::powi(1e-200, 2, x, 0.0)[1], 2e-200, 1e-15));
    assert_eq!(rules::powi(1e-200, 2, x, 0.0)[2], 1.0);
    assert!(close(rules::tanh(20.0, x, 1.0)[1], 4.0 * (-40.0_f64).exp(), 1e-14));
    assert!(close(rules::tanh(20.0, x, 1.0)[2], -4.0 * (-40.0_f64).exp(), 1e-14));
}

/// A power with so many factors, and the magnitude, have no pole at zero: what is near it has the
/// digits of products, to all orders.
#[test]
fn powers_near_a_zero_of_the_base() {
    let curve = Series::<24>::from(core::array::from_fn(|at| 1.0 / f64::from(u8::try_from(at + 1).unwrap())));
    for x in [1e-9, -1e-3, 0.02, 1e-160, 0.0, 3.0] {
        let square = rules::mul(x, x, curve, curve, x * x);
        let cube = rules::mul(x * x, x, square, curve, x * x * x);
        let fifth = rules::mul(x * x * x, x * x, cube, square, x.powi(5));
        for (n, expected) in [(0, Series::ZERO), (1, curve), (2, square), (3, cube), (5, fifth)] {
            let by_integer = rules::powi(x, n, curve, x.powi(n));
            let by_float = rules::powf(x, f64::from(n), curve, Series::ZERO, x.powi(n));
            for order in 1..=24 {
                let is_close = |got: f64| close(got, expected[order], 1e-13);
                assert!(is_close(by_integer[order]) && is_close(by_float[order]), "{x} to the power of {n}, {order}");
            }
        }
        if x != 0.0 {
            assert_eq!(rules::hypot(x, 0.0, curve, Series::ZERO, x.abs()), curve * x.signum());
            assert_eq!(rules::hypot(0.0, x, Series::ZERO, curve, x.abs()), curve * x.signum());
        }
    }
}

/// The squares of what is scaled away are never formed.
#[test]
fn a_norm_of_what_is_huge() {
    let (a, b) = (3e200, 4e200);
    let h = rules::hypot(a, b, Series::<3>::along(1e200), Series::ZERO, 5e200);
    assert!(close(h[1], 0.6e200, 1e-14) && close(h[2], 0.064e200, 1e-14) && h[3].is_finite(), "{h:?}");
}

#[test]
fn every_function_is_of_a_rule() {
    assert!(rules::NAMES.iter().all(|name| all().any(|rule| rule.name == *name)));
}
