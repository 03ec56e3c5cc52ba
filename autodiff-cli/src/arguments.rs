//! The command line.

use autodiff_compiler::inspect;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Shows the derivatives that `#[grad]` writes.
#[derive(Debug, Parser)]
#[command(name = "autodiff", version)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Print companions of a function, formatted, below the function.
    Show {
        #[command(flatten)]
        subject: Subject,
        /// One of them, as `jvp` or `value_and_grad`; may be repeated. The gradient, if
        /// none is named and there is one.
        #[arg(short, long, value_name = "NAME")]
        companion: Vec<String>,
    },
    /// Print the intermediate representation.
    Ir {
        #[command(flatten)]
        subject: Subject,
        /// One stage; all of them if none is named.
        #[arg(short, long)]
        stage: Option<Stage>,
    },
    /// Print what the reverse sweep saves, where and why.
    Report {
        #[command(flatten)]
        subject: Subject,
    },
    /// Draw the computational graph.
    Graph {
        #[command(flatten)]
        subject: Subject,
        #[command(flatten)]
        language: Language,
    },
}

/// The function in question.
#[derive(Args, Debug)]
pub(crate) struct Subject {
    /// A file of Rust.
    pub(crate) file: PathBuf,
    /// The name of a function in it, with or without `#[grad]`, or the end of its
    /// path: `loss`, `layers::loss`, `Model::energy`.
    pub(crate) function: String,
    /// Arguments of the attribute, in place of those in the file: `hvp, wrt(x)`.
    #[arg(long, value_name = "ARGUMENTS")]
    pub(crate) grad: Option<String>,
}

/// The language of a drawing: SVG, if none is asked for.
#[derive(Args, Clone, Copy, Debug)]
#[group(multiple = false)]
pub(crate) struct Language {
    /// A picture for browsers; the default.
    #[arg(long)]
    svg: bool,
    /// The language of Graphviz.
    #[arg(long)]
    dot: bool,
    /// The language of diagrams in Markdown pages.
    #[arg(long)]
    mermaid: bool,
}

/// See [`Language`].
#[derive(Clone, Copy, Debug)]
pub(crate) enum Format {
    Svg,
    Dot,
    Mermaid,
}

impl From<Language> for Format {
    fn from(language: Language) -> Self {
        match language {
            Language { dot: true, .. } => Format::Dot,
            Language { mermaid: true, .. } => Format::Mermaid,
            Language { .. } => Format::Svg,
        }
    }
}

/// See [`inspect::Stage`].
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Stage {
    /// The function as it was understood.
    Lowered,
    /// Which values a derivative flows through, and on account of what.
    Activity,
    /// The forward tangent.
    Forward,
    /// The reverse adjoint, before it is settled how it gets the values that it reads.
    Reverse,
    /// The reverse adjoint as it is emitted.
    Restored,
}

impl From<Stage> for inspect::Stage {
    fn from(stage: Stage) -> Self {
        match stage {
            Stage::Lowered => inspect::Stage::Lowered,
            Stage::Activity => inspect::Stage::Activity,
            Stage::Forward => inspect::Stage::Forward,
            Stage::Reverse => inspect::Stage::Reverse,
            Stage::Restored => inspect::Stage::Restored,
        }
    }
}
