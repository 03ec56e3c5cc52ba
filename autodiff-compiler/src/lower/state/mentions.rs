//! What code mentions: the variables that its tokens name.

use super::cx::Cx;
use super::scope::{Binding, Closure, Holds, Operand, Operands};
use crate::lower::tokens::hygiene::{Name, is_same};
use crate::lower::tokens::visible::visible;
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use std::rc::Rc;

/// The variables that the tokens name, with what they hold. Format strings name
/// variables too: `"{x}"`.
pub(crate) fn variables(cx: &Cx<'_>, tokens: &TokenStream) -> Vec<(Ident, Operands)> {
    let mut idents = Vec::new();
    collect(tokens.clone(), &mut idents);
    let mut found: Vec<(Ident, Operands)> = Vec::new();
    for ident in idents {
        if found.iter().any(|(seen, _)| is_same(seen, &ident)) || is_bound_inside(cx, tokens, &ident) {
            continue;
        }
        if let Some(Binding::Var(var)) = cx.scope.find(&ident)
            && let Holds::Operands(operands) = cx.scope.get(var)
        {
            found.push((ident, operands.clone()));
        }
    }
    found
}

/// Whether the tokens name a variable that may hold a float, or a closure that reads one.
pub(crate) fn mentions_float(cx: &Cx<'_>, tokens: &TokenStream) -> bool {
    variables(cx, tokens).iter().any(|(_, operands)| holds_float(cx, operands))
        || closures(cx, tokens).iter().any(|closure| reads_float(cx, closure))
}

fn holds_float(cx: &Cx<'_>, operands: &Operands) -> bool {
    operands.leaves().into_iter().any(|o| cx.kinds.may_hold_float(o.kind))
}

/// The closures that the tokens name, `newton(f, 1.0)`.
fn closures(cx: &Cx<'_>, tokens: &TokenStream) -> Vec<Rc<Closure>> {
    let mut idents = Vec::new();
    collect(tokens.clone(), &mut idents);
    let bound = idents.iter().filter(|ident| !is_bound_inside(cx, tokens, ident));
    let held = bound.filter_map(|ident| match cx.scope.find(ident)? {
        Binding::Var(var) => match cx.scope.get(var) {
            Holds::Closure(closure) => Some(Rc::clone(closure)),
            _ => None,
        },
        Binding::Opaque => None,
    });
    held.collect()
}

/// Whether a closure names what may hold a float of those that it sees, or a closure that does.
fn reads_float(cx: &Cx<'_>, closure: &Closure) -> bool {
    let mut idents = Vec::new();
    collect(closure.code.to_token_stream(), &mut idents);
    let is_named = |name: &Name| idents.iter().any(|ident| name.is_spelled(ident));
    let named = closure.names.iter().filter(|(name, _)| is_named(name));
    let mut held = named.filter_map(|(_, binding)| match binding {
        Binding::Var(var) => Some(cx.scope.get(*var)),
        Binding::Opaque => None,
    });
    held.any(|held| match held {
        Holds::Operands(operands) => holds_float(cx, operands),
        Holds::Closure(other) => reads_float(cx, other),
        _ => false,
    })
}

/// Whether a name that no variable here has is bound by the tokens themselves.
fn is_bound_inside(cx: &Cx<'_>, tokens: &TokenStream, name: &Ident) -> bool {
    cx.scope.is_foreign(name) && {
        let mut free = Vec::new();
        collect(visible(tokens.clone(), name), &mut free);
        !free.iter().any(|ident| is_same(ident, name))
    }
}

fn collect(tokens: TokenStream, idents: &mut Vec<Ident>) {
    let mut before = [' '; 2];
    for token in tokens {
        let last = if let TokenTree::Punct(punct) = &token { punct.as_char() } else { ' ' };
        let tight = before;
        before = [tight[1], last];
        match token {
            // `.name` is a field, `..name` is not; `'name` is a lifetime.
            TokenTree::Ident(_) if tight[1] == '\'' || (tight[1] == '.' && tight[0] != '.') => {}
            TokenTree::Ident(ident) => idents.push(ident),
            TokenTree::Group(group) => collect(group.stream(), idents),
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                if text.contains('"') {
                    let names = captured(&text);
                    idents.extend(names.into_iter().map(|name| Ident::new(&name, literal.span())));
                }
            }
            TokenTree::Punct(_) => {}
        }
    }
}

/// The identifiers in the braces of a format string.
fn captured(text: &str) -> Vec<String> {
    let inside = text.split('{').skip(1).filter_map(|rest| rest.split('}').next());
    let words = inside.flat_map(|spec| spec.split(|c: char| !c.is_alphanumeric() && c != '_'));
    let is_name = |word: &&str| {
        word.starts_with(|c: char| c.is_alphabetic() || c == '_') && syn::parse_str::<Ident>(word).is_ok()
    };
    words.filter(is_name).map(str::to_owned).collect()
}

/// Whether there are floats in code that makes data, besides those that the function takes
/// as constants.
pub(crate) fn has_floats(cx: &Cx<'_>, tokens: TokenStream) -> bool {
    let is_variable = |o: &Operand| {
        cx.kinds.may_hold_float(o.kind) && o.atom.value().is_none_or(|w| !cx.params.constant.contains(&w))
    };
    let all = variables(cx, &tokens);
    all.iter().any(|(_, operands)| operands.leaves().into_iter().any(is_variable)) || has_floats_written(tokens)
}

/// Whether a float is written in it, or a type or a constant of std's that says so.
pub(crate) fn has_floats_written(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(word) => word == "f64" || word == "f32",
        TokenTree::Literal(literal) => matches!(syn::Lit::new(literal), syn::Lit::Float(_)),
        TokenTree::Group(group) => has_floats_written(group.stream()),
        TokenTree::Punct(_) => false,
    })
}
