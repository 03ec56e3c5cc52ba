//! CPU time of child processes.

use std::fs;
use std::process::Command;
use std::time::Instant;

/// Runs a command to its end, and gives the seconds of CPU time that it and its
/// children took; where the system does not say, the time on the clock.
pub(crate) fn seconds(command: &mut Command) -> f64 {
    let (start, before) = (Instant::now(), of_children());
    let status = command.status().expect("the command starts");
    assert!(status.success(), "{command:?} failed");
    match (before, of_children()) {
        (Some(before), Some(after)) => after - before,
        _ => start.elapsed().as_secs_f64(),
    }
}

/// What Linux says of all children that have ended (`man 5 proc`, `cutime` and `cstime`),
/// in hundredths of a second.
fn of_children() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The name before may have blanks in it.
    let (_, fields) = stat.rsplit_once(')')?;
    let mut times = fields.split_whitespace().skip(13).take(2).map(str::parse::<f64>);
    Some((times.next()?.ok()? + times.next()?.ok()?) / 100.0)
}
