//! What `tests/ui` says is refused, without a compiler: the messages of the macro, in milliseconds.
//!
//! Where they point, and what rustc makes of them, is tested there.

use super::corpus::sources;
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use std::path::Path;
use syn::{Attribute, ImplItem, Item};

#[test]
fn what_is_refused_is_what_the_ui_tests_say() {
    let (mut failures, mut count) = (Vec::new(), 0);
    for path in ["ui", "ui/several", "ui/protocol"].into_iter().flat_map(sources) {
        let mut said = Vec::new();
        let source = std::fs::read_to_string(&path).expect("a source can be read");
        items(&syn::parse_file(&source).expect("it is Rust").items, &mut said);
        let mut expected = expected(&path);
        said.sort();
        count += said.len();
        let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
        if OF_ANOTHER_MACRO.contains(&&*name) {
            continue;
        }
        if NOT_ALONE.contains(&&*name) {
            let mut left = said.iter();
            expected.retain(|line| left.as_slice().first() == Some(line) && left.next().is_some());
        }
        if said != expected {
            failures.push(format!("{name} refuses\n  {}\nand not\n  {}", said.join("\n  "), expected.join("\n  ")));
        }
    }
    assert!(failures.is_empty(), "{} files:\n{}", failures.len(), failures.join("\n"));
    assert!(count > 100, "{count} messages");
}

/// How many things are refused of a function.
fn how_often_refused(function: &str) -> usize {
    let tokens =
        crate::expand::grad(crate::expand::Surroundings::Module, TokenStream::new(), function.parse().expect("tokens"));
    tokens.to_string().matches("compile_error").count()
}

/// A function that is chosen is a number of those that its `let` has; what could bring another
/// one is refused.
#[test]
fn functions_that_are_not_all_seen_are_refused() {
    let function = |body: &str| format!("fn f(x: f64, k: f64, c: bool) -> f64 {{ {body} f(x) * k }}");
    let is_refused = |body: &str| how_often_refused(&function(body)) > 0;
    assert!(!is_refused("let f: fn(f64) -> f64 = if c { f64::sin } else { plain };"));
    assert!(!is_refused("let a = |t: f64| t * k; let f: &dyn Fn(f64) -> f64 = if c { &a } else { panic!() };"));
    // A constant, a field, a call, what another block gives.
    for other in ["FUNCTION", "table.f", "made()", "{ let g = f64::cos; g }"] {
        assert!(is_refused(&format!("let f: fn(f64) -> f64 = if c {{ {other} }} else {{ f64::sin }};")), "{other}");
    }
    // Another one later.
    assert!(is_refused(
        "let a = |t: f64| t * k; let mut f: &dyn Fn(f64) -> f64 = if c { &a } else { &f64::sin }; f = &f64::cos;"
    ));
    // A variable of a pattern, which is not the one outside.
    assert!(is_refused(
        "let s = 2.0; let f: Box<dyn Fn(f64) -> f64> = match o { Op::A(s) => Box::new(move |t| t * s), _ => Box::new(|t| t) };"
    ));
    assert!(is_refused(
        "let s = 2.0; let f: Box<dyn Fn(f64) -> f64> = if let Some(s) = o { Box::new(move |t| t * s) } else { Box::new(|t| t) };"
    ));
}

/// Where rustc has a say, or the function that is refused stands in another.
const NOT_ALONE: &[&str] = &[
    "attribute_under_grad.rs",
    "bits_of_active.rs",
    "constant_misplaced.rs",
    "nested_item.rs",
    "not_a_function.rs",
    "not_grad.rs",
    "unknown_attribute.rs",
];

/// What `#[rule]` and `check!` refuse.
const OF_ANOTHER_MACRO: &[&str] = &[
    "check_needs_call.rs",
    "check_of_constants.rs",
    "check_of_mut.rs",
    "equation_parameter.rs",
    "equation_result.rs",
    "equation_twice.rs",
    "equation_with_partials.rs",
    "malformed_partial.rs",
    "malformed_rule.rs",
    "partial_missing.rs",
    "partial_of_constant.rs",
    "partial_unknown.rs",
    "result_name.rs",
    "rule_argument.rs",
    "function_needs_closure.rs",
    "order_of_closure.rs",
    "rule_not_a_function.rs",
    "rule_of_scalars.rs",
];

