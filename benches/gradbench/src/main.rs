//! Answers `GradBench`'s messages on standard input; `--table` prints how long
//! primals and gradients take.

use std::io::{BufRead, Write};

fn main() -> std::io::Result<()> {
    if std::env::args().nth(1).as_deref() == Some("--table") {
        print!("{}", autodiff_gradbench::table::table());
        return Ok(());
    }
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        writeln!(out, "{}", autodiff_gradbench::answer(&line))?;
        out.flush()?;
    }
    Ok(())
}
