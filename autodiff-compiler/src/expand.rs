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
use crate::ir::{Func, Kind, Param, Shape};
use crate::lower::{self, Lowered, Signature, Verdict};
use crate::rulebook::Rulebook;
use crate::transform::{self, Callees, Observe, Policy, Seed, TangentWish, Wish};
use proc_macro2::{Span, TokenStream};
use quote::quote;

/// `#[grad(attr)] item`. A panic is a bug of this crate; the user gets the function
/// and an error that stands at it, and not a macro that is gone.
#[allow(clippy::needless_pass_by_value, reason = "the signature of an attribute macro")]
pub fn grad(attr: TokenStream, item: TokenStream) -> TokenStream {
    unless_it_panics(&attr, &item, || expansion(attr.clone(), item.clone()))
}

/// What `run` gives, or the function with an error that names the contradiction.
/// While a macro runs, rustc keeps the panic hook quiet.
pub(crate) fn unless_it_panics(
    attr: &TokenStream,
    item: &TokenStream,
    run: impl FnOnce() -> TokenStream,
) -> TokenStream {
    let panic = match caught(run) {
        Ok(tokens) => return tokens,
        Err(panic) => panic,
    };
    let what = panic.lines().next().unwrap_or_default().to_owned();
    let item = lower::parenthesised(item.clone());
    // What panicked may panic again.
    caught(|| without_companions(attr, &item, &what)).unwrap_or_else(|_| {
        let span = item.clone().into_iter().next().map_or_else(Span::call_site, |token| token.span());
        let error = emit::compile_errors(vec![Message::Contradiction { what }.at(span)]);
        quote!(#item #error)
    })
}

/// Runs it, and gives the text of a panic.
fn caught(run: impl FnOnce() -> TokenStream) -> Result<TokenStream, String> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).map_err(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default()
    })
}

