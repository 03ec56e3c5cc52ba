//! Which companions a function gets, and which of them call another one.
//!
//! The adjoint of a function stands once: where its cotangents are memory in
//! `f_vjp_into`, which needs no room of its own for them, else in `f_vjp`. The other
//! companions are what a person would write around it.

use super::{Asked, Companion, Exists, TABLE};

/// How the body of a companion is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// It is the transform itself.
    Whole,
    /// A call of another companion, and what is needed around that.
    Around(Companion),
}

/// What the plan depends on.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "they are facts, each of its own")]
pub(crate) struct Facts {
    /// The result is one float.
    pub(crate) has_one_float: bool,
    /// The result may be one float under another name, `Real`.
    pub(crate) has_other_name: bool,
    /// The function has memory, inside or at its border.
    pub(crate) has_memory: bool,
    /// A caller that does not see an argument gives its adjoint shadows.
    pub(crate) adds_into_shadows: bool,
    /// A cotangent is memory, or goes in and out.
    pub(crate) has_shadows: bool,
    /// The extents of what goes in and out may be others in the end.
    pub(crate) grows: bool,
    /// A companion can name the others.
    pub(crate) are_nameable: bool,
    /// The adjoint of a function that has run does without some of its arguments, and callers can
    /// be told.
    pub(crate) spares_arguments: bool,
    /// Whether a type beside a companion can tell callers of another one.
    pub(crate) tells_callers: bool,
    /// Whether such a type has to tell them of parameters under `#[constant]`.
    pub(crate) tells_of_constants: bool,
    /// What the adjoint of a function that has run would run again can be recorded, and callers can
    /// be told.
    pub(crate) records: bool,
    /// Callers run its value by a companion: a parameter is a function, or the result.
    pub(crate) has_primal: bool,
    /// A derivative may have a lane for each of several directions.
    pub(crate) may_have_lanes: bool,
    /// The adjoint is a few lines.
    pub(crate) is_short: bool,
}

/// What is written of a function of which these companions are wanted, in order.
pub(crate) fn plan(wanted: &[Companion], facts: Facts) -> Vec<(Companion, Form)> {
    let written: Vec<Companion> =
        TABLE.iter().map(|row| row.companion).filter(|companion| exists(wanted, facts, *companion)).collect();
    let form = |companion: Companion| {
        let bases = match companion.row().exists {
            Exists::OfOneFloat if facts.has_other_name => bases_of_other_name(companion, facts),
            _ if facts.are_nameable => bases(companion, facts),
            _ => &[],
        };
        let base = bases.iter().find(|base| written.contains(base));
        base.map_or(Form::Whole, |base| Form::Around(*base))
    };
    written.iter().map(|companion| (*companion, form(*companion))).collect()
}

fn exists(wanted: &[Companion], facts: Facts, companion: Companion) -> bool {
    let row = companion.row();
    // Whatever is asked for, callers run it first.
    if companion == Companion::Primal {
        return facts.has_primal && !wanted.is_empty();
    }
    let has_lanes = !(row.has_lanes() || row.is_sparse()) || facts.may_have_lanes;
    asked(wanted, companion)
        && has_lanes
        && match (row.exists, companion) {
            (Exists::Everywhere, _) => true,
            (Exists::OfOneFloat, _) if facts.has_other_name && !facts.grows => {
                bases_of_other_name(companion, facts).iter().any(|base| asked(wanted, *base))
            }
            (Exists::OfOneFloat, _) => facts.has_one_float,
            // A caller goes by what it passes: memory to the form that adds, and so what may be
            // memory or a float, as what a method gives, and a part of data.
            (Exists::ForCallers, Companion::AdjointInto) => facts.spares_arguments,
            (Exists::ForCallers, Companion::Augmented | Companion::ReverseInto) => facts.records,
            (Exists::ForCallers, Companion::VjpIntoJvp) => wanted.contains(&Companion::VjpInto),
            (Exists::ForCallers, _) => wanted.contains(&Companion::Vjp) && !facts.has_memory && !facts.has_one_float,
        }
}

/// Whether it is asked for, or comes with what is.
fn asked(wanted: &[Companion], companion: Companion) -> bool {
    match companion.row().asked {
        Asked::Always | Asked::ByName => wanted.contains(&companion),
        Asked::Beside(other) => wanted.contains(&companion) || wanted.contains(&other),
        Asked::With(asked) => wanted.contains(&asked),
    }
}

/// The companions around which one is written, the best first.
fn bases(companion: Companion, facts: Facts) -> &'static [Companion] {
    use Companion::{
        Grad, GradInto, Hessian, HessianInto, HessianPattern, Hvp, HvpMarks, Jacobian, JacobianInto, Jvp, JvpMarks,
        Pattern, SparseHessian, SparseHessianInto, SparseJacobian, SparseJacobianInto, ValueAndGrad, ValueAndJacobian,
        Vjp, VjpInto, VjpIntoJvp, VjpJvp,
    };
    match companion {
        Jacobian => &[ValueAndJacobian],
        ValueAndJacobian => &[JacobianInto],
        JacobianInto => &[Jvp],
        Hessian => &[HessianInto],
        HessianInto => &[Hvp],
        Pattern => &[JvpMarks],
        SparseJacobian | SparseJacobianInto => &[Jvp],
        HessianPattern => &[HvpMarks],
        SparseHessian | SparseHessianInto => &[Hvp],
        Vjp if facts.has_shadows => &[VjpInto],
        VjpInto if !facts.has_shadows => &[Vjp],
        VjpIntoJvp if !facts.has_shadows => &[VjpJvp],
        VjpJvp if facts.has_shadows => &[VjpIntoJvp],
        Grad if facts.is_short && !facts.has_shadows => &[],
        // The cotangent that comes in would be as long as what the function leaves.
        Grad if facts.grows => &[ValueAndGrad],
        ValueAndGrad | GradInto | Hvp if facts.grows => &[],
        Grad if facts.has_shadows => &[ValueAndGrad, VjpInto],
        Grad => &[Vjp, ValueAndGrad],
        ValueAndGrad if facts.has_shadows => &[VjpInto],
        ValueAndGrad => &[Vjp],
        GradInto if facts.has_shadows => &[VjpInto],
        GradInto => &[Vjp, ValueAndGrad],
        Hvp if facts.has_shadows => &[VjpIntoJvp],
        Hvp => &[VjpJvp],
        _ => &[],
    }
}

/// That its type is a float is what the gradient asks of it, so it is written around the adjoint,
/// to which it is data.
fn bases_of_other_name(companion: Companion, facts: Facts) -> &'static [Companion] {
    use Companion::{Grad, GradInto, Hessian, HessianInto, Hvp, ValueAndGrad, Vjp, VjpInto, VjpIntoJvp};
    match companion {
        Hessian => &[HessianInto],
        HessianInto => &[Hvp],
        Hvp if facts.has_shadows => &[VjpIntoJvp],
        Grad | ValueAndGrad | GradInto if facts.has_shadows => &[VjpInto],
        Grad | ValueAndGrad | GradInto => &[Vjp],
        _ => &[],
    }
}
