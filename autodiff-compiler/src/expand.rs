//! The pipeline, on one screen.
//!
//! ```text
//! ItemFn ─lower─▶ Func ─activity─▶ side table
//!                  │
//!                  ├─ forward ─▶ dce ──────────────────▶ emit: jvp
//!                  ├─ reverse ─▶ share ─▶ restore ─▶ dce ─▶ emit: vjp, grad, ..
//!                  │                                └─ forward ─▶ emit: hvp
//!                  └─ graph ────────────────▶ emit: graph
//! ```

use crate::again;
use crate::analysis::{self, Activity};
use crate::blocks;
use crate::closures::closures;
use crate::config::{self, Config};
use crate::derivatives::Derivatives;
use crate::emit::{self, Context, Target};
use crate::errors::{Errors, Message};
use crate::ir::verify::verify;
use crate::ir::{Func, Kind, Param, Shape};
use crate::lower::{self, Bounded, Lowered, Signature};
use crate::protocol::{self, Companion, Exists, Facts, Form};
use crate::rulebook::Rulebook;
use crate::transform::{self, Adjoint, TangentWish, Wish};
use proc_macro2::{Span, TokenStream};
use quote::quote;
use std::rc::Rc;

pub(crate) mod apart;
mod checked;
mod facts;
mod orders;
mod several;
mod undecided;

pub(crate) use facts::Types;

/// What is known of where a function stands. A macro is given the function alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surroundings {
    /// In a module or a block: what stands beside it is found by its name alone.
    Module,
    /// In an `impl` that the macro sees: behind `Self::`.
    Impl,
    /// There, or in an `impl`, where what stands beside it is found behind `Self::`.
    Unknown,
}

