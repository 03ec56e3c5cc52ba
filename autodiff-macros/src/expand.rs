//! The pipeline, on one screen.
//!
//! ```text
//! ItemFn ─lower─▶ Func ─activity─▶ side table
//!                  │
//!                  ├─ forward ─▶ dce ──────────────────▶ emit: jvp
//!                  ├─ reverse ─▶ dce ─▶ restore ─▶ dce ─▶ emit: vjp, grad, ..
//!                  │                                └─ forward ─▶ emit: hvp
//!                  └─ graph ─────────────────────────────▶ emit: graph
//! ```

use crate::analysis::{self, Activity};
use crate::config::{self, Companion, Config};
use crate::emit::{self, Context, Kept, Sweeps, Target};
use crate::errors::{Errors, Message};
use crate::ir::verify::verify;
use crate::ir::{Func, Kind, Shape};
use crate::lower::rulebook::Rulebook;
use crate::lower::{self, Lowered, Signature};
use crate::transform::{self, Observe, Policy, Seed, Wish};
use proc_macro2::TokenStream;
use quote::quote;

/// `#[grad(attr)] item`.
#[allow(clippy::needless_pass_by_value, reason = "the signature of an attribute macro")]
pub(crate) fn grad(attr: TokenStream, item: TokenStream) -> TokenStream {
    let errors = Errors::default();
    let config = config::parse(&errors, attr);
    let item = lower::parenthesised(item);
    let Some(function) = lower::parse(&errors, item.clone()) else {
        let errors = emit::compile_errors(errors.into_list());
        return quote!(#item #errors);
    };
    let user = lower::cleaned(&function);
    let signature = lower::signature(&errors, &config, &function);
    let companions = lowered(&errors, &config, &signature, &function)
        .map(|(lowered, activity)| companions(&config, &signature, &lowered, &activity));
    let companions = companions.filter(|_| errors.is_empty());
    let companions = companions.unwrap_or_else(|| emit::stubs(&context(&config, &signature, &[]), &config));
    let errors = emit::compile_errors(errors.into_list());
    // Who calls the companions uses the function.
    quote!(#[allow(dead_code)] #user #companions #errors)
}

/// Lowering and what can be refused after it; an error gate.
fn lowered(
    errors: &Errors,
    config: &Config,
    signature: &Signature,
    function: &lower::Function,
) -> Option<(Lowered, Activity)> {
    let scalar = is_scalar(&signature.result);
    for (companion, span) in &config.requested {
        if companion.needs_scalar_result() && !scalar {
            errors.report(Message::NeedsScalarResult { name: companion.suffix().to_owned() }.at(*span));
        }
    }
    if !signature.is_complete {
        return None;
    }
    let mut lowered = lower::function(errors, signature, function).ok()?;
    let activity = analysis::activity(&lowered.func);
    analysis::check(errors, &lowered.func, &activity);
    for (companion, span) in &config.requested {
        if *companion == Companion::Trace && lowered.func.has_regions() {
            errors.report(Message::TraceOfLoop.at(*span));
        }
    }
    if errors.is_empty() {
        for doubt in std::mem::take(&mut lowered.doubts) {
            errors.report(doubt);
        }
    }
    errors.is_empty().then_some((lowered, activity))
}

/// Whether the result is one float.
fn is_scalar(result: &Shape<Kind>) -> bool {
    matches!(result.behind_refs(), Shape::Leaf(kind) if kind.is_float())
}

fn context<'a>(config: &Config, signature: &'a Signature, items: &'a [TokenStream]) -> Context<'a> {
    let base = config.name.clone().unwrap_or_else(|| signature.name.clone());
    let krate = config.krate.clone().unwrap_or_else(|| quote!(::autodiff));
    Context { signature, base, items, krate }
}

/// The companions that have a form with slots: those that a caller who does not
/// see all types may call.
fn slotted(func: &Func, wants: &dyn Fn(Companion) -> bool) -> Vec<&'static str> {
    let scalar = is_scalar(&func.result);
    let into = wants(Companion::VjpInto) && (func.has_memory() || !scalar);
    let vjp =
        wants(Companion::Vjp) && scalar && !func.params.iter().any(|p| matches!(p.form.shape(), Some(Shape::Mut(_))));
    let hvp = wants(Companion::Hvp);
    let all = [
        ("_jvp", wants(Companion::Jvp)),
        ("_vjp", vjp),
        ("_vjp_jvp", vjp && hvp),
        ("_vjp_into", into),
        ("_vjp_into_jvp", into && hvp),
    ];
    all.into_iter().filter(|(_, is_wanted)| *is_wanted).map(|(suffix, _)| suffix).collect()
}

/// The tangent of a function.
pub(crate) fn tangent(rules: &Rulebook, observe: Observe, func: &Func) -> Func {
    let activity = analysis::activity(func);
    let jvp = transform::dce(transform::forward(rules, &activity, observe, func));
    verify(&jvp, "forward");
    jvp
}

/// The adjoint of a function.
pub(crate) fn adjoint(rules: &Rulebook, observe: Observe, policy: Policy, seed: Seed, func: &Func) -> Func {
    let activity = analysis::activity(func);
    let open = transform::dce_open(transform::reverse(rules, &activity, Wish { observe, policy, seed }, func));
    let vjp = transform::dce(transform::restore(policy, open));
    verify(&vjp, "reverse");
    vjp
}

/// The companions that are asked for, in the order of the table.
fn companions(config: &Config, signature: &Signature, lowered: &Lowered, activity: &Activity) -> TokenStream {
    let rules = Rulebook::default();
    let cx = context(config, signature, &lowered.items);
    let func = &lowered.func;
    let scalar = is_scalar(&func.result);
    let mut out = TokenStream::new();
    let mut emit = |func: &Func, suffix: &str, kept: Kept, doc: &str| {
        out.extend(emit::companion(&cx, &Target { func, suffix, doc: doc.to_owned(), kept }));
    };
    let wants =
        |companion: Companion| config.companions.contains(&companion) && (scalar || !companion.needs_scalar_result());
    let reverse = |observe, seed| adjoint(&rules, observe, Policy::Minimal, seed, func);
    if wants(Companion::Jvp) {
        let jvp = tangent(&rules, Observe::Nothing, func);
        emit(
            &jvp,
            "_jvp",
            Kept::Returned,
            "Forward tangent: `(value, tangent)` for one tangent per differentiable argument.",
        );
    }
    let vjp = reverse(Observe::Nothing, Seed::Parameter);
    if wants(Companion::Vjp) {
        emit(&vjp, "_vjp", Kept::Returned, "Reverse adjoint: `(value, cotangents)` for the cotangent of the value.");
    }
    if wants(Companion::VjpInto) {
        emit(
            &vjp,
            "_vjp_into",
            Kept::Added,
            "Reverse adjoint: returns the value and *adds* the cotangents into the shadows.",
        );
    }
    let is_into_nested = wants(Companion::Hvp) && (func.has_memory() || !scalar);
    if is_into_nested && config.companions.contains(&Companion::VjpInto) {
        let into = transform::into(func, &vjp);
        verify(&into, "into");
        let tangent = tangent(&rules, Observe::Nothing, &into);
        emit(&tangent, "_vjp_into_jvp", Kept::Hidden, "The tangent of the adjoint that adds into shadows.");
    }
    if !scalar && !func.has_memory() && config.companions.contains(&Companion::Vjp) {
        let adjoint = transform::dce(transform::adjoint_only(func, &vjp));
        verify(&adjoint, "adjoint_only");
        emit(&adjoint, "_adjoint", Kept::Hidden, "The cotangents alone, for callers that have run the primal.");
        if wants(Companion::Hvp) {
            emit(
                &tangent(&rules, Observe::Nothing, &adjoint),
                "_adjoint_jvp",
                Kept::Hidden,
                "The tangent of the adjoint.",
            );
        }
    }
    if scalar {
        let value_and_grad = reverse(Observe::Nothing, Seed::One);
        let gradient = transform::dce(transform::without_value(&value_and_grad));
        if wants(Companion::Grad) {
            emit(&gradient, "_grad", Kept::Returned, "The gradient.");
        }
        if wants(Companion::ValueAndGrad) {
            emit(&value_and_grad, "_value_and_grad", Kept::Returned, "`(value, gradient)`.");
        }
        if wants(Companion::GradInto) {
            emit(&value_and_grad, "_grad_into", Kept::Written, "Returns the value and *overwrites* the gradients.");
        }
        if wants(Companion::Hvp) {
            let hvp = tangent(&rules, Observe::Nothing, &gradient);
            emit(&hvp, "_hvp", Kept::Returned, "`(gradient, Hessian times tangent)`: the tangent of the gradient.");
            emit(&tangent(&rules, Observe::Nothing, &vjp), "_vjp_jvp", Kept::Hidden, "The tangent of the adjoint.");
        }
    }
    out.extend(emit::slots(&cx, &slotted(func, &wants)));
    if wants(Companion::Report) {
        out.extend(emit::report(&cx, &vjp));
    }
    if wants(Companion::Graph) {
        out.extend(emit::graph(&cx, &crate::graph::graph(func, activity)));
    }
    if wants(Companion::Trace) {
        let forward = tangent(&rules, Observe::Everything, func);
        let reverse = reverse(Observe::Everything, Seed::Parameter);
        out.extend(emit::trace(&cx, &Sweeps { primal: func, forward: &forward, reverse: &reverse }));
    }
    out
}
