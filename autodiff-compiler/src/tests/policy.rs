//! Proof by two switches: recording everything and recording the minimum give
//! the same derivatives, to the last bit; and to fuse loops with their mirror images
//! gives them up to the order of sums, as checkpoints do, and callees that run whole. What is
//! multiplied plainly has the bits that it has with guards, where nothing is infinite.
//!
//! At second order up to rounding: the tangent of what is recorded is one number,
//! that of what is computed again is summed up with others before its infinite
//! part is multiplied in ([`crate::transform`], the product).
//!
//! The two differ in where each value that the adjoint sweep reads comes from,
//! and in nothing else. So a bug in what is saved, where it leaves its branch,
//! or what is computed again, shows as a difference.

use super::desk;
use super::modes::{Point, bits, floats};
use super::random::generator::Program;
use super::random::{self, Failure, What};
use super::world::{self, File};
use crate::ir::interp::{Scalar, Stop, run};
use crate::ir::verify::check;
use crate::ir::{Atom, Checkpoints, Func, ParamRole, Shape};
use crate::transform::{self, Policy};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

#[test]
fn on_random_programs() {
    let (first, count) = random::range(desk::cases(30, 250));
    let mut outcome = Outcome::default();
    for seed in first..first + count {
        let program = random::random_program(seed);
        let compare = |program: &Program, outcome: &mut Outcome| {
            outcome.compare(&format!("seed {seed}"), &program.source, &program.name, &random::arguments(program))
        };
        if let Err(failure) = compare(&program, &mut outcome) {
            let check = |program: &Program| compare(program, &mut Outcome::default());
            outcome.failures.push(random::shrunk(&program, failure, &check));
        }
        assert!(outcome.failures.len() < 5, "too many failures to go on:\n{}", outcome.failures.join("\n"));
    }
    outcome.conclude(usize::try_from(count).unwrap());
}

#[test]
fn on_the_corpus() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/corpus");
    let entries = std::fs::read_dir(directory).expect("the corpus is there");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("it can be listed").path()).collect();
    // Those on memory, in folders of their own, are run compiled.
    paths.retain(|path| path.is_file());
    paths.sort();
    let mut outcome = Outcome::default();
    for path in &paths {
        let source = std::fs::read_to_string(path).expect("a file of the corpus can be read");
        let name = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
        let points = world::points(&source);
        if let Err(failure) = outcome.compare(&name, &source, &name, &points) {
            outcome.failures.push(format!("{name}: {}", failure.text));
        }
    }
    outcome.conclude(paths.len());
}

/// Those on memory, where their gradient needs no seed but the arguments.
#[test]
fn on_the_corpus_of_memory() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests");
    let folders = ["algorithms", "iterators", "loops", "memory", "options"].map(|f| root.join("corpus").join(f));
    let mut paths: Vec<_> = folders
        .into_iter()
        .chain([root.join("regressions")])
        .flat_map(|folder| std::fs::read_dir(folder).expect("the corpus is there"))
        .map(|entry| entry.expect("it can be listed").path())
        .collect();
    paths.sort();
    let paths: Vec<_> =
        paths.into_iter().enumerate().filter(|(number, _)| desk::takes(*number, 6)).map(|(_, path)| path).collect();
    let mut outcome = Outcome::default();
    for path in &paths {
        let source = std::fs::read_to_string(path).expect("a file of the corpus can be read");
        let name = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
        outcome.compare_gradients(&source, &name);
    }
    println!(
        "{} of {} differ, {} fused, {} without guards, {} with checkpoints, {} with buffers made once, {} with rows, {} with records; not run: {:#?}",
        outcome.differing,
        paths.len(),
        outcome.fused,
        outcome.plain,
        outcome.split,
        outcome.hoisted,
        outcome.bundled,
        outcome.in_two,
        outcome.unsupported
    );
    assert!(outcome.failures.is_empty(), "{}", outcome.failures.join("\n"));
    assert!(outcome.unsupported.len() * 3 <= paths.len(), "{} not run", outcome.unsupported.len());
    assert!(outcome.differing > desk::cases(15, 100), "the switch does nothing");
    assert!(outcome.fused > desk::cases(3, 20), "nothing is fused: {}", outcome.fused);
    assert!(outcome.plain >= desk::cases(0, 3), "nothing is multiplied plainly: {}", outcome.plain);
    assert!(outcome.hoisted > desk::cases(1, 10), "no buffer is made once: {}", outcome.hoisted);
    assert!(outcome.bundled >= desk::cases(0, 6), "no tapes become one: {}", outcome.bundled);
    assert!(outcome.split > desk::cases(15, 100), "no loop has checkpoints: {}", outcome.split);
    assert!(outcome.in_two >= desk::cases(0, 11), "no callee records: {}", outcome.in_two);
}

