//! Lowering: from the user's function, as `syn` parsed it, to the IR.
//!
//! The only reader of `syn`. Lowering runs the function symbolically: a
//! variable is whatever atoms it holds at this point, so `let`, shadowing,
//! deferred initialisation, assignment and destructuring leave no trace in the
//! IR. Where control parts, each arm runs from the same state, and what they
//! disagree about becomes a yield of the `If` ([`control::branch`]).
//!
//! The wings, in the order in which they may name each other, those above:
//!
//! ```text
//! tokens     what is read from tokens alone
//! state      what lowering knows at a point of the function
//! classify   what an expression is, asked once
//! border     signature, attributes, written types, items
//! foreign    code that is passed through as it stands
//! control    branches, exits, loops
//! memory     places, and what is done to them
//! iter       iterators, as the loops that they are
//! option     an `Option`, as a flag and a payload
//! call       calls of functions and methods
//! value      the dispatch: expressions, statements, patterns, closures
//! ```
//!
//! An expression holds expressions, so each wing comes back to the last one: through its
//! doors, which run an expression, a block, a condition or a function, assign, and bind a
//! pattern. A test (`tests/layers.rs`) holds the order, the doors and the few exceptions.

mod border;
mod borrowed;
pub(crate) mod call;
pub(crate) mod classify;
mod control;
mod data;
mod finish;
mod foreign;
pub(crate) mod iter;
mod kept;
pub(crate) mod memory;
pub(crate) mod option;
mod presumed;
mod question;
mod rule;
pub(crate) mod state;
mod tokens;
pub(crate) mod value;

use crate::errors::{Error, Errors, Message, Reported};
use crate::ir::verify::check;
use crate::ir::{Block, Func, Kind};
use border::{attribute, signature};
use control::exit;
use proc_macro2::TokenStream;
use quote::ToTokens;
use state::cx::Cx;

pub(crate) use border::attribute::unmarked;
pub(crate) use border::conditional::{Verdict, condition, decided};
pub(crate) use border::conversions::{Conversion, conversion};
pub(crate) use border::curried::check as check_given;
pub(crate) use border::generics::Bounded;
pub(crate) use border::impls::{Impl, parse as impl_block};
pub(crate) use border::index::{Indexing, constant as constant_field, indexing, member_name};
pub(crate) use border::members::{Apart, Method};
pub(crate) use border::operators::{Operand, Operation, Operator, Taken, operator};
pub(crate) use border::passed::{as_taken, is_taken_as_it_is};
pub(crate) use border::signature::{Declared, DeclaredForm, Signature, read as signature, read_in as signature_in};
pub(crate) use border::totals::{Total, total};
pub(crate) use border::traits::{Trait, parse as trait_block};
#[cfg(test)]
pub(crate) use border::vectors::Vectors;
pub(crate) use question::as_code as questions_as_code;
pub(crate) use rule::rule;
pub(crate) use state::neighbours::Neighbours;
pub(crate) use tokens::groups::parenthesised;
pub(crate) use value::nested::{Code as ClosureCode, GROUP as CLOSURE_GROUP};

/// The user's function as parsed; nobody but lowering looks inside.
pub(crate) type Function = syn::ItemFn;

/// The parameters of a function, or of what is around it.
pub(crate) type Generics = syn::Generics;

/// A lowered function, and what emission needs of the user's source.
#[derive(Debug)]
pub(crate) struct Lowered {
    pub(crate) func: Func,
    /// The closures that are values, those inside of others first.
    pub(crate) closures: Vec<ClosureCode>,
    /// Items of the body, which every companion repeats, and what it claims.
    pub(crate) items: Vec<TokenStream>,
    /// What is claimed of values that are handed on: forward mode takes them whatever
    /// they are.
    pub(crate) handed_on: Vec<TokenStream>,
    /// Places whose type must be known and is not, to be reported unless the
    /// reason for that is an error itself.
    pub(crate) doubts: Vec<Error>,
}

