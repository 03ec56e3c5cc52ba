//! What every random program is held to at a point. This file is compiled
//! into the test, for tests of its own, and into the package of programs.

use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::exempt::{Rows, is_exempt};

type Numbers = Vec<f64>;
type Pair = (Vec<f64>, Vec<f64>);
/// Writes a matrix to the last argument.
type Matrix = fn(&[i32], &[f64], &mut [f64]) -> Numbers;
type Pull = fn(&[i32], &[f64], &[f64]) -> Pair;
/// One number along two tangents.
type Along = fn(&[i32], &[f64], &[f64], &[f64]) -> f64;
type Into = fn(&[i32], &[f64], &[f64], &mut [f64]) -> Vec<f64>;

/// A function under test and its companions. They take the integers and
/// booleans of the arguments in one slice and the floats in another.
pub(crate) struct Case {
    /// The seed of the program.
    pub(crate) seed: u64,
    /// Finite differences see the rounding of `f32`.
    pub(crate) single: bool,
    /// How many floats the result has.
    pub(crate) outputs: usize,
    /// The function itself.
    pub(crate) primal: fn(&[i32], &[f64]) -> Numbers,
    /// The result and its tangent, for a tangent of the arguments.
    pub(crate) jvp: fn(&[i32], &[f64], &[f64]) -> Pair,
    /// The result and the cotangents, for a cotangent of the result.
    pub(crate) vjp: fn(&[i32], &[f64], &[f64]) -> Pair,
    /// The result, with the cotangents added to the last argument.
    pub(crate) vjp_into: Into,
    /// The result, and its Jacobian, where it is asked for.
    pub(crate) jacobian: Option<Matrix>,
    /// The result, and the cotangents for a seed that comes after it, where it is asked for.
    pub(crate) pullback: Option<Pull>,
    /// What is there only where the result is one float.
    pub(crate) scalar: Option<Scalar>,
    /// Where it is checked.
    pub(crate) points: &'static [Point],
    /// Where values leave the numbers, and only what needs no differences is checked.
    pub(crate) special: &'static [Point],
}

/// Arguments: the integers and booleans, and the floats.
pub(crate) type Point = (&'static [i32], &'static [f64]);

/// The companions of a function to one float.
pub(crate) struct Scalar {
    /// The gradient.
    pub(crate) grad: fn(&[i32], &[f64]) -> Numbers,
    /// The value and the gradient.
    pub(crate) value_and_grad: fn(&[i32], &[f64]) -> Pair,
    /// The value, with the gradient written to the last argument.
    pub(crate) grad_into: fn(&[i32], &[f64], &mut [f64]) -> Numbers,
    /// The gradient, and the Hessian times a tangent.
    pub(crate) hvp: fn(&[i32], &[f64], &[f64]) -> Pair,
    /// The gradient, and the Hessian, where it is asked for.
    pub(crate) hessian: Option<Matrix>,
    /// The companions of companions, where they are asked for.
    pub(crate) second: Option<Second>,
}

/// Companions of companions: the Hessian in the ways beside forward over reverse.
pub(crate) struct Second {
    /// Forward over forward: the second derivative along two tangents.
    pub(crate) jvp_jvp: Along,
    /// Reverse over forward: the Hessian times a tangent.
    pub(crate) jvp_vjp: fn(&[i32], &[f64], &[f64]) -> Numbers,
    /// Reverse over reverse: the gradient, and the Hessian times a cotangent of it.
    pub(crate) grad_vjp: fn(&[i32], &[f64], &[f64]) -> Pair,
}

/// What came of checking some cases.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// A message for each disagreement.
    pub(crate) failures: Vec<String>,
    /// How many numbers were compared with finite differences.
    pub(crate) compared: usize,
    /// How many were not, because the differences are unreliable there.
    pub(crate) skipped: usize,
    /// The derivatives, as bits, to be compared with those of another build.
    pub(crate) bits: Vec<String>,
}

/// Forward and reverse differ by rounding alone.
const ROUNDING: f64 = 1e-10;

/// The same where a value passes through `f32`: so does its derivative, which
/// is rounded in another place by each mode.
const SINGLE_ROUNDING: f64 = 1e-5;

fn rounding(case: &Case) -> f64 {
    if case.single { SINGLE_ROUNDING } else { ROUNDING }
}

/// Checks a case at all of its points, adding to the outcome.
pub(crate) fn check(case: &Case, outcome: &mut Outcome) {
    for &(n, x) in std::hint::black_box(case.points) {
        let failures = check_at(case, n, x, outcome);
        let at = format!("seed {} at {n:?}, {x:?}", case.seed);
        outcome.failures.extend(failures.into_iter().map(|f| format!("{at}: {f}")));
    }
    for &(n, x) in std::hint::black_box(case.special) {
        let at = format!("seed {} at {n:?}, {x:?}", case.seed);
        outcome.failures.extend(check_special(case, n, x).into_iter().map(|f| format!("{at}: {f}")));
    }
}