const POLICIES: [Policy; 3] = [Policy::Minimal, Policy::Apart, Policy::Everything];

/// What was compared.
#[derive(Default)]
struct Outcome {
    failures: Vec<String>,
    /// Programs that use what the interpreter does not know.
    unsupported: BTreeMap<String, String>,
    /// Functions in whose adjoint the switch makes a difference at all.
    differing: usize,
    /// The same, of fusion.
    fused: usize,
    /// The same, of guards that spent memory does without.
    plain: usize,
    /// The same, of checkpoints.
    split: usize,
    /// The same, of buffers that are made once.
    hoisted: usize,
    /// The same, of tapes that become one.
    bundled: usize,
    /// The same, of callees that hand a record to their adjoints.
    in_two: usize,
    /// How many have been compared.
    compared: usize,
}

impl Outcome {
    /// The checkpoints that the next one is given: all sorts in turn.
    fn spacing(&mut self) -> Checkpoints {
        self.compared += 1;
        match self.compared % 3 {
            0 => Checkpoints::Every(Atom::Int(2)),
            levels => Checkpoints::Levels(u32::try_from(levels).expect("it is small")),
        }
    }

    fn compare(&mut self, label: &str, source: &str, name: &str, points: &[Vec<Scalar>]) -> Result<(), Failure> {
        let refused = |error| Failure::new(What::Refused, error);
        let parse = |policy, checkpoints| {
            File::parse(source, policy).map(|file| file.with_checkpoints(checkpoints)).map_err(refused)
        };
        let [minimal, apart, everything] = POLICIES.map(|policy| parse(policy, Checkpoints::Iterations));
        let (minimal, apart, everything) = (minimal?, apart?, everything?);
        let guarded = parse(Policy::Guarded, Checkpoints::Iterations)?;
        let split = parse(Policy::Minimal, self.spacing())?;
        let whole = parse(Policy::Minimal, Checkpoints::Iterations)?.with_whole_calls();
        if points.is_empty() {
            self.unsupported.insert(label.to_owned(), "no points".to_owned());
        }
        let text = |file: &File| file.companion(name, "_vjp").map_or(String::new(), |func| func.to_string());
        // A transform that panics is a failure as any other, and has a name.
        let compare = AssertUnwindSafe(|| {
            let fused = text(&minimal) != text(&apart);
            self.fused += usize::from(fused);
            self.differing += usize::from(text(&apart) != text(&everything));
            let is_same_order = backwards(&text(&apart)) == backwards(&text(&everything));
            let is_split = text(&split) != text(&minimal);
            self.split += usize::from(is_split);
            let is_in_two = text(&whole) != text(&minimal);
            self.in_two += usize::from(is_in_two);
            let is_plain = text(&guarded) != text(&minimal);
            self.plain += usize::from(is_plain);
            points.iter().try_for_each(|args| {
                let all = |file| derivatives(&Point::new(file, name, args)?);
                let (apart, everything) = (all(&apart)?, all(&everything)?);
                if is_same_order { apart.agrees_with(&everything) } else { apart.is_close_to(&everything) }?;
                if is_split {
                    all(&split)?.is_close_to(&apart)?;
                }
                if is_in_two {
                    all(&whole)?.is_close_to(&apart)?;
                }
                if is_plain {
                    all(&guarded)?.agrees_with(&all(&minimal)?)?;
                }
                if fused { all(&minimal)?.is_close_to(&apart) } else { Ok(()) }
            })
        });
        match catch_unwind(compare) {
            Ok(Ok(())) => Ok(()),
            Ok(Err(Stop::Unsupported(what))) => {
                self.unsupported.insert(label.to_owned(), what);
                Ok(())
            }
            Ok(Err(stop)) => Err(Failure::new(What::Differs, format!("{stop:?}"))),
            Err(panic) => Err(Failure::new(What::Panics, format!("panics: {}", random::message(&*panic)))),
        }
    }

