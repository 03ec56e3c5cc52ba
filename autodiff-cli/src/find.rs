//! Finding a function in a file.

use crate::failure::Failure;
use autodiff_compiler::Surroundings;
use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use std::ops::Range;
use std::path::{Path, PathBuf};
use syn::spanned::Spanned;
use syn::{Attribute, File, ImplItem, Item, Meta, Type};

/// A file of Rust.
pub(crate) struct Source {
    pub(crate) path: PathBuf,
    pub(crate) text: String,
    file: File,
}

/// A function of the file.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// Modules or the type that it stands in, and its name.
    path: Vec<String>,
    /// The arguments of `#[grad]`.
    pub(crate) attribute: TokenStream,
    /// The function, without that attribute.
    pub(crate) item: TokenStream,
    pub(crate) surroundings: Surroundings,
    /// Where it stands in the text.
    pub(crate) range: Range<usize>,
}

impl Found {
    pub(crate) fn name(&self) -> &str {
        self.path.last().map_or("", String::as_str)
    }
}

impl Source {
    pub(crate) fn read(path: &Path) -> Result<Source, Failure> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| Failure::Plain(format!("{} cannot be read: {error}", path.display())))?;
        let file = syn::parse_file(&text)
            .map_err(|error| Failure::at(path, &text, &[(range(error.span()), error.to_string())]))?;
        Ok(Source { path: path.to_owned(), text, file })
    }

    /// The function as it is written, moved to the left margin.
    pub(crate) fn excerpt(&self, found: &Found) -> String {
        let start = self.text[..found.range.start].rfind('\n').map_or(0, |newline| newline + 1);
        let margin = self.text[start..].chars().take_while(|c| *c == ' ').count();
        let text = &self.text[found.range.clone()];
        let lines = text.lines().map(|line| match line.char_indices().find(|(i, c)| *i == margin || *c != ' ') {
            Some((i, _)) => &line[i..],
            None => "",
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// The one function whose path ends in `name`, under the given arguments of the
    /// attribute or its own.
    pub(crate) fn function(&self, name: &str, grad: Option<&str>) -> Result<Found, Failure> {
        let mut all = Vec::new();
        items(&mut all, &[], &self.file.items);
        let wanted: Vec<&str> = name.split("::").collect();
        let path = self.path.display();
        let whole = all.iter().find(|found| found.path == wanted);
        let fitting: Vec<_> = all.iter().filter(|found| ends_in(&found.path, &wanted)).collect();
        let mut found = match (whole, &fitting[..]) {
            (Some(one), _) | (None, &[one]) => one.clone(),
            (None, []) if all.is_empty() => return Err(Failure::Plain(format!("there is no function in {path}"))),
            (None, []) => {
                return Err(Failure::Plain(format!(
                    "there is no function `{name}` in {path}; it has {}",
                    list(&all.iter().collect::<Vec<_>>())
                )));
            }
            (None, several) => {
                return Err(Failure::Plain(format!("`{name}` may be one of {}", list(several))));
            }
        };
        if let Some(arguments) = grad {
            found.attribute = arguments
                .parse()
                .map_err(|_| Failure::Plain(format!("`{arguments}` are no arguments of an attribute")))?;
        }
        Ok(found)
    }
}

/// The bytes of the file that a span covers.
pub(crate) fn range(span: Span) -> Range<usize> {
    span.byte_range()
}

fn ends_in(path: &[String], wanted: &[&str]) -> bool {
    path.len() >= wanted.len() && path[path.len() - wanted.len()..].iter().zip(wanted).all(|(a, b)| a == b)
}

fn list(functions: &[&Found]) -> String {
    let paths: Vec<_> = functions.iter().map(|found| format!("`{}`", found.path.join("::"))).collect();
    paths.join(", ")
}

fn items(all: &mut Vec<Found>, outer: &[String], list: &[Item]) {
    for item in list {
        match item {
            Item::Fn(function) => {
                let name = function.sig.ident.to_string();
                let without = |attrs| syn::ItemFn { attrs, ..function.clone() }.into_token_stream();
                let found = found(outer, name, &function.attrs, range(function.span()), &without);
                all.push(Found { surroundings: Surroundings::Module, ..found });
            }
            Item::Mod(module) => {
                let inner = module.content.as_ref().map_or(&[][..], |(_, items)| items);
                items(all, &with(outer, module.ident.to_string()), inner);
            }
            Item::Impl(block) => methods(all, &with(outer, type_name(&block.self_ty)), &block.items),
            _ => {}
        }
    }
}

fn methods(all: &mut Vec<Found>, outer: &[String], list: &[ImplItem]) {
    for item in list {
        if let ImplItem::Fn(method) = item {
            let name = method.sig.ident.to_string();
            let without = |attrs| syn::ImplItemFn { attrs, ..method.clone() }.into_token_stream();
            all.push(found(outer, name, &method.attrs, range(method.span()), &without));
        }
    }
}

fn with(outer: &[String], name: String) -> Vec<String> {
    let mut path = outer.to_vec();
    path.push(name);
    path
}

/// The name of a type by which its methods are called.
fn type_name(ty: &Type) -> String {
    match ty {
        Type::Path(path) => path.path.segments.last().map_or_else(String::new, |segment| segment.ident.to_string()),
        other => other.to_token_stream().to_string(),
    }
}

fn found(
    outer: &[String],
    name: String,
    attrs: &[Attribute],
    range: Range<usize>,
    without: &dyn Fn(Vec<Attribute>) -> TokenStream,
) -> Found {
    let at = attrs.iter().position(is_grad);
    let attribute = at.map(|i| match &attrs[i].meta {
        Meta::List(list) => list.tokens.clone(),
        _ => TokenStream::new(),
    });
    let others = attrs.iter().enumerate().filter(|(i, _)| Some(*i) != at).map(|(_, attr)| attr.clone());
    let item = without(others.collect());
    let attribute = attribute.unwrap_or_default();
    Found { path: with(outer, name), attribute, item, surroundings: Surroundings::Unknown, range }
}

/// Whether it is `#[grad]` or `#[autodiff::grad]`.
fn is_grad(attr: &Attribute) -> bool {
    attr.path().segments.last().is_some_and(|segment| segment.ident == "grad")
}
