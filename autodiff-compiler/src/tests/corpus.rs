//! The functions of the corpus by the interpreter, in seconds: forward, reverse and
//! finite differences agree, at first and at second order, and every transform
//! computes the function's bits.
//!
//! The tests that cross crates check the same of the generated code, in minutes.
//! What stands here is what a change of a transform is tried with, and what the
//! mutants are run against.

use super::desk;
use super::random::difference::derivative;
use super::whole::Whole;
use super::world::{self, File};
use crate::analysis;
use crate::ir::interp::Stop;
use crate::transform::{self, Policy};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// How far forward and reverse may differ, by rounding alone.
const ROUNDING: f64 = 1e-10;

/// The same where there are numbers of single precision.
const NARROW: f64 = 1e-5;

#[derive(Default)]
struct Outcome {
    /// How many files were checked.
    files: usize,
    failures: Vec<String>,
    /// Files that use what the interpreter does not know.
    unsupported: BTreeMap<String, String>,
    /// Numbers compared with finite differences, and those that could not be.
    compared: usize,
    skipped: usize,
}

#[test]
fn every_mode_agrees() {
    let files = files();
    let mut outcome = Outcome::default();
    for path in &files {
        let source = std::fs::read_to_string(path).expect("a file of the corpus can be read");
        let name = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
        check_file(&name, &source, &mut outcome);
        outcome.files += 1;
    }
    let Outcome { failures, unsupported, compared, skipped, .. } = outcome;
    println!("{compared} compared with finite differences, {skipped} skipped; not run: {unsupported:#?}");
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
    assert!(unsupported.len() * 5 <= files.len(), "{} of {} not run", unsupported.len(), files.len());
    assert!(skipped * 10 <= compared, "finite differences too often unreliable: {skipped} of {compared}");
}

/// The files of the corpus and of the regressions.
pub(super) fn files() -> Vec<PathBuf> {
    let corpus = std::fs::read_dir(root().join("corpus")).expect("the corpus is there");
    let mut folders: Vec<_> = corpus.map(|entry| entry.expect("it can be listed").path()).collect();
    folders.retain(|path| path.is_dir());
    folders.extend(["corpus", "regressions"].map(|folder| root().join(folder)));
    let mut files: Vec<_> = folders.iter().flat_map(sources).collect();
    files.sort();
    files
}

/// The sources in a folder, and not in those inside.
pub(super) fn sources(folder: impl AsRef<Path>) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root().join(folder)).expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("it can be listed").path());
    let mut sources: Vec<_> =
        paths.filter(|path| path.extension().is_some_and(|extension| extension == "rs")).collect();
    sources.sort();
    sources
}

/// The tests that cross crates.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests")
}

fn check_file(name: &str, source: &str, outcome: &mut Outcome) {
    let file = match File::parse(source, Policy::Minimal) {
        Ok(file) => file,
        Err(error) => return outcome.failures.push(format!("{name} is refused: {error}")),
    };
    // A transform that panics is a failure as any other, and has a name.
    let check = AssertUnwindSafe(|| check_function(&file, name, source, outcome));
    match catch_unwind(check) {
        Ok(Ok(failures)) => outcome.failures.extend(failures.into_iter().map(|f| format!("{name}: {f}"))),
        Ok(Err(Stop::Unsupported(what))) => {
            outcome.unsupported.insert(name.to_owned(), what);
        }
        Ok(Err(stop)) => outcome.failures.push(format!("{name}: {stop:?}")),
        Err(_) => outcome.failures.push(format!("{name} panics")),
    }
}

fn check_function(file: &File, name: &str, source: &str, outcome: &mut Outcome) -> Result<Vec<String>, Stop> {
    let func = file.companion(name, "")?;
    let mut failures = Vec::new();
    let mut points = 0;
    for list in ["POINTS", "KINKS"] {
        for args in world::arguments(source, list, &func) {
            points += 1;
            let whole = Whole::new(file, name, &args);
            let smooth = if list == "POINTS" { Smooth::Here } else { Smooth::Elsewhere };
            let mut check = Check { smooth, outcome, failures: Vec::new() };
            check_point(&whole, &mut check)?;
            failures.extend(check.failures.into_iter().map(|f| format!("{list}, {args:?}: {f}")));
        }
    }
    if points == 0 { Err(Stop::Unsupported("it has no points that are literals".to_owned())) } else { Ok(failures) }
}

/// Whether finite differences have a say.
#[derive(Clone, Copy, PartialEq)]
enum Smooth {
    Here,
    Elsewhere,
}

struct Check<'o> {
    smooth: Smooth,
    outcome: &'o mut Outcome,
    failures: Vec<String>,
}

fn check_point(whole: &Whole<'_>, check: &mut Check<'_>) -> Result<(), Stop> {
    let (inputs, outputs) = (whole.inputs()?.len(), whole.outputs()?);
    let mut columns = Vec::new();
    for i in 0..inputs {
        let both = whole.tangent(&unit(inputs, i))?;
        check.identical("forward", &both.outputs, &outputs);
        columns.push(both.derivative);
    }
    check.differences("forward", whole)?;
    for o in 0..outputs.len() {
        let both = whole.reverse(&unit(outputs.len(), o))?;
        check.identical("reverse", &both.outputs, &outputs);
        let row: Vec<f64> = columns.iter().map(|column| column[o]).collect();
        check.close(&format!("row {o}: forward, reverse"), &row, &both.derivative);
    }
    check.second_order(whole)
}

