//! Items of two inner blocks that are called the same.
//!
//! Each companion repeats the items at its top, where there is one of each name. So what an
//! inner block calls as something outside of it is called has another name in that block:
//!
//! ```text
//! if hot { const D: f64 = 2.0; x / D } else { const D: f64 = 3.0; x / D }
//! if hot { const D: f64 = 2.0; x / D } else { const D_2: f64 = 3.0; x / D_2 }
//! ```

use super::items;
use crate::lower::state::cx::Cx;
use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Block, Item, Stmt};

/// The block with names of its own for its constants and functions, if any needs one.
pub(crate) fn of_block(cx: &Cx<'_>, block: &Block) -> Option<Block> {
    let items = block.stmts.iter().filter_map(|stmt| match stmt {
        Stmt::Item(item @ (Item::Const(_) | Item::Static(_) | Item::Fn(_))) => Some(item),
        _ => None,
    });
    let names: Vec<String> = items.filter_map(|item| items::clash(cx, item, &block.stmts)).collect();
    if names.is_empty() {
        return None;
    }
    let renamed = names.iter().fold(block.to_token_stream(), |code, name| {
        let other = free(cx, name);
        // What a text captures, `"{D}"`, is not seen to mean it.
        if mentions(&code, &format!("{{{name}")) { code } else { rename(code, name, &other) }
    });
    syn::parse2(renamed).ok()
}

/// A name that the function has not.
fn free(cx: &Cx<'_>, name: &str) -> String {
    let is_taken = |name: &String| items::count(&cx.body, Some(name.as_str())) > 0 || cx.item_names.contains(name);
    let mut n = 2;
    while is_taken(&format!("{name}_{n}")) {
        n += 1;
    }
    format!("{name}_{n}")
}

/// Whether a literal has this text in it.
fn mentions(code: &TokenStream, text: &str) -> bool {
    code.clone().into_iter().any(|token| match token {
        TokenTree::Group(group) => mentions(&group.stream(), text),
        TokenTree::Literal(literal) => literal.to_string().contains(text),
        _ => false,
    })
}

/// The code with another name, but for fields, methods and what is in other modules.
fn rename(code: TokenStream, name: &str, other: &str) -> TokenStream {
    let mut before = [' ', ' '];
    let each = |token: TokenTree| {
        let is_own = before[1] != '.' || before[0] == '.';
        let is_own = is_own && before != [':', ':'];
        let sign = if let TokenTree::Punct(punct) = &token { punct.as_char() } else { ' ' };
        before = [before[1], sign];
        match token {
            TokenTree::Group(group) => {
                let mut inside = Group::new(group.delimiter(), rename(group.stream(), name, other));
                inside.set_span(group.span());
                TokenTree::Group(inside)
            }
            TokenTree::Ident(ident) if is_own && ident == name => TokenTree::Ident(Ident::new(other, ident.span())),
            token => token,
        }
    };
    code.into_iter().map(each).collect()
}
