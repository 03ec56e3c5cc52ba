//! `function!(|x: f64| density(x))`: a closure with its derivative, outside of `#[grad]`.
//!
//! What it names besides its parameters is captured as a constant.

use crate::closures::closures;
use crate::config::{self, Config};
use crate::emit;
use crate::errors::{Errors, Message};
use crate::expand::{context, lowered};
use crate::lower;
use crate::protocol::Companion;
use proc_macro2::TokenStream;
use quote::quote;

/// The closure as an expression, or what is wrong with it.
#[allow(clippy::needless_pass_by_value, reason = "the signature of a macro")]
pub fn function(input: TokenStream) -> TokenStream {
    let errors = Errors::default();
    let value = expansion(&errors, &input);
    let list = errors.into_list();
    let is_refused = !list.is_empty();
    let errors = emit::compile_errors(list);
    match value.filter(|_| !is_refused) {
        Some(value) => value,
        // Of what type it would be is not known.
        None => quote!({ #errors ::core::option::Option::None.expect("the macro has reported an error") }),
    }
}

fn expansion(errors: &Errors, input: &TokenStream) -> Option<TokenStream> {
    let Some((closure, rest)) = lower::closure_and_rest(input.clone()) else {
        let span = input.clone().into_iter().next().map_or_else(proc_macro2::Span::call_site, |token| token.span());
        errors.report(Message::FunctionNeedsClosure.at(span));
        return None;
    };
    // What is asked for besides, `hvp` and `crate = path`, is read as that of `#[grad]` is.
    let config = config::parse(errors, rest);
    if let Some(span) = config.order_span.filter(|_| config.order > 1) {
        errors.report(Message::OrderOfFunction.at(span));
    }
    let wanted = Config { companions: companions(&config), order: 1, ..config };
    // A function that hands it on.
    let around = lower::parse(errors, quote!(fn function(number: f64) -> f64 { handed_on(#closure) }))?;
    let signature = lower::signature(errors, &wanted, &around);
    let (lowered, _) = lowered(errors, &wanted, &signature, &around)?;
    let done = closures(&wanted, &signature, &lowered);
    Some(emit::closure_value(&context(&wanted, &signature, &lowered.items), done.last()?))
}

/// The companions that every function has, and those that are asked for.
fn companions(config: &Config) -> Vec<Companion> {
    let mut all = Companion::always();
    all.extend(config.companions.iter().copied().filter(|companion| *companion == Companion::Hvp));
    all
}
