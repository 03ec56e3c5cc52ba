//! Random programs by the interpreter: forward, reverse, second order and
//! finite differences agree, and every transform computes the primal's bits.
//!
//! `AUTODIFF_RANDOM=N` checks N programs and `AUTODIFF_SEED=S` starts at seed
//! S, for a long run or for one program again. A disagreement prints its seed
//! and the source of the simplest program found that still has it.

use super::desk;
use super::modes::{Point, bits, floats};
use super::world::File;
use crate::ir::interp::{Scalar, Stop};
use crate::transform::Policy;
use exempt::{Rows, is_exempt, is_loud};
use generator::{Arg, Language, Program};
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};

pub(super) use autodiff_generator as generator;
pub(super) use autodiff_generator::difference;
use autodiff_generator::exempt;

/// How far forward and reverse may differ, by rounding alone.
fn rounding(single: bool) -> f64 {
    if single { 1e-6 } else { 1e-10 }
}

#[derive(Default)]
struct Outcome {
    failures: Vec<String>,
    /// Programs that use what the interpreter does not know.
    unsupported: Vec<String>,
    /// Numbers compared with finite differences, and those that could not be.
    compared: usize,
    skipped: usize,
    /// Derivatives at special points, and those among them that are NaN in one mode.
    special: usize,
    loud: usize,
}

#[test]
fn every_mode_agrees() {
    let (first, count) = range(desk::cases(60, 250));
    let workers = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let outcomes = std::thread::scope(|scope| {
        let run = |worker| scope.spawn(move || check_seeds((first..first + count).skip(worker).step_by(workers)));
        let running: Vec<_> = (0..workers).map(run).collect();
        running.into_iter().map(|worker| worker.join().expect("a worker ends")).collect::<Vec<_>>()
    });
    let Outcome { failures, unsupported, compared, skipped, special, loud } = Outcome::of_all(outcomes);
    println!("{special} derivatives at special points, {loud} of them NaN in one mode");
    println!("{compared} compared with finite differences, {skipped} skipped; not run: {unsupported:#?}");
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
    let count = usize::try_from(count).unwrap();
    assert!(unsupported.len() * 20 <= count.max(120), "{unsupported:#?}");
    assert!(loud * 40 <= special, "too often, only one mode gives a number: {loud} of {special}");
    assert!(skipped * 2 <= compared, "finite differences too often unreliable: {skipped} of {compared}");
}

impl Outcome {
    fn of_all(outcomes: Vec<Outcome>) -> Self {
        outcomes.into_iter().fold(Outcome::default(), |mut all, outcome| {
            all.failures.extend(outcome.failures);
            all.unsupported.extend(outcome.unsupported);
            Outcome {
                compared: all.compared + outcome.compared,
                skipped: all.skipped + outcome.skipped,
                special: all.special + outcome.special,
                loud: all.loud + outcome.loud,
                ..all
            }
        })
    }
}

/// Checks programs until some have failed: to make them simpler takes its time.
fn check_seeds(seeds: impl Iterator<Item = u64>) -> Outcome {
    let mut outcome = Outcome::default();
    for seed in seeds {
        let program = random_program(seed);
        if let Err(failure) = check_program(&program, &mut outcome) {
            outcome.failures.push(shrunk(&program, failure, &|p| check_program(p, &mut Outcome::default())));
        }
        if outcome.failures.len() == 5 {
            outcome.failures.push("and maybe more: it stopped here".to_owned());
            break;
        }
    }
    outcome
}

/// The seeds of a run.
pub(super) fn range(default: u64) -> (u64, u64) {
    let number = |name: &str| {
        let value = std::env::var(name).ok()?;
        Some(value.parse().unwrap_or_else(|_| panic!("{name} is not a number: {value}")))
    };
    (number("AUTODIFF_SEED").unwrap_or(0), number("AUTODIFF_RANDOM").unwrap_or(default))
}

