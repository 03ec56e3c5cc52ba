//! What each rule is tested for.

use super::{all, arith, exp_log, find, hyperbolic, piecewise, power, trig};
use crate::rule::{ArgKind, Growth, Rule};
use std::{vec, vec::Vec};

mod grid;
mod text;

/// A compiled rule on slices: arguments to result and partials.
pub(super) type Compiled = fn(&[f64]) -> (f64, Vec<f64>);

/// A rule by name, and its functions.
pub(super) struct Case {
    pub(super) name: &'static str,
    pub(super) at_f64: Compiled,
    pub(super) at_f32: Compiled,
}

/// The case of a rule.
pub(super) fn case(name: &str) -> &'static Case {
    let files = [
        arith::cases::CASES,
        power::cases::CASES,
        exp_log::cases::CASES,
        trig::cases::CASES,
        hyperbolic::cases::CASES,
        piecewise::cases::CASES,
    ];
    let mut cases = files.into_iter().flatten();
    cases.find(|case| case.name == name).expect("a rule has a case")
}

impl Case {
    fn rule(&self) -> &'static Rule {
        find(self.name).expect("a case has a rule")
    }

    /// The points inside the domain at which derivatives are compared.
    fn samples(&self) -> Vec<Vec<f64>> {
        let rule = self.rule();
        if rule.samples.is_empty() {
            let somewhere = [0.7, 1.1, 1.5];
            return vec![somewhere[..rule.args.len()].to_vec()];
        }
        rule.samples.iter().map(|at| at.to_vec()).collect()
    }
}

/// The partials agree with central differences at the samples, in `f64`, and
/// those in `f32` agree with those in `f64`.
pub(super) fn finite_differences(case: &Case) {
    for at in case.samples() {
        let (result, partials) = (case.at_f64)(&at);
        let (result_f32, partials_f32) = (case.at_f32)(&at);
        assert!(close(result, result_f32, 1e-5), "f32 at {at:?}: {result} and {result_f32}");
        for (partial, (arg, partial_f32)) in partials.iter().zip(floats(case).zip(&partials_f32)) {
            let expected = central_difference(&at, arg, |at| (case.at_f64)(at).0);
            assert!(close(*partial, expected, 1e-8), "{arg} at {at:?}: {partial}, {expected}");
            assert!(close(*partial_f32, *partial, 1e-5), "{arg} at {at:?}: f32 {partial_f32}");
        }
    }
}

/// The derivatives of the texts of the partials, taken by the rules themselves,
/// agree with central differences of the partials.
pub(super) fn second_order(case: &Case) {
    for at in case.samples() {
        for (row, partial) in case.rule().partials.iter().enumerate() {
            for arg in floats(case) {
                let expected = central_difference(&at, arg, |at| (case.at_f64)(at).1[row]);
                let derivative = text::second_partial(case.rule(), &at, row, arg);
                assert!(
                    close(derivative, expected, 1e-7),
                    "d[{}] along {arg} at {at:?}: {derivative}, {expected}",
                    partial.wrt
                );
            }
        }
    }
}

/// The partials at the edges are those of the table, to the last bit.
///
/// In `f32` the same holds at the points that are in its range.
pub(super) fn edges(case: &Case) {
    for edge in case.rule().edges {
        let partials = (case.at_f64)(edge.at).1;
        assert_same(edge.at, &partials, edge.partials);
        #[allow(clippy::cast_possible_truncation)]
        let round = |x: &f64| f64::from(*x as f32);
        if edge.at.iter().all(|x| round(x) == *x || x.is_nan()) {
            let expected: Vec<_> = edge.partials.iter().map(round).collect();
            assert_same(edge.at, &(case.at_f32)(edge.at).1, &expected);
        }
    }
}

fn assert_same(at: &[f64], partials: &[f64], expected: &[f64]) {
    assert_eq!(partials.len(), expected.len());
    let same = |(a, b): (&f64, &f64)| a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan());
    assert!(partials.iter().zip(expected).all(same), "at {at:?}: {partials:?}, the table says {expected:?}");
}

/// The growth that a partial declares is the largest seen on a grid of finite
/// arguments, and not less.
///
/// At an argument in the range of `f32` the partial in `f64` is the judge of the
/// one in `f32`: its intermediate results have the exponents to spare. So an
/// overflow on the way to a derivative that `f32` could hold is an error, and
/// otherwise both have to agree.
pub(super) fn growth(case: &Case) {
    let declared: Vec<_> = case.rule().partials.iter().map(|partial| partial.growth).collect();
    let mut seen = vec![Growth::Tame; declared.len()];
    for at in grid::single(case.rule()) {
        let (result, partials) = (case.at_f32)(&at);
        let (_, judges) = (case.at_f64)(&at);
        for (seen, (partial, judge)) in seen.iter_mut().zip(partials.iter().zip(&judges)) {
            *seen = (*seen).max(growth_at(result, *partial, *judge));
            let compared = result.is_finite() && partial.is_finite() && grid::is_exact(&at);
            let absolute = f64::from(f32::MIN_POSITIVE);
            assert!(
                !compared || (partial - judge).abs() <= 1e-3 * judge.abs() + absolute,
                "at {at:?}: f32 {partial}, f64 {judge}"
            );
        }
    }
    for at in grid::double(case.rule()) {
        let (result, partials) = (case.at_f64)(&at);
        for (row, partial) in partials.iter().enumerate() {
            let tame = declared[row] == Growth::Tame;
            assert!(!tame || partial.is_finite(), "not tame at {at:?}: {partial}");
            let undefined = partial.is_nan() && result.is_finite();
            assert!(!undefined || declared[row] == Growth::Cusp, "NaN, not a cusp, at {at:?}");
        }
    }
    assert_eq!(declared, seen);
}

