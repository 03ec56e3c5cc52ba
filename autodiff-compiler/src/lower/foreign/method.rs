//! Methods that are passed through as they stand: of constants, of what is named outside
//! of the function, and of values without a rule.

use super::code;
use crate::errors::{Error, Message};
use crate::ir::{Atom, IntKind, Kind, OnActive, Shape, hole};
use crate::lower::classify::{Class, Classified, classify};
use crate::lower::foreign::code::Passed;
use crate::lower::foreign::purity;
use crate::lower::state::cx::{Cx, Res, Stop, error_at};
use crate::lower::state::kinds::Known;
use crate::lower::state::scope::{Operand, Operands};
use crate::lower::state::typed::typed_in_place;
use crate::lower::tokens::jumps;
use crate::lower::value::expr::{any, expression};
use crate::std_names::{self, IntegerMethod, Std};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Expr, ExprMethodCall};

/// A method of a foreign expression, or of a constant that is given a closure.
pub(crate) fn on_foreign(
    cx: &mut Cx<'_>,
    what: &Classified<'_>,
    receiver: &TokenStream,
    mut atoms: Vec<Atom>,
) -> Res<Operands> {
    let call = what.call();
    if let Some(taken) = taken_apart(call) {
        return expression(cx, &taken, &any());
    }
    if call.args.iter().any(|arg| matches!(classify(cx, arg).class, Class::Closure)) {
        return Err(with_closure(cx, what, None));
    }
    let args: Vec<_> = call.args.iter().map(|arg| code::argument(cx, arg)).collect();
    let args = args.into_iter().collect::<Res<Vec<_>>>()?;
    if matches!(what.front().bare().e, Expr::Range(_)) && call.method == "contains" {
        let code: Vec<_> = args.iter().map(|arg| code::operand_code(cx, arg, &mut atoms)).collect();
        let code = quote!((#receiver).contains(#(#code),*));
        return Ok(code::apply(cx, call, Passed::new(code, atoms, OnActive::Inactive), Known::Exactly(Kind::Bool)));
    }
    let args = call.args.iter().zip(&args);
    let code: Vec<_> = args.map(|(e, arg)| code::argument_code(cx, e, arg, &mut atoms)).collect();
    Ok(passed_through(cx, what, receiver, &code, atoms))
}

/// What a constant `Option` gives where there is nothing, by a closure that reads what has a derivative:
///
/// ```text
/// term.unwrap_or_else(|| x.len())          match term { Some(v) => v, None => x.len() }
/// ```
///
/// A closure that takes nothing is that of an `Option`; of any other type, rustc refuses the patterns.
fn taken_apart(call: &ExprMethodCall) -> Option<Expr> {
    let arguments: Vec<&Expr> = call.args.iter().collect();
    let (default, mapped) = match (call.method.to_string().as_str(), &arguments[..]) {
        ("unwrap_or_else", [Expr::Closure(default)]) => (default, None),
        ("map_or_else", [Expr::Closure(default), Expr::Closure(mapped)]) => (default, Some(mapped)),
        _ => return None,
    };
    let returns = arguments.iter().any(|closure| jumps::returns(closure.to_token_stream()));
    let is_there = matches!(&*call.receiver, Expr::Path(_) | Expr::Field(_));
    if !default.inputs.is_empty() || returns || !is_there {
        return None;
    }
    let (receiver, body) = (&call.receiver, &default.body);
    let value = Ident::new("value", Span::mixed_site());
    let (pattern, some) = match mapped {
        Some(mapped) if mapped.inputs.len() == 1 => (mapped.inputs[0].to_token_stream(), mapped.body.to_token_stream()),
        Some(_) => return None,
        None => (value.to_token_stream(), value.to_token_stream()),
    };
    let code = quote_spanned!(call.method.span()=> match #receiver { Some(#pattern) => #some, None => #body });
    syn::parse2(code).ok()
}

/// A method of what is named outside of the function, or of a constant parameter, that
/// reads no float.
pub(crate) fn on_constant(
    cx: &mut Cx<'_>,
    what: &Classified<'_>,
    receiver: &TokenStream,
    args: &[Operands],
) -> Operands {
    let mut atoms = Vec::new();
    let code: Vec<_> = args.iter().map(|arg| code::operand_code(cx, arg, &mut atoms)).collect();
    passed_through(cx, what, receiver, &code, atoms)
}

/// A method that runs as it is.
fn passed_through(
    cx: &mut Cx<'_>,
    what: &Classified<'_>,
    receiver: &TokenStream,
    code: &[TokenStream],
    atoms: Vec<Atom>,
) -> Operands {
    let call = what.call();
    let (method, turbofish) = (&call.method, &call.turbofish);
    let code = quote_spanned!(method.span()=> #receiver.#method #turbofish (#(#code),*));
    let on_active = on_active(cx, what, None);
    code::apply(cx, call, Passed::new(code, atoms, on_active), Known::Nothing)
}

/// What is said of a method without a rule. In a chain of iterators it is the
/// first one that is not lowered that is named.
fn unknown(cx: &Cx<'_>, what: &Classified<'_>, receiver: Option<Operand>) -> Error {
    let call = what.call();
    let name = call.method.to_string();
    let is_memory = receiver.is_some_and(|receiver| cx.kinds.as_memory(receiver.kind).is_some());
    let of_iterator = std_names::is_start(&name) || std_names::is_adaptor(&name);
    let stray = cx.chain.iter().rev().find(|method| !std_names::is_adaptor(&method.to_string()));
    match stray {
        Some(_) if of_iterator && matches!(what.front().bare().e, Expr::Call(_)) => {
            error_at(what.front().e, Message::NotIterable)
        }
        Some(method) if of_iterator && std_names::is_search(&method.to_string()) => stored_option(method),
        Some(method) if of_iterator => error_at(method, Message::IteratorMethod { name: method.to_string() }),
        _ if matches!(what.class, Class::Iterator(_)) => error_at(&call.method, Message::StoredIterator),
        _ if what.gives_option() && !what.gives_mutable_element() => stored_option(&call.method),
        _ if matches!(what.front().class, Class::Iterator(_)) => {
            error_at(&call.method, Message::IteratorMethod { name })
        }
        _ if is_memory => error_at(&call.method, Message::MemoryMethod { name }),
        _ if receiver.is_some_and(|receiver| cx.known(receiver).is_of_its_own()) && !call.args.is_empty() => {
            error_at(&call.method, Message::MethodOfUnseen { name })
        }
        _ => error_at(&call.method, Message::UnknownMethod { name }),
    }
}

/// What is said of a method that is not lowered and is given a closure that reads floats.
pub(crate) fn with_closure(cx: &Cx<'_>, what: &Classified<'_>, receiver: Option<Operand>) -> Stop {
    Stop::Error(cx.errors.report(unknown(cx, what, receiver)))
}

fn stored_option(method: &syn::Ident) -> Error {
    error_at(method, Message::UnknownMethod { name: method.to_string() })
}

/// What an active operand of a method without a rule comes to. What is no
/// number may be changed in place.
fn on_active(cx: &Cx<'_>, what: &Classified<'_>, receiver: Option<Operand>) -> OnActive {
    let call = what.call();
    let error = Box::new(unknown(cx, what, receiver));
    let name = call.method.to_string();
    let only_read = match receiver {
        Some(receiver) => match purity::of_atom(cx, receiver.atom) {
            Some(Std::Sequence) => std_names::only_reads(&name) && call.args.is_empty(),
            Some(ty) => std_names::is_pure_method(ty, &name) || call.args.is_empty(),
            None => std_names::only_reads(&name) && call.args.is_empty(),
        },
        None => call.args.is_empty(),
    };
    if only_read { OnActive::Error(error) } else { OnActive::MayStore(error) }
}

/// A method that has no rule, of a value that foreign code may read if it is
/// inactive.
pub(crate) fn on_value(cx: &mut Cx<'_>, what: &Classified<'_>, receiver: Operand, args: &[Operands]) -> Res<Operands> {
    let call = what.call();
    let name = call.method.to_string();
    if name.ends_with("_assign") {
        // It writes to its receiver, which is a value here.
        return Err(cx.refuse(&call.method, Message::UnknownMethod { name }));
    }
    if cx.kinds.as_memory(receiver.kind).is_some() && !std_names::only_reads(&name) {
        return Err(cx.refuse(&call.method, Message::MemoryMethod { name }));
    }
    let on_active = match name.as_str() {
        name if std_names::is_inactive(name) => OnActive::Inactive,
        name if std_names::gives_bits(name) => OnActive::Bits,
        _ => on_active(cx, what, Some(receiver)),
    };
    let is_integer = matches!(cx.known(receiver), Known::Exactly(Kind::Int(_)) | Known::SomeInt);
    let integer = std_names::integer_method(&name).filter(|_| is_integer);
    if integer.is_some() {
        integer_arguments(cx, call, &name, receiver, args)?;
    }
    let mut atoms = vec![typed_in_place(cx, receiver)];
    let mut code = Vec::new();
    for (e, arg) in call.args.iter().zip(args) {
        code.push(code::argument_code(cx, e, arg, &mut atoms));
    }
    let operand = receiver;
    let (receiver, method, turbofish) = (hole(0), &call.method, &call.turbofish);
    let code = quote_spanned!(method.span()=> #receiver.#method #turbofish (#(#code),*));
    let kind = match (integer, cx.known(operand)) {
        (Some(IntegerMethod::Same), _) => operand.kind,
        (Some(IntegerMethod::Bits), _) => cx.exactly(Kind::Int(IntKind::U32)),
        (None, Known::Exactly(Kind::F64)) if name == "to_bits" => cx.exactly(Kind::Int(IntKind::U64)),
        (None, Known::Exactly(Kind::F32)) if name == "to_bits" => cx.exactly(Kind::Int(IntKind::U32)),
        (None, _) => return Ok(code::apply(cx, call, Passed::new(code, atoms, on_active), Known::Nothing)),
    };
    let value = code::apply_as(cx, call, Passed::new(code, atoms, on_active), kind);
    cx.transparent.extend(value.leaves().into_iter().filter_map(|o| o.atom.value()));
    Ok(value)
}

/// The arguments of an integer's method have the types that std gives them.
fn integer_arguments(
    cx: &mut Cx<'_>,
    call: &ExprMethodCall,
    name: &str,
    receiver: Operand,
    args: &[Operands],
) -> Res<()> {
    for arg in args {
        let Shape::Leaf(operand) = arg else { continue };
        match std_names::integer_argument(name) {
            Some(IntegerMethod::Same) => cx.unify(call, operand.kind, receiver.kind)?,
            Some(IntegerMethod::Bits) => {
                let kind = cx.exactly(Kind::Int(IntKind::U32));
                cx.unify(call, operand.kind, kind)?;
            }
            None => {}
        }
    }
    Ok(())
}