    fn compare_gradients(&mut self, source: &str, name: &str) {
        let parse = |policy, checkpoints| File::parse(source, policy).map(|file| file.with_checkpoints(checkpoints));
        let files = POLICIES.map(|policy| parse(policy, Checkpoints::Iterations));
        let guarded = parse(Policy::Guarded, Checkpoints::Iterations);
        let split = parse(Policy::Minimal, self.spacing());
        let whole = parse(Policy::Minimal, Checkpoints::Iterations).map(File::with_whole_calls);
        let ([Ok(minimal), Ok(apart), Ok(everything)], Ok(guarded), Ok(split), Ok(whole)) =
            (&files, &guarded, &split, &whole)
        else {
            self.failures.push(format!("{name} is refused"));
            return;
        };
        let compare = AssertUnwindSafe(|| {
            let func = minimal.companion(name, "")?;
            let in_out = func.params.iter().filter_map(|p| p.form.shape()).any(Shape::is_in_out);
            let points = world::arguments(source, "POINTS", &func);
            if !matches!(func.result, Shape::Leaf(kind) if kind.is_float()) || in_out || points.is_empty() {
                return Err(Stop::Unsupported("its gradient needs a seed".to_owned()));
            }
            let text = |file: &File| file.companion(name, "_grad").map(|func| func.to_string());
            let fused = text(minimal)? != text(apart)?;
            self.fused += usize::from(fused);
            self.differing += usize::from(text(apart)? != text(everything)?);
            let is_same_order = backwards(&text(apart)?) == backwards(&text(everything)?);
            let is_split = text(split)? != text(minimal)?;
            self.split += usize::from(is_split);
            let hoisted = written(minimal, name, transform::hoist)?;
            self.hoisted += usize::from(hoisted.to_string() != text(minimal)?);
            let bundled = written(minimal, name, transform::bundle)?;
            self.bundled += usize::from(bundled.to_string() != text(minimal)?);
            let both = written(minimal, name, |func| transform::hoist(transform::bundle(func)))?;
            let is_in_two = text(whole)? != text(minimal)?;
            self.in_two += usize::from(is_in_two);
            let is_plain = text(guarded)? != text(minimal)?;
            self.plain += usize::from(is_plain);
            points.iter().try_for_each(|point| {
                let gradient =
                    |func: &Func| run(minimal, func, &point.scalars()).map(|gradient| bits(&flat(&gradient)));
                let as_it_is = gradient(&*minimal.companion(name, "_grad")?)?;
                for (pass, func) in [("hoist", &hoisted), ("bundle", &bundled), ("bundle and hoist", &both)] {
                    if gradient(func)? != as_it_is {
                        return Err(Stop::Broken(format!("{pass} gives something else")));
                    }
                }
                let all = |file: &File| -> Result<Derivatives, Stop> {
                    let gradient = file.run(name, "_grad", &point.scalars())?;
                    // Along the arguments themselves.
                    let tangents = differentiable(&func, &point.scalars());
                    let along = file.run(name, "_grad_jvp", &[point.scalars(), tangents].concat())?;
                    let first = flat(&gradient);
                    Ok(Derivatives { exact: bits(&first), first: floats(&first), second: floats(&flat(&along)) })
                };
                let (apart, everything) = (all(apart)?, all(everything)?);
                if is_same_order { apart.agrees_with(&everything) } else { apart.is_close_to(&everything) }?;
                if is_split {
                    all(split)?.is_close_to(&apart)?;
                }
                if is_in_two {
                    all(whole)?.is_close_to(&apart)?;
                }
                if is_plain {
                    all(guarded)?.agrees_with(&all(minimal)?)?;
                }
                if fused { all(minimal)?.is_close_to(&apart) } else { Ok(()) }
            })
        });
        match catch_unwind(compare) {
            Ok(Ok(())) => {}
            Ok(Err(Stop::Unsupported(what))) => {
                self.unsupported.insert(name.to_owned(), what);
            }
            Ok(Err(stop)) => self.failures.push(format!("{name}: {stop:?}")),
            Err(_) => self.failures.push(format!("{name} panics")),
        }
    }

