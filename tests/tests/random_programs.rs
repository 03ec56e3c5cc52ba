//! Random programs through the real compiler: forward, reverse, second order
//! and finite differences agree, and debug agrees with release bit for bit.
//!
//! `AUTODIFF_RANDOM=N` checks N programs and `AUTODIFF_SEED=S` starts at seed
//! S, for a long run or for one program again; `AUTODIFF_LANGUAGE=3` takes only
//! seeds of that remainder by 4, which is the language ([`language`]); `AUTODIFF_SEEDS=S,T`
//! takes these;
//! `AUTODIFF_ATTEMPTS=0` does not make what fails simpler. A disagreement prints its seed
//! and the source of the simplest program found that still has it.

#[path = "random_programs/check.rs"]
mod check;
#[path = "random_programs/package.rs"]
mod package;
#[path = "random_programs/run.rs"]
mod run;

use std::env;

use autodiff_generator::exempt;
use autodiff_generator::hygiene::hygienic;
use autodiff_generator::{Choice, Language, Program, program, program_of, shrink};
use check::{Case, Outcome, Scalar, Second, check};
use run::{Failure, run};

/// How many programs go into one package: the compiler's memory bounds it.
const BATCH: usize = 150;

#[test]
fn every_mode_agrees_in_debug_and_release() {
    let by_default = if env::var_os("AUTODIFF_WHOLE").is_some() { 150 } else { 16 };
    let count = from_environment("AUTODIFF_RANDOM").unwrap_or(by_default);
    let count = usize::try_from(count).expect("a number of programs");
    let first = from_environment("AUTODIFF_SEED").unwrap_or(0);
    let only = from_environment("AUTODIFF_LANGUAGE");
    let in_a_row = || (first..).filter(|seed| only.is_none_or(|only| seed % 4 == only)).take(count).collect();
    let seeds: Vec<u64> = listed("AUTODIFF_SEEDS").unwrap_or_else(in_a_row);
    let programs: Vec<Program> = seeds.into_iter().map(|seed| dressed(program(language(seed), seed))).collect();
    let (mut compared, mut skipped) = (0, 0);
    for batch in programs.chunks(BATCH) {
        let run = run(&batch.iter().collect::<Vec<_>>());
        let failing: Vec<_> = batch.iter().zip(&run.failures).filter_map(|(p, f)| Some((p, f.as_ref()?))).collect();
        if let Some((program, failure)) = failing.first() {
            let seeds: Vec<u64> = failing.iter().map(|(program, _)| program.seed).collect();
            for (program, failure) in &failing {
                println!("seed {}: {}", program.seed, failure.text);
            }
            panic!("the programs of the seeds {seeds:?} fail.\n{}", shrunk(program, failure));
        }
        compared += run.compared;
        skipped += run.skipped;
    }
    println!("{compared} derivatives compared with finite differences, {skipped} skipped");
    assert!(compared > 0, "nothing was compared");
    assert!(skipped * 2 <= compared, "finite differences too often unreliable: {skipped}");
}

fn from_environment(name: &str) -> Option<u64> {
    let value = env::var(name).ok()?;
    Some(value.parse().unwrap_or_else(|_| panic!("{name} is not a number: {value}")))
}

/// Numbers with commas between.
fn listed(name: &str) -> Option<Vec<u64>> {
    let list = env::var(name).ok()?;
    Some(list.split(',').map(|seed| seed.trim().parse().expect("a number")).collect())
}

fn language(seed: u64) -> Language {
    match seed % 4 {
        0 => Language::Scalars,
        1 => Language::Whole,
        2 => Language::Compiled,
        _ => Language::Data,
    }
}

/// One program in four comes out of a macro.
fn dressed(program: Program) -> Program {
    let made = if program.seed % 4 == 1 { hygienic(&program) } else { None };
    Program { source: made.unwrap_or_else(|| program.source.clone()), ..program }
}

/// So many simpler programs are compiled together, and so many in all.
const TOGETHER: usize = 40;
const ATTEMPTS: usize = 600;

