//! Fragments of `macro_rules!`.
//!
//! An `$e:expr` arrives in a group without delimiters, which binds its operators
//! together. Such a group does not survive in the output of a macro: `x * $e` would
//! become `x * 2.0 + 1.0`. What it holds is parenthesised instead.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use syn::Expr;

/// The tokens with parentheses for the groups that need them.
pub(crate) fn parenthesised(tokens: TokenStream) -> TokenStream {
    tokens.into_iter().map(tree).collect()
}

fn tree(tree: TokenTree) -> TokenTree {
    let TokenTree::Group(group) = &tree else { return tree };
    // What is as it was keeps the spans of its two delimiters.
    if !holds_fragment(&tree) {
        return tree;
    }
    let inner = parenthesised(group.stream());
    // One token has no neighbours inside; a block is seen to be one without the group.
    if let (Delimiter::None, Some(only)) = (group.delimiter(), only(&inner)) {
        return only;
    }
    let delimiter = match group.delimiter() {
        Delimiter::None if is_compound(&inner) => Delimiter::Parenthesis,
        delimiter => delimiter,
    };
    let mut new = Group::new(delimiter, inner);
    // Parentheses of the macro: no lint says that they are not needed.
    let ours = delimiter != group.delimiter();
    new.set_span(if ours { Span::mixed_site().located_at(group.span()) } else { group.span() });
    TokenTree::Group(new)
}

fn holds_fragment(tree: &TokenTree) -> bool {
    match tree {
        TokenTree::Group(group) => {
            group.delimiter() == Delimiter::None || group.stream().into_iter().any(|inner| holds_fragment(&inner))
        }
        _ => false,
    }
}

fn only(tokens: &TokenStream) -> Option<TokenTree> {
    let mut tokens = tokens.clone().into_iter();
    tokens.next().filter(|_| tokens.next().is_none())
}

/// Whether neighbours could take the tokens apart. Types and patterns that look
/// like this may be in parentheses too.
fn is_compound(tokens: &TokenStream) -> bool {
    if tokens.clone().into_iter().nth(1).is_none() {
        return false;
    }
    matches!(
        syn::parse2::<Expr>(tokens.clone()),
        Ok(Expr::Binary(_)
            | Expr::Unary(_)
            | Expr::Cast(_)
            | Expr::Range(_)
            | Expr::Closure(_)
            | Expr::Reference(_)
            | Expr::Assign(_)
            | Expr::If(_)
            | Expr::Match(_))
    )
}
