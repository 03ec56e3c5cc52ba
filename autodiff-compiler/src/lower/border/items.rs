//! Items inside the body.
//!
//! Each companion repeats them at its top. For an item of the body itself that
//! is where it is; one of an inner block would be seen by more of the function
//! than it was, so its names must not occur outside of its block.

use crate::lower::state::cx::Cx;
use crate::std_names;
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Item, Stmt, UseTree};

/// A name of the item that would mean something else at the top of the
/// function; `*` for an import of unknown names.
pub(crate) fn clash(cx: &Cx<'_>, item: &Item, block: &[Stmt]) -> Option<String> {
    let inside: TokenStream = block.iter().map(ToTokens::to_token_stream).collect();
    let is_body = count(&cx.body, None) == count(&inside, None) + 1;
    let Some(names) = names(item) else { return (!is_body).then(|| "*".to_owned()) };
    names.into_iter().find(|name| {
        let outside = count(&cx.body, Some(name.as_str())) > count(&inside, Some(name.as_str()));
        cx.item_names.contains(name) || (!is_body && outside)
    })
}

/// The names that the item brings; `None` where they are not in sight.
pub(crate) fn names(item: &Item) -> Option<Vec<String>> {
    Some(match item {
        Item::Fn(item) => vec![item.sig.ident.to_string()],
        Item::Const(item) => vec![item.ident.to_string()],
        Item::Static(item) => vec![item.ident.to_string()],
        Item::Enum(item) => vec![item.ident.to_string()],
        Item::Struct(item) => vec![item.ident.to_string()],
        Item::Type(item) => vec![item.ident.to_string()],
        Item::Trait(item) => vec![item.ident.to_string()],
        Item::Mod(item) => vec![item.ident.to_string()],
        Item::Macro(item) => item.ident.iter().map(ToString::to_string).collect(),
        Item::Use(item) => imported(&item.tree)?,
        Item::Impl(_) => Vec::new(),
        _ => return None,
    })
}

fn imported(tree: &UseTree) -> Option<Vec<String>> {
    match tree {
        UseTree::Path(path) => imported(&path.tree),
        UseTree::Name(name) => Some(vec![name.ident.to_string()]),
        UseTree::Rename(rename) => Some(vec![rename.rename.to_string()]),
        UseTree::Group(group) => {
            let all: Option<Vec<_>> = group.items.iter().map(imported).collect();
            all.map(|names| names.concat())
        }
        UseTree::Glob(_) => None,
    }
}

/// The names that a `use` brings, with their full paths. A glob brings those of
/// std's functions that the macro knows; of a type, `use Shape::*`, it brings variants, as `*`.
pub(crate) fn imports(tree: &UseTree) -> Vec<(String, Vec<String>)> {
    match tree {
        UseTree::Path(path) => {
            let mut inner = imports(&path.tree);
            let is_type = path.ident.to_string().starts_with(char::is_uppercase);
            if inner.iter().any(|(name, full)| name == "*" && full.is_empty()) && !is_type {
                inner.retain(|(name, _)| name != "*");
                let known = std_names::functions_of(path.ident.to_string());
                inner.extend(known.map(|function| (function.name.to_owned(), vec![function.name.to_owned()])));
            }
            inner.iter_mut().for_each(|(_, full)| full.insert(0, path.ident.to_string()));
            inner
        }
        UseTree::Name(name) => vec![(name.ident.to_string(), vec![name.ident.to_string()])],
        UseTree::Rename(rename) => vec![(rename.rename.to_string(), vec![rename.ident.to_string()])],
        UseTree::Group(group) => group.items.iter().flat_map(imports).collect(),
        UseTree::Glob(_) => vec![("*".to_owned(), Vec::new())],
    }
}

/// How many tokens there are, or how many that are this name.
pub(super) fn count(tokens: &TokenStream, name: Option<&str>) -> usize {
    let each = |token: TokenTree| match token {
        TokenTree::Group(group) => count(&group.stream(), name) + usize::from(name.is_none()),
        TokenTree::Ident(ident) => usize::from(name.is_none_or(|name| ident == name)),
        _ => usize::from(name.is_none()),
    };
    tokens.clone().into_iter().map(each).sum()
}
