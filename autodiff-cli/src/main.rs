//! Shows the derivatives that `#[grad]` writes, on stable Rust.
//!
//! ```console
//! autodiff show src/model.rs loss                   # the gradient, below the function
//! autodiff show src/model.rs Model::energy -c jvp   # the tangent of a method
//! autodiff ir src/model.rs loss --stage reverse     # the adjoint before emission
//! autodiff report src/model.rs loss                 # what the adjoint saves
//! autodiff graph src/model.rs loss --svg > loss.svg # the computational graph
//! ```

mod arguments;
mod failure;
mod find;
mod graph;
mod paint;
mod show;

use arguments::{Arguments, Command, Stage, Subject};
use autodiff_compiler::inspect;
use clap::Parser;
use failure::Failure;
use find::{Found, Source};
use std::process::ExitCode;

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(text) => {
            // A reader that has seen enough, as `head`, is no error.
            let _ = std::io::Write::write_all(&mut anstream::stdout(), text.as_bytes());
            ExitCode::SUCCESS
        }
        Err(failure) => {
            anstream::eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

/// What the command prints.
fn run(arguments: &Arguments) -> Result<String, Failure> {
    match &arguments.command {
        Command::Show { subject, companion } => with(subject, |source, found| {
            inspected(source, found)?;
            show::companions(source, found, companion)
        }),
        Command::Ir { subject, stage } => with(subject, |source, found| Ok(stages(&inspected(source, found)?, *stage))),
        Command::Report { subject } => {
            with(subject, |source, found| Ok(format!("{}\n", inspected(source, found)?.report())))
        }
        Command::Graph { subject, language } => with(subject, |source, found| {
            let graph = inspected(source, found)?.graph();
            Ok(graph::drawn(found, &graph, (*language).into()))
        }),
    }
}

/// Reads the file and finds the function.
fn with(subject: &Subject, run: impl FnOnce(&Source, &Found) -> Result<String, Failure>) -> Result<String, Failure> {
    let source = Source::read(&subject.file)?;
    let found = source.function(&subject.function, subject.grad.as_deref())?;
    run(&source, &found)
}

/// The function, lowered, or what is refused in it.
fn inspected(source: &Source, found: &Found) -> Result<inspect::Function, Failure> {
    let refused = |diagnostics: Vec<inspect::Diagnostic>| Failure::refused(source, &diagnostics);
    inspect::function(&found.attribute, found.item.clone()).map_err(refused)
}

/// One stage of the IR, or all with their titles.
fn stages(function: &inspect::Function, wanted: Option<Stage>) -> String {
    match wanted {
        Some(stage) => function.ir(stage.into()),
        None => {
            let all = inspect::Stage::ALL.into_iter();
            let titled = all.map(|stage| format!("{}\n{}", paint::title(&format!("{stage:?}")), function.ir(stage)));
            titled.collect::<Vec<_>>().join("\n")
        }
    }
}
