//! The companions of the companions.
//!
//! ```text
//! f ──▶ f_jvp, f_vjp, f_grad, ..
//!         └──▶ f_grad_jvp, f_grad_vjp, .. by the same transforms, of the IR of `f_grad`
//! ```

use super::{Place, Types, Written, differentiated};
use crate::analysis;
use crate::config::Config;
use crate::derivatives::Derivatives;
use crate::emit;
use crate::errors::Message;
use crate::ir::{Called, Func, Origin, Stmt};
use crate::lower::Lowered;
use crate::protocol::{Companion, Form};
use crate::transform;
use proc_macro2::{Span, TokenStream};

/// Those of a function that is asked for an order, each with what is asked of the function less
/// one order.
pub(super) fn companions(
    written: &Written<'_>,
    lowered: &Lowered,
    derivatives: &Derivatives<'_>,
    plan: &[(Companion, Form)],
) -> TokenStream {
    let mut out = TokenStream::new();
    if written.config.order <= 1 || refuses(written, lowered) {
        return out;
    }
    let base = written.config.name.as_ref().unwrap_or(&written.signature.name);
    for (companion, _) in plan {
        let left = written.config.order.saturating_sub(companion.order());
        if companion.order() == 0 || left == 0 {
            continue;
        }
        if let Some(func) = derivatives.function(*companion) {
            let have = plan.iter().map(|(other, _)| *other).filter(|other| other.is_of(*companion));
            let config = config(written.config, left, &have.collect::<Vec<_>>());
            let func = headless(Func { name: companion.of(base), ..func });
            out.extend(of_companion(written, lowered, (&config, func)));
        }
    }
    out
}

/// Reports what has no derivatives of this order.
fn refuses(written: &Written<'_>, lowered: &Lowered) -> bool {
    let Written { errors, config, signature, place, .. } = written;
    let before = errors.len();
    let asked = config.order_span.unwrap_or_else(Span::call_site);
    if !matches!(place, Place::Beside | Place::InRule) {
        let what = "a method of a trait".to_owned();
        errors.report(Message::OrderOfBlock { what }.at(asked));
    }
    if !signature.functions.is_empty() || !lowered.closures.is_empty() {
        errors.report(Message::OrderOfFunction.at(asked));
    }
    if signature.other_name.is_some() {
        errors.report(Message::OrderOfData.at(asked));
    }
    lowered.func.body.visit(&mut |stmt| {
        let Stmt::Call(call) = stmt else { return };
        let message = match call.callee.called {
            Called::Operator => Message::OrderOfOperator,
            Called::Function if signature.functions.is_empty() => Message::OrderOfFunction,
            _ if call.slots.is_some() => Message::OrderOfData,
            _ => return,
        };
        errors.report(message.at(at(&call.origin, asked)));
    });
    errors.len() > before
}

/// Where something is in the user's function.
fn at(origin: &Origin, otherwise: Span) -> Span {
    origin.as_ref().map_or(otherwise, |source| source.span)
}

/// The same without headings: those of its own companions are theirs.
fn headless(mut func: Func) -> Func {
    func.body.stmts.retain(|stmt| !matches!(stmt, Stmt::Section(_)));
    func
}

/// What is asked of a companion, which has these already.
fn config(of: &Config, order: usize, have: &[Companion]) -> Config {
    let is_asked = |companion: &Companion| {
        let is_there = |other: &Companion| other.row().suffix.rsplit('_').next() == Some(companion.row().suffix);
        companion.order() > 0 && companion.order() <= order && !have.iter().any(is_there)
    };
    let companions = of.companions.iter().copied().filter(is_asked).collect();
    Config { krate: of.krate.clone(), order, order_span: of.order_span, ..Config::of(companions) }
}

fn of_companion(written: &Written<'_>, lowered: &Lowered, (config, func): (&Config, Func)) -> TokenStream {
    let krate = super::krate(config);
    let signature = written.signature.of_companion(&func, &|shape| emit::shape_type(&krate, shape));
    let lowered =
        Lowered { func, closures: Vec::new(), items: lowered.items.clone(), handed_on: Vec::new(), doubts: Vec::new() };
    let activity = analysis::activity(&lowered.func);
    analysis::check(written.errors, &lowered.func, &activity);
    if config.companions.iter().any(|companion| *companion != Companion::Jvp) {
        let spelled = transform::spelled(&lowered.func);
        if let Some(origin) = transform::unspelled(&analysis::activity(&spelled), &spelled) {
            let asked = config.order_span.unwrap_or_else(Span::call_site);
            written.errors.report(Message::OrderOfData.at(at(&origin, asked)));
            return TokenStream::new();
        }
    }
    let written = Written { signature: &signature, config, types: Types::Others, ..*written };
    differentiated(&written, &lowered, &activity)
}
