//! Random programs through the real compiler: forward, reverse, second order
//! and finite differences agree, and debug agrees with release bit for bit.
//!
//! `AUTODIFF_RANDOM=N` checks N programs and `AUTODIFF_SEED=S` starts at seed
//! S, for a long run or for one program again. A disagreement prints its seed
//! and source.

#[path = "random_programs/check.rs"]
mod check;
#[path = "random_programs/package.rs"]
mod package;

use std::path::Path;
use std::process::Command;
use std::{env, fs};

use check::{Case, Outcome, Scalar, check};

/// How many programs go into one package: the compiler's memory bounds it.
const BATCH: usize = 150;

#[test]
fn every_mode_agrees_in_debug_and_release() {
    let count = from_environment("AUTODIFF_RANDOM").unwrap_or(150);
    let first = from_environment("AUTODIFF_SEED").unwrap_or(0);
    let seeds: Vec<u64> = (first..first + count).collect();
    let (mut compared, mut skipped) = (0, 0);
    for batch in seeds.chunks(BATCH) {
        let root = write_package(batch);
        let debug = run(&root, &[]);
        let release = run(&root, &["--release"]);
        assert_same_lines(&debug, &release);
        let counts = debug.lines().last().and_then(|line| line.strip_prefix("counts "));
        let counts: Vec<usize> =
            counts.expect("the last line has the counts").split(' ').map(|n| n.parse().expect("a count")).collect();
        compared += counts[0];
        skipped += counts[1];
    }
    println!("{compared} derivatives compared with finite differences, {skipped} skipped");
    assert!(compared > 0, "nothing was compared");
    assert!(skipped * 2 <= compared, "finite differences too often unreliable: {skipped}");
}

fn from_environment(name: &str) -> Option<u64> {
    let value = env::var(name).ok()?;
    Some(value.parse().unwrap_or_else(|_| panic!("{name} is not a number: {value}")))
}

/// Writes the package of these seeds, always to the same place, so that its
/// dependencies are compiled once.
fn write_package(seeds: &[u64]) -> std::path::PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("random_programs");
    let library = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace around");
    fs::create_dir_all(root.join("src")).unwrap();
    fs::write(root.join("Cargo.toml"), package::manifest(library)).unwrap();
    // The same versions as the workspace's, which are there without a network.
    if let Ok(lock) = fs::read(library.join("Cargo.lock")) {
        fs::write(root.join("Cargo.lock"), lock).unwrap();
    }
    fs::write(root.join("src/check.rs"), include_str!("random_programs/check.rs")).unwrap();
    fs::write(root.join("src/main.rs"), package::main(seeds)).unwrap();
    root
}

/// Builds and runs the package; gives what it prints.
fn run(root: &Path, flags: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .args(["run", "--offline", "--quiet"])
        .args(flags)
        .current_dir(root)
        .env("CARGO_TARGET_DIR", root.join("target"))
        .output()
        .expect("cargo starts");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo run {flags:?} fails:\n{errors}");
    String::from_utf8(output.stdout).expect("text")
}

fn assert_same_lines(debug: &str, release: &str) {
    for (d, r) in debug.lines().zip(release.lines()) {
        // The counts depend on differences of the primal, which may round
        // otherwise where the optimiser evaluates a constant.
        assert!(d == r || d.starts_with("counts "), "debug and release differ:\n{d}\n{r}");
    }
    assert_eq!(debug.lines().count(), release.lines().count());
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
    fn add(n: &[i32], x: &[f64], s: &[f64], bar: &mut [f64]) -> Vec<f64> {
        bar.iter_mut().zip(g(n, x)).for_each(|(b, g)| *b += s[0] * g);
        y(n, x)
    }
    Case {
        seed: 0,
        source: "",
        single: false,
        outputs: 1,
        primal: y,
        jvp: |n, x, t| {
            let g = g(n, x);
            (y(n, x), vec![g[0] * t[0] + g[1] * t[1]])
        },
        vjp: |n, x, s| (y(n, x), g(n, x).iter().map(|g| s[0] * g).collect()),
        vjp_into: add,
        scalar: Some(Scalar {
            grad: g,
            value_and_grad: |n, x| (y(n, x), g(n, x)),
            grad_into: |n, x, bar| {
                bar.copy_from_slice(&g(n, x));
                y(n, x)
            },
            hvp: |n, x, t| {
                let m = 2.0 * f64::from(n[0]);
                let h = vec![m * (x[1] * t[0] + x[0] * t[1]), m * x[0] * t[0]];
                (g(n, x), h)
            },
        }),
        points: &[(&[3], &[0.7, -1.3]), (&[-1], &[1.9, 0.4])],
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
