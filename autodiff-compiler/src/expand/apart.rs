//! The companions that need both sweeps of an adjoint apart.

use super::several::Several;
use super::{adjoint, tangent};
use crate::config::Config;
use crate::derivatives::Derivatives;
use crate::emit::{self, Context, Parts, Says, Sweeps, Target, Told};
use crate::errors::{Errors, Message};
use crate::protocol::{Companion, Facts, Form};
use crate::transform::{self, Along, Calls, InTwo, Observe, Policy, Seed, TangentWish, Wish};
use proc_macro2::TokenStream;
use std::borrow::Cow;

/// One of them.
pub(super) fn companion(cx: &Context<'_>, derivatives: &Derivatives<'_>, companion: Companion) -> TokenStream {
    match companion {
        Companion::Augmented => emit::augmented(cx, &parts(cx, derivatives)),
        Companion::ReverseInto => emit::reverse_into(cx, &parts(cx, derivatives)),
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
    let after = is_there(Companion::AdjointInto).then(|| derivatives.second());
    let after = after.map(|second| Says { reads: &second.reads, borrows_seed: second.borrows_seed });
    let in_two = derivatives.in_two().filter(|_| is_there(Companion::ReverseInto));
    if in_two.is_some() && cx.signature.is_associated {
        return emit::method_in_two(cx);
    }
    let reverse = in_two.map(|in_two| Says { reads: &in_two.reads, borrows_seed: borrows_seed(cx, in_two) });
    let told = Told { after, reverse };
    let has_constants = is_there(Companion::VjpInto) && facts.tells_of_constants;
    if told.after.is_some() || told.reverse.is_some() || has_constants {
        emit::told(cx, &told)
    } else {
        TokenStream::new()
    }
}

/// A function and its adjoint with a record between them, as emission writes them.
fn parts<'a>(cx: &Context<'_>, derivatives: &'a Derivatives<'_>) -> Parts<'a> {
    let in_two = derivatives.in_two().expect("it is planned where it is there");
    let InTwo { augmented, reverse, recorded, .. } = in_two;
    let seed = derivatives.func.params.len() + recorded.len();
    let reverse = if borrows_seed(cx, in_two) {
        Cow::Owned(transform::borrowing(reverse.clone(), seed))
    } else {
        Cow::Borrowed(reverse)
    };
    Parts { augmented, reverse, recorded }
}

/// Whether the adjoint that reads a record borrows its seed: callers are told by the type beside the
/// companion, which a method has not.
fn borrows_seed(cx: &Context<'_>, in_two: &InTwo) -> bool {
    in_two.may_borrow_seed && !cx.signature.is_associated
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
