//! Times and ratios of one run.

use crate::cases::{self, Case, Who};
use std::fmt::Write;
use std::hint::black_box;
use std::time::{Duration, Instant};

const COLUMNS: [Who; 5] = [Who::Primal, Who::Ours, Who::ByHand, Who::Dual, Who::Tape];
/// Each is run at least so often, and then until the case has had its time.
const ROUNDS: usize = 5;
const TIME: Duration = Duration::from_millis(1500);

/// A table in Markdown: the time of the primal and of our gradient, and ratios,
/// which say more of another machine than times do.
pub fn table() -> String {
    let mut text = String::from(
        "| eval | size | primal | ours | ours ÷ primal | ours ÷ by hand | by hand ÷ primal | num-dual ÷ primal | \
         reverse ÷ primal |\n|---|---|---|---|---|---|---|---|---|\n",
    );
    for case in cases::measured() {
        let [primal, ours, by_hand, dual, tape] = seconds(&case);
        let ratios = [(ours, primal), (ours, by_hand), (by_hand, primal), (dual, primal), (tape, primal)];
        let ratios = ratios.map(|(a, b)| ratio(a, b)).join(" | ");
        let times = [primal, ours].map(milli).join(" | ");
        let _ = writeln!(text, "| {} | {} | {times} | {ratios} |", case.eval, case.size);
    }
    text
}

/// The least time of each, by turns, so that a change in the speed of the machine
/// meets all of them.
fn seconds(case: &Case) -> [Option<f64>; 5] {
    let mut best = [None::<f64>; 5];
    let start = Instant::now();
    let mut rounds = 0;
    while rounds < ROUNDS || start.elapsed() < TIME {
        for (who, best) in COLUMNS.iter().zip(&mut best) {
            let Some((_, run)) = case.runs.iter().find(|(by, _)| by == who) else { continue };
            let start = Instant::now();
            black_box(run());
            let took = start.elapsed().as_secs_f64();
            *best = Some(best.map_or(took, |best| best.min(took)));
        }
        rounds += 1;
    }
    best
}

fn milli(seconds: Option<f64>) -> String {
    seconds.map_or("–".to_owned(), |seconds| format!("{:.3} ms", 1e3 * seconds))
}

fn ratio(a: Option<f64>, b: Option<f64>) -> String {
    a.zip(b).map_or("–".to_owned(), |(a, b)| format!("{:.2}", a / b))
}