/// Every other program is of scalars alone, so that these are not crowded out.
pub(super) fn random_program(seed: u64) -> Program {
    generator::program(language(seed), seed)
}

fn language(seed: u64) -> Language {
    if seed.is_multiple_of(2) { Language::Whole } else { Language::Scalars }
}

/// The arguments of a program, one list of scalars for each point.
pub(super) fn arguments(program: &Program) -> Vec<Vec<Scalar>> {
    generator::points(program).iter().map(|point| point.iter().flat_map(scalars).collect()).collect()
}

fn special_arguments(program: &Program) -> Vec<Vec<Scalar>> {
    generator::special_points(program).iter().map(|point| point.iter().flat_map(scalars).collect()).collect()
}

fn scalars(arg: &Arg) -> Vec<Scalar> {
    match *arg {
        Arg::Float(x) => vec![Scalar::F64(x)],
        Arg::Int(n) => vec![Scalar::Int(n.into())],
        Arg::Bool(b) => vec![Scalar::Bool(b)],
        Arg::Pair(x, y) => vec![Scalar::F64(x), Scalar::F64(y)],
    }
}

/// What is wrong with a program. Shrinking stays with what it began with.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) what: What,
    pub(super) text: String,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum What {
    Refused,
    Panics,
    Stops,
    Differs,
}

impl Failure {
    pub(super) fn new(what: What, text: impl Into<String>) -> Self {
        Failure { what, text: text.into() }
    }
}

/// The simplest program that fails as this one does, with what is wrong with it.
pub(super) fn shrunk(program: &Program, failure: Failure, check: &dyn Fn(&Program) -> Result<(), Failure>) -> String {
    let (seed, mut failure) = (program.seed, failure);
    let again = |choices: &[generator::Choice]| generator::program_of(language(seed), seed, choices);
    let choices = quietly(|| {
        generator::shrink(&program.choices, ATTEMPTS, 1, |tried| {
            let attempt = |choices: &Vec<generator::Choice>| {
                let program = again(choices);
                let other = check(&program).err().filter(|other| other.what == failure.what)?;
                failure = other;
                Some(program.choices)
            };
            tried.iter().map(attempt).collect()
        })
    });
    let source = again(&choices).source;
    format!("seed {seed}, made simpler: {}\n{source}", failure.text)
}

/// Some milliseconds each.
const ATTEMPTS: usize = 5000;

/// Runs something whose panics are expected, and says nothing of them.
fn quietly<T>(run: impl FnOnce() -> T) -> T {
    // One at a time: there is one hook.
    static QUIET: Mutex<()> = Mutex::new(());
    let _quiet = QUIET.lock();
    let (here, hook) = (std::thread::current().id(), Arc::new(std::panic::take_hook()));
    let others = Arc::clone(&hook);
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().id() != here {
            others(panic);
        }
    }));
    let result = run();
    drop(std::panic::take_hook());
    std::panic::set_hook(Box::new(move |panic| hook(panic)));
    result
}

fn check_program(program: &Program, outcome: &mut Outcome) -> Result<(), Failure> {
    let file = File::parse(&program.source, Policy::Minimal).map_err(|error| Failure::new(What::Refused, error))?;
    let special = special_arguments(program).into_iter().map(|args| (args, false));
    for (args, is_ordinary) in arguments(program).into_iter().map(|args| (args, true)).chain(special) {
        let point = Point { file: &file, name: &program.name, args };
        // A transform that panics is a failure as any other, and has a seed.
        let check = AssertUnwindSafe(|| {
            if is_ordinary {
                check_point(&point, program.single, outcome)
            } else {
                check_special(&point, program.single, outcome)
            }
        });
        let at = |what, text: String| Failure::new(what, format!("at {:?}: {text}", point.args));
        match catch_unwind(check) {
            Ok(Ok(failures)) if failures.is_empty() => {}
            Ok(Ok(failures)) => return Err(at(What::Differs, failures.join("\n"))),
            Ok(Err(Stop::Unsupported(what))) => {
                outcome.unsupported.push(format!("seed {}: {what}", program.seed));
                return Ok(());
            }
            Ok(Err(stop)) => return Err(at(What::Stops, format!("{stop:?}"))),
            Err(panic) => return Err(at(What::Panics, format!("panics: {}", message(&*panic)))),
        }
    }
    Ok(())
}