/// The first lines of the errors in the file beside it, sorted.
fn expected(path: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(path.with_extension("stderr")).unwrap_or_default();
    let mut lines: Vec<_> = text.lines().filter_map(|line| line.strip_prefix("error: ")).map(spaceless).collect();
    lines.sort();
    lines
}

/// Rustc spaces the tokens of a type in its own way.
fn spaceless(line: &str) -> String {
    line.replace(' ', "")
}

fn items(items: &[Item], said: &mut Vec<String>) {
    for item in items {
        match item {
            Item::Fn(function) => refused(&function.attrs, item.to_token_stream(), said),
            Item::Mod(module) => self::items(module.content.as_ref().map_or(&[], |(_, items)| items), said),
            Item::Trait(block) => refused(&block.attrs, item.to_token_stream(), said),
            // What is asked of the block has its methods in it.
            Item::Impl(block) if block.attrs.iter().any(is_grad) => {
                refused(&block.attrs, item.to_token_stream(), said);
            }
            Item::Impl(block) => {
                refused(&block.attrs, item.to_token_stream(), said);
                for item in &block.items {
                    if let ImplItem::Fn(method) = item {
                        refused(&method.attrs, method.to_token_stream(), said);
                    }
                }
            }
            Item::Struct(data) => {
                refused(&data.attrs, item.to_token_stream(), said);
                derived(&data.attrs, item.to_token_stream(), said);
            }
            Item::Enum(data) => derived(&data.attrs, item.to_token_stream(), said),
            Item::Union(data) => derived(&data.attrs, item.to_token_stream(), said),
            _ => {}
        }
    }
}

/// The messages of the macro on an item, if that is under `#[grad]`.
fn refused(attrs: &[Attribute], item: TokenStream, said: &mut Vec<String>) {
    let Some(grad) = attrs.iter().find(|attr| is_grad(attr)) else { return };
    let attr = match &grad.meta {
        syn::Meta::List(list) => list.tokens.clone(),
        _ => TokenStream::new(),
    };
    messages(crate::expand::grad(crate::expand::Surroundings::Module, attr, without(grad, item)), said);
}

fn is_grad(attr: &Attribute) -> bool {
    attr.path().segments.last().is_some_and(|name| name.ident == "grad")
}

/// The messages of the derive on a type, if that is under it.
fn derived(attrs: &[Attribute], item: TokenStream, said: &mut Vec<String>) {
    let is_derive = |attr: &&Attribute| attr.path().is_ident("derive");
    let Some(derive) = attrs.iter().find(is_derive) else { return };
    if derive.to_token_stream().to_string().contains("Differentiable") {
        messages(crate::differentiable::differentiable(without(derive, item)), said);
    }
}

/// The item without this attribute: a `#` and a group, somewhere before it.
fn without(grad: &Attribute, item: TokenStream) -> TokenStream {
    let bracketed = grad.to_token_stream().into_iter().last();
    let text = bracketed.map(|token| token.to_string()).unwrap_or_default();
    let tokens: Vec<TokenTree> = item.into_iter().collect();
    let is_it = |pair: &[TokenTree]| pair[1].to_string() == text && pair[0].to_string() == "#";
    let at = tokens.windows(2).position(is_it).expect("the attribute is there");
    tokens.into_iter().enumerate().filter(|(i, _)| *i != at && *i != at + 1).map(|(_, token)| token).collect()
}

fn messages(tokens: TokenStream, said: &mut Vec<String>) {
    let mut is_error = false;
    for token in tokens {
        match token {
            TokenTree::Ident(name) => is_error = name == "compile_error",
            TokenTree::Group(group) if is_error => {
                let text = syn::parse2::<syn::LitStr>(group.stream()).map(|text| text.value()).unwrap_or_default();
                said.push(spaceless(text.lines().next().unwrap_or_default()));
                is_error = false;
            }
            TokenTree::Group(group) => messages(group.stream(), said),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}
