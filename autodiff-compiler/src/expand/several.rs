//! The companions that run several directions at once, as far as there are such.

use super::Written;
use crate::derivatives::Derivatives;
use crate::emit::{self, Context};
use crate::errors::{Errors, Message};
use crate::ir::Func;
use crate::protocol::{Companion, Form};
use proc_macro2::TokenStream;

/// Each with its transform.
pub(super) struct Several(Vec<(Companion, Func)>);

impl Several {
    /// Those of a plan; the others are taken out of it.
    pub(super) fn of(
        cx: &mut Context<'_>,
        derivatives: &Derivatives<'_>,
        plan: &mut Vec<(Companion, Form)>,
    ) -> Several {
        let ty = emit::type_of_lanes(&cx.krate);
        let with_lanes = |companion: Companion| Some((companion, derivatives.with_lanes(companion, ty.as_deref()?)?));
        let wanted = plan.iter().map(|(companion, _)| *companion).filter(|companion| companion.row().has_lanes());
        let several = Several(wanted.filter_map(with_lanes).collect());
        plan.retain(|(companion, _)| !companion.row().has_lanes() || several.get(*companion).is_some());
        cx.several = several.0.iter().map(|(companion, _)| *companion).collect();
        several
    }

    pub(super) fn get(&self, companion: Companion) -> Option<&Func> {
        self.0.iter().find(|(other, _)| *other == companion).map(|(_, func)| func)
    }

    /// Reports those that were asked for by their names, and are not there.
    pub(super) fn refuse_others(&self, errors: &Errors, written: &Written<'_>) {
        for (companion, span) in &written.config.requested {
            if companion.row().has_lanes() && self.get(*companion).is_none() {
                errors.report(Message::NoLanes { name: companion.row().suffix.to_owned() }.at(*span));
            }
        }
    }
}

/// A companion that runs others, with these inside.
pub(super) fn with_called(
    cx: &Context<'_>,
    whole: &dyn Fn(Companion) -> TokenStream,
    companion: Companion,
) -> TokenStream {
    if !companion.row().is_of_matrix() {
        return whole(companion);
    }
    let runs = companion.runs().iter().filter(|other| !other.row().has_lanes() || cx.several.contains(other));
    let called: TokenStream = runs.map(|other| with_called(cx, whole, *other)).collect();
    emit::matrix(cx, companion, &called)
}