/// What must hold where values leave the numbers, unless the function panics there.
fn check_special(case: &Case, n: &[i32], x: &[f64]) -> Vec<String> {
    let mut failures = Vec::new();
    let Ok(y) = catch_unwind(AssertUnwindSafe(|| (case.primal)(n, x))) else { return failures };
    let mut columns = Vec::new();
    for i in 0..x.len() {
        let (value, tangent) = (case.jvp)(n, x, &unit(x.len(), i));
        identical("special jvp", &value, &y, &mut failures);
        columns.push(tangent);
    }
    let mut matrix = vec![f64::NAN; case.outputs * x.len()];
    if let Some(jacobian) = case.jacobian {
        let value = jacobian(n, x, &mut matrix);
        identical("special jacobian_into", &value, &y, &mut failures);
    }
    for o in 0..case.outputs {
        let seed = unit(case.outputs, o);
        let (value, row) = (case.vjp)(n, x, &seed);
        let ours = &matrix[o * x.len()..][..x.len()];
        if case.jacobian.is_some() && !is_exempt(Rows { at: x, value: y[o], forward: ours, reverse: &row }) {
            let tolerance = 1000.0 * rounding(case);
            same(&format!("special row {o}: jacobian_into, reverse"), ours, &row, tolerance, &mut failures);
        }
        identical("special vjp", &value, &y, &mut failures);
        let value = (case.vjp_into)(n, x, &seed, &mut vec![0.0; x.len()]);
        identical("special vjp_into", &value, &y, &mut failures);
        if let Some(pullback) = case.pullback {
            identical("special pullback", &pullback(n, x, &seed).0, &y, &mut failures);
        }
        let forward: Vec<f64> = columns.iter().map(|column| column[o]).collect();
        if !is_exempt(Rows { at: x, value: y[o], forward: &forward, reverse: &row }) {
            let tolerance = 1000.0 * rounding(case);
            same(&format!("special row {o}: forward, reverse"), &forward, &row, tolerance, &mut failures);
        }
    }
    if let Some(scalar) = &case.scalar {
        let (value, _) = (scalar.value_and_grad)(n, x);
        identical("special value_and_grad", &value, &y, &mut failures);
        let value = (scalar.grad_into)(n, x, &mut vec![0.0; x.len()]);
        identical("special grad_into", &value, &y, &mut failures);
        let (gradient, _) = (scalar.hvp)(n, x, &unit(x.len(), 0));
        let expected = (scalar.grad)(n, x);
        if expected.iter().all(|g| g.is_finite()) {
            same("special hvp's gradient, grad", &gradient, &expected, 1000.0 * rounding(case), &mut failures);
        }
    }
    failures
}

fn check_at(case: &Case, n: &[i32], x: &[f64], outcome: &mut Outcome) -> Vec<String> {
    let mut failures = Vec::new();
    let forward = forward(case, n, x, outcome, &mut failures);
    let reverse = reverse(case, n, x, &mut failures);
    for (o, (f, r)) in forward.iter().zip(&reverse).enumerate() {
        same(&format!("row {o}: forward, reverse"), f, r, rounding(case), &mut failures);
    }
    jacobian(case, (n, x), &forward, &mut failures);
    record(case, "forward", &forward, outcome);
    record(case, "reverse", &reverse, outcome);
    if let Some(scalar) = &case.scalar {
        gradients(case, scalar, (n, x), &reverse[0], &mut failures);
        let rows = hessian(case, scalar, (n, x), outcome, &mut failures);
        record(case, "hessian", &rows, outcome);
    }
    failures
}

/// The Jacobian by forward mode, a row for each output, held against finite
/// differences.
fn forward(case: &Case, n: &[i32], x: &[f64], outcome: &mut Outcome, failures: &mut Vec<String>) -> Vec<Vec<f64>> {
    let y = (case.primal)(n, x);
    let mut rows = vec![vec![0.0; x.len()]; case.outputs];
    for i in 0..x.len() {
        let (value, tangent) = (case.jvp)(n, x, &unit(x.len(), i));
        identical("jvp", &value, &y, failures);
        let differences = Differences::of(|x| (case.primal)(n, x), x, i, case.single);
        differences.compare(&format!("jvp along {i}"), &tangent, outcome, failures);
        for (row, entry) in rows.iter_mut().zip(tangent) {
            row[i] = entry;
        }
    }
    rows
}

