//! Compiles and runs programs, and says what is wrong with each.

use autodiff_generator::Program;
use autodiff_tests::package::{OPTIMISED, Package};

use super::package::{self, Loops};

/// What came of some programs.
pub(crate) struct Run {
    /// What is wrong with each.
    pub(crate) failures: Vec<Option<Failure>>,
    /// How many derivatives were compared with finite differences, and how many not.
    pub(crate) compared: usize,
    pub(crate) skipped: usize,
}

/// What is wrong with a program.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    what: What,
    pub(crate) text: String,
}

#[derive(Clone, Debug, PartialEq)]
enum What {
    /// With the compiler's message, without the numbers in it.
    DoesNotCompile(String),
    Disagrees,
    /// Debug is not release.
    DependsOnTheProfile,
}

impl Failure {
    pub(crate) fn is_like(&self, other: &Failure) -> bool {
        self.what == other.what
    }
}

/// Checks programs in debug and in release. Of every other one, the release leaves what loops run
/// through uncut: no number may hang on that either.
pub(crate) fn run(programs: &[&Program]) -> Run {
    let mut failures: Vec<Option<Failure>> = vec![None; programs.len()];
    let (numbers, package) = compiled(programs, &mut failures);
    let Some(package) = package else { return Run { failures, compared: 0, skipped: 0 } };
    let alone = ["--config=profile.dev.package.random-programs.codegen-units=1"];
    let optimised = [&OPTIMISED[..], &alone].concat();
    let debug = printed(&package, &[], numbers.len());
    let written: Vec<&Program> = numbers.iter().map(|number| programs[*number]).collect();
    let package = write_package(&written, Loops::CutInOthers);
    let release = printed(&package, &optimised, numbers.len());
    let (debug, release) = (Printed::read(&debug, numbers.len()), Printed::read(&release, numbers.len()));
    for (at, number) in numbers.into_iter().enumerate() {
        failures[number] = failure(&debug.programs[at], &release.programs[at]);
    }
    Run { failures, compared: debug.compared, skipped: debug.skipped }
}

/// Writes the package of those programs that compile; gives their numbers, and notes
/// what the compiler says of the others.
fn compiled(programs: &[&Program], failures: &mut [Option<Failure>]) -> (Vec<usize>, Option<Package>) {
    loop {
        let numbers: Vec<usize> = (0..programs.len()).filter(|number| failures[*number].is_none()).collect();
        if numbers.is_empty() {
            return (numbers, None);
        }
        let package = write_package(&numbers.iter().map(|number| programs[*number]).collect::<Vec<_>>(), Loops::Cut);
        let output = package.cargo(&["build", "--keep-going", "--message-format", "short"]);
        if output.status.success() {
            return (numbers, Some(package));
        }
        let errors = String::from_utf8_lossy(&output.stderr);
        let mut found = false;
        for line in errors.lines().filter(|line| line.contains("error")) {
            let Some(number) = module(line).and_then(|at| numbers.get(at)) else { continue };
            let message = line.split_once("error").map_or(line, |(_, message)| message);
            let what = What::DoesNotCompile(message.chars().filter(|c| !c.is_ascii_digit()).collect());
            failures[*number].get_or_insert(Failure { what, text: line.to_owned() });
            found = true;
        }
        assert!(found, "the package does not compile:\n{errors}");
    }
}

/// The module that a message is about.
fn module(line: &str) -> Option<usize> {
    let (_, rest) = line.split_once("src/m")?;
    rest.split_once(".rs:")?.0.parse().ok()
}

/// Writes the package of some programs, always to the same place, so that its
/// dependencies are compiled once.
fn write_package(programs: &[&Program], loops: Loops) -> Package {
    let package = Package::new(env!("CARGO_TARGET_TMPDIR"), "random_programs");
    package.write("Cargo.toml", &package::manifest(programs.len()));
    package.write("src/check.rs", include_str!("check.rs"));
    package.write("src/exempt.rs", include_str!("../../generator/src/exempt.rs"));
    for (name, text) in package::files(programs, loops) {
        package.write(&format!("src/{name}"), &text);
    }
    package
}

/// Builds and runs the package of so many programs; gives what it prints.
fn printed(package: &Package, flags: &[&str], programs: usize) -> String {
    // All binaries together, which is side by side.
    package.succeeds(&[&["build"], flags].concat());
    let run = |name: &String| package.succeeds(&[&["run", "--bin", name], flags].concat());
    package::binaries(programs).iter().map(run).collect()
}

/// What a build printed.
struct Printed {
    /// The lines of each program.
    programs: Vec<Vec<String>>,
    compared: usize,
    skipped: usize,
}

impl Printed {
    fn read(text: &str, count: usize) -> Self {
        let mut printed = Printed { programs: Vec::new(), compared: 0, skipped: 0 };
        for line in text.lines() {
            if line.starts_with("program ") {
                printed.programs.push(Vec::new());
            } else if let Some(counts) = line.strip_prefix("counts ") {
                let counts: Vec<usize> = counts.split(' ').map(|n| n.parse().expect("a count")).collect();
                printed.compared += counts[0];
                printed.skipped += counts[1];
            } else if let Some(program) = printed.programs.last_mut() {
                program.push(line.to_owned());
            }
        }
        assert_eq!(printed.programs.len(), count, "every program is run");
        printed
    }
}

/// What is wrong with a program, from what it printed in debug and in release.
fn failure(debug: &[String], release: &[String]) -> Option<Failure> {
    for (profile, lines) in [("debug", debug), ("release", release)] {
        let wrong: Vec<_> = lines.iter().filter_map(|line| line.strip_prefix("! ")).collect();
        if !wrong.is_empty() {
            return Some(Failure { what: What::Disagrees, text: format!("{profile}: {}", wrong.join("\n")) });
        }
    }
    let (d, r) = debug.iter().zip(release).find(|(d, r)| d != r)?;
    let text = format!("debug and release differ:\n{d}\n{r}");
    Some(Failure { what: What::DependsOnTheProfile, text })
}
