//! Compiles and runs programs, and says what is wrong with each.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

use autodiff_generator::Program;

use super::package;

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

/// Checks programs in debug and in release.
pub(crate) fn run(programs: &[&Program]) -> Run {
    let mut failures: Vec<Option<Failure>> = vec![None; programs.len()];
    let (numbers, root) = compiled(programs, &mut failures);
    if numbers.is_empty() {
        return Run { failures, compared: 0, skipped: 0 };
    }
    let [debug, release] = [&[][..], &["--release"]].map(|flags| printed(&root, flags, numbers.len()));
    let (debug, release) = (Printed::read(&debug, numbers.len()), Printed::read(&release, numbers.len()));
    for (at, number) in numbers.into_iter().enumerate() {
        failures[number] = failure(&debug.programs[at], &release.programs[at]);
    }
    Run { failures, compared: debug.compared, skipped: debug.skipped }
}

/// Writes the package of those programs that compile; gives their numbers, and notes
/// what the compiler says of the others.
fn compiled(programs: &[&Program], failures: &mut [Option<Failure>]) -> (Vec<usize>, PathBuf) {
    loop {
        let numbers: Vec<usize> = (0..programs.len()).filter(|number| failures[*number].is_none()).collect();
        if numbers.is_empty() {
            return (numbers, PathBuf::new());
        }
        let root = write_package(&numbers.iter().map(|number| programs[*number]).collect::<Vec<_>>());
        let output = cargo(&root, &["build", "--keep-going", "--message-format", "short"]);
        if output.status.success() {
            return (numbers, root);
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
fn write_package(programs: &[&Program]) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("random_programs");
    let library = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace around");
    fs::create_dir_all(root.join("src")).unwrap();
    fs::write(root.join("Cargo.toml"), package::manifest(library, programs.len())).unwrap();
    // The same versions as the workspace's, which are there without a network.
    if let Ok(lock) = fs::read(library.join("Cargo.lock")) {
        fs::write(root.join("Cargo.lock"), lock).unwrap();
    }
    fs::write(root.join("src/check.rs"), include_str!("check.rs")).unwrap();
    fs::write(root.join("src/exempt.rs"), include_str!("../../generator/src/exempt.rs")).unwrap();
    for (name, text) in package::files(programs) {
        fs::write(root.join("src").join(name), text).unwrap();
    }
    root
}

fn cargo(root: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--offline", "--quiet"])
        .current_dir(root)
        // With other tests' packages, whose dependencies are the same.
        .env("CARGO_TARGET_DIR", root.with_file_name("packages"))
        .output()
        .expect("cargo starts")
}

/// Builds and runs the package of so many programs; gives what it prints.
fn printed(root: &Path, flags: &[&str], programs: usize) -> String {
    // All binaries together, which is side by side.
    succeeded(root, &[&["build"], flags].concat());
    let run = |name: &String| succeeded(root, &[&["run", "--bin", name], flags].concat());
    package::binaries(programs).iter().map(run).collect()
}

fn succeeded(root: &Path, arguments: &[&str]) -> String {
    let output = cargo(root, arguments);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo {arguments:?} fails:\n{errors}");
    String::from_utf8(output.stdout).expect("text")
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
