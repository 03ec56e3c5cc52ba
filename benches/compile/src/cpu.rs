//! CPU time.

use std::fs;
use std::process::Command;
use std::time::Instant;

/// Runs a command to its end, and gives the seconds of CPU time that it and its
/// children took; where the system does not say, the time on the clock.
pub(crate) fn seconds(command: &mut Command) -> f64 {
    let run = || {
        let status = command.status().expect("the command starts");
        assert!(status.success(), "{command:?} failed");
    };
    between(OF_CHILDREN, run)
}

/// The seconds of CPU time that this process takes meanwhile.
pub(crate) fn of_this_process(run: impl FnOnce()) -> f64 {
    between(OF_SELF, run)
}

fn between(field: usize, run: impl FnOnce()) -> f64 {
    let (start, before) = (Instant::now(), clock(field));
    run();
    match (before, clock(field)) {
        (Some(before), Some(after)) => after - before,
        _ => start.elapsed().as_secs_f64(),
    }
}

/// Where Linux says what this process has taken, and what all its children have
/// that have ended: `utime` and `cutime` in `man 5 proc`, after the name.
const OF_SELF: usize = 11;
const OF_CHILDREN: usize = 13;

/// The time in user mode and, in the next field, in the kernel; in hundredths of a
/// second.
fn clock(field: usize) -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The name before may have blanks in it.
    let (_, fields) = stat.rsplit_once(')')?;
    let mut times = fields.split_whitespace().skip(field).take(2).map(str::parse::<f64>);
    Some((times.next()?.ok()? + times.next()?.ok()?) / 100.0)
}