/// The seed, and the simplest program found that fails as this one does.
fn shrunk(program: &Program, failure: &Failure) -> String {
    let (seed, mut failure) = (program.seed, failure.clone());
    let again = |choices: &[Choice]| dressed(program_of(language(seed), seed, choices));
    let attempts =
        from_environment("AUTODIFF_ATTEMPTS").map_or(ATTEMPTS, |n| usize::try_from(n).expect("a number of attempts"));
    let choices = shrink(&program.choices, attempts, TOGETHER, |tried| {
        let programs: Vec<Program> = tried.iter().map(|choices| again(choices)).collect();
        let failures = run(&programs.iter().collect::<Vec<_>>()).failures;
        let same = |(program, other): (&Program, Option<Failure>)| {
            let other = other.filter(|other| other.is_like(&failure))?;
            failure = other;
            Some(program.choices.clone())
        };
        programs.iter().zip(failures).map(same).collect()
    });
    let simplest = again(&choices);
    let failure = run(&[&simplest]).failures.remove(0).unwrap_or(failure);
    format!("Seed {seed}, made simpler: {}\n{}", failure.text, simplest.source)
}

/// `y = n x₀² x₁`, with a gradient and a Hessian that can be spoilt.
fn cubic() -> Case {
    fn y(n: &[i32], x: &[f64]) -> Vec<f64> {
        vec![f64::from(n[0]) * x[0] * x[0] * x[1]]
    }
    fn g(n: &[i32], x: &[f64]) -> Vec<f64> {
        let n = f64::from(n[0]);
        vec![2.0 * n * x[0] * x[1], n * x[0] * x[0]]
    }
    /// The Hessian times a tangent.
    fn along(n: &[i32], x: &[f64], t: &[f64]) -> Vec<f64> {
        let m = 2.0 * f64::from(n[0]);
        vec![m * (x[1] * t[0] + x[0] * t[1]), m * x[0] * t[0]]
    }
    fn add(n: &[i32], x: &[f64], s: &[f64], bar: &mut [f64]) -> Vec<f64> {
        bar.iter_mut().zip(g(n, x)).for_each(|(b, g)| *b += s[0] * g);
        y(n, x)
    }
    Case {
        seed: 0,
        single: false,
        outputs: 1,
        primal: y,
        jvp: |n, x, t| {
            let g = g(n, x);
            (y(n, x), vec![g[0] * t[0] + g[1] * t[1]])
        },
        vjp: |n, x, s| (y(n, x), g(n, x).iter().map(|g| s[0] * g).collect()),
        vjp_into: add,
        jacobian: Some(|n, x, matrix| {
            matrix.copy_from_slice(&g(n, x));
            y(n, x)
        }),
        pullback: Some(|n, x, s| (cubic().vjp)(n, x, s)),
        scalar: Some(Scalar {
            grad: g,
            value_and_grad: |n, x| (y(n, x), g(n, x)),
            grad_into: |n, x, bar| {
                bar.copy_from_slice(&g(n, x));
                y(n, x)
            },
            hvp: |n, x, t| (g(n, x), along(n, x, t)),
            hessian: Some(|n, x, matrix| {
                let m = 2.0 * f64::from(n[0]);
                matrix.copy_from_slice(&[m * x[1], m * x[0], m * x[0], 0.0]);
                g(n, x)
            }),
            second: Some(Second {
                jvp_jvp: |n, x, t, u| {
                    let h = along(n, x, t);
                    h[0] * u[0] + h[1] * u[1]
                },
                jvp_vjp: along,
                grad_vjp: |n, x, s| (g(n, x), along(n, x, s)),
            }),
        }),
        points: &[(&[3], &[0.7, -1.3]), (&[-1], &[1.9, 0.4])],
        special: &[(&[3], &[0.0, f64::INFINITY]), (&[1], &[f64::NAN, 0.0])],
    }
}

fn failures(case: &Case) -> Vec<String> {
    let mut outcome = Outcome::default();
    check(case, &mut outcome);
    outcome.failures
}

#[test]
fn the_check_accepts_what_is_right() {
    let mut outcome = Outcome::default();
    check(&cubic(), &mut outcome);
    assert_eq!(outcome.failures, [""; 0]);
    assert_eq!((outcome.compared, outcome.skipped), (12, 0));
}

