//! The companions that need both sweeps of an adjoint apart.

use super::several::Several;
use super::{adjoint, tangent};
use crate::config::Config;
use crate::derivatives::Derivatives;
use crate::emit::{self, Context, Parts, Sweeps, Target, Told};
use crate::errors::{Errors, Message};
use crate::protocol::{Companion, Facts, Form};
use crate::transform::{Along, Calls, InTwo, Observe, Policy, Seed, TangentWish, Wish};
use proc_macro2::TokenStream;

/// One of them.
pub(super) fn companion(cx: &Context<'_>, derivatives: &Derivatives<'_>, companion: Companion) -> TokenStream {
    match companion {
        Companion::Augmented => emit::augmented(cx, &parts(derivatives)),
        Companion::ReverseInto => emit::reverse_into(cx, &parts(derivatives)),
        Companion::Pullback => pullback(cx, derivatives),
        _ => trace(cx, derivatives),
    }
}

fn trace(cx: &Context<'_>, derivatives: &Derivatives<'_>) -> TokenStream {
    let Derivatives { rules, func, callees, .. } = derivatives;
    let forward =
        tangent(rules, TangentWish { observe: Observe::Everything, callees: *callees, along: Along::Line }, func);
    let wish = Wish { observe: Observe::Everything, policy: Policy::Apart, seed: Seed::Parameter, calls: Calls::Whole };
    let reverse = adjoint(rules, wish, func).func;
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

/// What callers are told of the adjoint sweep alone and of the function in two, where these are among
/// the companions.
pub(super) fn told(
    cx: &Context<'_>,
    derivatives: &Derivatives<'_>,
    (facts, plan): (Facts, &[(Companion, Form)]),
) -> TokenStream {
    let is_there = |of: Companion| plan.iter().any(|(companion, _)| *companion == of);
    let after = is_there(Companion::AdjointInto).then(|| &derivatives.second().reads[..]);
    let in_two = derivatives.in_two().filter(|_| is_there(Companion::ReverseInto));
    if in_two.is_some() && cx.signature.is_associated {
        return emit::method_in_two(cx);
    }
    let told = Told { after, reverse: in_two.map(|in_two| &in_two.reads[..]) };
    let has_constants = is_there(Companion::VjpInto) && facts.tells_of_constants;
    if told.after.is_some() || told.reverse.is_some() || has_constants {
        emit::told(cx, &told)
    } else {
        TokenStream::new()
    }
}

/// A function and its adjoint with a record between them, as emission writes them.
fn parts<'a>(derivatives: &'a Derivatives<'_>) -> Parts<'a> {
    let InTwo { augmented, reverse, recorded, .. } = derivatives.in_two().expect("it is planned where it is there");
    Parts { augmented, reverse, recorded: *recorded }
}

/// What callers are told of the sets that depend on those of the arguments, where these are among the
/// companions.
pub(super) fn told_of_sets(cx: &Context<'_>, several: &Several, facts: Facts) -> TokenStream {
    match several.get(Companion::JvpMarks).filter(|_| facts.tells_callers) {
        Some(func) => emit::told_of_sets(cx, func),
        None if facts.tells_of_constants => emit::told_of_constants(cx, Companion::Jvp),
        None => TokenStream::new(),
    }
}

/// What callers are told of parameters under `#[constant]`, beside the other companions.
pub(super) fn told_of_constants(cx: &Context<'_>, facts: Facts, plan: &[(Companion, Form)]) -> TokenStream {
    let others = plan.iter().map(|(companion, _)| *companion);
    others
        .filter(|of| facts.tells_of_constants && !matches!(of, Companion::Jvp | Companion::VjpInto))
        .map(|of| emit::told_of_constants(cx, of))
        .collect()
}

/// The value, and the adjoint sweep as a closure.
fn pullback(cx: &Context<'_>, derivatives: &Derivatives<'_>) -> TokenStream {
    let pullback = derivatives.pullback();
    emit::pullback(cx, &Target { func: &pullback.func, companion: Companion::Pullback }, pullback.at)
}