impl Check<'_> {
    /// Forward and reverse over what a companion computes, which is two thirds of the work: at the
    /// desk one companion a file, in turn.
    fn second_order(&mut self, whole: &Whole<'_>) -> Result<(), Stop> {
        let turn = self.outcome.files;
        if desk::takes(turn, 3) {
            let adjoint = whole.adjoint(&direction(whole.outputs()?.len(), 5))?;
            self.differences("the tangent of the adjoint", &adjoint)?;
            self.transposed("the adjoint of the adjoint", &adjoint)?;
        }
        if desk::takes(turn + 1, 3) {
            let tangent = whole.along(&direction(whole.inputs()?.len(), 4))?;
            self.differences("the tangent of the tangent", &tangent)?;
            self.transposed("the adjoint of the tangent", &tangent)?;
        }
        if desk::takes(turn + 2, 3) && whole.is_objective()? {
            let gradient = whole.gradient();
            self.transposed("the adjoint of the gradient", &gradient)?;
            self.close("the gradient", &gradient.outputs()?, &whole.reverse(&[1.0])?.derivative);
            self.differences("the tangent of the gradient", &gradient)?;
        }
        Ok(())
    }

    /// The tangent along a direction is that of finite differences, and what comes
    /// with it the function's own.
    fn differences(&mut self, what: &str, whole: &Whole<'_>) -> Result<(), Stop> {
        let inputs = whole.inputs()?;
        let along = direction(inputs.len(), 3);
        let both = whole.tangent(&along)?;
        let outputs = whole.outputs()?;
        self.identical(what, &both.outputs, &outputs);
        if self.smooth == Smooth::Elsewhere {
            return Ok(());
        }
        let at = |t: f64| {
            let moved: Vec<f64> = inputs.iter().zip(&along).map(|(x, d)| x + t * d).collect();
            let moved = whole.with_inputs(&moved).and_then(|whole| whole.outputs());
            moved.ok().filter(|moved| moved.len() == outputs.len()).unwrap_or_else(|| vec![f64::NAN; outputs.len()])
        };
        for (o, (estimate, got)) in derivative(at, 0.0).into_iter().zip(&both.derivative).enumerate() {
            if !estimate.is_good(1e-6, 1e-8) {
                self.outcome.skipped += 1;
                continue;
            }
            self.outcome.compared += 1;
            let off = (got - estimate.value).abs();
            if off.is_nan() || off > 10.0 * estimate.error + 1e-6 * estimate.value.abs() + 1e-7 {
                self.failures.push(format!("{what}, entry {o}: {got:?}, finite differences {estimate:?}"));
            }
        }
        Ok(())
    }

    /// The adjoint is the transpose of the tangent, and computes what the derivative is to rounding:
    /// the order of the sums in a derivative is not the user's.
    fn transposed(&mut self, what: &str, whole: &Whole<'_>) -> Result<(), Stop> {
        let spelled = transform::spelled(&*whole.func()?);
        if transform::unspelled(&analysis::activity(&spelled), &spelled).is_some() {
            // It is refused.
            return Ok(());
        }
        let outputs = whole.outputs()?;
        let (along, seed) = (direction(whole.inputs()?.len(), 6), direction(outputs.len(), 7));
        let (tangent, cotangent) = (whole.tangent(&along)?.derivative, whole.reverse(&seed)?);
        self.close(what, &cotangent.outputs, &outputs);
        let [forward, reverse] = [(&seed, &tangent), (&along, &cotangent.derivative)].map(|(a, b)| {
            let terms: Vec<f64> = a.iter().zip(b).map(|(a, b)| a * b).collect();
            (terms.iter().sum::<f64>(), terms.iter().map(|term| term.abs()).sum::<f64>())
        });
        let scale = forward.1.max(reverse.1).max(1.0);
        if scale.is_finite() {
            let off = if whole.is_narrow()? { NARROW } else { ROUNDING };
            let is_close = (forward.0 - reverse.0).abs() <= off * scale;
            if !is_close {
                self.failures.push(format!("{what} is no transpose: {forward:?}, {reverse:?}"));
            }
        }
        Ok(())
    }

    fn identical(&mut self, what: &str, got: &[f64], expected: &[f64]) {
        let bits =
            |numbers: &[f64]| numbers.iter().map(|x| if x.is_nan() { 0 } else { x.to_bits() }).collect::<Vec<_>>();
        if bits(got) != bits(expected) || got.iter().zip(expected).any(|(a, b)| a.is_nan() != b.is_nan()) {
            self.failures.push(format!("{what} computes {got:?}, not {expected:?}"));
        }
    }

    fn close(&mut self, what: &str, a: &[f64], b: &[f64]) {
        let magnitude = a.iter().chain(b).filter(|v| v.is_finite()).fold(1.0_f64, |m, v| m.max(v.abs()));
        let close =
            |(a, b): (&f64, &f64)| a == b || (a.is_nan() && b.is_nan()) || (a - b).abs() <= ROUNDING * magnitude;
        if a.len() != b.len() || !a.iter().zip(b).all(close) {
            self.failures.push(format!("{what} disagree: {a:?}, {b:?}"));
        }
    }
}

fn unit(len: usize, at: usize) -> Vec<f64> {
    (0..len).map(|i| if i == at { 1.0 } else { 0.0 }).collect()
}

/// A direction without a pattern that a derivative could have.
#[allow(clippy::cast_precision_loss, reason = "small numbers")]
fn direction(len: usize, which: usize) -> Vec<f64> {
    (0..len).map(|i| (0.7 + 1.3 * i as f64 + which as f64).sin() + 0.1).collect()
}