/// What a panic says.
pub(super) fn message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("something that is no text")
}

fn check_point(point: &Point<'_>, single: bool, outcome: &mut Outcome) -> Result<Vec<String>, Stop> {
    let mut failures = Vec::new();
    let y = point.primal()?;
    let (primals, forward) = point.forward()?;
    identical("forward", &y, &primals, &mut failures);
    let (primals, reverse) = point.reverse()?;
    identical("reverse", &y, &primals, &mut failures);
    for (o, (f, r)) in forward.iter().zip(&reverse).enumerate() {
        close(&format!("row {o}: forward, reverse"), f, r, rounding(single), &mut failures);
    }
    for (i, (position, _)) in point.inputs()?.into_iter().enumerate() {
        let column: Vec<_> = forward.iter().map(|row| row[i].clone()).collect();
        let differences = Differences { point, position, single };
        differences.compare(&format!("forward along {i}"), &column, &|p| p.primal(), outcome, &mut failures);
        for (o, row) in reverse.iter().enumerate() {
            let second = point.second(o, i)?;
            let what = format!("the tangent along {i} of the adjoint of {o}");
            identical(&what, &y, &[second.value], &mut failures);
            identical(&format!("{what}, adjoint"), row, &[second.adjoint], &mut failures);
            close(&format!("{what}, tangent"), &second.tangent, &column, rounding(single), &mut failures);
            let adjoint = |p: &Point<'_>| Ok(p.adjoint(o)?.1);
            differences.compare(&what, &second.curvature, &adjoint, outcome, &mut failures);
            if point.is_scalar()? {
                let (gradient, along) = point.hvp(i)?;
                close("the gradient of hvp", &gradient, row, rounding(single), &mut failures);
                close("hvp", &along, &second.curvature, rounding(single), &mut failures);
            }
        }
    }
    Ok(failures)
}

/// At a point where values leave the numbers: nothing is known of derivatives, but that
/// there is one of them, and the values are the function's own.
fn check_special(point: &Point<'_>, single: bool, outcome: &mut Outcome) -> Result<Vec<String>, Stop> {
    let mut failures = Vec::new();
    let y = match point.primal() {
        Err(Stop::Panics(_)) => return Ok(failures),
        y => y?,
    };
    let (primals, forward) = point.forward()?;
    identical("forward", &y, &primals, &mut failures);
    let (primals, reverse) = point.reverse()?;
    identical("reverse", &y, &primals, &mut failures);
    for (o, (f, r)) in forward.iter().zip(&reverse).enumerate() {
        let tolerance = 1000.0 * rounding(single);
        let (at, [forward, reverse]) = (floats(&point.args), [f, r].map(|row| floats(row)));
        let rows = Rows { at: &at, value: floats(&y)[o], forward: &forward, reverse: &reverse };
        outcome.special += 1;
        outcome.loud += usize::from(is_loud(rows));
        if !is_exempt(rows) {
            close(&format!("row {o}: forward, reverse"), f, r, tolerance, &mut failures);
        }
        for i in 0..point.inputs()?.len() {
            let second = point.second(o, i)?;
            let what = format!("the tangent along {i} of the adjoint of {o}");
            identical(&what, &y, &[second.value], &mut failures);
            identical(&format!("{what}, adjoint"), r, &[second.adjoint], &mut failures);
        }
    }
    Ok(failures)
}

/// The values that a transform computes are the function's own, bit for bit.
fn identical(what: &str, expected: &[Scalar], got: &[Vec<Scalar>], failures: &mut Vec<String>) {
    for got in got {
        if bits(got) != bits(expected) {
            failures.push(format!("{what} computes {:?}, not {:?}", bits(got), bits(expected)));
        }
    }
}

