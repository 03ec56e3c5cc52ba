//! What a macro that prints or asserts could do besides: a call among its
//! arguments may keep a value (`assert!(cell.replace(x) < 1.0)`), and what comes
//! back of it later would be a constant.
//!
//! Methods of floats, and of what else is seen to be of std, keep nothing. A
//! function is taken not to, as it is outside of macros.

use crate::ir::Kind;
use crate::lower::state::cx::Cx;
use crate::lower::state::scope::{Binding, Holds};
use crate::std_names::{self, Std};
use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};

/// A method among the tokens that is given what may be a float and could keep it.
pub(crate) fn keeper(cx: &Cx<'_>, tokens: &TokenStream) -> Option<Ident> {
    calls(tokens).into_iter().find_map(|call| match call.receiver {
        Some(receiver) if !is_harmless(cx, &receiver, &call.name) && gives_float(cx, &call.arguments) => {
            Some(call.name)
        }
        _ => None,
    })
}

/// Whether the tokens call what may do something else the next time.
pub(crate) fn has_unknown_call(cx: &Cx<'_>, tokens: &TokenStream) -> bool {
    calls(tokens).into_iter().any(|call| match call.receiver {
        Some(receiver) => !is_harmless(cx, &receiver, &call.name),
        None => true,
    })
}

struct Call {
    name: Ident,
    /// What stands before the dot; of a function, nothing.
    receiver: Option<Vec<TokenTree>>,
    arguments: Group,
}

fn calls(tokens: &TokenStream) -> Vec<Call> {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let mut found = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else { continue };
        found.extend(calls(&group.stream()));
        let turbofish = turbofish(&tokens[..i]);
        let Some((TokenTree::Ident(name), before)) = tokens[..i - turbofish].split_last() else { continue };
        let is_keyword = matches!(name.to_string().as_str(), "in" | "if" | "match" | "return" | "else" | "as" | "mut");
        if group.delimiter() != Delimiter::Parenthesis || is_keyword {
            continue;
        }
        let receiver = match before.split_last() {
            Some((TokenTree::Punct(dot), before)) if dot.as_char() == '.' => Some(before.to_vec()),
            _ => None,
        };
        found.push(Call { name: name.clone(), receiver, arguments: group.clone() });
    }
    found
}

/// How many tokens at the end are `::<..>`.
fn turbofish(tokens: &[TokenTree]) -> usize {
    let is = |i: usize, c: char| matches!(&tokens[i], TokenTree::Punct(punct) if punct.as_char() == c);
    if tokens.is_empty() || !is(tokens.len() - 1, '>') {
        return 0;
    }
    let begin = (2..tokens.len()).rev().find(|i| is(*i, '<') && is(*i - 1, ':') && is(*i - 2, ':'));
    begin.map_or(0, |begin| tokens.len() - (begin - 2))
}

/// Whether the method is one of std's, of a receiver that is seen to be of std.
fn is_harmless(cx: &Cx<'_>, receiver: &[TokenTree], name: &Ident) -> bool {
    std_type(cx, receiver).is_some_and(|ty| gives(ty, &name.to_string()).is_some())
}

/// The type of what a method of std gives, if it is known; of an iterator, what it
/// runs through.
fn gives(ty: Std, name: &str) -> Option<Std> {
    match ty {
        Std::Sequence if std_names::has_same_elements(name) => Some(Std::Sequence),
        Std::Sequence if ["sum", "product"].contains(&name) => Some(Std::Float),
        Std::Sequence if ["all", "any", "count"].contains(&name) => Some(Std::Bool),
        Std::Float | Std::Integer | Std::Sequence | Std::Range if std_names::is_pure_method(ty, name) => {
            let is_question = name.starts_with("is_") || name == "contains";
            Some(match (ty, name) {
                _ if is_question => Std::Bool,
                (Std::Sequence, "len" | "capacity") => Std::Integer,
                (Std::Float, "to_bits") => Std::Integer,
                _ => ty,
            })
        }
        _ => None,
    }
}