fn growth_at(result: f64, partial: f64, judge: f64) -> Growth {
    let too_large_for_f32 = judge.is_finite() && judge.abs() > 0.999 * f64::from(f32::MAX);
    if partial.is_finite() {
        Growth::Tame
    } else if !result.is_finite() || too_large_for_f32 {
        Growth::Pole
    } else {
        Growth::Cusp
    }
}

/// Where the float arguments of a rule stand.
fn floats(case: &Case) -> impl Iterator<Item = usize> {
    let args = case.rule().args.iter().enumerate();
    args.filter(|(_, arg)| arg.kind == ArgKind::Float).map(|(i, _)| i)
}

/// The derivative of `f` along the argument `arg`, by central differences of two
/// steps, extrapolated: an error of the fourth order in the step.
fn central_difference(at: &[f64], arg: usize, f: impl Fn(&[f64]) -> f64) -> f64 {
    let slope = |step: f64| {
        let mut points = [at.to_vec(), at.to_vec()];
        points[0][arg] += step;
        points[1][arg] -= step;
        (f(&points[0]) - f(&points[1])) / (points[0][arg] - points[1][arg])
    };
    let step = 1e-3 * at[arg].abs().max(1e-2);
    (4.0 * slope(step) - slope(2.0 * step)) / 3.0
}

/// Whether two finite numbers are equal to a tolerance, relative above 1.
fn close(a: f64, b: f64, tolerance: f64) -> bool {
    (a - b).abs() <= tolerance * b.abs().max(1.0)
}

#[test]
fn every_rule_has_a_case() {
    assert!(all().all(|rule| case(rule.name).name == rule.name));
}

/// Where the derivative of a saturated `tanh` is far below the rounding of 1.
#[test]
fn tanh_is_accurate_where_it_saturates() {
    for x in [-300.0_f64, -20.0, -2.0, 1.5, 5.0, 9.0, 20.0, 200.0] {
        let expected = (1.0 / x.cosh()) / x.cosh();
        let partial = (case("tanh").at_f64)(&[x]).1[0];
        assert!((partial / expected - 1.0).abs() < 1e-14, "at {x}: {partial}, {expected}");
    }
}

/// Edges of the second order: what differentiating a partial gives there.
#[test]
fn second_partials_at_edges() {
    let table: &[(&str, &[f64], usize, usize, f64)] = &[
        ("powf", &[0.0, 2.0], 0, 0, 2.0),
        ("powf", &[0.0, 1.0], 0, 0, 0.0),
        ("powf", &[0.0, 0.0], 0, 0, 0.0),
        ("powf", &[0.0, 3.0], 0, 0, 0.0),
        ("powf", &[0.0, 1.5], 0, 0, f64::INFINITY),
        ("powf", &[0.0, 0.5], 0, 0, f64::NEG_INFINITY),
        ("powf", &[2.0, 0.0], 0, 0, 0.0),
        ("powf", &[2.0, 0.0], 0, 1, 0.5),
        ("powf", &[2.0, 0.0], 1, 0, 0.5),
        ("powf", &[0.0, 2.0], 0, 1, 0.0),
        ("powf", &[0.0, 2.0], 1, 0, 0.0),
        ("powf", &[-2.0, 3.0], 0, 0, -12.0),
        ("powi", &[0.0, 2.0], 0, 0, 2.0),
        ("powi", &[0.0, 1.0], 0, 0, 0.0),
        ("powi", &[0.0, 0.0], 0, 0, 0.0),
        ("powi", &[0.0, 3.0], 0, 0, 0.0),
        ("sqrt", &[0.0], 0, 0, f64::NEG_INFINITY),
        ("tanh", &[0.0], 0, 0, 0.0),
        ("tanh", &[800.0], 0, 0, 0.0),
        ("tanh", &[-800.0], 0, 0, 0.0),
        ("hypot", &[0.0, 0.0], 0, 0, 0.0),
        ("hypot", &[0.0, 2.0], 0, 0, 0.5),
        ("atan2", &[0.0, 0.0], 0, 0, 0.0),
        ("asinh", &[1e300], 0, 0, 0.0),
        ("atan", &[1e300], 0, 0, 0.0),
        ("abs", &[0.0], 0, 0, 0.0),
        ("exp", &[-750.0], 0, 0, 0.0),
    ];
    for &(name, at, row, arg, expected) in table {
        let derivative = text::second_partial(case(name).rule(), at, row, arg);
        assert_eq!(derivative, expected, "{name} at {at:?}: d[{row}] along {arg}");
    }
}

/// What a rule says of its growth at a literal holds wherever the result is far from
/// the largest number of its type, and says something that the rule alone does not.
#[test]
fn a_literal_argument_tells_the_growth() {
    let bases = [0.0, -0.0, 1e-30, -1e-30, 0.5, -0.5, 1.0, -1.0, 30.0, -30.0];
    let literals = [-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 7.0];
    let mut told = 0;
    for rule in crate::rules::all().filter(|rule| rule.literal.is_some()) {
        let case = case(rule.name);
        let is_int = rule.args.last().is_some_and(|arg| arg.kind == ArgKind::Int);
        for literal in literals.into_iter().filter(|n| !is_int || n % 1.0 == 0.0) {
            let growth = rule.growth(0, Some(literal));
            told += usize::from(growth < rule.partials[0].growth);
            for base in bases {
                let (result, partials) = (case.at_f64)(&[base, literal]);
                let seen = growth_at(result, partials[0], partials[0]);
                assert!(seen <= growth, "{} at {base:?}, {literal:?}: {seen:?}", rule.name);
            }
        }
    }
    assert!(told > 5);
}
