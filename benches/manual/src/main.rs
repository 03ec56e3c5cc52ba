//! Prints the table of the README. With the name of a problem, of who solves it
//! (`Ours`, `ByHand`, ..) and a number, it does that so often and nothing else, for
//! a profiler to look at.

use autodiff_manual::{cases, table};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [eval, who, times] = arguments.as_slice() else {
        print!("{}", table::table());
        return;
    };
    for case in cases::measured().iter().filter(|case| case.eval == eval) {
        for (_, run) in case.runs.iter().filter(|(by, _)| format!("{by:?}") == *who) {
            (0..times.parse::<usize>().unwrap_or(1)).for_each(|_| {
                std::hint::black_box(run());
            });
        }
    }
}
