//! Companions that are members of a trait.
//!
//! Which there are, and which of them are written around others, must be the same in the
//! trait and in each `impl`: it goes by the signature alone, which both have.

use super::border::{Border, given_type};
use super::{Context, companion, located};
use crate::ir::{Kind, ParamRole, Shape, may_grow};
use crate::lower::DeclaredForm;
use crate::protocol::{Companion, Facts, Output};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// What decides how the companions are written, as far as the border tells.
pub(crate) fn facts(cx: &Context<'_>) -> Facts {
    let border = Border::of(cx, "");
    let result = &cx.signature.result;
    let has_one_float = matches!(result.behind_refs(), Shape::Leaf(kind) if kind.is_float());
    let is_memory = |kind: &&Kind| kind.memory().is_some();
    let given = || cx.signature.params.iter().filter_map(shape);
    let has_memory = given().chain([result]).flat_map(Shape::leaves).any(|kind| is_memory(&kind));
    let in_out = || border.pieces.iter().filter(|piece| piece.is_in_out()).filter_map(super::border::Piece::shape);
    let pieces = || border.pieces.iter().filter_map(super::border::Piece::shape);
    Facts {
        has_primal: !cx.signature.functions.is_empty() || cx.signature.gives_function,
        has_one_float,
        has_other_name: false,
        spares_arguments: false,
        tells_callers: false,
        tells_of_constants: false,
        records: false,
        has_memory,
        adds_into_shadows: has_memory || !has_one_float || given().any(|shape| matches!(shape, Shape::Ref(_))),
        has_shadows: in_out().count() > 0 || pieces().any(|shape| shape.leaves().iter().any(is_memory)),
        grows: in_out().any(|shape| shape.leaves().into_iter().any(|kind| may_grow(*kind))),
        are_nameable: true,
        // Whether it has shows in its body, which each `impl` has another.
        may_have_lanes: false,
        is_short: false,
    }
}

fn shape(declared: &crate::lower::Declared) -> Option<&Shape<Kind>> {
    match &declared.form {
        DeclaredForm::Scalars { shape, .. } => Some(shape),
        _ => None,
    }
}

/// Whether a companion has a form with slots, as far as the border tells.
pub(crate) fn has_slots(cx: &Context<'_>, companion: Companion) -> bool {
    let facts = facts(cx);
    let writes = cx.signature.params.iter().filter_map(shape).any(|shape| matches!(shape, Shape::Mut(_)));
    companion.row().has_slots()
        && match companion {
            Companion::Vjp | Companion::VjpJvp => facts.has_one_float && !writes,
            Companion::VjpInto | Companion::VjpIntoJvp => facts.adds_into_shadows || cx.signature.keeps_self_out(),
            _ => true,
        }
}

/// A companion that an `impl` fills.
pub(crate) fn declaration(cx: &Context<'_>, companion: Companion) -> TokenStream {
    let row = companion.row();
    let (head, name) = (companion::head(cx, row), companion::name(cx, &companion.ending()));
    let border = Border::of(cx, "");
    let (generics, where_clause) = (&cx.signature.generics, cx.signature.bounds(row.companion));
    let params = border.parameters(row).into_iter().map(|param| param.declaration(cx)).collect::<Vec<_>>();
    let is_nothing = row.gives == Output::Value && border.is_unit() && cx.signature.fallible.is_none();
    let result = (!is_nothing).then(|| {
        let ty = located::verbatim(given_type(cx, row, border.result(row.gives)));
        quote!(-> #ty)
    });
    located::unwrapped(quote!(#head fn #name<#generics>(#(#params),*) #result #where_clause;))
}

/// A member that each `impl` of the trait must have, and only `#[grad(members)]` writes: an
/// `impl` without it could have a method of its own beside the trait's companions.
pub(crate) fn required() -> TokenStream {
    quote! {
        #[doc(hidden)]
        fn impl_needs_grad_members() where Self: ::core::marker::Sized;
    }
}

/// The same in an `impl`.
pub(crate) fn filled() -> TokenStream {
    quote! {
        #[doc(hidden)]
        fn impl_needs_grad_members() where Self: ::core::marker::Sized {}
    }
}

/// A member by whose name the trait and its `impl`s agree about which companions a method
/// has, and along which parameters: else one of a provided method would be that of
/// another function than the `impl`'s.
pub(crate) fn agreement(method: &str, asked: Option<(&Context<'_>, &[Companion])>) -> TokenStream {
    let name = match asked {
        None => format_ident!("{method}_has_no_companions"),
        Some((cx, companions)) => {
            let params = cx.signature.params.iter().enumerate();
            let along = params.filter(|(_, param)| param.role == ParamRole::Differentiable);
            let along: Vec<_> = along.map(|(i, _)| format!("_{i}")).collect();
            let usual = Companion::always();
            let (first, others): (_, Vec<_>) = if usual.iter().all(|companion| companions.contains(companion)) {
                ("all", companions.iter().filter(|companion| !usual.contains(companion)).collect())
            } else {
                ("only", companions.iter().collect())
            };
            let others: Vec<_> = others.iter().map(|companion| format!("_{}", companion.row().suffix)).collect();
            format_ident!("{method}_has_{first}{}_along{}", others.concat(), along.concat())
        }
    };
    quote! {
        #[doc(hidden)]
        #[allow(unused, nonstandard_style)]
        fn #name() where Self: ::core::marker::Sized {}
    }
}
