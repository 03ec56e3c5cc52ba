//! The compiler from the outside: what it makes of one function, stage by stage.
//!
//! ```
//! use autodiff_compiler::inspect::{self, Stage};
//!
//! let item = "fn square(x: f64) -> f64 { x * x }".parse().unwrap();
//! let function = inspect::function(&"".parse().unwrap(), item).unwrap();
//! assert!(function.ir(Stage::Lowered).contains("mul x, x"));
//! assert!(function.report().contains("saves nothing"));
//! ```

pub use crate::graph::{Graph, Node, Role};

use crate::again;
use crate::analysis::{self, Activity};
use crate::config;
use crate::errors::{Error, Errors};
use crate::expand;
use crate::ir::{Func, Value};
use crate::lower::{self, Lowered, Signature};
use crate::rulebook::Rulebook;
use crate::transform::{self, Adjoint, Along, Callees, Calls, Observe, OpenAdjoint, Policy, Seed, TangentWish, Wish};
use proc_macro2::{Span, TokenStream};
use std::fmt::Write;

/// A refusal, at a place in the source.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The first token that it is about.
    pub start: Span,
    /// The last one.
    pub end: Span,
    /// What is refused, why, and the way out.
    pub text: String,
}

/// What there is to see between the function and its derivatives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The function as the IR holds it.
    Lowered,
    /// Each value: whether a derivative flows through it, and on account of which input.
    Activity,
    /// The forward tangent.
    Forward,
    /// The reverse adjoint, which reads primal values as if they were still there.
    Reverse,
    /// The reverse adjoint, after what it reads has been saved or is computed again.
    Restored,
}

impl Stage {
    /// All, in the order of the pipeline.
    pub const ALL: [Stage; 5] = [Stage::Lowered, Stage::Activity, Stage::Forward, Stage::Reverse, Stage::Restored];
}

/// A function that has been lowered.
#[derive(Debug)]
pub struct Function {
    func: Func,
    activity: Activity,
    rules: Rulebook,
}

/// Lowers a function under `#[grad(attr)]`.
///
/// # Errors
///
/// What is refused, in the order in which it was found.
#[allow(clippy::needless_pass_by_value, reason = "tokens are given as a macro has them")]
pub fn function(attr: &TokenStream, item: TokenStream) -> Result<Function, Vec<Diagnostic>> {
    let (lowered, errors) = again::settled(|errors| lowered(errors, attr, &item));
    match lowered {
        Some((lowered, activity)) if errors.is_empty() => {
            Ok(Function { func: lowered.func, activity, rules: Rulebook::new(lower::rule) })
        }
        _ => Err(errors.into_list().iter().map(diagnostic).collect()),
    }
}

/// What the names of the companions begin with, if `name = ".."` says so.
pub fn base(attr: &TokenStream) -> Option<String> {
    config::parse(&Errors::default(), attr.clone()).name
}

fn lowered(errors: &Errors, attr: &TokenStream, item: &TokenStream) -> Option<(Lowered, Activity)> {
    let config = config::parse(errors, attr.clone());
    let function = lower::as_taken(&config, &lower::parse(errors, lower::parenthesised(item.clone()))?);
    let signature: Signature = lower::signature(errors, &config, &function);
    expand::lowered(errors, &config, &signature, &function)
}

fn diagnostic(error: &Error) -> Diagnostic {
    Diagnostic { start: error.start, end: error.end, text: error.message.text() }
}

impl Function {
    /// The text of a stage.
    pub fn ir(&self, stage: Stage) -> String {
        match stage {
            Stage::Lowered => self.func.to_string(),
            Stage::Activity => activity(&self.func, &self.activity),
            Stage::Forward => self.tangent().to_string(),
            Stage::Reverse => self.open().func.to_string(),
            Stage::Restored => self.adjoint().func.to_string(),
        }
    }

    /// What the reverse sweep saves, where and why, and which loops are not reversed at once: a
    /// sentence, or lists.
    pub fn report(&self) -> String {
        format!("the adjoint {}", self.adjoint().report())
    }

    /// The computational graph: a node for each value `w_i`.
    pub fn graph(&self) -> Graph {
        crate::graph::graph(&self.func, &self.activity)
    }

    fn tangent(&self) -> Func {
        let wish = TangentWish { observe: Observe::Nothing, callees: Callees::Both, along: Along::Line };
        expand::tangent(&self.rules, wish, &self.func)
    }

    fn open(&self) -> OpenAdjoint {
        let func = transform::split(ADJOINT.policy, &self.func);
        let activity = analysis::activity(&func);
        transform::dce_open(transform::reverse(&self.rules, &activity, ADJOINT, &func))
    }

    fn adjoint(&self) -> Adjoint {
        expand::adjoint(&self.rules, ADJOINT, &self.func)
    }
}

const ADJOINT: Wish =
    Wish { observe: Observe::Nothing, policy: Policy::Minimal, seed: Seed::Parameter, calls: Calls::InTwo };

/// One line for each value with a name.
fn activity(func: &Func, activity: &Activity) -> String {
    let named = func.values.iter().enumerate().filter_map(|(i, info)| Some((Value::new(i), info.name.as_ref()?)));
    named.fold(String::new(), |mut text, (value, name)| {
        let _ = writeln!(text, "{name:<8} {}", activity.explain(func, value));
        text
    })
}