/// Parses the item under the attribute.
///
/// `Err` holds what the compiler is told when it is no function at all.
pub(crate) fn parse(errors: &Errors, item: TokenStream) -> Option<Function> {
    match syn::parse2::<Function>(item.clone()) {
        Ok(function) => Some(function),
        Err(error) => {
            // Not a function, or one that rustc rejects with a better message
            // from the item itself, which is emitted as it stands.
            let span = item.into_iter().next().map_or_else(proc_macro2::Span::call_site, |t| t.span());
            let _ = error;
            errors.report(Message::NotAFunction.at(span));
            None
        }
    }
}

/// The user's function without the attributes that only this macro knows.
pub(crate) fn cleaned(function: &Function) -> TokenStream {
    attribute::without_constant(function).into_token_stream()
}

/// A closure at the beginning of the tokens, and what comes after a comma.
pub(crate) fn closure_and_rest(tokens: TokenStream) -> Option<(TokenStream, TokenStream)> {
    let parse = |input: syn::parse::ParseStream<'_>| {
        let closure: syn::ExprClosure = input.parse()?;
        let _: Option<syn::Token![,]> = input.parse()?;
        Ok((closure.into_token_stream(), input.parse()?))
    };
    syn::parse::Parser::parse2(parse, tokens).ok()
}

/// Lowers the body of `function`.
///
/// After an error the statements that could be lowered come without a result:
/// enough for the activity analysis to find the other errors.
pub(crate) fn function(errors: &Errors, signature: &Signature, function: &Function) -> Result<Lowered, Reported> {
    let mut cx = Cx::new(errors);
    cx.kinds.float = match &signature.floats[..] {
        [one] => Some(Kind::of_parameter(&one.ident.to_string())),
        [] => {
            let (own, body) = (function.sig.to_token_stream(), function.block.to_token_stream());
            border::types::usual_float([&own, &body, &signature.neighbours.written])
        }
        _ => None,
    };
    cx.items.extend(border::generics::claims(&signature.floats));
    cx.items.extend(state::alias::claims(errors));
    cx.items.extend(signature.functions.iter().filter_map(|(_, function)| function.claim.clone()));
    cx.floats.clone_from(&signature.floats);
    cx.body = function.block.to_token_stream();
    cx.fallible.clone_from(&signature.fallible);
    let declared = signature.declared.as_ref().unwrap_or(&signature.result);
    cx.results.push((signature.name.clone(), declared.clone()));
    if signature.fallible.is_some() {
        cx.payloads.push((signature.name.clone(), signature.result.clone()));
    }
    let (params, result) = signature::bind(&mut cx, signature, function)?;
    let body = match exit::function_body(&mut cx, &function.block, &result) {
        Ok(yields) => Block { stmts: std::mem::take(&mut cx.out.stmts), yields },
        Err(_) => fragment(&mut cx),
    };
    cx.items.extend(cx.scope.guesses.proofs());
    let (func, closures, doubts) = finish::finish(&mut cx, &signature.name, params, result, body);
    cx.items.extend(state::products::proofs(&cx));
    cx.items.extend(state::elements::proofs(&cx));
    state::emptied::settle(&cx);
    if errors.is_empty() && doubts.is_empty() && check(&func).is_err() {
        // A use that came later has told that something is memory, or is none.
        let late = cx.unseen_variables.iter().filter(|of| cx.kinds.is_data(of.kind));
        late.for_each(|of| cx.errors.is_late(&of.name));
        return Err(errors.report(Message::UnclearTypes.at(function.sig.ident.span())));
    }
    cx.items.append(&mut cx.claims);
    Ok(Lowered { func, closures, items: cx.items, handed_on: cx.handed_on, doubts })
}

/// What was written when an error ended the lowering, in order.
fn fragment(cx: &mut Cx<'_>) -> Block {
    let mut stmts = Vec::new();
    for open in std::mem::take(&mut cx.open_ifs) {
        stmts.extend(open.before);
        stmts.extend(open.exited);
    }
    stmts.append(&mut cx.out.stmts);
    Block { stmts, yields: Vec::new() }
}