#[test]
fn the_check_refuses_a_wrong_derivative() {
    let forward = Case { jvp: |_, _, _| (vec![0.0], vec![0.0]), ..cubic() };
    assert!(failures(&forward).iter().any(|f| f.contains("finite differences")));

    let reverse = Case {
        vjp: |n, x, s| {
            let (y, mut g) = (cubic().vjp)(n, x, s);
            g[1] *= 1.0 + 1e-8;
            (y, g)
        },
        ..cubic()
    };
    assert!(failures(&reverse).iter().any(|f| f.contains("forward, reverse disagree")));

    let matrix = Case { jacobian: Some(|n, x, _| (cubic().primal)(n, x)), ..cubic() };
    assert!(failures(&matrix).iter().any(|f| f.contains("jacobian_into, jvp disagree")));
}

#[test]
fn the_check_refuses_a_pullback_that_is_not_the_adjoint() {
    let late = Case { pullback: Some(|n, x, s| ((cubic().primal)(n, x), vec![s[0]; 2])), ..cubic() };
    assert!(failures(&late).iter().any(|f| f.contains("pullback, vjp disagree")));
}

#[test]
fn the_check_refuses_another_primal_value() {
    let rounded = Case {
        jvp: |n, x, t| {
            let (y, dot) = (cubic().jvp)(n, x, t);
            (vec![y[0].next_up()], dot)
        },
        ..cubic()
    };
    assert!(failures(&rounded).iter().any(|f| f.contains("jvp returns")));
}

#[test]
fn the_check_refuses_another_value_and_another_derivative_at_a_special_point() {
    let at_zero = |x: &[f64]| x[0] == 0.0;
    let value = Case {
        vjp: |n, x, s| {
            let (y, g) = (cubic().vjp)(n, x, s);
            (y.iter().map(|y| if x[0] == 0.0 { 1.0 } else { *y }).collect(), g)
        },
        ..cubic()
    };
    assert!(cubic().special.iter().any(|(_, x)| at_zero(x)));
    assert!(failures(&value).iter().any(|f| f.contains("vjp returns")));
    let derivative = Case {
        primal: |n, x| vec![if x[0] == 0.0 { 0.0 } else { (cubic().primal)(n, x)[0] }],
        jvp: |n, x, t| {
            let (y, dot) = (cubic().jvp)(n, x, t);
            if x[0] == 0.0 { (vec![0.0], vec![1.0]) } else { (y, dot) }
        },
        special: &[(&[3], &[0.0, 2.0])],
        ..cubic()
    };
    assert!(failures(&derivative).iter().any(|f| f.contains("special row 0: forward, reverse")));
}

#[test]
fn the_check_refuses_shadows_that_are_overwritten() {
    let overwritten = Case {
        vjp_into: |n, x, s, bar| {
            bar.fill(0.0);
            (cubic().vjp_into)(n, x, s, bar)
        },
        ..cubic()
    };
    assert!(failures(&overwritten).iter().any(|f| f.contains("vjp_into, vjp disagree")));
}

#[test]
fn the_check_refuses_a_wrong_second_derivative() {
    let mut case = cubic();
    case.scalar.as_mut().unwrap().hvp = |n, x, t| {
        let g = (cubic().scalar.unwrap().grad)(n, x);
        (g, vec![t[0], t[1]])
    };
    assert!(failures(&case).iter().any(|f| f.contains("hvp along")));
}

#[test]
fn the_check_refuses_a_wrong_companion_of_a_companion() {
    for (what, second) in [
        ("jvp_jvp", Second { jvp_jvp: |_, _, _, _| 1.0, ..second() }),
        ("jvp_vjp", Second { jvp_vjp: |_, _, t| vec![t[1], t[0]], ..second() }),
        ("grad_vjp", Second { grad_vjp: |_, x, s| (x.to_vec(), vec![s[1], s[0]]), ..second() }),
    ] {
        let mut case = cubic();
        case.scalar.as_mut().unwrap().second = Some(second);
        assert!(failures(&case).iter().any(|f| f.contains(&format!("{what}, hvp disagree"))), "{what}");
    }
}

fn second() -> Second {
    cubic().scalar.unwrap().second.unwrap()
}