    fn conclude(self, count: usize) {
        println!("{} of {count} differ; not run: {:#?}", self.differing, self.unsupported);
        assert!(self.failures.is_empty(), "{} failures:\n{}", self.failures.len(), self.failures.join("\n"));
        assert!(self.unsupported.len() * 10 <= count, "{:#?}", self.unsupported);
        assert!(self.differing > 0, "the switch does nothing");
    }
}

/// The gradient after a pass that is run on what is written alone.
fn written(file: &File, name: &str, pass: impl Fn(Func) -> Func) -> Result<Func, Stop> {
    let func = pass(Func::clone(&*file.companion(name, "_grad")?));
    check(&func).map_err(|broken| Stop::Broken(format!("{broken}\n{func}")))?;
    Ok(func)
}

/// How many loops run from the last iteration to the first. Where a policy has one more of them, as a
/// record is read in the order of the mirror image, sums of both policies are in another order.
fn backwards(text: &str) -> usize {
    text.matches(" down").count()
}

/// The arguments that have a tangent.
fn differentiable(func: &Func, args: &[Scalar]) -> Vec<Scalar> {
    let active = func.param_values(ParamRole::Differentiable);
    let all = func.all_param_values().into_iter().zip(args);
    all.filter(|(w, _)| active.contains(w) && func.kind(*w).is_differentiable()).map(|(_, arg)| arg.clone()).collect()
}

/// The scalars, those in memory among them.
fn flat(scalars: &[Scalar]) -> Vec<Scalar> {
    let flat = |scalar: &Scalar| match scalar {
        Scalar::Memory(handle) => handle.scalars(),
        other => vec![other.clone()],
    };
    scalars.iter().flat_map(flat).collect()
}

/// Everything that reverse mode computes at a point: the first order as bits, too.
#[derive(Debug, Default)]
struct Derivatives {
    exact: Vec<String>,
    first: Vec<f64>,
    second: Vec<f64>,
}

impl Derivatives {
    fn agrees_with(&self, other: &Derivatives) -> Result<(), Stop> {
        if self.exact == other.exact { self.is_close_to(other) } else { self.differs_from(other) }
    }

    /// The same up to the order of sums.
    fn is_close_to(&self, other: &Derivatives) -> Result<(), Stop> {
        let agree = are_close(&self.first, &other.first) && are_close(&self.second, &other.second);
        if agree { Ok(()) } else { self.differs_from(other) }
    }

    fn differs_from(&self, other: &Derivatives) -> Result<(), Stop> {
        Err(Stop::Broken(format!("{self:?}, {other:?}")))
    }
}

fn are_close(ones: &[f64], others: &[f64]) -> bool {
    let scale = ones.iter().filter(|x| x.is_finite()).fold(1.0_f64, |max, x| max.max(x.abs()));
    let close = |(a, b): (&f64, &f64)| a == b || (!a.is_finite() && !b.is_finite()) || (a - b).abs() <= 1e-11 * scale;
    ones.len() == others.len() && ones.iter().zip(others).all(close)
}

fn derivatives(point: &Point<'_>) -> Result<Derivatives, Stop> {
    let (primals, rows) = point.reverse()?;
    let mut all = Derivatives::default();
    all.exact.extend(primals.iter().chain(&rows).flat_map(|scalars| bits(scalars)));
    all.first.extend(primals.iter().chain(&rows).flat_map(|scalars| floats(scalars)));
    for o in 0..rows.len() {
        for i in 0..point.inputs()?.len() {
            let second = point.second(o, i)?;
            all.exact.extend([&second.value, &second.adjoint].into_iter().flat_map(|scalars| bits(scalars)));
            all.first.extend([&second.value, &second.adjoint].into_iter().flat_map(|scalars| floats(scalars)));
            all.second.extend([&second.tangent, &second.curvature].into_iter().flat_map(|scalars| floats(scalars)));
        }
    }
    Ok(all)
}
