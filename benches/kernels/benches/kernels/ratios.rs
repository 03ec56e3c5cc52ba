//! The parts of a kernel side by side, measured in turn so that a change in the
//! speed of the machine meets all of them.

use std::time::Instant;

use crate::cases::{self, Part};

const ROUNDS: usize = 200;
const RUNS_A_ROUND: u32 = 200;

/// Prints a line for each kernel: nanoseconds a run, the best of the rounds, and
/// their ratios.
pub(crate) fn print() {
    let header = ["primal", "generated", "by hand", "gen/primal", "gen/hand"];
    println!("\n{:<20}{}", "best, in ns", header.map(|text| format!("{text:>12}")).concat());
    for name in cases::NAMES {
        let [primal, generated, by_hand] = best(name);
        let ratios = (generated / primal, generated / by_hand);
        println!("{name:<20}{primal:>12.0}{generated:>12.0}{by_hand:>12.0}{:>12.2}{:>12.2}", ratios.0, ratios.1);
    }
}

fn best(name: &str) -> [f64; 3] {
    let mut parts = [Part::Primal, Part::Generated, Part::ByHand].map(|part| cases::case(name, part));
    let mut best = [f64::INFINITY; 3];
    for _ in 0..ROUNDS {
        for (run, best) in parts.iter_mut().zip(&mut best) {
            let start = Instant::now();
            for _ in 0..RUNS_A_ROUND {
                run();
            }
            *best = best.min(start.elapsed().as_secs_f64() * 1e9 / f64::from(RUNS_A_ROUND));
        }
    }
    best
}
