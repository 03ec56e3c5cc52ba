//! What went wrong, as rustc would show it.

use crate::find::{self, Source};
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use autodiff_compiler::inspect::Diagnostic;
use std::fmt::{self, Display, Formatter};
use std::ops::Range;
use std::path::Path;

/// A failure of the command.
#[derive(Debug)]
pub(crate) enum Failure {
    /// A sentence.
    Plain(String),
    /// Errors that have been laid out with their source lines.
    Rendered(String),
}

impl Failure {
    /// What the compiler refuses.
    pub(crate) fn refused(source: &Source, diagnostics: &[Diagnostic]) -> Failure {
        let located = |diagnostic: &Diagnostic| {
            let (start, end) = (find::range(diagnostic.start), find::range(diagnostic.end));
            (start.start..end.end.max(start.end), diagnostic.text.clone())
        };
        Failure::at(&source.path, &source.text, &diagnostics.iter().map(located).collect::<Vec<_>>())
    }

    /// Each text under the line that it is about.
    pub(crate) fn at(path: &Path, text: &str, errors: &[(Range<usize>, String)]) -> Failure {
        let path = path.display().to_string();
        let rendered = errors.iter().map(|(range, error)| {
            let snippet = Snippet::source(text).path(&path).annotation(AnnotationKind::Primary.span(range.clone()));
            Renderer::styled().render(&[Level::ERROR.primary_title(error.as_str()).element(snippet)])
        });
        Failure::Rendered(rendered.collect::<Vec<_>>().join("\n\n"))
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Rendered(text) => f.write_str(text),
            Failure::Plain(text) => f.write_str(
                &Renderer::styled().render(&[Level::ERROR.primary_title(text.as_str()).elements([] as [Snippet<
                    '_,
                    annotate_snippets::Annotation<'_>,
                >;
                    0])]),
            ),
        }
    }
}
