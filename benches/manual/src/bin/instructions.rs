//! Counts the instructions of the gradients of [`micro`], and says which of them
//! have become more than the committed ones. `AUTODIFF_INSTRUCTIONS=overwrite`
//! commits to those of now. It needs valgrind; without it, it does nothing.

use autodiff_manual::micro;
use std::fmt::Write;
use std::process::{Command, ExitCode};

const BASELINE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/instructions.txt");
/// By how much a count may grow.
const GROWTH: f64 = 0.01;
/// What a process does besides is the same for each number of runs.
const RUNS: [u64; 2] = [10, 110];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [name, times] = arguments.as_slice() {
        return repeat(name, times);
    }
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("valgrind is not installed: nothing is counted");
        return ExitCode::SUCCESS;
    }
    match report() {
        Ok(worse) => ExitCode::from(u8::from(worse)),
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// What valgrind watches.
fn repeat(name: &str, times: &str) -> ExitCode {
    let (Some(run), Ok(times)) = (micro::run(name), times.parse::<u64>()) else {
        eprintln!("`{name}` and `{times}` are not the name of a function and a number");
        return ExitCode::FAILURE;
    };
    (0..times).for_each(|_| run());
    ExitCode::SUCCESS
}

/// Prints a line a function, and whether one of them has become worse.
fn report() -> Result<bool, String> {
    let (toolchain, mut worse) = (toolchain(), false);
    let baseline = std::fs::read_to_string(BASELINE).unwrap_or_default();
    let mut now = format!("# {toolchain}\n");
    if !baseline.starts_with(&now) {
        println!("the committed counts are of another toolchain than {toolchain}");
    }
    for name in micro::NAMES {
        let count = count(name)?;
        let _ = writeln!(now, "{name} {count}");
        let before = baseline.lines().find_map(|line| line.strip_prefix(name)?.trim().parse::<u64>().ok());
        let Some(before) = before else {
            println!("{name:<16}{count:>10}");
            continue;
        };
        let growth = ratio(count, before) - 1.0;
        let mark = if growth > GROWTH { "  worse" } else { "" };
        worse |= growth > GROWTH;
        println!("{name:<16}{count:>10}{before:>10}{:>8.1} %{mark}", 100.0 * growth);
    }
    if std::env::var("AUTODIFF_INSTRUCTIONS").is_ok_and(|value| value == "overwrite") {
        std::fs::write(BASELINE, now).map_err(|error| error.to_string())?;
        return Ok(false);
    }
    Ok(worse)
}

#[allow(clippy::cast_precision_loss, reason = "counts of instructions are small")]
fn ratio(count: u64, before: u64) -> f64 {
    count as f64 / before as f64
}

/// The instructions of one run.
fn count(name: &str) -> Result<u64, String> {
    let [few, many] = RUNS.map(|times| collected(name, times));
    Ok(many?.saturating_sub(few?) / (RUNS[1] - RUNS[0]))
}

/// The instructions of a process that runs the function so many times.
fn collected(name: &str, times: u64) -> Result<u64, String> {
    let this = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(this).args([name, &times.to_string()]);
    let output = valgrind.output().map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&output.stderr);
    let count = text.lines().find_map(|line| line.split_once("Collected : ")?.1.trim().parse().ok());
    count.ok_or_else(|| format!("callgrind has not counted `{name}`:\n{text}"))
}

fn toolchain() -> String {
    let output = Command::new("rustc").arg("--version").output();
    output.map_or_else(|error| error.to_string(), |output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