/// The matrix, whose columns or rows come of several directions at once where that can be.
fn jacobian(case: &Case, (n, x): (&[i32], &[f64]), rows: &[Vec<f64>], failures: &mut Vec<String>) {
    let Some(jacobian) = case.jacobian else { return };
    let mut matrix = vec![f64::NAN; case.outputs * x.len()];
    let value = jacobian(n, x, &mut matrix);
    identical("jacobian_into", &value, &(case.primal)(n, x), failures);
    same("jacobian_into, jvp", &matrix, &rows.concat(), rounding(case), failures);
}

/// The Jacobian by reverse mode, a row for each output.
fn reverse(case: &Case, n: &[i32], x: &[f64], failures: &mut Vec<String>) -> Vec<Vec<f64>> {
    let y = (case.primal)(n, x);
    (0..case.outputs)
        .map(|o| {
            let seed = unit(case.outputs, o);
            let (value, row) = (case.vjp)(n, x, &seed);
            identical("vjp", &value, &y, failures);
            // Shadows are added to.
            let mut shadow = vec![0.5; x.len()];
            let value = (case.vjp_into)(n, x, &seed, &mut shadow);
            identical("vjp_into", &value, &y, failures);
            let expected: Vec<f64> = row.iter().map(|r| r + 0.5).collect();
            same("vjp_into, vjp", &shadow, &expected, ROUNDING, failures);
            if let Some(pullback) = case.pullback {
                let (value, late) = pullback(n, x, &seed);
                identical("pullback", &value, &y, failures);
                same("pullback, vjp", &late, &row, rounding(case), failures);
            }
            row
        })
        .collect()
}

fn gradients(case: &Case, s: &Scalar, (n, x): (&[i32], &[f64]), row: &[f64], failures: &mut Vec<String>) {
    let y = (case.primal)(n, x);
    same("grad, vjp", &(s.grad)(n, x), row, rounding(case), failures);
    let (value, gradient) = (s.value_and_grad)(n, x);
    identical("value_and_grad", &value, &y, failures);
    same("value_and_grad, vjp", &gradient, row, rounding(case), failures);
    // Gradients are overwritten.
    let mut gradient = vec![f64::NAN; x.len()];
    let value = (s.grad_into)(n, x, &mut gradient);
    identical("grad_into", &value, &y, failures);
    same("grad_into, vjp", &gradient, row, rounding(case), failures);
}

/// The Hessian, a row for each direction, held against finite differences of
/// the gradient and against its own transpose.
fn hessian(
    case: &Case,
    s: &Scalar,
    (n, x): (&[i32], &[f64]),
    outcome: &mut Outcome,
    failures: &mut Vec<String>,
) -> Vec<Vec<f64>> {
    let row = (s.grad)(n, x);
    let mut rows = Vec::new();
    for i in 0..x.len() {
        let (gradient, along) = (s.hvp)(n, x, &unit(x.len(), i));
        same("hvp's gradient, grad", &gradient, &row, rounding(case), failures);
        let differences = Differences::of(|x| (s.grad)(n, x), x, i, case.single);
        differences.compare(&format!("hvp along {i}"), &along, outcome, failures);
        rows.push(along);
    }
    let transpose: Vec<f64> = (0..x.len()).flat_map(|i| rows.iter().map(move |r| r[i])).collect();
    if let Some(hessian) = s.hessian {
        let mut matrix = vec![f64::NAN; x.len() * x.len()];
        let gradient = hessian(n, x, &mut matrix);
        same("hessian_into's gradient, grad", &gradient, &row, rounding(case), failures);
        same("hessian_into, hvp", &matrix, &rows.concat(), 100.0 * rounding(case), failures);
    }
    same("hessian, transpose", &rows.concat(), &transpose, 100.0 * rounding(case), failures);
    if let Some(second) = &s.second {
        orders(case, second, (n, x), &rows, failures);
    }
    rows
}

/// The Hessian in each of the other three pairs of modes.
fn orders(case: &Case, s: &Second, (n, x): (&[i32], &[f64]), rows: &[Vec<f64>], failures: &mut Vec<String>) {
    let units: Vec<_> = (0..x.len()).map(|i| unit(x.len(), i)).collect();
    let forward = |t: &Vec<f64>| units.iter().map(|u| (s.jvp_jvp)(n, x, t, u)).collect::<Vec<_>>();
    let tolerance = 100.0 * rounding(case);
    for (row, t) in rows.iter().zip(&units) {
        same("jvp_jvp, hvp", &forward(t), row, tolerance, failures);
        same("jvp_vjp, hvp", &(s.jvp_vjp)(n, x, t), row, tolerance, failures);
        same("grad_vjp, hvp", &(s.grad_vjp)(n, x, t).1, row, tolerance, failures);
    }
}

