//! The companions that need both sweeps of an adjoint apart.

use super::several::Several;
use super::{adjoint, tangent};
use crate::config::Config;
use crate::derivatives::Derivatives;
use crate::emit::{self, Context, Sweeps, Target};
use crate::errors::{Errors, Message};
use crate::protocol::{Companion, Facts, Form};
use crate::transform::{Along, Observe, Policy, Seed, TangentWish};
use proc_macro2::TokenStream;

pub(super) fn trace(cx: &Context<'_>, derivatives: &Derivatives<'_>) -> TokenStream {
    let Derivatives { rules, func, callees, .. } = derivatives;
    let forward =
        tangent(rules, TangentWish { observe: Observe::Everything, callees: *callees, along: Along::Line }, func);
    let reverse = adjoint(rules, Observe::Everything, Policy::Apart, Seed::Parameter, func).func;
    emit::trace(cx, &Sweeps { primal: func, forward: &forward, reverse: &reverse })
}

/// A closure cannot be what each `impl` of a trait gives.
pub(crate) fn refuse_member(errors: &Errors, config: &Config) {
    for (companion, span) in &config.requested {
        if *companion == Companion::Pullback {
            errors.report(Message::PullbackInTrait.at(*span));
        }
    }
}

/// What callers are told of the adjoint sweep alone, where it is among the companions.
pub(super) fn told(cx: &Context<'_>, derivatives: &Derivatives<'_>, plan: &[(Companion, Form)]) -> TokenStream {
    let is_there = plan.iter().any(|(companion, _)| *companion == Companion::AdjointInto);
    if is_there { emit::told(cx, &derivatives.second().reads) } else { TokenStream::new() }
}

/// What callers are told of the sets that depend on those of the arguments, where these are among the
/// companions.
pub(super) fn told_of_sets(cx: &Context<'_>, several: &Several, facts: Facts) -> TokenStream {
    match several.get(Companion::JvpMarks).filter(|_| facts.tells_callers) {
        Some(func) => emit::told_of_sets(cx, func),
        None => TokenStream::new(),
    }
}

/// The value, and the adjoint sweep as a closure.
pub(super) fn pullback(cx: &Context<'_>, derivatives: &Derivatives<'_>) -> TokenStream {
    let pullback = derivatives.pullback();
    emit::pullback(cx, &Target { func: &pullback.func, companion: Companion::Pullback }, pullback.at)
}
