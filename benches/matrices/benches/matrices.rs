//! Derivatives beside those by dual numbers, in one run: `cargo bench -p autodiff-matrices`.
//!
//! Times depend on what else the machine does. Instructions do not:
//!
//! ```text
//! valgrind --tool=callgrind target/release/deps/matrices-.. count "hessian 10" us 1000
//! ```

mod cases;

use cases::{By, NAMES, case};
use std::time::Instant;

const ROUNDS: usize = 100;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match &arguments[..] {
        [command, name, by, runs] if command == "count" => {
            let by = if by == "us" { By::Us } else { By::DualNumbers };
            let runs: usize = runs.parse().expect("the number of runs is a number");
            let mut run = case(name, by);
            let sum: f64 = (0..runs).map(|_| run()).sum();
            println!("{name}, {by:?}: {sum}");
        }
        _ => print(),
    }
}

/// A line for each case: nanoseconds a run, the best of the rounds, and their ratio.
fn print() {
    println!("{:<24}{:>12}{:>16}{:>10}", "best, in ns", "autodiff", "dual numbers", "ratio");
    for name in NAMES {
        let mut runs = [By::Us, By::DualNumbers].map(|by| case(name, by));
        let each = runs_a_round(&mut runs[1]);
        let mut best = [f64::INFINITY; 2];
        for _ in 0..ROUNDS {
            for (run, best) in runs.iter_mut().zip(&mut best) {
                let start = Instant::now();
                for _ in 0..each {
                    std::hint::black_box(run());
                }
                *best = best.min(start.elapsed().as_secs_f64() * 1e9 / f64::from(each));
            }
        }
        println!("{name:<24}{:>12.0}{:>16.0}{:>10.2}", best[0], best[1], best[0] / best[1]);
    }
}

/// So many that a round takes a millisecond or so.
fn runs_a_round(run: &mut cases::Run) -> u32 {
    let start = Instant::now();
    let mut runs = 0;
    while start.elapsed().as_micros() < 1000 {
        std::hint::black_box(run());
        runs += 1;
    }
    runs
}
