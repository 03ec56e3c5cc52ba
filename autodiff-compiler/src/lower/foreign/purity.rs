//! Whether code that is passed through may run again.
//!
//! The reverse sweep computes again what is cheap. Of code that the macro does not
//! look into it may do so only where that gives the same and nobody can tell:
//! operators, fields, constants, and methods of a value whose type is seen to be
//! one of std's. A name alone says nothing: `coin.is_heads()` may toss a coin,
//! `table.len()` may count how often it is asked. Any other call may count, draw a
//! random number, or print; its result is recorded.

use crate::ir::{Atom, Kind, Repeat, hole_number};
use crate::lower::state::claim;
use crate::lower::state::cx::Cx;
use crate::lower::state::kinds::Known;
use crate::std_names::{self, Std};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// Whether `code` may run again, with these operands in its holes.
pub(crate) fn repeat(cx: &mut Cx<'_>, code: &TokenStream, args: &[Atom]) -> Repeat {
    if is_pure(cx, code.clone(), args) { Repeat::Free } else { Repeat::Never }
}

fn is_pure(cx: &mut Cx<'_>, code: TokenStream, args: &[Atom]) -> bool {
    let tokens: Vec<TokenTree> = code.into_iter().collect();
    (0..tokens.len()).all(|i| match &tokens[i] {
        TokenTree::Group(group) => {
            let called = group.delimiter() == Delimiter::Parenthesis && !is_harmless(cx, &tokens[..i], group, args);
            !called && is_pure(cx, group.stream(), args)
        }
        TokenTree::Ident(ident) => !cx.scope.is_changing(&ident.to_string()),
        TokenTree::Punct(punct) if punct.as_char() == '!' && matches!(tokens.get(i + 1), Some(TokenTree::Group(_))) => {
            is_constant_macro(cx, &tokens[..i])
        }
        _ => true,
    })
}

/// Whether the macro whose path this is gives the same each time.
fn is_constant_macro(cx: &mut Cx<'_>, path: &[TokenTree]) -> bool {
    let Some((TokenTree::Ident(name), before)) = path.split_last() else {
        // `!(a || b)`
        return true;
    };
    let name = name.to_string();
    let ours = before.iter().any(|token| matches!(token, TokenTree::Ident(module) if module == "__private"));
    if ours {
        return name == "matches";
    }
    let is_bare = !ends_with(before, "::");
    let is_known = is_bare && (std_names::is_constant_macro(&name) || name == "matches" || name == "vec");
    if is_known {
        claim::standard_macro(cx, &name);
    }
    is_known
}

/// Whether parentheses after these tokens are no call, or one that is known.
fn is_harmless(cx: &Cx<'_>, before: &[TokenTree], arguments: &Group, args: &[Atom]) -> bool {
    let Some((last, before)) = before.split_last() else { return true };
    match last {
        TokenTree::Ident(name) => {
            let name = name.to_string();
            let is_keyword = matches!(name.as_str(), "in" | "if" | "match" | "return" | "else" | "as" | "mut" | "move");
            is_keyword || is_known(cx, before, &name, arguments, args)
        }
        // A macro is judged by its name; `-(a + b)` is no call.
        TokenTree::Punct(punct) => punct.as_char() != '>',
        // `(f)(x)`, `f[i](x)`, `{ .. }(x)`
        TokenTree::Group(_) => false,
        TokenTree::Literal(_) => true,
    }
}

/// A method of a type of std, or a function of a primitive type.
fn is_known(cx: &Cx<'_>, before: &[TokenTree], name: &str, arguments: &Group, args: &[Atom]) -> bool {
    if let Some(before) = without(before, ".") {
        return receiver(cx, before, args).is_some_and(|receiver| std_names::is_pure_method(receiver, name));
    }
    let Some([before @ .., TokenTree::Ident(ty)]) = without(before, "::") else { return false };
    let Some(kind) = Kind::of_primitive(&ty.to_string()) else { return false };
    // `module::f64::name` is a function of that module.
    if ends_with(before, "::") {
        return false;
    }
    let ty = if kind.is_float() { Std::Float } else { Std::Integer };
    match name {
        // What is converted may be of the user's own type.
        "from" => match &arguments.stream().into_iter().collect::<Vec<_>>()[..] {
            [operand] => receiver(cx, std::slice::from_ref(operand), args).is_some_and(Std::is_scalar),
            _ => false,
        },
        _ => std_names::takes_bits(name) || std_names::is_pure_method(ty, name),
    }
}

/// The type of std that a receiver is seen to have.
fn receiver(cx: &Cx<'_>, tokens: &[TokenTree], args: &[Atom]) -> Option<Std> {
    let (last, before) = tokens.split_last()?;
    if ends_with(before, ".") || ends_with(before, "::") {
        return None;
    }
    match last {
        TokenTree::Ident(ident) => of_atom(cx, *args.get(hole_number(ident)?)?),
        TokenTree::Literal(literal) => {
            let text = literal.to_string();
            let is_number = text.starts_with(|c: char| c.is_ascii_digit());
            let is_float = is_number && (text.contains('.') || text.contains("_f") || text.ends_with("f64"));
            match (is_number, is_float, text.starts_with('"')) {
                (true, true, _) => Some(Std::Float),
                (true, false, _) => Some(Std::Integer),
                (_, _, true) => Some(Std::Text),
                _ => None,
            }
        }
        // `(0.0..1.0).contains(&x)`
        TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis && before.is_empty() => {
            let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
            (1..=tokens.len()).any(|end| ends_with(&tokens[..end], "..")).then_some(Std::Range)
        }
        _ => None,
    }
}

/// The type of std that an operand is seen to have.
pub(crate) fn of_atom(cx: &Cx<'_>, atom: Atom) -> Option<Std> {
    let value = match atom {
        Atom::Float(_) => return Some(Std::Float),
        Atom::Int(_) => return Some(Std::Integer),
        Atom::Bool(_) => return Some(Std::Bool),
        atom => atom.value()?,
    };
    match cx.kinds.known(cx.kind_of[value.index()]) {
        Known::Exactly(Kind::Bool) => Some(Std::Bool),
        Known::Exactly(Kind::Int(_)) | Known::SomeInt => Some(Std::Integer),
        Known::Exactly(kind) if kind.is_float() => Some(Std::Float),
        Known::SomeFloat => Some(Std::Float),
        Known::Memory(_) => Some(Std::Sequence),
        // Whatever it is, its methods may be of the user's own.
        Known::Exactly(_) | Known::CallResult | Known::Part | Known::Unseen | Known::Nothing => None,
    }
}

/// What stands before this punctuation, if the tokens end with it.
fn without<'t>(tokens: &'t [TokenTree], punctuation: &str) -> Option<&'t [TokenTree]> {
    let begin = tokens.len().checked_sub(punctuation.len())?;
    let is = |(token, c): (&TokenTree, char)| matches!(token, TokenTree::Punct(punct) if punct.as_char() == c);
    tokens[begin..].iter().zip(punctuation.chars()).all(is).then(|| &tokens[..begin])
}

fn ends_with(tokens: &[TokenTree], punctuation: &str) -> bool {
    without(tokens, punctuation).is_some()
}
