//! The companions of the companions.
//!
//! ```text
//! f ──▶ f_jvp, f_vjp, f_grad, ..
//!         └──▶ f_grad_jvp, f_grad_vjp, .. by the same transforms, of the IR of `f_grad`
//! ```

use super::{Written, differentiated};
use crate::analysis;
use crate::config::Config;
use crate::derivatives::Derivatives;
use crate::emit;
use crate::ir::{Func, Stmt};
use crate::lower::Lowered;
use crate::protocol::{Companion, Form};
use proc_macro2::TokenStream;

/// Those of a function that is asked for an order, each with what is asked of the function less
/// one order.
pub(super) fn companions(
    written: &Written<'_>,
    lowered: &Lowered,
    derivatives: &Derivatives<'_>,
    plan: &[(Companion, Form)],
) -> TokenStream {
    let mut out = TokenStream::new();
    let base = written.config.name.as_ref().unwrap_or(&written.signature.name);
    for (companion, _) in plan {
        let Some(left) = written.config.order.checked_sub(companion.order()).filter(|left| *left > 0) else { continue };
        if let Some(func) = derivatives.function(*companion) {
            let have = plan.iter().map(|(other, _)| *other).filter(|other| other.is_of(*companion));
            let config = config(written.config, left, &have.collect::<Vec<_>>());
            let func = headless(Func { name: companion.of(base), ..func });
            out.extend(of_companion(written, lowered, (&config, func)));
        }
    }
    out
}

/// The same without headings: those of its own companions are theirs.
fn headless(mut func: Func) -> Func {
    func.body.stmts.retain(|stmt| !matches!(stmt, Stmt::Section(_)));
    func
}

/// What is asked of a companion, which has these already.
fn config(of: &Config, order: usize, have: &[Companion]) -> Config {
    let is_asked = |companion: &Companion| {
        let name = |other: &Companion| other.row().suffix.rsplit('_').next() == Some(companion.row().suffix);
        companion.order() > 0 && companion.order() <= order && !have.iter().any(name)
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
    let written = Written { signature: &signature, config, ..*written };
    differentiated(&written, &lowered, &activity)
}