/// The type of std that an expression ends with, if it is seen.
fn std_type(cx: &Cx<'_>, tokens: &[TokenTree]) -> Option<Std> {
    let (last, before) = tokens.split_last()?;
    match (last, before) {
        (TokenTree::Literal(literal), _) => {
            let text = literal.to_string();
            let is_number = text.starts_with(|c: char| c.is_ascii_digit());
            is_number.then(|| if text.contains(['.', 'f']) { Std::Float } else { Std::Integer })
        }
        (TokenTree::Ident(name), _) => {
            let is_field = matches!(before.last(), Some(TokenTree::Punct(dot)) if matches!(dot.as_char(), '.' | ':'));
            if is_field { None } else { of_variable(cx, name) }
        }
        (TokenTree::Group(arguments), [receiver @ .., TokenTree::Punct(dot), TokenTree::Ident(name)])
            if dot.as_char() == '.' && arguments.delimiter() == Delimiter::Parenthesis =>
        {
            gives(std_type(cx, receiver)?, &name.to_string())
        }
        // `x[i]`, of memory of scalars.
        (TokenTree::Group(index), base) if index.delimiter() == Delimiter::Bracket => {
            (std_type(cx, base)? == Std::Sequence).then_some(Std::Float)
        }
        // `(a - b).abs()`, `(0.0..1.0).contains(&x)`
        (TokenTree::Group(inner), _) if inner.delimiter() == Delimiter::Parenthesis => {
            let is_call = matches!(before.last(), Some(TokenTree::Ident(_) | TokenTree::Group(_)));
            if is_call { None } else { of_operators(cx, &inner.stream()) }
        }
        _ => None,
    }
}

/// The type of an expression of operators on values of std.
fn of_operators(cx: &Cx<'_>, code: &TokenStream) -> Option<Std> {
    let tokens: Vec<TokenTree> = code.clone().into_iter().collect();
    let is_dot = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == '.');
    if tokens.windows(2).any(|pair| is_dot(&pair[0]) && is_dot(&pair[1])) {
        return Some(Std::Range);
    }
    let operators = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if "+-*/%&".contains(punct.as_char()));
    let operands: Vec<_> = tokens.split(operators).filter(|operand| !operand.is_empty()).collect();
    let types: Option<Vec<Std>> = operands.into_iter().map(|operand| std_type(cx, operand)).collect();
    types?.into_iter().find(|ty| ty.is_scalar())
}

fn of_variable(cx: &Cx<'_>, name: &Ident) -> Option<Std> {
    let Some(Binding::Var(var)) = cx.scope.find(name) else { return None };
    let Holds::Operands(value) = cx.scope.get(var) else { return None };
    let crate::ir::Shape::Leaf(operand) = value.behind_refs() else { return None };
    if cx.kinds.as_memory(operand.kind).is_some() {
        return Some(Std::Sequence);
    }
    match cx.kinds.resolve(operand.kind) {
        kind if kind.is_float() => Some(Std::Float),
        Kind::Int(_) => Some(Std::Integer),
        Kind::Bool => Some(Std::Bool),
        _ => None,
    }
}

/// Whether an argument may be a float, or be made of one: of what is bound inside
/// of the macro nothing is known.
fn gives_float(cx: &Cx<'_>, arguments: &Group) -> bool {
    let tokens: Vec<TokenTree> = arguments.stream().into_iter().collect();
    tokens.iter().enumerate().any(|(i, token)| match token {
        TokenTree::Group(group) => gives_float(cx, group),
        TokenTree::Ident(name) => {
            let is_field = i > 0 && matches!(&tokens[i - 1], TokenTree::Punct(dot) if dot.as_char() == '.');
            let is_path = matches!(tokens.get(i + 1), Some(TokenTree::Punct(colon)) if colon.as_char() == ':')
                || matches!(tokens.get(i + 1), Some(TokenTree::Group(_)))
                || name.to_string().starts_with(char::is_uppercase)
                || matches!(name.to_string().as_str(), "mut" | "move" | "as" | "ref" | "self");
            !is_field && !is_path && !matches!(of_variable(cx, name), Some(Std::Integer | Std::Bool))
        }
        _ => false,
    })
}