/// `#[grad(attr)] item`. A panic is a bug of this crate; the user gets the function
/// and an error that stands at it, and not a macro that is gone.
#[allow(clippy::needless_pass_by_value, reason = "the signature of an attribute macro")]
pub fn grad(surroundings: Surroundings, attr: TokenStream, item: TokenStream) -> TokenStream {
    unless_it_panics(&attr, &item, || expansion(surroundings, attr.clone(), item.clone()))
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
    let contradiction = Message::Contradiction { what: what.to_owned() };
    if let Some(block) = lower::impl_block(item.clone()) {
        block.refuse(&errors, contradiction);
        let (block, errors) = (block.alone(), emit::compile_errors(errors.into_list()));
        return quote!(#block #errors);
    }
    let config = config::parse(&errors, attr.clone());
    let Some(function) = lower::parse(&errors, item.clone()) else {
        let errors = emit::compile_errors(errors.into_list());
        return quote!(#item #errors);
    };
    let user = lower::cleaned(&function);
    let signature = lower::signature(&errors, &config, &function);
    let stubs = emit::stubs(&context(&config, &signature, &[]), &config.companions);
    let error = emit::compile_errors(vec![contradiction.at(signature.ident.span())]);
    quote!(#[allow(dead_code)] #user #stubs #error)
}

#[allow(clippy::needless_pass_by_value, reason = "the signature of an attribute macro")]
pub(crate) fn expansion(surroundings: Surroundings, attr: TokenStream, item: TokenStream) -> TokenStream {
    let errors = Errors::default();
    let item = lower::parenthesised(item);
    if let Some(block) = lower::impl_block(item.clone()) {
        return blocks::of_impl(&attr, &block);
    }
    if let Some(block) = lower::trait_block(item.clone()) {
        return blocks::of_trait(&attr, &block);
    }
    let Some(function) = lower::parse(&errors, item.clone()) else {
        let _ = config::parse(&errors, attr);
        let errors = emit::compile_errors(errors.into_list());
        return quote!(#item #errors);
    };
    let user = lower::cleaned(&function);
    let config = config::parse(&errors, attr.clone());
    if let Some(span) = config.members {
        errors.report(Message::MembersOfNoTrait.at(span));
    }
    let companions = companions_of(&Stands::alone(surroundings), &Asked { config, attr }, &function);
    let errors = emit::compile_errors(errors.into_list());
    // Who calls the companions uses the function.
    quote!(#[allow(dead_code)] #user #companions #errors)
}

/// The companions of a copy of the function, which is no more needed then.
pub fn companions(surroundings: Surroundings, attr: &TokenStream, item: TokenStream) -> TokenStream {
    let errors = Errors::default();
    let config = config::parse(&errors, attr.clone());
    let companions = lower::parse(&errors, item)
        .map(|function| companions_of(&Stands::alone(surroundings), &Asked { config, attr: attr.clone() }, &function));
    let errors = emit::compile_errors(errors.into_list());
    quote!(#companions #errors)
}

/// What `#[grad(..)]` asks for, and how it is written.
pub(crate) struct Asked {
    pub(crate) config: Config,
    pub(crate) attr: TokenStream,
}

/// Where a function stands, and what stands beside it.
pub(crate) struct Stands {
    pub(crate) surroundings: Surroundings,
    pub(crate) neighbours: lower::Neighbours,
    pub(crate) place: Place,
    /// The parameters of the block around it.
    pub(crate) around: lower::Generics,
    /// What `Self` is, if that is a float.
    pub(crate) of_float: Option<Kind>,
}

/// Where the companions stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Beside the function.
    Beside,
    /// In the rule of an operator or a conversion, where nobody calls the method by its name.
    InRule,
    /// Beside the `impl` of a trait, whose methods are seen wherever the trait is.
    BesideTrait,
    /// In the trait, beside a method that has a body.
    InTrait,
    /// In the `impl` of the trait: what is written around others the trait has.
    InImpl,
}

impl Stands {
    /// Nothing beside it is in sight.
    fn alone(surroundings: Surroundings) -> Stands {
        Stands {
            surroundings,
            neighbours: lower::Neighbours::default(),
            place: Place::Beside,
            around: lower::Generics::default(),
            of_float: None,
        }
    }
}

/// The companions, or what is wrong with the function and stubs.
pub(crate) fn companions_of(stands: &Stands, asked: &Asked, function: &lower::Function) -> TokenStream {
    let config = &asked.config;
    if let Some(condition) = lower::condition(function) {
        return undecided::undecided(config, &asked.attr, function, &condition);
    }
    let taken = lower::as_taken(config, function);
    let types = facts::types(function, &taken);
    let (companions, errors) = again::settled(|errors| attempt(errors, stands, (config, types), &taken));
    let errors = emit::compile_errors(errors.into_list());
    quote!(#companions #errors)
}

/// The companions, as far as it is known which types are floats.
fn attempt(
    errors: &Errors,
    stands: &Stands,
    (config, types): (&Config, Types),
    function: &lower::Function,
) -> TokenStream {
    if let Some(float) = stands.of_float {
        errors.is_float("Self", float);
    }
    if matches!(stands.place, Place::InTrait | Place::InImpl) {
        apart::refuse_member(errors, config);
    }
    let mut signature = lower::signature_in(errors, config, function, &stands.around);
    let surroundings = stands.surroundings;
    signature.is_associated |= surroundings == Surroundings::Impl;
    signature.neighbours = stands.neighbours.clone();
    if stands.place == Place::InTrait {
        // Each companion says `Self: Differentiable`.
        signature.bounded = Bounded::Wholes;
    }
    if stands.place == Place::BesideTrait {
        signature.vis = quote!(pub);
    }
    let companions = lowered(errors, config, &signature, function).map(|(lowered, activity)| {
        let border = facts::of_member(stands, config, function);
        let written =
            Written { errors, config, signature: &signature, surroundings, place: stands.place, types, border };
        differentiated(&written, &lowered, &activity)
    });
    let companions = companions.filter(|_| errors.is_empty());
    companions.unwrap_or_else(|| emit::stubs(&context(config, &signature, &[]), &config.companions))
}

/// Lowering and what can be refused after it; an error gate.
pub(crate) fn lowered(
    errors: &Errors,
    config: &Config,
    signature: &Signature,
    function: &lower::Function,
) -> Option<(Lowered, Activity)> {
    let scalar = is_scalar(&signature.result);
    for (companion, span) in &config.requested {
        let row = companion.row();
        if row.exists == Exists::OfOneFloat && *companion != Companion::Hvp && !scalar {
            errors.report(Message::NeedsScalarResult { name: row.suffix.to_owned() }.at(*span));
        }
    }
    if !signature.is_complete {
        return None;
    }
    let mut lowered = lower::function(errors, signature, function).ok()?;
    let is_forward = |c: &Companion| matches!(c, Companion::Jvp | Companion::Graph | Companion::Report);
    if !config.companions.iter().all(is_forward) {
        lowered.items.append(&mut lowered.handed_on);
    }
    let activity = checked::all(errors, &mut lowered);
    lower::check_given(errors, function, &mut lowered.func, &|w| activity.is_varied(w));
    for (companion, span) in &config.requested {
        if companion.row().is_of_matrix() && emit::runs_once(*companion, signature) {
            errors.report(Message::MatrixOfInOut { name: companion.row().suffix.to_owned() }.at(*span));
        }
        if *companion == Companion::Pullback && emit::is_written_to(signature) {
            errors.report(Message::PullbackOfInOut.at(*span));
        }
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

pub(crate) fn context<'a>(config: &Config, signature: &'a Signature, items: &'a [TokenStream]) -> Context<'a> {
    let base = config.name.clone().unwrap_or_else(|| signature.name.clone());
    let siblings = if signature.is_associated { quote!(Self::) } else { TokenStream::new() };
    let (closures, several) = (Rc::default(), Vec::new());
    let (krate, uncut) = (krate(config), config.uncut);
    Context { signature, base, items, siblings, closures, several, krate, uncut, may_be_in_block: true }
}

/// Where `autodiff` is found.
pub(crate) fn krate(config: &Config) -> TokenStream {
    config.krate.clone().unwrap_or_else(|| quote!(::autodiff))
}

/// Whether a caller gives its adjoint shadows: of memory, or of what it hands on by reference unseen.
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

/// The adjoint of a function, and what it saves.
pub(crate) fn adjoint(rules: &Rulebook, wish: Wish, func: &Func) -> Adjoint {
    let policy = wish.policy;
    let spelled = transform::spelled(func);
    let func = &transform::split(policy, &transform::apart(policy, &spelled)).into_owned();
    let activity = analysis::activity(func);
    let open = transform::reverse(rules, &activity, wish, func);
    let open = transform::dce_open(transform::share(policy, open));
    let adjoint = transform::restore(policy, open);
    let func = transform::dce(adjoint.func);
    verify(&func, "reverse");
    Adjoint { func, ..adjoint }
}

/// What the user has written around the body.
pub(crate) struct Written<'a> {
    pub(crate) errors: &'a Errors,
    pub(crate) config: &'a Config,
    pub(crate) signature: &'a Signature,
    pub(crate) surroundings: Surroundings,
    pub(crate) place: Place,
    pub(crate) types: Types,
    /// What decides how a member of a trait is written.
    pub(crate) border: Option<Facts>,
}

/// The companions that are asked for, in the order of the table.
pub(crate) fn differentiated(written: &Written<'_>, lowered: &Lowered, activity: &Activity) -> TokenStream {
    let mut cx = context(written.config, written.signature, &lowered.items);
    cx.closures = closures(written.config, written.signature, lowered);
    cx.may_be_in_block = written.surroundings == Surroundings::Unknown;
    let derivatives = Derivatives::new(written.config, facts::calls(&cx), &lowered.func).keeping(facts::keeps(written));
    let mut out = TokenStream::new();
    let facts = written.border.unwrap_or_else(|| facts::of_function(written, &derivatives));
    let mut plan = protocol::plan(&written.config.companions, facts);
    plan.retain(|(_, form)| written.place != Place::InImpl || *form == Form::Whole);
    let several = several::Several::of(&mut cx, &derivatives, &mut plan);
    several.refuse_others(written.errors, written);
    let whole = |companion| match several.get(companion) {
        Some(func) => emit::companion(&cx, &Target { func, companion }),
        None => emit::companion(&cx, &Target { func: &derivatives.written(companion), companion }),
    };
    // A companion that cannot be named from outside stands in the one that calls it.
    let inside = |base| if facts.are_nameable { TokenStream::new() } else { whole(base) };
    for (companion, form) in &plan {
        out.extend(match (form, companion) {
            (Form::Around(_), companion) if companion.row().is_of_matrix() => {
                emit::matrix(&cx, *companion, &TokenStream::new())
            }
            (Form::Whole, companion) if companion.row().is_of_matrix() => several::with_called(&cx, &whole, *companion),
            (Form::Around(base), _) => emit::wrapper(&cx, *companion, *base, &inside(*base)),
            (Form::Whole, Companion::Report) => emit::report(&cx, &derivatives.report()),
            (Form::Whole, Companion::Graph) => emit::graph(&cx, &crate::graph::graph(&lowered.func, activity)),
            (Form::Whole, companion) if companion.has_sweeps_apart() => apart::companion(&cx, &derivatives, *companion),
            (Form::Whole, companion) => whole(*companion),
        });
    }
    let calls_others = plan.iter().any(|(_, form)| matches!(form, Form::Around(_)));
    if calls_others && facts.are_nameable && !written.signature.is_associated {
        out.extend(emit::proof_of_module(&cx));
    }
    out.extend((written.place != Place::InImpl).then(|| emit::takes(&cx)));
    out.extend(apart::told(&cx, &derivatives, (facts, &plan)));
    out.extend(apart::told_of_sets(&cx, &several, facts));
    out.extend(apart::told_of_constants(&cx, facts, &plan));
    let has_slots = |c: &Companion| match written.place {
        Place::InImpl => false,
        Place::InTrait => emit::border_has_slots(&cx, *c),
        Place::Beside | Place::InRule | Place::BesideTrait => has_slots(written.signature, &lowered.func, *c),
    };
    let slotted = plan.iter().map(|(companion, _)| *companion).filter(has_slots);
    out.extend(slotted.map(|companion| emit::slots(&cx, companion)));
    out.extend(orders::companions(written, lowered, &derivatives, &plan));
    out
}

/// Whether a caller that does not see all types may call the companion: one that
/// goes by what it passes.
fn has_slots(signature: &lower::Signature, func: &Func, companion: Companion) -> bool {
    let scalar = is_scalar(&func.result);
    companion.row().has_slots()
        && match companion {
            Companion::Vjp | Companion::VjpJvp => {
                scalar && !func.params.iter().any(|p| matches!(p.form.shape(), Some(Shape::Mut(_))))
            }
            // What is called on a constant is given parts of data, as any method is.
            Companion::VjpInto | Companion::VjpIntoJvp => adds_into_shadows(func) || signature.keeps_self_out(),
            _ => true,
        }
}
