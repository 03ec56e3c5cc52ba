//! What decides how companions are written.

use super::{Place, Stands, Surroundings, Written, adds_into_shadows, context, is_scalar};
use crate::config::Config;
use crate::derivatives::Derivatives;
use crate::emit::{self, Context};
use crate::errors::Errors;
use crate::ir::{Block, Form, Kind, Piece, Stmt, may_grow};
use crate::lower::{self, DeclaredForm};
use crate::protocol::{Companion, Facts};
use crate::transform::{Calls, Keeps};
use proc_macro2::{TokenStream, TokenTree};

/// The types that the companions have for the function's own parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Types {
    Own,
    /// A slice for an `impl AsRef<[f64]>`.
    Others,
}

/// Of a function, what it is.
pub(super) fn of_function(written: &Written<'_>, derivatives: &Derivatives<'_>) -> Facts {
    let func = derivatives.func;
    let pieces = func.pieces();
    let mut leaves = pieces.iter().flat_map(|piece| piece.shape.leaves()).map(|w| func.kind(*w));
    let in_out = pieces.iter().filter_map(Piece::in_out);
    let grows = in_out.clone().any(|root| may_grow(func.kind(root)));
    let has_shadows = in_out.count() > 0 || leaves.any(|kind| kind.memory().is_some());
    Facts {
        has_one_float: is_scalar(&func.result),
        has_other_name: written.signature.other_name.is_some(),
        spares_arguments: tells_callers(written)
            && written.config.companions.contains(&Companion::VjpInto)
            && derivatives.second().spares_memory(),
        tells_callers: tells_callers(written),
        tells_of_constants: emit::has_constants(written.signature) && has_place(written),
        records: func.has_memory()
            && (tells_callers(written) || tells_callers_of_method(written))
            && written.config.companions.contains(&Companion::VjpInto)
            && written.types == Types::Own
            && emit::gives_value(written.signature)
            && derivatives.in_two().is_some(),
        has_memory: func.has_memory(),
        adds_into_shadows: adds_into_shadows(func),
        has_shadows,
        grows,
        are_nameable: written.signature.is_associated || written.surroundings == Surroundings::Module,
        has_primal: !written.signature.functions.is_empty() || written.signature.gives_function,
        may_have_lanes: true,
        is_short: !has_shadows && is_short(&derivatives.vjp().body),
    }
}

/// Of which types the companions of a function take its parameters.
pub(super) fn types(function: &lower::Function, taken: &lower::Function) -> Types {
    if lower::is_taken_as_it_is(function, taken) { Types::Own } else { Types::Others }
}

/// How the callees of a function run: one that may stand in a block asks nobody.
pub(super) fn calls(cx: &Context<'_>) -> Calls {
    if cx.may_be_in_block { Calls::Whole } else { Calls::InTwo }
}

/// What records have besides scalars: `Self`, where that is a type without parameters, as far as the block shows.
pub(super) fn keeps(written: &Written<'_>) -> Keeps {
    let neighbours = &written.signature.neighbours;
    if neighbours.of.is_some() && !neighbours.borrows { Keeps::Own } else { Keeps::Scalars }
}

/// Whether callers are told of companions that not every function has. They are told by a type beside a
/// companion, which a method cannot have, and which does not know the type parameters of the function.
fn tells_callers(written: &Written<'_>) -> bool {
    has_place(written) && written.signature.generics.is_empty() && written.signature.fallible.is_none()
}

/// Whether a type can stand beside a companion.
fn has_place(written: &Written<'_>) -> bool {
    let signature = written.signature;
    !signature.is_associated
        && signature.functions.is_empty()
        && written.surroundings == Surroundings::Module
        && written.place == Place::Beside
        && emit::has_plain_types(signature)
}

/// Whether callers are told of a method in two: by one that stands beside it.
fn tells_callers_of_method(written: &Written<'_>) -> bool {
    let signature = written.signature;
    let receiver = signature.params.first().filter(|param| param.receiver.is_some()).map(|param| &param.form);
    let is_of_data = match receiver {
        Some(DeclaredForm::Scalars { shape, .. }) => shape.leaves().into_iter().all(is_data),
        _ => false,
    };
    let is_plain = signature.generics.is_empty() && signature.functions.is_empty() && !signature.takes_self;
    is_of_data
        && is_plain
        && written.place == Place::Beside
        && signature.fallible.is_none()
        && emit::has_plain_types(signature)
        && !lends_its_lifetime(&signature.result_ty)
}

fn is_data(kind: &Kind) -> bool {
    matches!(kind.memory(), Some(memory) if matches!(memory.form, Form::Data(_)))
}

/// Whether a type has a lifetime, which the pointer to a function does not know how to choose.
fn lends_its_lifetime(ty: &TokenStream) -> bool {
    ty.clone().into_iter().any(|token| match token {
        TokenTree::Punct(punct) => punct.as_char() == '\'',
        TokenTree::Group(group) => lends_its_lifetime(&group.stream()),
        TokenTree::Ident(_) | TokenTree::Literal(_) => false,
    })
}

/// Whether a person reads it at a glance.
fn is_short(adjoint: &Block) -> bool {
    let mut statements = 0;
    adjoint.visit(&mut |stmt| statements += usize::from(!matches!(stmt, Stmt::Section(_))));
    statements <= SHORT
}

/// Up to so many statements, an adjoint of scalars is read rather than called.
const SHORT: usize = 12;

/// Of a member of a trait, what the trait sees, to which `Self` is data.
pub(super) fn of_member(stands: &Stands, config: &Config, function: &lower::Function) -> Option<Facts> {
    matches!(stands.place, Place::InTrait | Place::InImpl).then(|| {
        let errors = Errors::default();
        let mut signature = lower::signature_in(&errors, config, function, &stands.around);
        signature.is_associated = true;
        emit::border_facts(&context(config, &signature, &[]))
    })
}