/// The function, stubs of its companions, and the error at its name.
fn without_companions(attr: &TokenStream, item: &TokenStream, what: &str) -> TokenStream {
    let errors = Errors::default();
    let config = config::parse(&errors, attr.clone());
    let Some(function) = lower::parse(&errors, item.clone()) else {
        let errors = emit::compile_errors(errors.into_list());
        return quote!(#item #errors);
    };
    let user = lower::cleaned(&function);
    let signature = lower::signature(&errors, &config, &function);
    let stubs = emit::stubs(&context(&config, &signature, &[]), &config);
    let contradiction = Message::Contradiction { what: what.to_owned() }.at(signature.ident.span());
    let error = emit::compile_errors(vec![contradiction]);
    quote!(#[allow(dead_code)] #user #stubs #error)
}

#[allow(clippy::needless_pass_by_value, reason = "the signature of an attribute macro")]
pub(crate) fn expansion(attr: TokenStream, item: TokenStream) -> TokenStream {
    let errors = Errors::default();
    let item = lower::parenthesised(item);
    let Some(function) = lower::parse(&errors, item.clone()) else {
        let _ = config::parse(&errors, attr);
        let errors = emit::compile_errors(errors.into_list());
        return quote!(#item #errors);
    };
    let user = lower::cleaned(&function);
    let companions = companions_of(&attr, &function);
    // Who calls the companions uses the function.
    quote!(#[allow(dead_code)] #user #companions)
}

/// The companions of a copy of the function, which is no more needed then.
pub fn companions(attr: &TokenStream, item: TokenStream) -> TokenStream {
    let errors = Errors::default();
    match lower::parse(&errors, item) {
        Some(function) => companions_of(attr, &function),
        None => emit::compile_errors(errors.into_list()),
    }
}

/// The companions, or what is wrong with the function and stubs.
fn companions_of(attr: &TokenStream, function: &lower::Function) -> TokenStream {
    let errors = Errors::default();
    let config = config::parse(&errors, attr.clone());
    if let Some(condition) = lower::condition(function) {
        return undecided(&config, attr, function, &condition);
    }
    let signature = lower::signature(&errors, &config, function);
    let companions = lowered(&errors, &config, &signature, function)
        .map(|(lowered, activity)| differentiated(&config, &signature, &lowered, &activity));
    let companions = companions.filter(|_| errors.is_empty());
    let companions = companions.unwrap_or_else(|| emit::stubs(&context(&config, &signature, &[]), &config));
    let errors = emit::compile_errors(errors.into_list());
    quote!(#companions #errors)
}

/// Asks rustc for a condition inside the function.
fn undecided(config: &Config, attr: &TokenStream, function: &lower::Function, condition: &TokenStream) -> TokenStream {
    let errors = Errors::default();
    let krate = krate(config);
    let [holds, fails] = [Verdict::Holds, Verdict::Fails].map(|verdict| {
        let copy = lower::decided(&errors, function, condition, verdict);
        quote!(#[#krate::__private::companions(#attr)] #copy)
    });
    let errors = emit::compile_errors(errors.into_list());
    quote! {
        #[cfg(#condition)] #holds
        #[cfg(not(#condition))] #fails
        #errors
    }
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
    Context { signature, base, items, krate: krate(config) }
}

/// Where `autodiff` is found.
fn krate(config: &Config) -> TokenStream {
    config.krate.clone().unwrap_or_else(|| quote!(::autodiff))
}

/// The companions that have a form with slots: those that a caller who does not
/// see all types may call.
fn slotted(func: &Func, wants: &dyn Fn(Companion) -> bool) -> Vec<&'static str> {
    let scalar = is_scalar(&func.result);
    let into = wants(Companion::VjpInto) && adds_into_shadows(func);
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

/// Whether a caller gives its adjoint shadows: of memory, or of what it hands on by
/// reference and does not see itself.
fn adds_into_shadows(func: &Func) -> bool {
    let is_lent = |param: &Param| matches!(param.form.shape(), Some(Shape::Ref(_)));
    func.has_memory() || !is_scalar(&func.result) || func.params.iter().any(is_lent)
}

/// The tangent of a function.
pub(crate) fn tangent(rules: &Rulebook, wish: TangentWish, func: &Func) -> Func {
    let activity = analysis::activity(func);
    let jvp = transform::dce(transform::forward(rules, &activity, wish, func));
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
fn differentiated(config: &Config, signature: &Signature, lowered: &Lowered, activity: &Activity) -> TokenStream {
    let rules = Rulebook::new(lower::rule);
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
    let both = config.companions.contains(&Companion::Vjp);
    let callees = if both { Callees::Both } else { Callees::Tangents };
    let plain = TangentWish { observe: Observe::Nothing, callees };
    if wants(Companion::Jvp) {
        let jvp = tangent(&rules, plain, func);
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
    if wants(Companion::Hvp) && adds_into_shadows(func) && config.companions.contains(&Companion::VjpInto) {
        let into = transform::into(func, &vjp);
        verify(&into, "into");
        let tangent = tangent(&rules, plain, &into);
        emit(&tangent, "_vjp_into_jvp", Kept::Hidden, "The tangent of the adjoint that adds into shadows.");
    }
    if !scalar && !func.has_memory() && config.companions.contains(&Companion::Vjp) {
        let adjoint = transform::dce(transform::adjoint_only(func, &vjp));
        verify(&adjoint, "adjoint_only");
        emit(&adjoint, "_adjoint", Kept::Hidden, "The cotangents alone, for callers that have run the primal.");
        if wants(Companion::Hvp) {
            emit(&tangent(&rules, plain, &adjoint), "_adjoint_jvp", Kept::Hidden, "The tangent of the adjoint.");
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
            let hvp = tangent(&rules, plain, &gradient);
            emit(&hvp, "_hvp", Kept::Returned, "`(gradient, Hessian times tangent)`: the tangent of the gradient.");
            emit(&tangent(&rules, plain, &vjp), "_vjp_jvp", Kept::Hidden, "The tangent of the adjoint.");
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
        let forward = tangent(&rules, TangentWish { observe: Observe::Everything, callees }, func);
        let reverse = reverse(Observe::Everything, Seed::Parameter);
        out.extend(emit::trace(&cx, &Sweeps { primal: func, forward: &forward, reverse: &reverse }));
    }
    out
}
