//! The companions that run several directions at once, as far as there are such.

use super::Written;
use crate::derivatives::Derivatives;
use crate::emit::{self, Context};
use crate::errors::Errors;
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
        let with_lanes = |companion: Companion| {
            let lanes = emit::types_of_lanes(&cx.krate, companion.row())?;
            Some((companion, derivatives.with_lanes(companion, lanes)?))
        };
        let wanted = plan.iter().map(|(companion, _)| *companion).filter(|companion| companion.row().has_lanes());
        let several = Several(wanted.filter_map(with_lanes).collect());
        plan.retain(|(companion, _)| several.may_be(*companion));
        cx.several = several.0.iter().map(|(companion, _)| *companion).collect();
        several
    }

    pub(super) fn get(&self, companion: Companion) -> Option<&Func> {
        self.0.iter().find(|(other, _)| *other == companion).map(|(_, func)| func)
    }

    /// Whether there is one, or it needs none. What is sparse needs marks, as its pattern is one.
    fn may_be(&self, companion: Companion) -> bool {
        let is_missing = |other: Companion| other.row().has_lanes() && self.get(other).is_none();
        match companion {
            Companion::Pattern | Companion::SparseJacobian | Companion::SparseJacobianInto => {
                !is_missing(Companion::JvpMarks)
            }
            Companion::HessianPattern | Companion::SparseHessian | Companion::SparseHessianInto => {
                !is_missing(Companion::HvpMarks)
            }
            other => !is_missing(other),
        }
    }

    /// Reports those that were asked for by their names, and are not there.
    pub(super) fn refuse_others(&self, errors: &Errors, written: &Written<'_>) {
        for (companion, span) in &written.config.requested {
            if !self.may_be(*companion) {
                errors.report(emit::none_of_several(*companion).at(*span));
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
