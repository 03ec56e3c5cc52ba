//! `#[grad]` on a block: its methods are functions, and what the attribute asks for is asked of
//! each of them.
//!
//! A method that has no derivative, as `fn order(&self) -> usize`, is left alone, and so is
//! one under `#[no_grad]`.

use crate::again;
use crate::config::{self, Config};
use crate::emit::{self, Context, OperatorOrder};
use crate::errors::{Errors, Message};
use crate::expand::{
    Asked, Place, Stands, Surroundings, Types, Written, apart, companions_of, context, differentiated, krate, lowered,
};
use crate::ir::{Func, Stmt};
use crate::lower::{self, Function, Impl, Method, Trait, Verdict};
use crate::protocol::{self, Companion, Exists, Form};
use proc_macro2::TokenStream;
use quote::quote;

mod namesakes;

/// The companions of each method, beside the `impl` or, if the trait has them, in it.
pub(crate) fn of_impl(attr: &TokenStream, block: &Impl) -> TokenStream {
    let errors = Errors::default();
    if let Some(operator) = crate::lower::operator(&errors, block) {
        return of_operator(attr, block, &operator);
    }
    if let Some(total) = crate::lower::total(&errors, block) {
        return of_total(attr, block, &total);
    }
    if let Some(conversion) = crate::lower::conversion(block)
        && let Some(asked) = asked(&errors, attr, &conversion.method)
    {
        return of_conversion(&asked.attr, block, &conversion);
    }
    if let Some(indexing) = crate::lower::indexing(&errors, block) {
        let (user, config) = (block.alone(), config::of_operator(&errors, config::parse(&errors, attr.clone())));
        let claim = emit::indexing(&krate(&config), &indexing);
        let errors = emit::compile_errors(errors.into_list());
        return quote!(#user #claim #errors);
    }
    if !errors.is_empty() {
        let (block, errors) = (block.alone(), emit::compile_errors(errors.into_list()));
        return quote!(#block #errors);
    }
    let methods = block.methods();
    let of_all = of_all(&errors, attr, &methods);
    let place = match (of_all.members, block.is_of_trait()) {
        (Some(_), true) => Place::InImpl,
        (None, true) => Place::BesideTrait,
        (None, false) => Place::Beside,
        (Some(span), false) => {
            errors.report(Message::MembersOfNoTrait.at(span));
            Place::Beside
        }
    };
    if place != Place::InImpl && block.refuses_primitive(&errors) {
        let (block, errors) = (block.alone(), emit::compile_errors(errors.into_list()));
        return quote!(#block #errors);
    }
    let methods = if place == Place::InImpl { methods } else { block.beside(methods) };
    let neighbours = block.neighbours(&methods);
    let mut stands = Stands {
        surroundings: Surroundings::Impl,
        neighbours: if place == Place::InImpl { neighbours.of_members() } else { neighbours },
        place,
        around: crate::lower::Generics::default(),
        of_float: block.of_float(),
    };
    let mut companions = TokenStream::new();
    let names = emit::ApartNames::unnamed();
    let mut apart = names.apart();
    let mut is_empty = true;
    for method in &methods {
        let asked = asked(&errors, attr, method).map(|asked| namesakes::left_out(asked, method, &methods, place));
        stands.around = method.around.clone();
        if let Some(asked) = &asked {
            let written = companions_of(&stands, asked, &method.function);
            namesakes::refuse(&errors, (&written, method), &methods, place);
            companions.extend(written);
            if place != Place::InImpl {
                add_apart(&mut apart, (&names, &block.self_type()), asked, method);
            }
            is_empty = false;
        }
        if place == Place::InImpl {
            companions.extend(agreement(asked.as_ref(), method));
        }
    }
    if is_empty && place != Place::InImpl {
        block.refuse(&errors, Message::ImplWithoutMethods);
    }
    let block = if place == Place::InImpl {
        block.refuse_macros(&errors);
        companions.extend(emit::filled_member());
        block.filled(&companions)
    } else {
        let apart = block.apart(&apart);
        let block = block.with(&companions);
        quote!(#block #apart)
    };
    let errors = emit::compile_errors(errors.into_list());
    quote!(#block #errors)
}

/// The companions of each method, as members of the trait.
pub(crate) fn of_trait(attr: &TokenStream, block: &Trait) -> TokenStream {
    let errors = Errors::default();
    let methods = block.methods();
    let of_all = of_all(&errors, attr, &methods);
    if let Some(span) = of_all.members {
        errors.report(Message::MembersOfNoTrait.at(span));
    }
    let neighbours = block.neighbours(&methods);
    let stands = Stands {
        surroundings: Surroundings::Impl,
        neighbours,
        place: Place::InTrait,
        around: crate::lower::Generics::default(),
        of_float: None,
    };
    let mut members = emit::required_member();
    let names = block.name().map(emit::ApartNames::of);
    let mut apart = names.as_ref().map(emit::ApartNames::apart);
    let mut is_empty = true;
    for method in &methods {
        let asked = asked(&errors, attr, method);
        // An `impl` may have been asked for as much, and need not have the other methods.
        let agreed = agreement(asked.as_ref(), method);
        let asked = asked.map(|asked| namesakes::left_out(asked, method, &methods, stands.place));
        if let Some(asked) = &asked {
            let function = bounded(asked, method);
            let written =
                if method.is_declared { declared(asked, &function) } else { companions_of(&stands, asked, &function) };
            namesakes::refuse(&errors, (&written, method), &methods, stands.place);
            members.extend(written);
            if let (Some(names), Some(apart)) = (&names, &mut apart) {
                add_apart(apart, (names, &quote!(__Own)), asked, method);
            }
            is_empty = false;
        }
        members.extend(agreed);
    }
    if is_empty {
        block.refuse(&errors, Message::ImplWithoutMethods);
    }
    members.extend(apart.as_ref().map(|apart| apart.asked.clone()));
    let apart = apart.map(|apart| block.apart(&apart));
    let (block, errors) = (block.with(&members), emit::compile_errors(errors.into_list()));
    quote!(#block #apart #errors)
}

/// Adds what callers with a shadow of a constant receiver call of a method of the type `own`.
fn add_apart(
    apart: &mut lower::Apart,
    (names, own): (&emit::ApartNames, &TokenStream),
    asked: &Asked,
    method: &Method,
) {
    // Of two methods under opposite conditions, rustc keeps one.
    if method.function.attrs.iter().any(|attr| attr.path().is_ident("cfg")) {
        return;
    }
    let errors = Errors::default();
    let mut signature = lower::signature_in(&errors, &asked.config, &method.function, &method.around);
    signature.is_associated = true;
    let cx = context(&asked.config, &signature, &[]);
    if !errors.is_empty() || !emit::is_asked_apart(&cx) {
        return;
    }
    apart.asked.extend(emit::asks_receiver(&cx, names));
    let plan = protocol::plan(&asked.config.companions, emit::border_facts(&cx));
    let called = plan.iter().filter(|(companion, _)| emit::is_called_apart(companion.row()));
    apart.companions.extend(called.map(|(companion, _)| emit::companion_apart(&cx, own, *companion)));
}

/// What is asked of all methods.
fn of_all(errors: &Errors, attr: &TokenStream, methods: &[Method]) -> Config {
    let of_all = config::parse(errors, attr.clone());
    if let Some(span) = of_all.name_span {
        errors.report(Message::NameOfBlock.at(span));
    }
    known_somewhere(errors, &of_all, methods);
    of_all
}

/// What is asked of a method: by itself, or with the others, if it has a derivative at all.
fn asked(errors: &Errors, attr: &TokenStream, method: &Method) -> Option<Asked> {
    if method.is_left_out {
        return None;
    }
    if let Some(own) = &method.arguments {
        return Some(Asked { config: config::parse(errors, own.clone()), attr: own.clone() });
    }
    // What is wrong with the arguments has been said once.
    let mut config = config::parse(&Errors::default(), attr.clone());
    config.name = None;
    // Of what needs a method of one float, the others have none.
    config.requested.retain(|(companion, _)| companion.row().exists != Exists::OfOneFloat);
    if let Some(wrt) = &mut config.wrt {
        wrt.retain(|name| method.takes(name));
        if wrt.is_empty() {
            return None;
        }
    }
    method.has_derivative(&config).then(|| Asked { config, attr: attr.clone() })
}

/// Each name of `wrt(..)` is that of a parameter somewhere.
fn known_somewhere(errors: &Errors, config: &Config, methods: &[Method]) {
    for name in config.wrt.iter().flatten() {
        if !methods.iter().any(|method| method.takes(name)) {
            errors.report(Message::WrtUnknown { name: name.to_string() }.at(name.span()));
        }
    }
}

/// A method of a trait, with what its companions ask of `Self`.
fn bounded(asked: &Asked, method: &Method) -> Function {
    let signature = lower::signature(&Errors::default(), &asked.config, &method.function);
    method.bounded(&krate(&asked.config), &signature)
}

/// The companions of a method of a trait that has no body.
fn declared(asked: &Asked, function: &Function) -> TokenStream {
    let errors = Errors::default();
    let config = &asked.config;
    let mut signature = lower::signature(&errors, config, function);
    signature.is_associated = true;
    let cx = context(config, &signature, &[]);
    let mut out = TokenStream::new();
    several_of_member(&errors, config);
    if let Some(span) = config.order_span.filter(|_| config.order > 1) {
        errors.report(Message::OrderOfBlock { what: "a method of a trait".to_owned() }.at(span));
    }
    if errors.is_empty() {
        out.extend(emit::takes(&cx));
        for (companion, form) in protocol::plan(&config.companions, emit::border_facts(&cx)) {
            out.extend(match form {
                Form::Around(_) if companion.row().is_of_matrix() => emit::matrix(&cx, companion, &TokenStream::new()),
                Form::Around(base) => emit::wrapper(&cx, companion, base, &TokenStream::new()),
                Form::Whole => emit::declaration(&cx, companion),
            });
            if emit::border_has_slots(&cx, companion) {
                out.extend(emit::slots(&cx, companion));
            }
        }
    }
    apart::refuse_member(&errors, config);
    let errors = emit::compile_errors(errors.into_list());
    quote!(#out #errors)
}

/// Whether there is a companion for several directions shows in the body, which is another one in
/// each `impl`.
fn several_of_member(errors: &Errors, config: &Config) {
    for (companion, span) in &config.requested {
        if companion.row().has_lanes() || companion.row().is_sparse() {
            errors.report(emit::none_of_several(*companion).at(*span));
        }
    }
}

/// The member by which a trait and its `impl`s agree.
fn agreement(asked: Option<&Asked>, method: &Method) -> TokenStream {
    let name = method.function.sig.ident.to_string();
    let Some(asked) = asked else { return emit::agreement(&name, None) };
    let signature = lower::signature(&Errors::default(), &asked.config, &method.function);
    emit::agreement(&name, Some((&context(&asked.config, &signature, &[]), &asked.config.companions)))
}

/// The rule of an operator, beside its `impl`.
fn of_operator(attr: &TokenStream, block: &lower::Impl, operator: &lower::Operator) -> TokenStream {
    let user = block.alone();
    let write = |cx: &Context<'_>, order: Option<OperatorOrder>| match order {
        Some(order) => emit::operator(cx, operator, order),
        None => emit::operator_stub(cx, operator),
    };
    let rule = rule(operator.arguments.as_ref().unwrap_or(attr), &operator.function, &write);
    quote!(#user #rule)
}

/// The rule of a total, beside its `impl`.
fn of_total(attr: &TokenStream, block: &lower::Impl, total: &lower::Total) -> TokenStream {
    let user = block.alone();
    let write = |cx: &Context<'_>, order: Option<OperatorOrder>| emit::total(cx, total, order);
    let rule = rule(total.arguments.as_ref().unwrap_or(attr), &total.function, &write);
    quote!(#user #rule)
}

/// The rule of a conversion, beside its `impl`.
fn of_conversion(attr: &TokenStream, block: &lower::Impl, conversion: &lower::Conversion) -> TokenStream {
    let user = block.alone();
    let write = |cx: &Context<'_>, order: Option<OperatorOrder>| emit::conversion(cx, conversion, order);
    let rule = rule(attr, &conversion.method.function, &write);
    quote!(#user #rule)
}

/// Writes the rule around the companions, which are of this order if they compile.
type Write<'w> = &'w dyn Fn(&Context<'_>, Option<OperatorOrder>) -> TokenStream;

/// The rule of which the method is this function.
fn rule(attr: &TokenStream, function: &lower::Function, write: Write<'_>) -> TokenStream {
    if let Some(condition) = lower::condition(function) {
        let errors = Errors::default();
        let [holds, fails] = [Verdict::Holds, Verdict::Fails]
            .map(|verdict| rule(attr, &lower::decided(&errors, function, &condition, verdict), write));
        let errors = emit::compile_errors(errors.into_list());
        return quote! {
            #[cfg(#condition)] const _: () = { #holds };
            #[cfg(not(#condition))] const _: () = { #fails };
            #errors
        };
    }
    let (rule, errors) = again::settled(|errors| attempt(errors, attr, function, write));
    let errors = emit::compile_errors(errors.into_list());
    quote!(const _: () = { #rule #errors };)
}

/// The rule, as far as it is known which types are floats.
fn attempt(errors: &Errors, attr: &TokenStream, function: &lower::Function, write: Write<'_>) -> TokenStream {
    let asked = config::parse(errors, attr.clone());
    let asks_second = asked.companions.contains(&Companion::Hvp);
    let mut config = config::of_operator(errors, asked);
    let signature = lower::signature(errors, &config, function);
    let lowered = lowered(errors, &config, &signature, function).filter(|_| errors.is_empty());
    let order = match &lowered {
        Some((lowered, _)) if !asks_second && calls(&lowered.func) => OperatorOrder::First,
        _ => OperatorOrder::Second,
    };
    if order == OperatorOrder::First {
        config.companions.retain(|companion| *companion != Companion::Hvp);
    }
    let companions = lowered.map(|(lowered, activity)| {
        let written = Written {
            errors,
            config: &config,
            signature: &signature,
            surroundings: Surroundings::Module,
            place: Place::InRule,
            types: Types::Own,
            border: None,
        };
        differentiated(&written, &lowered, &activity)
    });
    let rule = write(&context(&config, &signature, &[]), companions.is_some().then_some(order));
    quote!(#companions #rule)
}

/// Whether a function calls one that may have no second derivative.
fn calls(func: &Func) -> bool {
    func.body.any(|stmt| matches!(stmt, Stmt::Call(_)))
}
