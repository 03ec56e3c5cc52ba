//! Rules composed with rules, at their edges: forward and reverse agree
//! wherever the function has a finite value.
//!
//! An infinite partial that meets a zero one is where modes drift apart: each
//! meets them in the other order.

use super::desk;
use super::modes::{Point, bits, floats};
use super::world::File;
use crate::ir::interp::{Scalar, Stop};
use crate::transform::Policy;
use autodiff_core::rule::{ArgKind, Rule};
use std::fmt::Write as _;

/// A rule as a function of `x`, its other arguments constant.
struct Step {
    /// With `{x}` for its argument.
    text: String,
    /// Where it has an edge or a sample.
    points: Vec<f64>,
}

/// One step for each argument of each rule, and for each constant that its
/// edges have for the others.
fn steps() -> Vec<Step> {
    let mut steps = Vec::new();
    for rule in autodiff_core::rules::all().filter(|rule| !rule.is_product_of_derivatives()) {
        for (i, arg) in rule.args.iter().enumerate() {
            if arg.kind == ArgKind::Float {
                steps.extend(steps_along(rule, i));
            }
        }
    }
    steps
}

fn steps_along(rule: &Rule, i: usize) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let edges = rule.edges.iter().map(|edge| edge.at);
    for at in edges.chain(rule.samples.iter().copied().take(1)).filter(|at| at.iter().all(|x| is_moderate(*x))) {
        let text = written(rule, i, at);
        match steps.iter_mut().find(|step| step.text == text) {
            Some(step) => step.points.push(at[i]),
            None => steps.push(Step { text, points: vec![at[i]] }),
        }
    }
    steps
}

/// Beyond this a derivative is larger than the type can hold, and what it is
/// multiplied by first decides.
fn is_moderate(x: f64) -> bool {
    x == 0.0 || !x.is_finite() || (1e-100..1e100).contains(&x.abs())
}

/// The rule with `{x}` for its `i`-th argument.
fn written(rule: &Rule, i: usize, at: &[f64]) -> String {
    let arg = |(j, value): (usize, &f64)| match rule.args[j].kind {
        _ if i == j => "{x}".to_owned(),
        ArgKind::Int => format!("({value:?}_f64 as i32)"),
        ArgKind::Float if value.is_nan() => "f64::NAN".to_owned(),
        ArgKind::Float if value.is_infinite() => format!("(1.0_f64 / {:?})", 0.0_f64.copysign(*value)),
        ArgKind::Float => format!("({value:?}_f64)"),
    };
    let args: Vec<_> = at.iter().enumerate().map(arg).collect();
    match (rule.name, &args[..]) {
        ("add", [a, b]) => format!("({a} + {b})"),
        ("sub", [a, b]) => format!("({a} - {b})"),
        ("mul", [a, b]) => format!("({a} * {b})"),
        ("div", [a, b]) => format!("({a} / {b})"),
        ("rem", [a, b]) => format!("({a} % {b})"),
        ("neg", [a]) => format!("(-{a})"),
        (name, [a, rest @ ..]) => format!("{a}.{name}({})", rest.join(", ")),
        (name, []) => unreachable!("{name} has an argument"),
    }
}

/// Value, tangent and adjoint.
fn at(file: &File, name: &str, x: f64) -> Option<[Scalar; 3]> {
    let point = Point { file, name, args: vec![Scalar::F64(x)] };
    let run = || {
        let (y, forward, reverse) = (point.primal()?, point.forward()?.1, point.reverse()?.1);
        Ok([y[0].clone(), forward[0][0].clone(), reverse[0][0].clone()])
    };
    match run() {
        Ok(results) => Some(results),
        Err(Stop::Panics(_)) => None,
        Err(stop) => panic!("{name}: {stop:?}"),
    }
}

/// The steps alone, and the points of each at which it is singular or flat.
fn singular(steps: &[Step]) -> Vec<(usize, f64)> {
    let mut source = String::new();
    for (i, step) in steps.iter().enumerate() {
        let _ = writeln!(source, "#[grad] fn f_{i}(x: f64) -> f64 {{ {} }}", step.text.replace("{x}", "x"));
    }
    let file = File::parse(&source, Policy::Minimal).expect("a rule on a float lowers");
    let mut singular = Vec::new();
    for (i, step) in steps.iter().enumerate() {
        // A partial is bounded at finite arguments; what is fed is finite.
        for x in step.points.iter().filter(|x| x.is_finite()) {
            let Some(results) = at(&file, &format!("f_{i}"), *x) else { continue };
            let [y, slope, _] = results.map(|scalar| floats(&[scalar])[0]);
            if !y.is_finite() || !slope.is_finite() || slope == 0.0 {
                singular.push((i, *x));
            }
        }
    }
    singular
}

#[test]
fn forward_and_reverse_agree_on_every_pair_of_rules() {
    let steps = steps();
    let singular = singular(&steps);
    let outer = steps.iter().enumerate().filter(|(number, _)| desk::takes(*number, 3));
    let failures: Vec<_> = outer.flat_map(|(_, outer)| disagreements(&steps, outer, &singular)).collect();
    assert!(failures.is_empty(), "{} disagreements:\n{}", failures.len(), failures.join("\n"));
}

/// Where a step after one of the singular ones has a finite value, and two
/// derivatives.
fn disagreements(steps: &[Step], outer: &Step, singular: &[(usize, f64)]) -> Vec<String> {
    let body = |i: usize| outer.text.replace("{x}", &steps[i].text.replace("{x}", "x"));
    let mut source = String::new();
    let mut written: Vec<usize> = singular.iter().map(|(i, _)| *i).collect();
    written.dedup();
    for i in written {
        let _ = writeln!(source, "#[grad] fn f_{i}(x: f64) -> f64 {{ {} }}", body(i));
    }
    let file = File::parse(&source, Policy::Minimal).expect("rules on a float lower");
    let disagreement = |(i, x): &(usize, f64)| {
        let [y, forward, reverse] = at(&file, &format!("f_{i}"), *x)?;
        let exact = bits(std::slice::from_ref(&forward)) == bits(std::slice::from_ref(&reverse));
        let [y, f, r] = [y, forward, reverse].map(|scalar| floats(&[scalar])[0]);
        // Where neither is zero or infinite they may differ by rounding.
        let close = exact || f == r || (f - r).abs() <= 1e-13 * f.abs();
        let agree = close || !y.is_finite();
        (!agree).then(|| format!("{} at {x:?} is {y:?}: forward {f:?}, reverse {r:?}", body(*i)))
    };
    singular.iter().filter_map(disagreement).collect()
}