fn unit(len: usize, at: usize) -> Vec<f64> {
    (0..len).map(|i| if i == at { 1.0 } else { 0.0 }).collect()
}

/// The values that companions return are the function's own, bit for bit; which NaN it
/// is, is not defined.
fn identical(what: &str, got: &[f64], expected: &[f64], failures: &mut Vec<String>) {
    let bits = |v: &f64| if v.is_nan() { f64::NAN.to_bits() } else { v.to_bits() };
    let bits = |values: &[f64]| values.iter().map(bits).collect::<Vec<_>>();
    if bits(got) != bits(expected) {
        failures.push(format!("{what} returns {got:?} where the function gives {expected:?}"));
    }
}

fn same(what: &str, a: &[f64], b: &[f64], tolerance: f64, failures: &mut Vec<String>) {
    // Entries share their intermediate values, so they share a magnitude.
    let magnitude = a.iter().chain(b).fold(1.0_f64, |m, v| m.max(v.abs()));
    let close = |(a, b): (&f64, &f64)| (a - b).abs() <= tolerance * magnitude;
    if a.len() != b.len() || !a.iter().zip(b).all(close) {
        failures.push(format!("{what} disagree: {a:?}, {b:?}"));
    }
}

fn record(case: &Case, what: &str, rows: &[Vec<f64>], outcome: &mut Outcome) {
    let mut line = format!("{} {what}", case.seed);
    for value in rows.concat() {
        // The sign of a NaN is not defined, so all of them are one.
        let bits = if value.is_nan() { f64::NAN.to_bits() } else { value.to_bits() };
        write!(line, " {bits:016x}").expect("a string takes all");
    }
    outcome.bits.push(line);
}

/// Central differences with one Richardson step, for two step sizes.
struct Differences {
    coarse: Vec<f64>,
    fine: Vec<f64>,
    /// How large the differences' rounding may be.
    noise: f64,
    /// One difference so close that a kink beside is not crossed.
    close: Vec<f64>,
    /// How far the step sizes may differ, relative to the derivative.
    trust: f64,
}

impl Differences {
    fn of(f: impl Fn(&[f64]) -> Vec<f64>, x: &[f64], i: usize, single: bool) -> Self {
        let (step, noise, trust) = if single { (0.1, 1e-4, 1e-2) } else { (1e-3, 1e-8, 1e-6) };
        let magnitude = f(x).iter().fold(1.0_f64, |m, v| m.max(v.abs()));
        let coarse = richardson(&f, x, i, step);
        let fine = richardson(&f, x, i, step / 4.0);
        let close = central(&f, x, i, step * 1e-4);
        Self { coarse, fine, noise: noise * magnitude, close, trust }
    }

    /// Compares derivatives where the step sizes agree with each other; where
    /// they do not, a branch flips nearby or the function bends too much.
    fn compare(&self, what: &str, got: &[f64], outcome: &mut Outcome, failures: &mut Vec<String>) {
        for (o, got) in got.iter().enumerate() {
            let (coarse, fine) = (self.coarse[o], self.fine[o]);
            let spread = (coarse - fine).abs();
            let believable = spread <= self.noise + self.trust * fine.abs();
            if !believable {
                outcome.skipped += 1;
                continue;
            }
            outcome.compared += 1;
            let allowed = 10.0 * (self.noise + spread + self.trust * fine.abs());
            let error = (got - fine).abs();
            // All step widths may cross one kink.
            let is_beside = (got - self.close[o]).abs() <= 10.0 * (self.noise + self.trust * self.close[o].abs());
            if is_beside {
                continue;
            }
            if error.is_nan() || error > allowed {
                failures.push(format!("{what}, entry {o}: {got:?}, finite differences {fine:?}"));
            }
        }
    }
}

/// `(4 D(h/2) − D(h)) / 3`, where `D(h)` is the central difference: its error
/// is of fourth order in `h`.
fn richardson(f: &impl Fn(&[f64]) -> Vec<f64>, x: &[f64], i: usize, h: f64) -> Vec<f64> {
    let (wide, narrow) = (central(f, x, i, h), central(f, x, i, h / 2.0));
    wide.iter().zip(narrow).map(|(w, n)| (4.0 * n - w) / 3.0).collect()
}

fn central(f: &impl Fn(&[f64]) -> Vec<f64>, x: &[f64], i: usize, h: f64) -> Vec<f64> {
    let at = |step: f64| {
        let mut moved = x.to_vec();
        moved[i] += step;
        f(&moved)
    };
    at(h).iter().zip(at(-h)).map(|(a, b)| (a - b) / (2.0 * h)).collect()
}
