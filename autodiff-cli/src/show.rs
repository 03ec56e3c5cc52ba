//! `show`: companions below the function that they belong to.

use crate::failure::Failure;
use crate::find::{Found, Source};
use crate::paint;
use autodiff_compiler::inspect;
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, File, Item, ItemFn};

/// The function as it is written, and the companions that are asked for, with those
/// that they call.
pub(crate) fn companions(source: &Source, found: &Found, wanted: &[String]) -> Result<String, Failure> {
    let base = inspect::base(&found.attribute).unwrap_or_else(|| found.name().to_owned());
    let all = expanded(found)?;
    let is_there = |suffix: &str| all.iter().any(|f| f.sig.ident == format!("{base}_{suffix}"));
    let default = if is_there("grad") { "grad" } else { "vjp" };
    let wanted = if wanted.is_empty() { vec![default.to_owned()] } else { wanted.to_vec() };
    if let Some(missing) = wanted.iter().find(|suffix| !is_there(suffix)) {
        let public = all.iter().filter(|f| !f.attrs.iter().any(is_hidden));
        let there: Vec<_> = public.map(|f| f.sig.ident.to_string()).collect();
        let there: Vec<_> = there.iter().filter_map(|name| name.strip_prefix(&format!("{base}_"))).collect();
        return Err(Failure::Plain(format!(
            "`{}` has no companion `{missing}`; there is {}; `--grad` asks for others",
            found.name(),
            there.join(", ")
        )));
    }
    let mut shown: Vec<&ItemFn> = Vec::new();
    for suffix in &wanted {
        with_callees(&mut shown, &all, &format!("{base}_{suffix}"));
    }
    let function = source.excerpt(found);
    let companions = shown.into_iter().map(printed);
    let texts: Vec<_> = [function].into_iter().chain(companions).collect();
    Ok(paint::rust(&texts.join("\n\n")))
}

/// The companions of the function.
fn expanded(found: &Found) -> Result<Vec<ItemFn>, Failure> {
    let tokens = autodiff_compiler::grad(found.surroundings, found.attribute.clone(), found.item.clone());
    let file: File = syn::parse2(tokens)
        .map_err(|error| Failure::Plain(format!("the expansion of `{}` is no file of Rust: {error}", found.name())))?;
    // The first item is the function itself.
    let functions = file.items.into_iter().skip(1).filter_map(|item| match item {
        Item::Fn(function) => Some(function),
        Item::Macro(item) => recording(item.mac.tokens),
        _ => None,
    });
    let functions: Vec<_> = functions.collect();
    if functions.iter().any(|function| function.attrs.iter().any(|attr| attr.path().is_ident("cfg"))) {
        let name = found.name();
        return Err(Failure::Plain(format!(
            "the code of `{name}` depends on a `cfg`, which only a build decides; take the attribute out to see its companions"
        )));
    }
    Ok(functions)
}

/// The companion that is there where there is an allocator.
fn recording(tokens: TokenStream) -> Option<ItemFn> {
    match tokens.into_iter().next()? {
        TokenTree::Group(with) => syn::parse2(with.stream()).ok(),
        _ => None,
    }
}

/// Adds a companion, and behind it those that it names.
fn with_callees<'a>(shown: &mut Vec<&'a ItemFn>, all: &'a [ItemFn], name: &str) {
    let Some(function) = all.iter().find(|f| f.sig.ident == name) else { return };
    if shown.iter().any(|known| known.sig.ident == name) {
        return;
    }
    shown.push(function);
    let mut names = Vec::new();
    identifiers(&mut names, function.block.to_token_stream());
    for name in names {
        with_callees(shown, all, &name);
    }
}

fn identifiers(names: &mut Vec<String>, tokens: TokenStream) {
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => names.push(ident.to_string()),
            TokenTree::Group(group) => identifiers(names, group.stream()),
            _ => {}
        }
    }
}

/// The text of a companion, without the attributes that are for compilers.
fn printed(function: &ItemFn) -> String {
    let is_for_people = |attr: &&Attribute| attr.path().is_ident("doc") && !is_hidden(attr);
    let attrs = function.attrs.iter().filter(is_for_people).cloned().collect();
    let item = Item::Fn(ItemFn { attrs, ..function.clone() });
    prettyplease::unparse(&File { shebang: None, frontmatter: None, attrs: Vec::new(), items: vec![item] })
        .trim_end()
        .to_owned()
}

/// Whether it is `#[doc(hidden)]`.
fn is_hidden(attr: &Attribute) -> bool {
    attr.path().is_ident("doc") && matches!(&attr.meta, syn::Meta::List(_))
}