fn close(what: &str, a: &[Scalar], b: &[Scalar], tolerance: f64, failures: &mut Vec<String>) {
    let (a, b) = (floats(a), floats(b));
    // Entries share their intermediate values, so they share a magnitude.
    let magnitude = a.iter().chain(&b).fold(1.0_f64, |m, v| m.max(v.abs()));
    let close = |(a, b): (&f64, &f64)| (a - b).abs() <= tolerance * magnitude;
    if a.len() != b.len() || !a.iter().zip(&b).all(close) {
        failures.push(format!("{what} disagree: {a:?}, {b:?}"));
    }
}

/// Finite differences of functions of the argument at a position.
struct Differences<'p> {
    point: &'p Point<'p>,
    position: usize,
    /// A float passes through `f32` on its way: differences see its rounding.
    single: bool,
}

impl Differences<'_> {
    /// Compares where the differences are sure of themselves; elsewhere a
    /// branch flips nearby, or the function bends too much.
    fn compare(
        &self,
        what: &str,
        got: &[Scalar],
        f: &dyn Fn(&Point<'_>) -> Result<Vec<Scalar>, Stop>,
        outcome: &mut Outcome,
        failures: &mut Vec<String>,
    ) {
        if self.single {
            return;
        }
        let Scalar::F64(x) = self.point.args[self.position] else { return };
        let width = f(self.point).map_or(0, |value| floats(&value).len());
        let at = |t: f64| f(&self.point.moved(self.position, t)).map_or(vec![f64::NAN; width], |value| floats(&value));
        for (entry, (estimate, got)) in difference::derivative(at, x).into_iter().zip(floats(got)).enumerate() {
            if !estimate.is_good(1e-6, 1e-8) {
                outcome.skipped += 1;
                continue;
            }
            outcome.compared += 1;
            let off = (got - estimate.value).abs();
            if off.is_nan() || off > 10.0 * estimate.error + 1e-6 * estimate.value.abs() + 1e-7 {
                // All step widths may cross one kink.
                let close = difference::close_by(at, x).get(entry).copied().unwrap_or(f64::NAN);
                if (got - close).abs() <= 1e-6 * close.abs() + 1e-7 || difference::jumps(at, x, entry) {
                    outcome.skipped += 1;
                    continue;
                }
                failures.push(format!("{what}: {got:?}, finite differences {estimate:?}"));
            }
        }
    }
}

fn failures_of(source: &str, companion: &str, wrong: &str) -> Vec<String> {
    let file = File::parse(source, Policy::Minimal).expect("the source lowers");
    file.replace("f", companion, wrong);
    let point = Point { file: &file, name: "f", args: vec![Scalar::F64(0.7), Scalar::F64(-1.3)] };
    check_point(&point, false, &mut Outcome::default()).expect("it runs")
}

/// The companions of `g` in the place of those of `f`.
#[test]
fn the_check_refuses_what_is_wrong() {
    let source = "
#[grad] fn f(x: f64, y: f64) -> f64 { x * x * y }
#[grad] fn g(x: f64, y: f64) -> f64 { x * (x * y) + 1e-9 * y }
#[grad] fn h(x: f64, y: f64) -> f64 { (x * x * y).sqrt() }";
    let has = |failures: Vec<String>, what: &str| assert!(failures.iter().any(|f| f.contains(what)), "{failures:?}");
    assert_eq!(failures_of(source, "_jvp", "f"), [""; 0]);
    has(failures_of(source, "_jvp", "g"), "forward, reverse disagree");
    has(failures_of(source, "_jvp", "g"), "forward computes");
    has(failures_of(source, "_vjp", "g"), "reverse computes");
    has(failures_of(source, "_vjp_jvp", "h"), "the tangent along 0 of the adjoint of 0");
    has(failures_of(source, "_grad_jvp", "h"), "hvp disagree");
}
